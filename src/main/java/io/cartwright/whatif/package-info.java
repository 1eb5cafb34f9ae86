/**
 * What a price would be: by other rules, at another time, or with a little more in the basket.
 *
 * <ul>
 *   <li>what-if: a basket is priced twice, now and as asked, and the two are compared. Rules come
 *       from discounts, which make a book for this one question; the basket from carts, checkouts,
 *       the checkout of an order, or the request.
 *   <li>explain: a basket's price now, with the reason for every cent.
 *   <li>nearest discounts: what a basket lacks for discounts that it does not get.
 * </ul>
 *
 * <p>Invariants: nothing is written and no book is published. Facts of the catalog count as they
 * stand in the basket. Buyers ask about their own cart and checkouts only.
 *
 * <p>Limits: 50 rules added, 50 changed, 100 switched off; 20 nearest discounts. Explanations and
 * near misses are worked out off the event loop.
 */
package io.cartwright.whatif;
