package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.pricing.Delivery.Charge;
import io.cartwright.pricing.Delivery.Condition;
import io.cartwright.pricing.Delivery.Operator;
import io.cartwright.pricing.Delivery.Option;
import io.cartwright.pricing.Delivery.Part;
import io.cartwright.pricing.Delivery.Rate;
import io.cartwright.pricing.Delivery.Total;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delivery options, their rates, and the choice. */
class DeliveryTest extends PricingBase {

  private static Delivery offered(Option... options) {
    return new Delivery(List.of(options), null, null, true);
  }

  private static Delivery chosen(String carrierId, String code, Option... options) {
    return new Delivery(List.of(options), carrierId, code, true);
  }

  private static Rate when(long amountMinor, Total total, Operator operator, String value) {
    long valueE6 = io.cartwright.money.Decimals.scaled(value, 6);
    return new Rate(amountMinor, false, List.of(new Condition(total, operator, valueE6)));
  }

  private static Option flat(String carrier, String code, long minor) {
    return Option.of(carrier, code, code, Rate.flat(minor));
  }

  @ParameterizedTest
  @CsvSource({
    "EQ, 50, true", "EQ, 50.000001, false", "GT, 49.999999, true", "GT, 50, false", "GTE, 50, true",
    "GTE, 50.01, false", "LT, 50, false", "LT, 50.01, true", "LTE, 50, true", "LTE, 49.99, false"
  })
  void byTotalPriceSeesTheLinesAfterAllDiscounts(Operator operator, String value, boolean valid) {
    Basket.Builder basket = basket(line("a", "100.00", 1));
    basket.delivery(
        offered(Option.of("c", "o", "O", when(500, Total.BY_TOTAL_PRICE, operator, value))));
    Quote quote = price(basket, rule("r", percent(50), ALL));
    assertEquals(valid ? 1 : 0, quote.shipping().options().size());
  }

  @Test
  void weightAndQuantityCountTheCoveredUnits() {
    BasketLine heavy = item("a", "1.00", 3).weightE6(1_500_000).build();
    Basket.Builder basket =
        basket(heavy, item("b", "1.00", 9).shippable(false).weightE6(9_000_000).build());
    basket.delivery(
        offered(Option.of("c", "o", "O", when(500, Total.BY_TOTAL_WEIGHT, Operator.EQ, "4.5"))));
    assertEquals(500, price(basket).shipping().priceMinor());
    basket.delivery(
        offered(Option.of("c", "o", "O", when(500, Total.BY_TOTAL_QUANTITY, Operator.EQ, "3"))));
    assertEquals(500, price(basket).shipping().priceMinor());
  }

  @Test
  void allConditionsOfARateMustHold() {
    Condition cheap = new Condition(Total.BY_TOTAL_PRICE, Operator.LT, 100_000_000);
    Condition light = new Condition(Total.BY_TOTAL_WEIGHT, Operator.LT, 0);
    Basket.Builder basket = basket(line("a", "10.00", 1));
    basket.delivery(offered(Option.of("c", "o", "O", new Rate(500, false, List.of(cheap, light)))));
    assertEquals(List.of(), price(basket).shipping().options());
  }

  @Test
  void ofSeveralValidRatesTheLowestCountsAfterMultiplying() {
    // 2.00 for each of 3 is 6.00; 5.00 flat is lower
    Basket.Builder basket = basket(line("a", "10.00", 3));
    basket.delivery(
        offered(Option.of("c", "o", "O", new Rate(200, true, List.of()), Rate.flat(500))));
    assertEquals(500, price(basket).shipping().priceMinor());
    basket.delivery(
        offered(Option.of("c", "o", "O", new Rate(150, true, List.of()), Rate.flat(500))));
    assertEquals(450, price(basket).shipping().priceMinor());
  }

