/**
 * Invoices and receipts of orders, as PDF.
 *
 * <p>A document freezes what it shows when it is issued: the order, its payments and refunds, the
 * seller as the site had it then. Its number comes from the site's counter in the same transaction,
 * so that invoices are numbered without gaps. The file is made from that when it is first asked
 * for, on a worker, and kept; it holds no time but that of issue, so that it comes out the same
 * whenever it is made.
 *
 * <p>An invoice of an order that shows the same as an earlier one is that one; a unique index on
 * the fingerprint of the content decides. Where the order has changed since, a new invoice is
 * issued, which names the one that it replaces. A receipt belongs to one payment and is issued in
 * the transaction that gives the payment its receipt.
 *
 * <p>{@link io.cartwright.order.document.Sheet} is what stands on the paper, in the buyer's
 * language; {@link io.cartwright.order.document.SheetPdf} puts it there.
 */
package io.cartwright.order.document;
