/**
 * Checkouts: what a buyer is about to order, and the step to the order.
 *
 * <p>State: {@link io.cartwright.wire.own.checkout.StoredCheckout}, a basket with addresses, buyer
 * and settings. It is priced whenever it is shown, and each reply that shows it leaves its total in
 * the stored checkout. A request is read in this order: {@link
 * io.cartwright.checkout.CheckoutOperations}, {@link io.cartwright.checkout.CheckoutVerticle},
 * {@code CheckoutChange} (what has to be asked of others, and a pure move), {@code Checkouts} (the
 * moves), {@code CheckoutFlow} (load, ask, decide, price, commit), {@link
 * io.cartwright.checkout.CheckoutStore}.
 *
 * <p>States: open, then completed, once and for ever. It is completed when the order that was
 * placed from it is approved, in the order's own transaction; when an administrator says so; or by
 * a token from a page of the merchant's own. Beside that, an open checkout that nobody changes for
 * long is abandoned, once; completing it later recovers it.
 *
 * <p>Placing ({@code PlaceFlow}): {@code PlaceChecks} says why not, {@code OrderDraft} and its
 * parts copy every amount from the quote into the order, {@code OrderTakes} says what it takes, and
 * the order domain commits all of it with the checkout's own change. Nothing is written before
 * that.
 *
 * <p>Invariants, each decided by Postgres: a checkout has one order that did not come to nothing; a
 * cart has one checkout that is not completed; a completion token works once.
 */
package io.cartwright.checkout;
