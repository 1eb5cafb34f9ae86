/**
 * The money of orders: payments, refunds, and the ledger that all sums come from.
 *
 * <p>{@link io.cartwright.order.money.Ledger} holds every movement of money, from one {@link
 * io.cartwright.order.money.Account} of a payment to another; entries are only ever added. {@link
 * io.cartwright.order.money.Books} are an order with its payments, refunds and ledger. A change is
 * gathered in a posting by pure moves (holds, refunds, records, disputes), derives statuses and
 * balance at its end, and is written in one transaction. What a provider is to do is written with
 * it, asked for afterwards, and ended by the answer, a notification or the healer.
 *
 * <p>Invariants: an account of a payment is never below zero, decided by counters in Postgres, but
 * for what a bank takes back; money that is held is captured or voided by one movement, decided by
 * a unique index; a movement is entered once, decided by the ledger's key. {@link
 * io.cartwright.order.money.Audit} holds what is shown against the ledger.
 *
 * <p>Limits: 100 payments of an order; a movement is asked about after {@code payment.healAfter}.
 */
package io.cartwright.order.money;
