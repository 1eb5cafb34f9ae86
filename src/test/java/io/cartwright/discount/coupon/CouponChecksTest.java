package io.cartwright.discount.coupon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Scope;
import io.cartwright.wire.Violation;
import io.cartwright.wire.coupons.Specification;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouponChecksTest {
  private static final String STORES = "215238eb-22a5-4c36-9e7b-e7c08025e04e";
  private static final String SCOPE = "\"scope\":{\"namespace\":\"stores\"}";

  private static Specification spec(String json) {
    Specification sent = Specification.CODEC.fromText(json.replace('\'', '"'));
    return CouponForm.created(sent, Instant.EPOCH);
  }

  private static Specification with(String fields) {
    return spec("{'name':'n','code':'c'," + fields + "}");
  }

  private static String problems(Specification spec) {
    List<Violation> violations = CouponChecks.check(spec);
    return violations.isEmpty()
        ? "ok"
        : violations.get(0).field() + " " + violations.get(0).violatedRule();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'moneyOffAmount':5,S | ok",
        "'moneyOffAmount':0,S | specification.moneyOffAmount VALIDATION",
        "'moneyOffAmount':2e12,S | specification.moneyOffAmount VALIDATION",
        "'percentOffRate':100,S | ok",
        "'percentOffRate':100.1,S | specification.percentOffRate VALIDATION",
        "'percentOffRate':0,S | specification.percentOffRate VALIDATION",
        "'percentOffRate':'NaN',S | specification.percentOffRate VALIDATION",
        "'fixedPriceAmount':0,S | ok",
        "'fixedPriceAmount':-1,S | specification.fixedPriceAmount VALIDATION",
        "'buyXGetY':{'x':2,'y':1},S | ok",
        "'buyXGetY':{'x':2},S | specification.buyXGetY.y MIN",
        "'freeShipping':true | ok",
        "'freeShipping':true,'minimumSubtotal':50 | ok",
        "'freeShipping':true,S | specification.scope FIELD_NOT_ALLOWED",
        "'freeShipping':false | specification.freeShipping VALIDATION",
        "S | specification REQUIRED_ONE_OF_FIELD",
        "'moneyOffAmount':5 | specification REQUIRED_ONE_OF_FIELD",
        "'moneyOffAmount':5,'minimumSubtotal':0 | ok",
        "'moneyOffAmount':5,'minimumSubtotal':-1 | specification.minimumSubtotal VALIDATION",
        "'moneyOffAmount':5,'scope':{} | specification.scope.namespace REQUIRED_FIELD",
        "'moneyOffAmount':5,'scope':{'namespace':'x'} | specification.scope.namespace INVALID_ENUM_VALUE",
        "'moneyOffAmount':5,'scope':{'namespace':'stores','group':{}} | specification.scope.group.name REQUIRED_FIELD",
        "'moneyOffAmount':5,'scope':{'namespace':'stores','group':{'name':'plan'}} | specification.scope.group.name INVALID_ENUM_VALUE",
        "'moneyOffAmount':5,'scope':{'namespace':'stores','group':{'name':'collection'}} | specification.scope.group.entityId REQUIRED_FIELD",
        "'moneyOffAmount':5,S,'usageLimit':0 | specification.usageLimit MIN",
        "'moneyOffAmount':5,S,'limitPerCustomer':0 | specification.limitPerCustomer MIN",
        "'moneyOffAmount':5,S,'discountedCycleCount':1000 | specification.discountedCycleCount MAX",
        "'moneyOffAmount':5,S,'startTime':'soon' | specification.startTime FORMAT",
        "'moneyOffAmount':5,S,'expirationTime':'-1' | specification.expirationTime FORMAT",
        "'moneyOffAmount':5,S,'startTime':'9','expirationTime':'9' | specification.expirationTime VALIDATION",
      })
  void eachRuleHasItsViolation(String fields, String expected) {
    assertEquals(
        expected, problems(with(fields.replace(",S", "," + SCOPE).replaceAll("^S$", SCOPE))));
  }

  @ParameterizedTest
  @CsvSource({
    "'',c,specification.name MIN_LENGTH",
    "n,'',specification.code MIN_LENGTH",
    "n,123456789012345678901,specification.code MAX_LENGTH",
    "n,12345678901234567890,ok"
  })
  void namesAndCodesHaveLimits(String name, String code, String expected) {
    assertEquals(
        expected,
        problems(
            spec(
                "{'name':'" + name + "','code':'" + code + "','percentOffRate':5," + SCOPE + "}")));
  }

  @Test
  void nameAndCodeAreRequired() {
    assertEquals(
        List.of("specification.name", "specification.code"),
        CouponChecks.check(spec("{'percentOffRate':5," + SCOPE + "}")).stream()
            .map(Violation::field)
            .toList());
  }

  @Test
  void kindsAreMappedToBenefits() {
    assertEquals(new Benefit.MoneyOff(123_400), benefit("'moneyOffAmount':12.34"));
    assertEquals(new Benefit.PercentOff(125_000), benefit("'percentOffRate':12.5"));
    assertEquals(new Benefit.FixedPrice(99_900), benefit("'fixedPriceAmount':9.99"));
    assertEquals(new Benefit.FreeShipping(), benefit("'freeShipping':true"));
    assertEquals(new Benefit.BuyXGetY(3, 2), benefit("'buyXGetY':{'x':3,'y':2}"));
  }

  private static Benefit benefit(String field) {
    return CouponMapping.coupon("id", with(field)).benefit();
  }

  @Test
  void scopesAreMappedToItemsAndCollections() {
    assertEquals(Scope.all(), scope("'minimumSubtotal':5"));
    assertEquals(Scope.app(STORES), scope("'scope':{'namespace':'stores'}"));
    assertEquals(
        Scope.items(STORES, Set.of("ab")),
        scope("'scope':{'namespace':'stores','group':{'name':'product','entityId':'AB'}}"));
    assertEquals(
        Scope.collections(STORES, Set.of("c1")),
        scope("'scope':{'namespace':'stores','group':{'name':'collection','entityId':'c1'}}"));
    assertEquals(
        50_000,
        CouponMapping.coupon("id", with("'percentOffRate':5,'minimumSubtotal':5"))
            .minimumSubtotalE4());
  }

  private static Scope scope(String field) {
    return CouponMapping.coupon("id", with("'percentOffRate':5," + field)).scope();
  }
}
