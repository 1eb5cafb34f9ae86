package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.pricing.BasketLine.PaymentOption;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is paid now, later, after a free trial, and by gift card. */
class PayPartsTest extends PricingBase {
  private static final TaxRate TEN = new TaxRate("Tax", 100_000, null, null, null);

  private static TaxFacts tax(boolean included) {
    return new TaxFacts(included, false, Map.of("g", List.of(TEN)), "g", null);
  }

  private static BasketLine paid(PaymentOption option, String price, int quantity) {
    return item("a", price, quantity).modifiers(200).payment(option).build();
  }

  private static BasketLine deposit(String price, int quantity, String deposit) {
    return item("a", price, quantity)
        .payment(PaymentOption.DEPOSIT_ONLINE)
        .deposit(deposit == null ? null : USD.parse(deposit))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "FULL_PAYMENT_ONLINE, 12.00, 0.00",
    "FULL_PAYMENT_OFFLINE, 0.00, 12.00",
    "DEPOSIT_ONLINE, 12.00, 0.00",
    "MEMBERSHIP, 2.00, 0.00",
    "MEMBERSHIP_OFFLINE, 0.00, 0.00",
    "MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER, 0.00, 2.00"
  })
  void thePaymentOptionSaysWhenALineIsPaid(PaymentOption option, String now, String later) {
    Quote quote = price(basket(paid(option, "10.00", 1)));
    assertEquals(now, text(quote.payNow().totalMinor()));
    assertEquals(later, text(quote.payLater().totalMinor()));
  }

  @Test
  void aDepositIsForEachUnitAndTaxFollowsItsPart() {
    // 100.00 with 10.00 tax; 30.00 and 3.00 now
    Quote quote = price(basket(deposit("50.00", 2, "15.00")).tax(tax(false)));
    assertEquals("30.00 - 0.00 + 0.00 + 0.00 + 3.00 = 33.00", text(quote.payNow()));
    assertEquals("70.00 - 0.00 + 0.00 + 0.00 + 7.00 = 77.00", text(quote.payLater()));
    assertEquals(3000, first(quote).depositMinor());
  }

  @Test
  void aDepositInsideTaxedPricesIncludesItsTax() {
    // 110.00 holds 10.00 tax; 33.00 now holds 3.00
    Quote quote = price(basket(deposit("110.00", 1, "33.00")).tax(tax(true)));
    assertEquals("30.00 - 0.00 + 0.00 + 0.00 + 3.00 = 33.00", text(quote.payNow()));
    assertEquals("70.00 - 0.00 + 0.00 + 0.00 + 7.00 = 77.00", text(quote.payLater()));
  }

  @Test
  void aDiscountFollowsThePartsInProportion() {
    // 100.00 − 20.00 = 80.00; the deposit of 20.00 is a quarter: 5.00 of the discount
    Quote quote = price(basket(deposit("100.00", 1, "20.00")), rule("r", percent(20), ALL));
    assertEquals("25.00 - 5.00 + 0.00 + 0.00 + 0.00 = 20.00", text(quote.payNow()));
    assertEquals("75.00 - 15.00 + 0.00 + 0.00 + 0.00 = 60.00", text(quote.payLater()));
  }

  @Test
  void aDepositIsNoMoreThanTheLineCosts() {
    Quote quote = price(basket(deposit("10.00", 1, "9.00")), rule("r", percent(50), ALL));
    assertEquals("5.00", text(quote.payNow().totalMinor()));
    assertEquals(500, first(quote).depositMinor());
  }

  @Test
  void nothingOfAFreeTrialIsPaidNow() {
    BasketLine trial = item("a", "10.00", 1).subscription(true).freeTrial(true).build();
    Quote quote = price(basket(trial, line("b", "5.00", 1)).tax(tax(false)));
    assertEquals("5.00 - 0.00 + 0.00 + 0.00 + 0.50 = 5.50", text(quote.payNow()));
    assertEquals("10.00 - 0.00 + 0.00 + 0.00 + 1.00 = 11.00", text(quote.payAfterFreeTrial()));
    assertEquals(1650, quote.summary().totalMinor());
  }

  @Test
  void feesAndShippingArePaidNow() {
    Basket.Builder basket =
        basket(paid(PaymentOption.FULL_PAYMENT_OFFLINE, "8.00", 1))
            .tax(tax(false))
            .fees(List.of(new Fee(null, "Fee", 200, true, null, "MANUAL", null, List.of())))
            .delivery(
                new Delivery(
                    List.of(Delivery.Option.of("c", "o", "O", Delivery.Rate.flat(300))),
                    null,
                    null,
                    true));
    Quote quote = price(basket);
    assertEquals("0.00 - 0.00 + 3.00 + 2.00 + 0.50 = 5.50", text(quote.payNow()));
    assertEquals("10.00 - 0.00 + 0.00 + 0.00 + 1.00 = 11.00", text(quote.payLater()));
  }

  @ParameterizedTest
  @CsvSource({
    "100.00, , 33.00, 67.00",
    "20.00, , 20.00, 0.00",
    "500.00, 50.00, 33.00, 17.00",
    "500.00, , 33.00, 77.00"
  })
  void aGiftCardPaysFirstWhatIsDueNow(String balance, String requested, String now, String later) {
    GiftCard card =
        new GiftCard(USD.parse(balance), requested == null ? null : USD.parse(requested));
    Quote quote = price(basket(deposit("100.00", 1, "30.00")).tax(tax(false)).giftCard(card));
    assertEquals(now, text(quote.giftCard().nowMinor()));
    assertEquals(later, text(quote.giftCard().laterMinor()));
    assertEquals(11_000, quote.summary().totalMinor());
    assertEquals(11_000 - quote.giftCard().totalMinor(), quote.totalAfterGiftCardMinor());
  }
}
