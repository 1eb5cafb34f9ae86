package io.cartwright.pricing;

/**
 * A discount that a basket just does not get: one threshold is not reached, and everything else
 * about it holds.
 *
 * @param rule the rule; null for the coupon on the basket
 * @param coupon the coupon; null for a rule
 * @param gap the threshold
 * @param seen what the basket has: an amount of the major unit ("84.00"), or units
 * @param needed what it would have to have
 * @param missing what is missing, an amount rounded up to minor units
 * @param discountMinor what the discount would take if just that were bought in addition: more of a
 *     line that is there, or for an amount one unit at this price beside it; null when there is no
 *     such line, so that nobody knows, and for free shipping
 * @param text in English: "spend 16.00 more for 10 % off"
 */
public record NearMiss(
    Rule rule,
    Coupon coupon,
    Gap gap,
    String seen,
    String needed,
    String missing,
    Long discountMinor,
    String text) {
  /** Most near misses that are told. */
  public static final int MAX = 20;
}
