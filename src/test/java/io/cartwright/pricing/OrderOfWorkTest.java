package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.money.Decimals;
import io.cartwright.pricing.BasketLine.PaymentOption;
import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Delivery.Condition;
import io.cartwright.pricing.Delivery.Operator;
import io.cartwright.pricing.Delivery.Rate;
import io.cartwright.pricing.Delivery.Total;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One basket with everything, worked out by hand from the catalog price to what is left to pay. */
class OrderOfWorkTest extends PricingBase {

  /**
   * Lines: 2 × (40.00 + 2.50) = 85.00, and 20.00 with a deposit of 5.00. Delivery is free from
   * 100.00, else 9.99. A fee of 1.50. Tax of 10 % on all.
   */
  private static Quote quote(boolean taxIncluded) {
    BasketLine a = item("a", "40.00", 2).modifiers(250).build();
    BasketLine b =
        item("b", "20.00", 1).payment(PaymentOption.DEPOSIT_ONLINE).deposit(500L).build();
    long hundred = Decimals.scaled("100", 6);
    Rate free =
        new Rate(0, false, List.of(new Condition(Total.BY_TOTAL_PRICE, Operator.GTE, hundred)));
    Rate paid =
        new Rate(999, false, List.of(new Condition(Total.BY_TOTAL_PRICE, Operator.LT, hundred)));
    TaxRate tenth = new TaxRate("Tax", 100_000, null, null, null);
    long fivePercent = Decimals.percentE4(5.0);
    return price(
        basket(a, b)
            .merchantDiscounts(
                List.of(new MerchantDiscount("m", "Manual", null, fivePercent, List.of())))
            .coupon(
                new Coupon(
                    "c",
                    "SAVE",
                    "Save",
                    new Benefit.PercentOff(Decimals.percentE4(20.0)),
                    null,
                    e4("105"),
                    false,
                    false))
            .delivery(
                new Delivery(
                    List.of(Delivery.Option.of("c", "o", "O", free, paid)), null, null, true))
            .fees(List.of(new Fee(null, "Fee", 150, true, null, "MANUAL", null, List.of())))
            .tax(new TaxFacts(taxIncluded, false, Map.of("g", List.of(tenth)), "g", null))
            .giftCard(new GiftCard(8_500, null)),
        rule("r", percent(10), ALL));
  }

  @Test
  void everyStepWorksOnWhatTheFormerLeft() {
    // a: 85.00 − 8.50 (10 %) − 4.25 (5 % of 85.00) = 72.25 − 14.45 (20 %) = 57.80
    // b: 20.00 − 2.00 − 1.00 = 17.00 − 3.40 = 13.60
    // delivery sees 71.40: 9.99. Tax: 5.78 + 1.36 + 1.00 (0.999) + 0.15
    Quote quote = quote(false);
    assertEquals("76.50 18.00", afterRules(quote));
    assertEquals("57.80 13.60", afterDiscounts(quote));
    assertEquals("105.00 - 33.60 + 9.99 + 1.50 + 8.29 = 91.18", text(quote.summary()));
  }

  @Test
  void whatIsPaidNowAndLaterComesLast() {
    // b now: 5.00 of 13.60, with 0.50 of its tax, and 2.35 (2.3529) of its discount of 6.40
    Quote quote = quote(false);
    assertEquals("92.35 - 29.55 + 9.99 + 1.50 + 7.43 = 81.72", text(quote.payNow()));
    assertEquals("12.65 - 4.05 + 0.00 + 0.00 + 0.86 = 9.46", text(quote.payLater()));
    assertEquals("81.72", text(quote.giftCard().nowMinor()));
    assertEquals("3.28", text(quote.giftCard().laterMinor()));
    assertEquals("6.18", text(quote.totalAfterGiftCardMinor()));
  }

  @Test
  void insideThePriceTheSameStepsLeaveTheSameDisplayedPrices() {
    // net: a 77.27 − 24.72 = 52.55 (tax 5.25), b 18.18 − 5.82 = 12.36 (1.24)
    // delivery 9.08 (0.91), fee 1.50 (0.15 on top): 57.80 + 13.60 + 9.99 + 1.65
    Quote quote = quote(true);
    assertEquals("57.80 13.60", afterDiscounts(quote));
    assertEquals("95.45 - 30.54 + 9.08 + 1.50 + 7.55 = 83.04", text(quote.summary()));
  }
}
