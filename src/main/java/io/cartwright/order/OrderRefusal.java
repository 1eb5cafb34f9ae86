package io.cartwright.order;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why orders say no, in the order in which it is checked. */
public enum OrderRefusal implements Refusal {
  /** There is no such order, or it is not the caller's. */
  ORDER_NOT_FOUND(Kind.NOT_FOUND),
  /** An order that was made here is not written over by an import. */
  CANNOT_OVERWRITE_NON_IMPORTED_ORDER(Kind.PRECONDITION),
  /** Orders are not bought in the future. */
  PURCHASED_DATE_CANNOT_BE_IN_FUTURE(Kind.INVALID),
  /** The checkout has another order. */
  CHECKOUT_HAS_ORDER(Kind.CONFLICT),
  /** The next number was used before; {@code allowLowerCounter} sets it all the same. */
  CANNOT_SET_LOWER_ORDER_NUMBER_COUNTER(Kind.PRECONDITION),
  /** The order has no such line. */
  LINE_ITEM_NOT_FOUND(Kind.NOT_FOUND),
  /** The order has no such activity. */
  ACTIVITY_NOT_FOUND(Kind.NOT_FOUND),
  /** The engine wrote the activity; only what callers wrote is changed or deleted. */
  ACTIVITY_NOT_EDITABLE(Kind.PRECONDITION),
  /** The order's diary is full. */
  ACTIVITIES_LIMIT_REACHED(Kind.PRECONDITION),
  /** An order has a hundred public and a hundred private tags at most. */
  TAGS_LIMIT_REACHED(Kind.PRECONDITION),
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
