package io.cartwright.order.request;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/**
 * Why payment requests say no, in the order in which it is checked. After those of a new request
 * come the order's own, such as ORDER_CANCELED and INVALID_AMOUNT.
 */
public enum RequestRefusal implements Refusal {
  /** There is no such order. */
  ORDER_NOT_FOUND(Kind.NOT_FOUND),
  /** There is no such request, or the link's key is not its own. */
  ORDER_PAYMENT_REQUEST_NOT_FOUND(Kind.NOT_FOUND),
  /** The site accepts no payments, so that a link would lead nowhere. */
  ORDER_PAYMENT_REQUEST_PAGE_NOT_FOUND(Kind.PRECONDITION),
  /** The order has a subscription, and neither waits for its payment nor is approved. */
  INVALID_ORDER_STATUS_FOR_SUBSCRIPTION(Kind.PRECONDITION),
  /** The order has a subscription, and was paid for already. */
  SUBSCRIPTION_ALREADY_STARTED(Kind.PRECONDITION),
  /** The order has a subscription, which is paid in full or not at all. */
  PARTIAL_PAYMENT_NOT_SUPPORTED_FOR_SUBSCRIPTION(Kind.PRECONDITION),
  CANNOT_UPDATE_PAID_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  CANNOT_UPDATE_EXPIRED_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  CANNOT_UPDATE_VOIDED_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  /** The amount of a request is for ever; void it and make another. */
  CANNOT_UPDATE_ORDER_PAYMENT_REQUEST_AMOUNT(Kind.PRECONDITION),
  CANNOT_VOID_PAID_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  CANNOT_VOID_EXPIRED_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  CANNOT_DELETE_PAID_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  CANNOT_CHARGE_PAID_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  CANNOT_CHARGE_EXPIRED_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  CANNOT_CHARGE_VOIDED_ORDER_PAYMENT_REQUEST(Kind.PRECONDITION),
  /** The request is paid: nothing is left to pay by it. */
  ORDER_PAYMENT_REQUEST_PAID(Kind.PRECONDITION),
  /** Money for the request is held: it is paid once the merchant captures it. */
  ORDER_PAYMENT_REQUEST_HELD(Kind.PRECONDITION),
  /** The request can no longer be paid. */
  ORDER_PAYMENT_REQUEST_EXPIRED(Kind.PRECONDITION),
  /** The merchant has taken the request back. */
  ORDER_PAYMENT_REQUEST_VOIDED(Kind.PRECONDITION),
  /** The request is not to be paid in this way. */
  PAYMENT_METHOD_BLOCKED(Kind.PRECONDITION),
  /** What is to be charged is not known, or too old. */
  PAYMENT_ATTEMPT_EXPIRED(Kind.PRECONDITION),
  /** Another payment of the order has not ended yet. */
  PAYMENT_IN_PROGRESS(Kind.CONFLICT),
  /** The provider of the means of payment is not there. */
  PAYMENT_METHOD_UNAVAILABLE(Kind.PRECONDITION),
  /** The payment was declined; the data says how it ended. */
  INVALID_PAYMENT_STATUS(Kind.PRECONDITION);

  private final Kind kind;

  RequestRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
