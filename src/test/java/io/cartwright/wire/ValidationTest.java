package io.cartwright.wire;

import static io.cartwright.wire.Violation.Rule.DECIMAL_GT;
import static io.cartwright.wire.Violation.Rule.DECIMAL_GTE;
import static io.cartwright.wire.Violation.Rule.DECIMAL_LTE;
import static io.cartwright.wire.Violation.Rule.DECIMAL_MAX_SCALE;
import static io.cartwright.wire.Violation.Rule.FORMAT;
import static io.cartwright.wire.Violation.Rule.INVALID_ENUM_VALUE;
import static io.cartwright.wire.Violation.Rule.MAX;
import static io.cartwright.wire.Violation.Rule.MAX_LENGTH;
import static io.cartwright.wire.Violation.Rule.MAX_SIZE;
import static io.cartwright.wire.Violation.Rule.MIN;
import static io.cartwright.wire.Violation.Rule.MIN_LENGTH;
import static io.cartwright.wire.Violation.Rule.MIN_SIZE;
import static io.cartwright.wire.Violation.Rule.ONE_OF_ALIGNMENT;
import static io.cartwright.wire.Violation.Rule.VALIDATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.wire.Violation.Rule;
import io.cartwright.wire.cart.AddToCartRequest;
import io.cartwright.wire.cart.BuyerInfo;
import io.cartwright.wire.cart.CreateCheckoutRequest;
import io.cartwright.wire.categories.GetCategoryBySlugRequest;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.AddressLocation;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.CatalogOverrideFields;
import io.cartwright.wire.common.DeliveryTimeSlot;
import io.cartwright.wire.common.ExtendedFields;
import io.cartwright.wire.common.FullAddressContactDetails;
import io.cartwright.wire.common.GiftCard;
import io.cartwright.wire.common.PlatformFee;
import io.cartwright.wire.common.PurchasablePlan;
import io.cartwright.wire.discountrules.Discount;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.UpdateDiscountRuleRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.SetOrderNumberCounterRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTest {
  private static final String ID = "11111111-1111-4111-8111-11111111111a";

  static Stream<Arguments> brokenTypesAndLimits() {
    return Stream.of(
        row(AddToCartRequest.CODEC, "{'id':3}", "id", VALIDATION),
        row(AddToCartRequest.CODEC, "{'lineItems':{}}", "lineItems", VALIDATION),
        row(AddToCartRequest.CODEC, "{'lineItems':[3]}", "lineItems", VALIDATION),
        row(AddToCartRequest.CODEC, "{'lineItems':[null]}", "lineItems", VALIDATION),
        quantity("0", MIN),
        quantity("100001", MAX),
        quantity("1e300", MAX),
        quantity("1e999", VALIDATION),
        quantity("-" + "9".repeat(500), VALIDATION),
        quantity("1.5", VALIDATION),
        quantity("'1'", VALIDATION),
        quantity("true", VALIDATION),
        row(Cart.CODEC, "{'buyerNote':'" + "x".repeat(1001) + "'}", "buyerNote", MAX_LENGTH),
        row(Cart.CODEC, "{'buyerNote':'a\\u0000b'}", "buyerNote", VALIDATION),
        row(Cart.CODEC, "{'buyerNote':'a\\ud800b'}", "buyerNote", VALIDATION),
        row(GiftCard.CODEC, "{'code':'1234567'}", "code", MIN_LENGTH),
        row(PurchasablePlan.CODEC, "{'benefits':[]}", "benefits", MIN_SIZE),
        row(
            AddToCartRequest.CODEC,
            "{'lineItems':[" + "{},".repeat(300) + "{}]}",
            "lineItems",
            MAX_SIZE));
  }

  static Stream<Arguments> brokenForms() {
    return Stream.of(
        row(AddToCartRequest.CODEC, "{'id':'C1'}", "id", FORMAT),
        row(AddToCartRequest.CODEC, "{'id':''}", "id", FORMAT),
        row(Address.CODEC, "{'country':'us'}", "country", FORMAT),
        row(Address.CODEC, "{'country':'QZ'}", "country", FORMAT),
        row(BuyerInfo.CODEC, "{'email':'a.b.co'}", "email", FORMAT),
        row(FullAddressContactDetails.CODEC, "{'phone':'none'}", "phone", FORMAT),
        row(
            PurchasablePlan.CODEC,
            "{'infoCollectionUrl':'javascript:alert(1)'}",
            "infoCollectionUrl",
            FORMAT),
        row(GetCategoryBySlugRequest.CODEC, "{'slug':'a b'}", "slug", FORMAT),
        row(CatalogOverrideFields.CODEC, "{'price':'1e3'}", "price", FORMAT),
        row(CatalogOverrideFields.CODEC, "{'price':'1,5'}", "price", FORMAT),
        row(CatalogOverrideFields.CODEC, "{'price':5}", "price", VALIDATION),
        row(CatalogOverrideFields.CODEC, "{'price':'-0.01'}", "price", DECIMAL_GTE),
        row(CatalogOverrideFields.CODEC, "{'price':'1000000000'}", "price", DECIMAL_LTE),
        row(CatalogOverrideFields.CODEC, "{'price':'1.2345'}", "price", DECIMAL_MAX_SCALE),
        row(CatalogOverrideFields.CODEC, "{'depositAmount':'0'}", "depositAmount", DECIMAL_GT),
        row(PlatformFee.CODEC, "{'percentageRate':'1.1'}", "percentageRate", DECIMAL_LTE),
        row(
            CreateCheckoutRequest.CODEC,
            "{'channelType':'PIGEON'}",
            "channelType",
            INVALID_ENUM_VALUE),
        row(CreateCheckoutRequest.CODEC, "{'channelType':1}", "channelType", VALIDATION),
        row(Discount.CODEC, "{'percentage':0.05}", "percentage", MIN),
        row(Discount.CODEC, "{'percentage':100.5}", "percentage", MAX),
        row(Discount.CODEC, "{'percentage':10,'fixedAmount':'5'}", "fixedAmount", ONE_OF_ALIGNMENT),
        row(AddressLocation.CODEC, "{'latitude':'NaN'}", "latitude", VALIDATION),
        row(AddressLocation.CODEC, "{'latitude':1e999}", "latitude", VALIDATION),
        row(DeliveryTimeSlot.CODEC, "{'from':'2026-01-02'}", "from", FORMAT),
        row(DeliveryTimeSlot.CODEC, "{'from':'2026-02-30T00:00:00Z'}", "from", FORMAT),
        row(DeliveryTimeSlot.CODEC, "{'from':1767322800000}", "from", VALIDATION),
        row(ExtendedFields.CODEC, "{'namespaces':{'@a':3}}", "namespaces.@a", VALIDATION),
        row(ExtendedFields.CODEC, "{'namespaces':[]}", "namespaces", VALIDATION),
        row(DiscountRule.CODEC, "{'revision':'x'}", "revision", VALIDATION),
        row(SetOrderNumberCounterRequest.CODEC, "{'counter':'1000000000'}", "counter", MAX),
        row(
            AddToCartRequest.CODEC,
            "{'lineItems':[{'catalogReference':{'options':{'a':'\\u0000'}}}]}",
            "lineItems.catalogReference.options",
            VALIDATION),
        row(UpdateDiscountRuleRequest.CODEC, "{'mask':[3]}", "mask", VALIDATION));
  }

  private static Arguments row(Codec<?> codec, String json, String field, Rule rule) {
    return Arguments.of(codec, json, field, rule);
  }

  private static Arguments quantity(String number, Rule rule) {
    String json = "{'lineItems':[{'quantity':" + number + "}]}";
    return row(AddToCartRequest.CODEC, json, "lineItems.quantity", rule);
  }

  @ParameterizedTest(name = "{2} {3}: {1}")
  @MethodSource({"brokenTypesAndLimits", "brokenForms"})
  void aBrokenRuleIsNamedWithItsField(Codec<?> codec, String json, String field, Rule rule) {
    List<Violation> violations = read(codec, json, WireReader.Mode.CLIENT).violations();
    assertEquals(1, violations.size(), violations::toString);
    assertEquals(field, violations.get(0).field());
    assertEquals(rule, violations.get(0).violatedRule());
    assertTrue(violations.get(0).description().startsWith("must "));
  }

  record Read<T>(T value, List<Violation> violations) {}

  static <T> Read<T> read(Codec<T> codec, String json, WireReader.Mode mode) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    WireReader in = WireReader.of(bytes, mode);
    return new Read<>(in.readAll(codec), in.violations());
  }

  @ParameterizedTest
  @CsvSource({
    "GUID,11111111-1111-4111-8111-11111111111A,true",
    "GUID,11111111111141118111111111111111,false",
    "GUID,1111111g-1111-4111-8111-111111111111,false",
    "DECIMAL_VALUE,-12.50,true",
    "DECIMAL_VALUE,12.,false",
    "DECIMAL_VALUE,.5,false",
    "DECIMAL_VALUE,+1,false",
    "DECIMAL_VALUE,-,false",
    "CURRENCY,JPY,true",
    "CURRENCY,usd,false",
    "CURRENCY,ABC,false",
    "COUNTRY,DE,true",
    "COUNTRY,XK,true",
    "EMAIL,a+b@shop.example,true",
    "EMAIL,a@b@c.example,false",
    "EMAIL,a b@c.example,false",
    "WEB_URL,https://s.example:8443/x?y=1#z,true",
    "WEB_URL,http://,false",
    "WEB_URL,//s.example/,false",
    "PHONE,+1 (555) 010-9999,true",
    "COLOR_HEX,#1a2B3c,true",
    "COLOR_HEX,1a2b3c,false",
    "LANGUAGE,pt-BR,true",
    "LANGUAGE,e,false",
    "LOCAL_DATE,2026-02-28,true",
    "LOCAL_DATE,2026-02-29,false",
    "URL_SLUG,blue-t-shirt_2,true",
    "URL_SLUG,a/b,false",
    "SUBDIVISION,NY,true",
    "SUBDIVISION,US-NY,true",
    "SUBDIVISION,us-ny,false"
  })
  void formats(Format format, String text, boolean matches) {
    assertEquals(matches, format.matches(text));
  }

  @Test
  void lengthIsCountedInCodePoints() {
    String note = "\ud83d\ude00".repeat(1000);
    Read<Cart> read = read(Cart.CODEC, "{'buyerNote':'" + note + "'}", WireReader.Mode.CLIENT);
    assertEquals(List.of(), read.violations());
    assertEquals(note, read.value().buyerNote());
    String code = "\ud83d\ude00".repeat(7);
    List<Violation> violations =
        read(GiftCard.CODEC, "{'code':'" + code + "'}", WireReader.Mode.CLIENT).violations();
    assertEquals(MIN_LENGTH, violations.get(0).violatedRule());
  }

  @Test
  void guidsAreReadInLowerCase() {
    Read<AddToCartRequest> read =
        read(AddToCartRequest.CODEC, "{'id':'" + ID.toUpperCase() + "'}", WireReader.Mode.CLIENT);
    assertEquals(ID, read.value().id());
  }

  @Test
  void anEmptyStringClearsANullableFieldWithAFormat() {
    Read<BuyerInfo> read = read(BuyerInfo.CODEC, "{'email':''}", WireReader.Mode.CLIENT);
    assertEquals(List.of(), read.violations());
    assertNull(read.value().email());
  }

  @Test
  void positionsInListsAreInTheData() {
    Violation violation =
        read(
                AddToCartRequest.CODEC,
                "{'lineItems':[{'quantity':1},{'quantity':0}]}",
                WireReader.Mode.CLIENT)
            .violations()
            .get(0);
    assertEquals("lineItems.quantity", violation.field());
    assertEquals("must be greater than or equal to 1", violation.description());
    assertEquals("{\"threshold\":1,\"index\":1}", violation.data().text());
  }

  @Test
  void aClientCannotSetReadOnlyFieldsButAddressesByIdAndRevision() {
    String json = "{'id':'" + ID + "','revision':7,'status':'nonsense','usageCount':-1,'name':'n'}";
    Read<DiscountRule> client = read(DiscountRule.CODEC, json, WireReader.Mode.CLIENT);
    assertEquals(List.of(), client.violations());
    assertEquals(DiscountRule.builder().id(ID).revision("7").name("n").build(), client.value());
    Read<DiscountRule> keep = read(DiscountRule.CODEC, json, WireReader.Mode.VALIDATE_KEEP);
    assertEquals(1, keep.violations().size());
    assertEquals(-1, keep.value().usageCount());
  }

  @Test
  void importsKeepReadOnlyFields() {
    Read<Order> read = read(Order.CODEC, "{'number':'7'}", WireReader.Mode.VALIDATE_KEEP);
    assertEquals(new Read<>(Order.builder().number("7").build(), List.of()), read);
  }

  @Test
  void unknownFieldsAreIgnoredAndTheLastOfEqualNamesWins() {
    Read<Cart> read =
        read(
            Cart.CODEC,
            "{'nope':{'a':[1,{}]},'buyerNote':'a','buyerNote':'b'}",
            WireReader.Mode.CLIENT);
    assertEquals(new Read<>(Cart.builder().buyerNote("b").build(), List.of()), read);
  }

  @Test
  void trustedTextIsNotChecked() {
    Cart cart = Cart.CODEC.fromText("{\"id\":\"x\",\"currency\":\"?\",\"weightUnit\":\"STONE\"}");
    assertEquals(Cart.builder().id("x").currency("?").build(), cart);
  }

  @Test
  void noMoreViolationsAreToldThanTheMaximum() {
    String json = "{'lineItems':[" + "{'quantity':0},".repeat(200) + "{}]}";
    Read<AddToCartRequest> read = read(AddToCartRequest.CODEC, json, WireReader.Mode.CLIENT);
    assertNull(read.value());
    assertEquals(Checks.VIOLATIONS_MAX, read.violations().size());
  }
}
