/**
 * What a basket costs, and why: pure, on {@code long} minor units.
 *
 * <p>In: a {@link io.cartwright.pricing.Basket} (lines, coupon, merchant discounts, delivery, fees,
 * tax, gift card, the instant) and a compiled {@link io.cartwright.pricing.RuleBook}. Out: a {@link
 * io.cartwright.pricing.Quote}, whose Javadoc states what always holds.
 *
 * <p>{@code Evaluator} is the fast {@link io.cartwright.pricing.Pricer}; {@code NaiveEvaluator} is
 * its twin, in {@code BigDecimal}, and defines what is right. {@code Explanation} tells, for a
 * quote, which rules fired on which line and why the others did not.
 */
package io.cartwright.pricing;
