/**
 * Payments: moving money for orders.
 *
 * <p>{@link io.cartwright.payment.PaymentProvider} is the seam to whoever moves the money. An
 * attempt is written before its provider is asked, the provider is asked outside any transaction
 * and under the attempt's id as its key, and its answer ends the attempt in the transaction that
 * settles the order. {@link io.cartwright.payment.Attempts} is the table of an attempt's states.
 *
 * <p>Invariants: money of an order moves in one attempt at a time (a unique index decides); an
 * attempt ends once, whoever brings the news; a provider acts on a key once. An attempt without an
 * end is asked about after a while, and one that its provider never heard of is made void there
 * first. Money that comes for a canceled order is given back.
 *
 * <p>A provider's call has a time limit, a bulkhead and a circuit breaker. When it fails before it
 * is made, the buyer may try again at once; when its answer is lost, the payment is in progress
 * until the provider's status says more.
 */
package io.cartwright.payment;
