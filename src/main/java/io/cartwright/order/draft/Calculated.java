package io.cartwright.order.draft;

import io.cartwright.basket.Priced;
import io.cartwright.basket.kept.OrderPricing;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.own.draft.StoredDraft;
import java.util.UUID;

/**
 * A draft with its price.
 *
 * @param offered the draft priced as a cart is; its delivery options are those that are offered now
 * @param priced the draft at the price that it is shown and committed with
 * @param shippingMinor what delivery costs as displayed, before its own discounts; null when
 *     nothing is delivered
 * @param optionGone true when the draft names a delivery option that has no price of its own and is
 *     not offered
 */
record Calculated(
    StoredDraft draft, Priced offered, Priced priced, Long shippingMinor, boolean optionGone) {

  Quote quote() {
    return priced.quote();
  }

  long totalMinor() {
    return quote().summary().totalMinor();
  }

  /** What an order made of the draft was priced by. */
  OrderPricing pricing(UUID siteId, UUID orderId) {
    return OrderPricing.of(
        siteId, orderId, priced.answers().rules().book(), priced.input(), quote());
  }
}
