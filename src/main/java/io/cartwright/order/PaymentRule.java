package io.cartwright.order;

import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Which payment status the sums of an order stand for: the first rule that holds, in this order.
 */
public enum PaymentRule {
  FULLY_REFUNDED(
      "refunded at least what was paid and what it costs",
      b -> b.refundedMinor() > 0 && b.refundedMinor() >= Math.max(b.totalMinor(), b.paidMinor())),
  PARTIALLY_REFUNDED("something was refunded", b -> b.refundedMinor() > 0),
  PAID("paid at least the total", b -> b.paidMinor() >= b.totalMinor()),
  PARTIALLY_PAID("something was paid", b -> b.paidMinor() > 0),
  PENDING_MERCHANT("a payment waits for the merchant", Balance::pendingMerchant),
  PENDING("a payment waits for its provider", Balance::pendingPayment),
  DECLINED(
      "a payment was declined and nothing is held",
      b -> b.declinedPayment() && b.authorizedMinor() == 0),
  CANCELED(
      "a payment was canceled and nothing is held",
      b -> b.canceledPayment() && b.authorizedMinor() == 0),
  NOT_PAID("none of these", b -> true);

  private final String words;
  private final Predicate<Balance> holds;

  PaymentRule(String words, Predicate<Balance> holds) {
    this.words = words;
    this.holds = holds;
  }

  /** When it holds, in words. */
  public String words() {
    return words;
  }

  PaymentStatusEnumPaymentStatus status() {
    return PaymentStatusEnumPaymentStatus.valueOf(name());
  }

  static PaymentStatusEnumPaymentStatus statusOf(Balance balance) {
    return Arrays.stream(values())
        .filter(rule -> rule.holds.test(balance))
        .findFirst()
        .orElseThrow()
        .status();
  }
}
