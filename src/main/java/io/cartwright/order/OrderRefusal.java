package io.cartwright.order;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why orders say no, in the order in which it is checked. */
public enum OrderRefusal implements Refusal {
  /** There is no such order, or it is not the caller's. */
  ORDER_NOT_FOUND(Kind.NOT_FOUND),
  /** The order waits for its payment; it is not changed meanwhile. */
  ORDER_IS_PENDING(Kind.PRECONDITION),
  /** The order's payment failed; it is not changed any more. */
  ORDER_IS_REJECTED(Kind.PRECONDITION),
  /** The order was canceled before. */
  ORDER_ALREADY_CANCELED(Kind.PRECONDITION),
  /** Money is held for the order: capture or void it first. */
  ORDER_HAS_AUTHORIZED_TRANSACTION(Kind.PRECONDITION),
  /** No move leads from the order's status to the one that is asked for. */
  STATUS_NOT_ALLOWED(Kind.PRECONDITION),
  /** The order was canceled or rejected; it takes no more payments. */
  ORDER_CANCELED(Kind.PRECONDITION),
  /** Some of the units are not there any more. */
  PARTIAL_OUT_OF_STOCK(Kind.PRECONDITION),
  /** No line has a single unit left. */
  FULL_OUT_OF_STOCK(Kind.PRECONDITION),
  /** All uses of the coupon are taken. */
  ERROR_COUPON_USAGE_EXCEEDED(Kind.PRECONDITION),
  /** This buyer has taken all uses that the coupon gives to one. */
  ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED(Kind.PRECONDITION),
  /** A discount rule was used up since the price was shown. */
  CHECKOUT_CHANGED(Kind.PRECONDITION);

  private final Kind kind;

  OrderRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
