package io.cartwright.payment;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/**
 * Why payments say no, in the order in which it is checked. Before all of these, the order itself
 * may be unknown or canceled.
 */
public enum PaymentRefusal implements Refusal {
  /** No such means of payment was chosen or prepared for this order. */
  PAYMENT_MEANS_NOT_FOUND(Kind.NOT_FOUND),
  /** The means of payment was charged before. */
  PAYMENT_MEANS_USED(Kind.PRECONDITION),
  /** The means of payment was chosen too long ago. */
  PAYMENT_MEANS_EXPIRED(Kind.PRECONDITION),
  /** Another attempt to pay this order has not ended yet. */
  CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS(Kind.CONFLICT),
  /** The order is paid, or the money for it is held. */
  CHECKOUT_ALREADY_PAID(Kind.CONFLICT),
  /** Nothing of this order is to be paid online. */
  NOTHING_TO_PAY_NOW(Kind.PRECONDITION),
  /** There is no provider of this name. */
  PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE(Kind.PRECONDITION),
  /** The provider was not asked, since it fails too often or is too busy; nothing was charged. */
  PAYMENT_PROVIDER_UNAVAILABLE(Kind.UNAVAILABLE),
  /** The provider turned the payment down; the data says why. Another attempt may be made. */
  PAYMENT_ERROR(Kind.PRECONDITION),
  /** The notification is not signed by the provider. */
  PAYMENT_NOTIFICATION_NOT_GENUINE(Kind.FORBIDDEN),
  /** No payment is known under the notification's key. */
  PAYMENT_NOT_FOUND(Kind.NOT_FOUND),
  /** The sandbox has decided this payment otherwise already. */
  SANDBOX_PAYMENT_NOT_PENDING(Kind.PRECONDITION);

  private final Kind kind;

  PaymentRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
