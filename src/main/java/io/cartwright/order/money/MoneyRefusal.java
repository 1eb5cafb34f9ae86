package io.cartwright.order.money;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why money does not move, in the order in which it is checked. */
public enum MoneyRefusal implements Refusal {
  /** There is no such order. */
  ORDER_NOT_FOUND(Kind.NOT_FOUND),
  /** There is no such order to collect a payment for. */
  NO_ASSOCIATED_ECOM_ORDER(Kind.NOT_FOUND),
  /** The order was canceled or rejected; it takes no more payments. */
  ORDER_CANCELED(Kind.PRECONDITION),
  /** The order waits for a payment of its buyer. */
  ORDER_IS_PENDING(Kind.PRECONDITION),
  /** Nothing of the order is left to be paid. */
  ORDER_PAID(Kind.PRECONDITION),
  /** The buyer's bank has taken money of this order back. */
  ORDER_HAS_CHARGEBACKS(Kind.PRECONDITION),
  /** Nothing of the order is left to be collected. */
  ORDER_ALREADY_PAID(Kind.PRECONDITION),
  /** The order has no such payment. */
  PAYMENT_NOT_FOUND(Kind.NOT_FOUND),
  /** The order has no such refund, or the payment is not part of it. */
  REFUND_NOT_FOUND(Kind.NOT_FOUND),
  /** The order has no such line. */
  LINE_ITEM_NOT_FOUND(Kind.NOT_FOUND),
  /** The order has no such fee. */
  ADDITIONAL_FEE_NOT_FOUND(Kind.NOT_FOUND),
  /** Nothing was paid for delivery. */
  SHIPPING_NOT_FOUND(Kind.NOT_FOUND),
  /** The payment is a gift card, a membership or made outside. */
  NOT_REGULAR_ONLINE_PAYMENT(Kind.PRECONDITION),
  /** The money that was held is let go, or about to be. */
  PAYMENT_ALREADY_VOIDED(Kind.PRECONDITION),
  /** A capture of this payment has not ended yet. */
  PAYMENT_HAS_PENDING_CAPTURE(Kind.PRECONDITION),
  /** The money that was held is taken, or about to be. */
  PAYMENT_ALREADY_CAPTURED(Kind.PRECONDITION),
  /** No money is held with this payment. */
  PAYMENT_NOT_AUTHORIZED(Kind.PRECONDITION),
  /** The payment does not say by which id its provider knows it. */
  PAYMENT_GATEWAY_ID_NOT_FOUND(Kind.PRECONDITION),
  /** The payment does not say by which id its provider knows it. */
  GATEWAY_TRANSACTION_NOT_FOUND(Kind.PRECONDITION),
  /** Nothing of the payment can be given back; the data says why. */
  PAYMENT_NOT_REFUNDABLE(Kind.PRECONDITION),
  /** The payment was made outside, and so is its refund. */
  EXTERNAL_REFUND_EXPECTED(Kind.PRECONDITION),
  /** The amount is nothing, or more than may be given back of the payment. */
  INVALID_PAYMENT_REFUND_AMOUNT(Kind.INVALID),
  /** The amount is nothing, or more than is left of the fee. */
  INVALID_ADDITIONAL_FEE_REFUND_AMOUNT(Kind.INVALID),
  /** The amount is nothing, or more than is left of the delivery. */
  INVALID_SHIPPING_REFUND_AMOUNT(Kind.INVALID),
  /** More units than are left of the line. */
  INVALID_LINE_ITEM_REFUND_QUANTITY(Kind.INVALID),
  /** More units than were refunded and not put back. */
  INVALID_LINE_ITEM_RESTOCK_QUANTITY(Kind.INVALID),
  /** Units of a line from several locations go back all together. */
  PARTIAL_REFUND_FOR_MULTIPLE_LOCATIONS_NOT_ALLOWED(Kind.PRECONDITION),
  /** The amount is nothing, or more than there is. */
  INVALID_AMOUNT(Kind.INVALID),
  /** The currency is not the order's. */
  INVALID_CURRENCY(Kind.INVALID),
  /** The buyer left no means of payment that may be charged again. */
  NO_SAVED_PAYMENT_METHOD(Kind.PRECONDITION),
  /** The currency is not the order's. */
  CURRENCY_MISMATCH(Kind.INVALID),
  /** No gift card has this code. */
  GIFT_CARD_NOT_FOUND(Kind.NOT_FOUND),
  /** The buyer has no such membership, or it does not cover the line. */
  MEMBERSHIP_NOT_ELIGIBLE(Kind.PRECONDITION),
  /** A charge needs an intent that says what to charge. */
  PAYMENT_INTENT_ID_REQUIRED(Kind.INVALID),
  /** There is no way to pay. */
  PAYMENT_METHODS_NOT_FOUND(Kind.PRECONDITION),
  /** The intent is not known, or too old. */
  PAYMENT_ATTEMPT_EXPIRED(Kind.PRECONDITION),
  /** The intent was charged before. */
  PAYMENT_ALREADY_APPROVED(Kind.PRECONDITION),
  /** Another payment of this order has not ended yet. */
  PAYMENT_ALREADY_IN_PROGRESS(Kind.CONFLICT),
  /** The provider of the means of payment is not there. */
  PAYMENT_METHOD_UNAVAILABLE(Kind.PRECONDITION),
  /** Receipts are for money, not for gift cards and memberships. */
  INVALID_PAYMENT_TYPE(Kind.PRECONDITION),
  /** Receipts are for payments that were made. */
  INVALID_PAYMENT_STATUS(Kind.PRECONDITION),
  /** The payment or refund does not take this status from where it stands. */
  STATUS_NOT_ALLOWED(Kind.PRECONDITION),
  /** The payment has a receipt. */
  RECEIPT_ALREADY_EXIST(Kind.PRECONDITION);

  private final Kind kind;

  MoneyRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