  @Test
  void extraChargesAreAddedAndItemised() {
    Part part = new Part(null, List.of(Rate.flat(500)), List.of(new Charge("HANDLING_FEE", 125)));
    Basket.Builder basket = basket(line("a", "10.00", 1));
    Quote quote = price(basket.delivery(offered(new Option("c", "o", "O", List.of(part), false))));
    assertEquals(625, quote.shipping().priceMinor());
    assertEquals(500, quote.shipping().chosen().rateMinor());
    assertEquals(List.of(new Charge("HANDLING_FEE", 125)), quote.shipping().chosen().charges());
  }

  @Test
  void theBackupRateIsShownWhenItsCarrierHasNoOther() {
    Option never = Option.of("c", "o", "O", when(500, Total.BY_TOTAL_PRICE, Operator.GT, "1000"));
    Option backup = new Option("c", "backup", "Backup", flat("c", "x", 900).parts(), true);
    Basket.Builder basket = basket(line("a", "10.00", 1));
    assertEquals(
        List.of("backup", "other"),
        codes(price(basket.delivery(offered(never, backup, flat("d", "other", 1))))));
    assertEquals(List.of("o"), codes(price(basket.delivery(offered(backup, flat("c", "o", 1))))));
  }

  @Test
  void withAnAddressAndNoChoiceTheFirstOptionCounts() {
    Basket.Builder basket = basket(line("a", "10.00", 1));
    Quote quote = price(basket.delivery(offered(flat("c", "dear", 900), flat("c", "cheap", 100))));
    assertEquals("dear", quote.shipping().chosen().code());
    assertTrue(quote.shipping().choiceHonoured());
    Delivery noAddress = new Delivery(List.of(flat("c", "dear", 900)), null, null, false);
    assertNull(price(basket.delivery(noAddress)).shipping().chosen());
  }

  @Test
  void aChoiceThatIsGoneFallsBackToTheFirstAndSaysSo() {
    Basket.Builder basket = basket(line("a", "10.00", 1));
    Option first = flat("c", "one", 100);
    Option second = flat("d", "two", 200);
    assertEquals(
        "two",
        price(basket.delivery(chosen(null, "two", first, second))).shipping().chosen().code());
    assertEquals(
        "two",
        price(basket.delivery(chosen("d", "two", first, second))).shipping().chosen().code());
    Quote gone = price(basket.delivery(chosen("c", "two", first, second)));
    assertEquals("one", gone.shipping().chosen().code());
    assertFalse(gone.shipping().choiceHonoured());
  }

  @Test
  void nothingShippableNeedsNoDelivery() {
    BasketLine download = BasketLine.builder("d", 2000, 1).item(STORES, "d").build();
    Quote quote = price(basket(download).delivery(chosen("c", "one", flat("c", "one", 100))));
    assertNull(quote.shipping().chosen());
    assertTrue(quote.shipping().choiceHonoured());
    assertEquals(0, quote.summary().shippingMinor());
  }

  @Test
  void partsOfAnOptionAddUpAndMayLeaveLinesOut() {
    Part a = new Part(List.of("a"), List.of(Rate.flat(300)), List.of());
    Part b = new Part(List.of("b"), List.of(Rate.flat(400)), List.of());
    Basket.Builder basket = basket(line("a", "10.00", 1), line("b", "10.00", 1));
    Quote both = price(basket.delivery(offered(new Option("c", "o", "O", List.of(a, b), false))));
    assertEquals(700, both.shipping().priceMinor());
    assertFalse(both.shipping().chosen().partial());
    Quote one = price(basket.delivery(offered(new Option("c", "o", "O", List.of(a), false))));
    assertEquals(300, one.shipping().priceMinor());
    assertTrue(one.shipping().chosen().partial());
    assertEquals(List.of("a"), one.shipping().chosen().lineIds());
  }

  private static List<String> codes(Quote quote) {
    return quote.shipping().options().stream().map(Quote.OptionQuote::code).toList();
  }
}
