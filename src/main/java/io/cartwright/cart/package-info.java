/**
 * Carts: what a buyer means to buy, by cart id and as the buyer's current cart.
 *
 * <p>A cart is a basket ({@link io.cartwright.basket}) with a buyer, a note, a contact and, once it
 * was taken there, the id of its checkout. It has no states: it is there until it is deleted, by
 * its buyer, by the order that was made from it, or by a login that merged it into the member's
 * cart.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A buyer has at most one current cart: a unique index decides. The first add makes it;
 *       before that it is {@code CART_NOT_FOUND}, as every cart of somebody else is.
 *   <li>Every change takes the lines up to date with the catalog, is a compare-and-set on the
 *       revision, and writes its event in the same transaction. One that lost is decided again, up
 *       to five times.
 *   <li>By id and as current cart lead to one owner ({@link io.cartwright.cart.CartKeys}), which
 *       keeps the cart in memory as it was last committed ({@link io.cartwright.cart.CartCache}).
 *   <li>Custom lines and overrides come from administrators only.
 * </ul>
 *
 * <p>Limits: 100 lines a call, 300 a cart, 64 waiting changes of one cart, 10,000 carts in memory
 * for each event loop. A read of a cart that is in memory touches no database; a change is one
 * statement of the committer.
 */
package io.cartwright.cart;
