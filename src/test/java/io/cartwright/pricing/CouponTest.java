package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.cartwright.money.Decimals;
import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Quote.CouponProblem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Coupons and merchant discounts. */
class CouponTest extends PricingBase {
  private static final Rule HALF_OFF = rule("r", percent(50), ALL);

  private static Coupon coupon(Benefit benefit, Scope scope, String minimum, boolean oneItem) {
    return new Coupon(
        "c", "SAVE", "Save", benefit, scope, minimum == null ? null : e4(minimum), oneItem, false);
  }

  private static Coupon coupon(Benefit benefit) {
    return coupon(benefit, null, null, false);
  }

  private static Benefit moneyOff(String amount) {
    return new Benefit.MoneyOff(e4(amount));
  }

  private static Benefit percentOff(double rate) {
    return new Benefit.PercentOff(Decimals.percentE4(rate));
  }

  private static MerchantDiscount merchant(String amount, Double rate, String... lineIds) {
    return new MerchantDiscount(
        "m",
        "Manual",
        amount == null ? null : USD.parse(amount),
        rate == null ? null : Decimals.percentE4(rate),
        List.of(lineIds));
  }

  @Test
  void theMinimumIsHeldAgainstTheSubtotalBeforeRulesAndMeetingItIsEnough() {
    Basket.Builder basket = basket(line("a", "100.00", 1));
    basket.coupon(coupon(moneyOff("5"), null, "100", false));
    assertEquals("45.00", afterDiscounts(price(basket, HALF_OFF)));
    basket.coupon(coupon(moneyOff("5"), null, "100.01", false));
    Quote quote = price(basket, HALF_OFF);
    assertEquals("50.00", afterDiscounts(quote));
    assertEquals(CouponProblem.MINIMUM_SUBTOTAL_NOT_MET, quote.couponProblem());
  }

  @Test
  void aCouponThatCoversNoLineTakesNothing() {
    Basket.Builder basket = basket(line("a", "100.00", 1));
    Quote quote = price(basket.coupon(coupon(percentOff(10), only("z"), null, false)));
    assertEquals("100.00", afterDiscounts(quote));
    assertEquals(CouponProblem.COVERS_NO_LINE, quote.couponProblem());
    assertEquals(List.of(), quote.discounts());
  }

  @Test
  void moneyOffIsSharedInProportionToThePriceAfterRules() {
    // after rules 15.00 and 30.00: 10.00 is 3.33 and 6.67
    Quote quote =
        price(
            basket(line("a", "30.00", 1), line("b", "30.00", 1)).coupon(coupon(moneyOff("10"))),
            rule("r", percent(50), only("a")));
    assertEquals("11.67 23.33", afterDiscounts(quote));
    assertEquals(333, first(quote).couponDiscountMinor());
    assertEquals("15.00 30.00", afterRules(quote));
  }

  @Test
  void moneyOffTakesNoMoreThanTheLinesCost() {
    Quote quote = price(basket(line("a", "3.00", 1)).coupon(coupon(moneyOff("10"))));
    assertEquals("3.00 - 3.00 + 0.00 + 0.00 + 0.00 = 0.00", text(quote.summary()));
  }

  @Test
  void aPercentageIsTakenForEachLineAndStacksOnRules() {
    // 20 % and 20 % is 36 % off; 15 % of 0.33 is 0.0495
    assertEquals(
        "64.00",
        afterDiscounts(
            price(
                basket(line("a", "100.00", 1)).coupon(coupon(percentOff(20))),
                rule("r", percent(20), ALL))));
    assertEquals(
        "0.28 0.28",
        afterDiscounts(
            price(
                basket(line("a", "0.33", 1), line("b", "0.33", 1))
                    .coupon(coupon(percentOff(15))))));
  }

  @Test
  void limitedToOneItemIsOneUnitAtItsLinesAveragePriceAfterRules() {
    // one of three of b is free, so b is 20.00 for 3 and 6.67 on average; half of 6.6667 is 3.33
    Target target =
        new Target.BuyXGetY(2, null, List.of(only("b")), 1, List.of(only("b")), List.of(), null);
    Rule oneFree = rule("r", null, target, percent(100), Rule.AppliesTo.ALL_ITEMS);
    Basket.Builder basket = basket(line("a", "8.00", 1), line("b", "10.00", 3));
    basket.coupon(coupon(percentOff(50), null, null, true));
    assertEquals("8.00 16.67", afterDiscounts(price(basket, oneFree)));
    basket.coupon(coupon(moneyOff("50"), null, null, true));
    assertEquals("8.00 13.33", afterDiscounts(price(basket, oneFree)));
    basket.coupon(coupon(new Benefit.FixedPrice(e4("5")), null, null, true));
    assertEquals("8.00 18.33", afterDiscounts(price(basket, oneFree)));
  }

  @Test
  void aFixedPriceSetsEachUnitAndNeverRaises() {
    Basket.Builder basket = basket(line("a", "8.00", 2), line("b", "4.00", 1));
    assertEquals(
        "10.00 4.00",
        afterDiscounts(price(basket.coupon(coupon(new Benefit.FixedPrice(e4("5")))))));
  }

