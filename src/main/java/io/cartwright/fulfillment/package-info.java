/**
 * Fulfillments: what was sent of an order, in how many parcels, and where they are.
 *
 * <p>All fulfillments of an order are one document under the order's id. {@link
 * io.cartwright.fulfillment.Parcels} decides; the order's fulfillment status is derived by the
 * order domain, in the same transaction. Lines and quantities of a fulfillment never change: delete
 * it and make another.
 *
 * <p>Invariant: of no line more units are in fulfillments than the order has, whoever races: each
 * change is a compare-and-set on both the order and its fulfillments. Only approved orders are
 * sent.
 */
package io.cartwright.fulfillment;
