package io.cartwright.order.money;

import io.cartwright.wire.ordertransactions.Payment;

/** What a payment was made with. */
enum Means {
  /** Paid in full or in part, and refunded in part, as any money. */
  REGULAR,
  GIFT_CARD,
  MEMBERSHIP;

  static Means of(Payment payment) {
    if (payment.giftcardPaymentDetails() != null) return GIFT_CARD;
    return payment.membershipPaymentDetails() != null ? MEMBERSHIP : REGULAR;
  }

  /** True when nobody's account at a provider stands behind it. */
  static boolean isOffline(Payment payment) {
    return of(payment) == REGULAR
        && payment.regularPaymentDetails() != null
        && Boolean.TRUE.equals(payment.regularPaymentDetails().offlinePayment());
  }
}