  @Test
  void buyXGetYGivesTheCheapestOfAll() {
    // 7 units make two sets of 2 + 1: the two of a are free
    Basket.Builder basket = basket(line("a", "5.00", 2), line("b", "10.00", 5));
    assertEquals(
        "0.00 50.00", afterDiscounts(price(basket.coupon(coupon(new Benefit.BuyXGetY(2, 1))))));
    assertEquals(
        "10.00 50.00", afterDiscounts(price(basket.coupon(coupon(new Benefit.BuyXGetY(7, 1))))));
  }

  @Test
  void freeShippingLeavesShippingInFullAndCountsAsDiscount() {
    Basket.Builder basket =
        basket(line("a", "20.00", 1)).coupon(coupon(new Benefit.FreeShipping()));
    basket.delivery(
        new Delivery(
            List.of(Delivery.Option.of("carrier", "std", "Standard", Delivery.Rate.flat(499))),
            null,
            null,
            true));
    Quote quote = price(basket);
    assertEquals("20.00 - 4.99 + 4.99 + 0.00 + 0.00 = 20.00", text(quote.summary()));
    assertEquals(499, quote.discounts().get(0).amountMinor());
    assertEquals(Quote.Reach.SHIPPING, quote.discounts().get(0).reach());
  }

  @Test
  void freeShippingBeforeAnythingIsChosenTakesNothingYet() {
    Quote quote = price(basket(line("a", "20.00", 1)).coupon(coupon(new Benefit.FreeShipping())));
    assertNull(quote.couponProblem());
    assertEquals(List.of(), quote.discounts());
    BasketLine download = BasketLine.builder("d", 2000, 1).item(STORES, "d").build();
    assertEquals(
        CouponProblem.COVERS_NO_LINE,
        price(basket(download).coupon(coupon(new Benefit.FreeShipping()))).couponProblem());
  }

  @Test
  void giftCardItemsCustomLinesOfAScopeAndSubscriptionsAreLeftAlone() {
    BasketLine giftCard = item("g", "10.00", 1).giftCardItem(true).build();
    BasketLine custom = BasketLine.builder("x", 1000, 1).build();
    BasketLine subscription = item("s", "10.00", 1).subscription(true).build();
    Basket.Builder basket = basket(line("a", "10.00", 1), giftCard, custom, subscription);
    assertEquals(
        "9.00 10.00 10.00 10.00",
        afterDiscounts(
            price(basket.coupon(coupon(percentOff(10), Scope.app(STORES), null, false)))));
    Coupon forSubscriptions = new Coupon("c", "S", "S", percentOff(10), null, null, false, true);
    assertEquals("9.00 10.00 9.00 9.00", afterDiscounts(price(basket.coupon(forSubscriptions))));
  }

  @Test
  void aMerchantPercentageCountsFromThePriceBeforeOtherDiscounts() {
    // 50 % rule leaves 50.00; 10 % of 100.00 is 10.00; 10 % coupon of 40.00 is 4.00
    Quote quote =
        price(
            basket(line("a", "100.00", 1))
                .merchantDiscounts(List.of(merchant(null, 10.0)))
                .coupon(coupon(percentOff(10))),
            HALF_OFF);
    assertEquals("36.00", afterDiscounts(quote));
    assertEquals(
        "RULE 5000, MERCHANT 1000, COUPON 400",
        String.join(
            ", ",
            quote.discounts().stream().map(d -> d.source() + " " + d.amountMinor()).toList()));
  }

  @Test
  void aMerchantPercentageTakesNoMoreThanIsLeft() {
    // 95 % rule leaves 5.00; 10 % of 100.00 would be 10.00
    Quote quote =
        price(
            basket(line("a", "100.00", 1)).merchantDiscounts(List.of(merchant(null, 10.0))),
            rule("r", percent(95), ALL));
    assertEquals("0.00", afterDiscounts(quote));
    assertEquals(500, first(quote).merchantDiscountMinor());
  }

  @Test
  void aMerchantAmountIsSharedOverItsLines() {
    Basket.Builder basket =
        basket(line("a", "10.00", 1), line("b", "20.00", 1), line("c", "5.00", 1));
    assertEquals(
        "6.67 13.33 5.00",
        afterDiscounts(
            price(basket.merchantDiscounts(List.of(merchant("10.00", null, "a", "b"))))));
    // 3.50 over 10 : 20 : 5
    assertEquals(
        "9.00 18.00 4.50",
        afterDiscounts(price(basket.merchantDiscounts(List.of(merchant("3.50", null))))));
  }

  @Test
  void collectionScopesCoverTheirItems() {
    BasketLine in = item("a", "10.00", 1).collections(Set.of("sale")).build();
    Scope sale = Scope.collections(STORES, Set.of("sale"));
    Basket.Builder basket =
        basket(in, line("b", "10.00", 1)).coupon(coupon(percentOff(10), sale, null, false));
    assertEquals("9.00 10.00", afterDiscounts(price(basket)));
  }
}
