package io.cartwright.order.money;

import io.cartwright.wire.orderbilling.ManuallyRefundableReason;
import io.cartwright.wire.orderbilling.NonRefundableReason;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.ordertransactions.Payment;
import java.util.UUID;

/**
 * Whether a payment can be given back, and how.
 *
 * @param manual why only outside; null when its provider does it, or nobody
 * @param never why not at all; null when it can
 * @param maxMinor most that can be given back now
 */
record Refundability(ManuallyRefundableReason manual, NonRefundableReason never, long maxMinor) {

  static Refundability of(Books books, Payment payment) {
    UUID id = UUID.fromString(payment.id());
    long left = Math.max(0, books.ledger().of(id, Account.PAID));
    NonRefundableReason never = never(books, payment, id, left);
    if (never != null) return new Refundability(null, never, 0);
    if (Means.of(payment) != Means.REGULAR) {
      return new Refundability(ManuallyRefundableReason.NOT_SUPPORTED, null, left);
    }
    boolean provided = books.ledger().providerOf(id) != null;
    return new Refundability(provided ? null : ManuallyRefundableReason.OFFLINE, null, left);
  }

  private static NonRefundableReason never(Books books, Payment payment, UUID id, long left) {
    if (books.order().status() == OrderStatus.PENDING) return NonRefundableReason.ORDER_IS_PENDING;
    if (books.order().status() == OrderStatus.REJECTED) {
      return NonRefundableReason.ORDER_IS_REJECTED;
    }
    if (books.ledger().takenOf(id) == 0) {
      return isFree(books, payment) ? NonRefundableReason.ZERO_PRICE : NonRefundableReason.NOT_PAID;
    }
    if (Boolean.TRUE.equals(payment.refundDisabled())) {
      return NonRefundableReason.DISABLED_BY_PROVIDER;
    }
    if (left > 0) return null;
    if (books.ledger().of(id, Account.REFUNDING) > 0) return NonRefundableReason.PENDING_REFUND;
    return books.ledger().of(id, Account.DISPUTED) > 0
        ? NonRefundableReason.AMOUNT_OFFSET_BY_CHARGEBACK
        : NonRefundableReason.ALREADY_REFUNDED;
  }

  private static boolean isFree(Books books, Payment payment) {
    return PaymentNews.account(payment.status()) == Account.PAID
        && io.cartwright.order.Prices.minor(books.currency(), payment.amount()) == 0;
  }
}
