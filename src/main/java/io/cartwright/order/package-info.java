/**
 * Orders: how they are placed, paid for, and read.
 *
 * <p>An order is stored as the contract's own message, with what is searched as columns; its
 * payments and refunds stand beside it under the same id. It starts as INITIALIZED when something
 * is to be paid online now, else as APPROVED. {@link io.cartwright.order.OrderMove} is the table of
 * what may follow: a payment approves it, makes it wait (PENDING) or loses it (REJECTED); one that
 * nobody pays in time is CANCELED. {@link io.cartwright.order.OrderStatuses} is the one writer of
 * statuses; it derives the payment status and the balance from the ledger, and the fulfillment
 * status from the fulfillments. {@code src/docs/order-states.md} draws the tables.
 *
 * <p>Invariants, each decided by Postgres: a checkout has one order that did not come to nothing;
 * what leaves the shelf is there; a coupon is used no more often than its owner said; numbers of a
 * site are 10001, 10002 and so on without gaps; every step of a payment is entered once. What an
 * order took is entered in {@code stock_movement} and {@code order_use}, and an order that comes to
 * nothing gives exactly that back, in the transaction that ends it.
 */
package io.cartwright.order;
