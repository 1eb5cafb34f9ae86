package io.cartwright.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.basket.Baskets;
import io.cartwright.basket.Lines;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.pricing.Coupon;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.SelectedShippingOption;
import io.cartwright.wire.common.SubscriptionOptionInfo;
import io.cartwright.wire.own.basket.CustomFacts;
import io.cartwright.wire.own.basket.ItemFacts;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.own.basket.StoredBuyer;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * One row for each refusal. A row also has every fault of the rows after it, so that it shows the
 * order as well: faults are taken away one by one, and the next refusal shows.
 */
class PlaceChecksTest {
  private final PricedCheckouts prices = new PricedCheckouts();
  private boolean saves;

  private String refusal(StoredCheckout checkout) {
    Outcome<?> refusal =
        new PlaceChecks(checkout, prices.price(checkout), prices.site(), saves).refusal();
    return refusal == null ? "none" : CheckoutFixture.code(refusal);
  }

  private static StoredCheckout lines(StoredCheckout checkout, UnaryOperator<StoredLine> change) {
    List<StoredLine> lines = Lines.of(checkout.basket()).stream().map(change).toList();
    return Checkouts.withBasket(checkout, checkout.basket().toBuilder().lines(lines).build());
  }

  private static StoredCheckout facts(
      StoredCheckout checkout, UnaryOperator<ItemFacts.Builder> change) {
    return lines(
        checkout,
        line -> line.toBuilder().facts(change.apply(line.facts().toBuilder()).build()).build());
  }

  private static StoredCheckout mug() {
    return PricedCheckouts.of(Map.of(Baskets.item("mug", 1000), 2));
  }

  @Test
  void aReadyCheckoutIsPlaced() {
    assertEquals("none", refusal(mug()));
    assertEquals("none", refusal(mug().toBuilder().shownTotalMinor(2750L).build()));
  }

  @Test
  void theFirstReasonCountsInTheOrderOfTheContract() {
    prices.acceptsPayments = false;
    prices.taxError = new ApplicationError("UNAVAILABLE", "no answer", null);
    StoredCheckout broken = broken();
    StoredBasket filled = broken.basket();
    StoredCheckout empty =
        Checkouts.withBasket(broken, filled.toBuilder().lines(List.of()).build());

    assertEquals("SITE_NOT_ACCEPTING_PAYMENTS", refusal(empty));
    prices.acceptsPayments = true;
    assertEquals("EMPTY_CHECKOUT", refusal(empty));
    assertEquals("CALCULATION_ERROR", refusal(broken));
    prices.taxError = null;
    assertEquals("FULL_OUT_OF_STOCK", refusal(broken));
    StoredCheckout oneLeft = facts(broken, facts -> facts.soldOut(null).quantityAvailable(1));
    assertEquals("PARTIAL_OUT_OF_STOCK", refusal(oneLeft));
    StoredCheckout inStock = facts(broken, facts -> facts.soldOut(null));
    assertEquals("NO_SELECTED_CARRIER_SERVICE_OPTION", refusal(inStock));
    StoredCheckout addressed =
        inStock.toBuilder().shippingDestination(CheckoutFixture.home()).build();
    assertEquals("SELECTED_CARRIER_SERVICE_OPTION_NO_LONGER_AVAILABLE", refusal(addressed));

    StoredCheckout chosen = option(addressed, "truck");
    assertEquals("MEMBERS_ONLY_ITEM", refusal(chosen));
    StoredCheckout ofMember =
        Checkouts.withBasket(
            chosen,
            chosen.basket().toBuilder()
                .buyer(StoredBuyer.builder().memberId(PricedCheckouts.MEMBER).build())
                .build());
    assertEquals("SUBSCRIPTION_WITH_SEVERAL_LINE_ITEMS", refusal(ofMember));
    StoredCheckout bought = facts(ofMember, facts -> facts.subscriptionOptionInfo(null));
    assertEquals("COUPON_CANNOT_BE_USED_TO_PURCHASE_GIFT_CARD", refusal(bought));
    StoredCheckout things = facts(bought, facts -> facts.itemType(null));
    assertEquals("NO_SAVE_PAYMENT_METHOD_CONFIRMATION", refusal(things));
    saves = true;
    assertEquals("CHECKOUT_CHANGED", refusal(things));
    long total = CheckoutFlow.total(prices.price(things));
    assertEquals("none", refusal(things.toBuilder().shownTotalMinor(total).build()));
  }

  /** A checkout with every fault. */
  private StoredCheckout broken() {
    String id = PricedCheckouts.MEMBER;
    Coupon coupon =
        new Coupon(
            id, "TEN", "Ten", new Coupon.Benefit.PercentOff(100_000), null, null, false, true);
    prices.coupon = new CouponAnswer(coupon, id, "TEN", "Ten", null);
    Map<io.cartwright.catalog.CatalogQuestions.ResolvedItem, Integer> items = new LinkedHashMap<>();
    items.put(Baskets.item("mug", 1000), 2);
    items.put(Baskets.item("plate", 1500), 2);
    StoredCheckout checkout =
        facts(
            PricedCheckouts.of(items),
            facts ->
                facts
                    .soldOut(true)
                    .savePaymentMethod(true)
                    .subscriptionOptionInfo(SubscriptionOptionInfo.builder().build()));
    List<StoredLine> lines = Lines.of(checkout.basket());
    StoredLine card =
        lines.get(0).toBuilder()
            .custom(CustomFacts.builder().membersOnly(true).build())
            .facts(
                lines.get(0).facts().toBuilder()
                    .itemType(ItemType.builder().preset(ItemTypePreset.GIFT_CARD).build())
                    .build())
            .build();
    return option(
            Checkouts.withBasket(
                checkout,
                checkout.basket().toBuilder()
                    .lines(List.of(card, lines.get(1)))
                    .coupon(new StoredCoupon(id, "TEN", "Ten"))
                    .build()),
            "mule")
        .toBuilder()
        .shippingDestination(null)
        .shownTotalMinor(1L)
        .build();
  }

  private static StoredCheckout option(StoredCheckout checkout, String code) {
    return Checkouts.withBasket(
        checkout,
        checkout.basket().toBuilder()
            .selectedShippingOption(SelectedShippingOption.builder().code(code).build())
            .build());
  }

  @Test
  void nothingOffersToDeliver() {
    prices.options = List.of();
    assertEquals("NO_SELECTED_CARRIER_SERVICE_OPTION", refusal(mug()));
  }

  @Test
  void whatCostsSomethingNeedsABillingAddress() {
    StoredCheckout nowhere =
        facts(mug(), facts -> facts.physicalProperties(null)).toBuilder()
            .billingInfo(null)
            .shippingDestination(null)
            .build();
    assertEquals("INVALID_ARGUMENT", refusal(nowhere));
    assertEquals("none", refusal(facts(nowhere, facts -> facts.priceMinor(0L).fullPriceMinor(0L))));
  }

  @Test
  void aSubscriptionCostsSomething() {
    StoredCheckout free =
        facts(
            mug(),
            facts ->
                facts
                    .physicalProperties(null)
                    .priceMinor(0L)
                    .fullPriceMinor(0L)
                    .subscriptionOptionInfo(SubscriptionOptionInfo.builder().build()));
    assertEquals("SUBSCRIPTION_WITH_ZERO_TOTAL", refusal(free));
  }
}
