package io.cartwright.pricing;

/** Prices a basket by a rule book. The same input gives an equal quote, always. */
public interface Pricer {
  /**
   * The quote for a basket. Refuses, with an {@link IllegalArgumentException}, a basket that comes
   * to more than {@link Basket#TOTAL_MAX_MINOR}.
   */
  Quote price(RuleBook book, Basket basket);
}
