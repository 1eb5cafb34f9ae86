package io.cartwright.order;

import io.cartwright.money.Currency;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.common.RefundTransaction;
import io.cartwright.wire.orders.BalanceSummary;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import java.util.List;

/**
 * What was paid of an order and what is left, computed from its transactions. Minor units.
 *
 * @param paidMinor taken from the buyer, what was refunded later included
 * @param pendingPayment true when a payment's end is not known yet
 * @param declinedPayment true when a payment was turned down
 */
record Balance(
    long totalMinor,
    long paidMinor,
    long authorizedMinor,
    long pendingMinor,
    long refundedMinor,
    long pendingRefundMinor,
    boolean pendingPayment,
    boolean declinedPayment) {

  /** Adds up the transactions of an order; none at all when {@code transactions} is null. */
  static Balance of(Currency currency, long totalMinor, OrderTransactions transactions) {
    long paid = 0;
    long authorized = 0;
    long pending = 0;
    boolean waits = false;
    boolean declined = false;
    for (Payment payment : payments(transactions)) {
      long amount = Prices.minor(currency, payment.amount());
      switch (payment.status()) {
        case APPROVED, REFUNDED, PARTIALLY_REFUNDED -> paid = Math.addExact(paid, amount);
        case AUTHORIZED -> authorized = Math.addExact(authorized, amount);
        case PENDING, PENDING_MERCHANT -> {
          pending = Math.addExact(pending, amount);
          waits = true;
        }
        case DECLINED -> declined = true;
        case CANCELED, VOIDED -> {}
      }
    }
    long refunded = refunded(currency, transactions, true);
    long pendingRefund = refunded(currency, transactions, false);
    return new Balance(
        totalMinor, paid, authorized, pending, refunded, pendingRefund, waits, declined);
  }

  private static List<Payment> payments(OrderTransactions transactions) {
    return transactions == null || transactions.payments() == null
        ? List.of()
        : transactions.payments();
  }

  private static long refunded(Currency currency, OrderTransactions transactions, boolean settled) {
    if (transactions == null || transactions.refunds() == null) return 0;
    long sum = 0;
    for (Refund refund : transactions.refunds()) {
      if (refund.transactions() == null) continue;
      for (RefundTransaction part : refund.transactions()) {
        boolean counts =
            switch (part.refundStatus()) {
              case SUCCEEDED -> settled;
              case PENDING, SCHEDULED, STARTED -> !settled;
              case FAILED -> false;
            };
        if (counts) sum = Math.addExact(sum, Prices.minor(currency, part.amount()));
      }
    }
    return sum;
  }

  /** Left to pay; a refund does not make the buyer owe again. Below zero: owed to the buyer. */
  long leftMinor() {
    return totalMinor - paidMinor;
  }

  /** The payment status that these sums stand for. */
  PaymentStatusEnumPaymentStatus status() {
    if (refundedMinor > 0) {
      return refundedMinor >= Math.max(totalMinor, paidMinor)
          ? PaymentStatusEnumPaymentStatus.FULLY_REFUNDED
          : PaymentStatusEnumPaymentStatus.PARTIALLY_REFUNDED;
    }
    if (paidMinor >= totalMinor) return PaymentStatusEnumPaymentStatus.PAID;
    if (paidMinor > 0) return PaymentStatusEnumPaymentStatus.PARTIALLY_PAID;
    if (pendingPayment) return PaymentStatusEnumPaymentStatus.PENDING;
    if (declinedPayment && authorizedMinor == 0) return PaymentStatusEnumPaymentStatus.DECLINED;
    return PaymentStatusEnumPaymentStatus.NOT_PAID;
  }

  /** The same as the order shows it. */
  BalanceSummary summary(Currency currency) {
    long left = leftMinor();
    return BalanceSummary.builder()
        .balance(
            new io.cartwright.wire.orders.Balance(currency.format(left), currency.display(left)))
        .paid(Prices.of(currency, paidMinor))
        .refunded(Prices.of(currency, refundedMinor))
        .authorized(Prices.of(currency, authorizedMinor))
        .pending(Prices.of(currency, pendingMinor))
        .pendingRefund(Prices.of(currency, pendingRefundMinor))
        .build();
  }

  /** The part of an amount due that is neither paid, held nor under way. */
  long leftOf(Currency currency, Price due) {
    long covered = paidMinor + authorizedMinor + pendingMinor;
    return Math.max(0, Prices.minor(currency, due) - covered);
  }
}
