/**
 * Prices orders again, by the rules of their time.
 *
 * <p>Purpose: show that a price of any age is what the rules said. Each order keeps what it was
 * priced by ({@code basket.kept}); the book of its version is made from the log of the rules. The
 * answer is that both quotes are equal to the last field, or the list of differences.
 *
 * <p>Invariants: reads only; an order that was not priced here (imported as it was) has nothing to
 * be priced again.
 */
package io.cartwright.replay;
