/**
 * A priced basket in the words of orders: what the order of a checkout and a draft order share.
 *
 * <p>{@link io.cartwright.basket.ordered.OrderedLines} copies lines with their amounts, {@link
 * io.cartwright.basket.ordered.OrderTax} their tax. Every amount is the quote's; none is worked out
 * again.
 */
package io.cartwright.basket.ordered;
