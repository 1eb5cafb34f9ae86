package io.cartwright.basket;

import io.cartwright.pricing.Basket;
import io.cartwright.pricing.Quote;
import io.cartwright.wire.own.basket.StoredBasket;

/**
 * A basket with its price.
 *
 * @param basket as it was priced: refreshed from the catalog if that was asked for
 * @param input what the evaluator saw; lines without any units are not in it
 * @param quote what it costs
 * @param answers what other domains said
 */
public record Priced(StoredBasket basket, Basket input, Quote quote, Answers answers) {
  /** Whether the price may be another when a coupon or a rule has been used once more. */
  public boolean hangsOnUses() {
    return basket.coupon() != null
        || !input.exhaustedRuleIds().isEmpty()
        || !PricingFlow.limited(quote, answers.rules()).isEmpty();
  }
}
