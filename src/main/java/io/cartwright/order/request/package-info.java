/**
 * Payment requests: a merchant asks a buyer for an amount of an order, and sends a link to pay it.
 *
 * <p>A request is UNPAID until it is paid, expires, or is voided; {@link
 * io.cartwright.order.request.RequestMove} is the table of what may follow. Paying one is paying
 * its order: the attempt names the request, and the transaction that enters the money of the order
 * marks the request as PAID. So a payment that was under way when its request expired or was voided
 * still counts, and the request says so. Money that is held is not collected yet: the request stays
 * UNPAID and cannot be paid again, until the money is captured, or let go.
 */
package io.cartwright.order.request;
