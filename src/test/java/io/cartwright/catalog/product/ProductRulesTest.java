package io.cartwright.catalog.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.productsv3.V3Product;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProductRulesTest {
  private static final UUID SITE = new UUID(1, 2);
  private static final String SIZE =
      "{'name':'Size','optionRenderType':'TEXT_CHOICES','choicesSettings':{'choices':["
          + "{'name':'S','choiceType':'CHOICE_TEXT'},{'name':'M','choiceType':'CHOICE_TEXT'}]}}";
  private static final String ONE = "{'price':{'actualPrice':{'amount':'10'}}}";

  private static V3Product product(String json) {
    return V3Product.CODEC.fromText(json.replace('\'', '"'));
  }

  private static Outcome<V3Product> check(String json, V3Product before) {
    AtomicLong next = new AtomicLong();
    return new ProductRules(SITE, () -> new UUID(9, next.incrementAndGet()))
        .check(product(json), before);
  }

  private static String with(String more, String variants) {
    return "{'name':'Thing','productType':'PHYSICAL',"
        + more
        + "'variantsInfo':{'variants':["
        + variants
        + "]}}";
  }

  private static String sized(String variants) {
    return with("'options':[" + SIZE + "],", variants);
  }

  private static String chooses(String choice, String more) {
    return "{"
        + more
        + "'choices':[{'optionChoiceNames':{'optionName':'size','choiceName':'"
        + choice
        + "'}}],'price':{'actualPrice':{'amount':'10'}}}";
  }

  static Stream<Arguments> refusals() {
    String ribbon = "{'name':'New'}";
    String subscription = "'subscriptionDetails':{'allowOneTimePurchases':false,'subscriptions':[";
    return Stream.of(
        row("ONLY_SPACES_STRING_ERROR", with("", ONE).replace("Thing", "   ")),
        row("INVALID_ARGUMENT", "{'name':'Thing','productType':'PHYSICAL'}"),
        row("INVALID_ARGUMENT", with("", "{'price':{}}")),
        row("INVALID_ARGUMENT", with("", ONE).replace("'name':'Thing',", "")),
        row(
            "INVALID_ARGUMENT",
            with("'physicalProperties':{},", ONE).replace("PHYSICAL", "DIGITAL")),
        row("CUSTOMIZATION_NOT_EXIST", with("'options':[{'id':'x'}],", ONE)),
        row("PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED", with("'options':[{'name':'Size'}],", ONE)),
        row("DUPLICATE_PRODUCT_OPTIONS", with("'options':[" + SIZE + "," + SIZE + "],", ONE)),
        row(
            "CHOICE_NOT_EXIST",
            with("'options':[" + SIZE.replace("'name':'S',", "'choiceId':'x',") + "],", ONE)),
        row(
            "PRODUCT_OPTION_CHOICE_NAME_AND_TYPE_REQUIRED",
            with("'options':[" + SIZE.replace("'name':'S',", "") + "],", ONE)),
        row(
            "ADD_CUSTOMIZATION_CHOICES_FAILED",
            with("'options':[" + SIZE.replace("'S'", "'m'") + "],", ONE)),
        row("MODIFIER_NAME_AND_TYPE_REQUIRED", with("'modifiers':[{'name':'Text'}],", ONE)),
        row(
            "MODIFIER_CHOICE_NAME_AND_TYPE_REQUIRED",
            with(
                "'modifiers':[{'name':'Wrap','modifierRenderType':'TEXT_CHOICES',"
                    + "'choicesSettings':{'choices':[{'name':'Red'}]}}],",
                ONE)),
        row("RIBBON_NOT_FOUND", with("'ribbon':{'id':'x'},", ONE)),
        row(
            "DUPLICATE_RIBBON_IN_ADDITIONAL",
            with("'additionalRibbons':[" + ribbon + "," + ribbon + "],", ONE)),
        row(
            "DUPLICATE_RIBBON_IN_PRIMARY_AND_ADDITIONAL",
            with("'ribbon':" + ribbon + ",'additionalRibbons':[" + ribbon + "],", ONE)),
        row("INVALID_DEFAULT_VARIANT", with("", ONE + "," + ONE)),
        row("INVALID_DEFAULT_VARIANT", with("", chooses("S", ""))),
        row("VARIANTS_ARE_NOT_ALIGNED_WITH_PRODUCT", sized(chooses("XL", ""))),
        row(
            "VARIANTS_ARE_NOT_ALIGNED_WITH_PRODUCT",
            with("", ONE.replace("{'price'", "{'digitalProperties':{},'price'"))),
        row("MISSING_VARIANT_OPTION_CHOICE", sized(ONE)),
        row("DUPLICATE_VARIANT_OPTION_CHOICE", sized(chooses("S", "") + "," + chooses("s", ""))),
        row(
            "VARIANT_ID_ALREADY_EXISTS",
            sized(chooses("S", "'id':'a',") + "," + chooses("M", "'id':'a',"))),
        row(
            "DUPLICATE_BARCODE_ERROR",
            sized(chooses("S", "'barcode':'1',") + "," + chooses("M", "'barcode':'1',"))),
        row(
            "COMPARE_AT_PRICE_LOWER_THAN_ACTUAL_PRICE",
            with("", ONE.replace("}}}", "},'compareAtPrice':{'amount':'9.99'}}}"))),
        row("SUBSCRIPTION_ID_ALREADY_EXISTS", with(subscription + "{'id':'s'},{'id':'s'}]},", ONE)),
        row(
            "ERROR_ALL_SUBSCRIPTIONS_HIDDEN_FOR_SUBSCRIPTION_ONLY_PRODUCT",
            with(subscription + "{'visible':false}]},", ONE)),
        row(
            "INVALID_SUBSCRIPTION_DISCOUNT_AMOUNT",
            with(subscription + "{'discount':{'amountOff':'10.01'}}]},", ONE)));
  }

  private static Arguments row(String code, String json) {
    return Arguments.of(code, json);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refuses(String code, String json) {
    Outcome<V3Product> outcome = check(json, null);
    assertTrue(outcome instanceof Outcome.Refused, "not refused: " + json);
    assertEquals(code, ((Outcome.Refused<V3Product>) outcome).refusal().name());
  }

  @Test
  void optionsOfTheSameNameAreTheSameInEveryProduct() {
    V3Product one = check(sized(chooses("S", "")), null).orNull();
    V3Product other = check(sized(chooses("M", "")).replace("'Size'", "'SIZE'"), null).orNull();
    assertEquals(one.options().get(0).id(), other.options().get(0).id());
    assertEquals(
        one.options().get(0).choicesSettings().choices().get(1).choiceId(),
        other.variantsInfo().variants().get(0).choices().get(0).optionChoiceIds().choiceId());
    assertNotEquals(
        one.variantsInfo().variants().get(0).choices(),
        other.variantsInfo().variants().get(0).choices());
  }

  @Test
  void variantsOfAnUpdateAreFoundByIdAndKeepTheirChoices() {
    V3Product before = check(sized(chooses("S", "") + "," + chooses("M", "")), null).orNull();
    String id = before.variantsInfo().variants().get(1).id();
    String optionId = before.options().get(0).id();
    V3Product after =
        check(
                with(
                    "'options':[{'id':'" + optionId + "'}],",
                    "{'id':'" + id + "','price':{'actualPrice':{'amount':'12.345'}}}"),
                before)
            .orNull();
    assertEquals(
        before.variantsInfo().variants().get(1).choices(),
        after.variantsInfo().variants().get(0).choices());
    assertEquals("12.345", after.actualPriceRange().minValue().amount());
  }

  @Test
  void hiddenVariantsDoNotCountForRanges() {
    V3Product product =
        check(
                sized(
                    chooses("S", "'visible':false,").replace("'10'", "'1'")
                        + ","
                        + chooses("M", "")),
                null)
            .orNull();
    assertEquals("10", product.actualPriceRange().minValue().amount());
    assertEquals(2, product.variantSummary().variantCount());
  }
}
