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
 * What was paid of an order and what is left. Minor units of the order's currency. {@link
 * PaymentRule} tells which payment status these sums stand for.
 *
 * @param totalMinor what the order costs
 * @param paidMinor taken from the buyer, what was refunded later included
 * @param authorizedMinor held and not yet taken
 * @param pendingMinor of payments whose end is not known yet
 * @param refundedMinor given back for good
 * @param pendingRefundMinor on its way back
 * @param chargebackMinor taken back by the buyer's bank
 * @param chargebackReversalMinor of that, won again
 * @param pendingPayment true when a payment's end is not known yet
 * @param pendingMerchant true when a payment waits for the merchant
 * @param declinedPayment true when a payment was turned down
 * @param canceledPayment true when a payment was called off
 */
public record Balance(
    long totalMinor,
    long paidMinor,
    long authorizedMinor,
    long pendingMinor,
    long refundedMinor,
    long pendingRefundMinor,
    long chargebackMinor,
    long chargebackReversalMinor,
    boolean pendingPayment,
    boolean pendingMerchant,
    boolean declinedPayment,
    boolean canceledPayment) {

  /** Adds up the transactions of an order; none at all when {@code transactions} is null. */
  static Balance of(Currency currency, long totalMinor, OrderTransactions transactions) {
    long paid = 0;
    long authorized = 0;
    long pending = 0;
    boolean waits = false;
    boolean waitsForMerchant = false;
    boolean declined = false;
    boolean canceled = false;
    for (Payment payment : payments(transactions)) {
      long amount = Prices.minor(currency, payment.amount());
      switch (payment.status()) {
        case APPROVED, REFUNDED, PARTIALLY_REFUNDED -> paid = Math.addExact(paid, amount);
        case AUTHORIZED -> authorized = Math.addExact(authorized, amount);
        case PENDING -> {
          pending = Math.addExact(pending, amount);
          waits = true;
        }
        case PENDING_MERCHANT -> {
          pending = Math.addExact(pending, amount);
          waitsForMerchant = true;
        }
        case DECLINED -> declined = true;
        case CANCELED -> canceled = true;
        case VOIDED -> {}
      }
    }
    long refunded = refunded(currency, transactions, true);
    long pendingRefund = refunded(currency, transactions, false);
    return new Balance(
        totalMinor,
        paid,
        authorized,
        pending,
        refunded,
        pendingRefund,
        0,
        0,
        waits,
        waitsForMerchant,
        declined,
        canceled);
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
  public long leftMinor() {
    return totalMinor - paidMinor;
  }

  /** The payment status that these sums stand for. */
  public PaymentStatusEnumPaymentStatus status() {
    return PaymentRule.statusOf(this);
  }

  /** The same as an order shows it; what is no sum of payments stays as it was. */
  BalanceSummary summary(Currency currency, BalanceSummary before) {
    BalanceSummary.Builder summary = before == null ? BalanceSummary.builder() : before.toBuilder();
    long left = leftMinor();
    summary
        .balance(
            new io.cartwright.wire.common.Balance(currency.format(left), currency.display(left)))
        .paid(Prices.of(currency, paidMinor))
        .refunded(Prices.of(currency, refundedMinor))
        .authorized(Prices.of(currency, authorizedMinor))
        .pending(Prices.of(currency, pendingMinor))
        .pendingRefund(Prices.of(currency, pendingRefundMinor));
    if (chargebackMinor != 0 || before != null && before.chargeback() != null) {
      summary.chargeback(Prices.of(currency, chargebackMinor));
      summary.chargebackReversal(Prices.of(currency, chargebackReversalMinor));
    }
    return summary.build();
  }

  /** The part of an amount due that is neither paid, held nor under way. */
  long leftOf(Currency currency, Price due) {
    long covered = paidMinor + authorizedMinor + pendingMinor;
    return Math.max(0, Prices.minor(currency, due) - covered);
  }
}
