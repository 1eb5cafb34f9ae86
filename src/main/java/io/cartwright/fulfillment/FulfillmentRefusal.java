package io.cartwright.fulfillment;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why fulfillments say no, in the order in which it is checked. */
public enum FulfillmentRefusal implements Refusal {
  /** There is no such order, or it is not the caller's. */
  ORDER_NOT_FOUND(Kind.NOT_FOUND),
  /** Only approved orders are sent. */
  ORDER_NOT_APPROVED(Kind.PRECONDITION),
  /** The order has no such fulfillment. */
  FULFILLMENT_NOT_FOUND(Kind.NOT_FOUND),
  /** The order has no such line. */
  LINE_ITEM_NOT_FOUND(Kind.NOT_FOUND),
  /** Less of the line is left to send. */
  FULFILLABLE_QUANTITY_EXCEEDED(Kind.PRECONDITION),
  /** Another fulfillment of the order has this tracking number. */
  TRACKING_NUMBER_ALREADY_EXISTS(Kind.CONFLICT);

  private final Kind kind;

  FulfillmentRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
