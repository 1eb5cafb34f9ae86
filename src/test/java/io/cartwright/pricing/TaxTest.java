package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tax beside and inside prices. */
class TaxTest extends PricingBase {
  private static final TaxRate VAT = new TaxRate("VAT", 190_000, "VAT", "DE", "COUNTRY");
  private static final TaxRate REDUCED = new TaxRate("Reduced", 70_000, "VAT", "DE", "COUNTRY");
  private static final TaxRate STATE = new TaxRate("State", 40_000, "SALES", "NY", "STATE");
  private static final TaxRate CITY = new TaxRate("City", 48_750, "SALES", "NYC", "CITY");

  private static TaxFacts tax(boolean included, TaxRate... rates) {
    return new TaxFacts(
        included, false, Map.of("g", List.of(rates), "low", List.of(REDUCED)), "g", null);
  }

  private static Delivery shipping(long minor) {
    return new Delivery(
        List.of(Delivery.Option.of("c", "o", "O", Delivery.Rate.flat(minor))), null, null, true);
  }

  private static Fee fee(long minor, boolean taxable, String group) {
    return new Fee(null, "Fee", minor, taxable, group, "MANUAL", null, List.of());
  }

  @Test
  void besideThePriceEachLineIsTaxedAfterAllDiscounts() {
    // 19 % of 9.99 − 10 % = 8.99 is 1.7081; of 0.05 − 10 % (0.01) = 0.04 is 0.0076
    Quote quote =
        price(
            basket(line("a", "9.99", 1), line("b", "0.05", 1)).tax(tax(false, VAT)),
            rule("r", percent(10), ALL));
    assertEquals("10.04 - 1.01 + 0.00 + 0.00 + 1.72 = 10.75", text(quote.summary()));
    assertEquals(899, first(quote).totalBeforeTaxMinor());
    assertEquals(1070, first(quote).totalAfterTaxMinor());
  }

  @Test
  void insideThePriceTaxIsHalfUpAndNetIsTheRest() {
    // 19 % in 10.00: 1.5966; in 5.00: 0.7983
    Quote quote =
        price(basket(line("a", "10.00", 1)).tax(tax(true, VAT)), rule("r", percent(50), ALL));
    assertEquals("8.40 - 4.20 + 0.00 + 0.00 + 0.80 = 5.00", text(quote.summary()));
    Quote.Line line = first(quote);
    assertEquals(500, line.linePriceMinor());
    assertEquals(500, line.totalDiscountMinor());
    assertEquals(500, quote.discounts().get(0).amountMinor());
    assertEquals(420, line.tax().taxableMinor());
    assertEquals(420, line.totalBeforeTaxMinor());
    assertEquals(500, line.totalAfterTaxMinor());
  }

  @Test
  void severalRatesAreRoundedTogetherAndSharedByLargestRemainder() {
    // 8.875 % of 1.00 is 0.08875: 0.09, over 40 : 48.75 is 4.06 and 4.94
    Quote quote = price(basket(line("a", "1.00", 1)).tax(tax(false, STATE, CITY)));
    Tax tax = first(quote).tax();
    assertEquals(9, tax.taxMinor());
    assertEquals(88_750, tax.rateE6());
    assertEquals(List.of(4L, 5L), tax.parts().stream().map(Quote.TaxPart::taxMinor).toList());
  }

  @Test
  void rowsSumUpTheTaxOfEachRate() {
    BasketLine low = item("b", "10.00", 1).taxGroup("low").build();
    Quote quote =
        price(basket(line("a", "10.00", 1), low, line("c", "1.00", 1)).tax(tax(false, VAT)));
    assertEquals(
        List.of(new Quote.TaxRow(VAT, 1100, 209), new Quote.TaxRow(REDUCED, 1000, 70)),
        quote.tax());
    assertEquals(2100, quote.taxableMinor());
  }

  @Test
  void aGroupWithoutRatesHasNoTax() {
    TaxFacts facts =
        new TaxFacts(true, false, Map.of("g", List.of(VAT), "none", List.of()), "g", null);
    Quote quote = price(basket(item("a", "10.00", 1).taxGroup("none").build()).tax(facts));
    assertEquals("10.00 - 0.00 + 0.00 + 0.00 + 0.00 = 10.00", text(quote.summary()));
  }

  @Test
  void aGroupThatIsNotKnownIsTaxedAsTheDefaultGroup() {
    BasketLine unknown = item("a", "10.00", 1).taxGroup("unknown").build();
    Quote quote = price(basket(unknown).tax(tax(false, VAT)));
    assertEquals("10.00 - 0.00 + 0.00 + 0.00 + 1.90 = 11.90", text(quote.summary()));
  }

  @Test
  void anExemptBuyerPaysNoTaxAndPricesStay() {
    TaxFacts exempt = new TaxFacts(true, true, Map.of("g", List.of(VAT)), "g", null);
    assertEquals(
        "10.00 - 0.00 + 0.00 + 0.00 + 0.00 = 10.00",
        text(price(basket(line("a", "10.00", 1)).tax(exempt)).summary()));
  }

  @Test
  void deliveryIsTaxedByTheShippingGroupElseByTheDefaultGroup() {
    Basket.Builder basket = basket(line("a", "10.00", 1)).delivery(shipping(500));
    assertEquals(95, price(basket.tax(tax(false, VAT))).shipping().tax().taxMinor());
    TaxFacts own =
        new TaxFacts(false, false, Map.of("g", List.of(VAT), "low", List.of(REDUCED)), "g", "low");
    assertEquals(35, price(basket.tax(own)).shipping().tax().taxMinor());
  }

  @Test
  void deliveryIncludesTaxWherePricesDo() {
    // 19 % in 5.00 is 0.80
    Quote quote = price(basket(line("a", "10.00", 1)).delivery(shipping(500)).tax(tax(true, VAT)));
    assertEquals("8.40 - 0.00 + 4.20 + 0.00 + 2.40 = 15.00", text(quote.summary()));
    assertEquals(500, quote.shipping().priceMinor());
    assertEquals(420, quote.shipping().totalBeforeTaxMinor());
  }

  @Test
  void freeDeliveryIsNotTaxed() {
    Coupon free =
        new Coupon("c", "FREE", "Free", new Benefit.FreeShipping(), null, null, false, false);
    Basket.Builder basket = basket(line("a", "10.00", 1)).delivery(shipping(500)).coupon(free);
    Quote inside = price(basket.tax(tax(true, VAT)));
    assertEquals("8.40 - 4.20 + 4.20 + 0.00 + 1.60 = 10.00", text(inside.summary()));
    assertEquals(500, inside.discounts().get(0).amountMinor());
    Quote beside = price(basket.tax(tax(false, VAT)));
    assertEquals("10.00 - 5.00 + 5.00 + 0.00 + 1.90 = 11.90", text(beside.summary()));
  }

  @Test
  void feesNeverIncludeTax() {
    Basket.Builder basket =
        basket(line("a", "10.00", 1))
            .fees(List.of(fee(200, true, null), fee(300, false, null), fee(100, true, "low")));
    // 0.38 on the first, nothing on the second, 0.07 on the third; 1.60 in the line
    Quote quote = price(basket.tax(tax(true, VAT)));
    assertEquals("8.40 - 0.00 + 0.00 + 6.00 + 2.05 = 16.45", text(quote.summary()));
    assertEquals(238, quote.fees().get(0).priceAfterTaxMinor());
    assertEquals(300, quote.fees().get(1).priceAfterTaxMinor());
  }
}
