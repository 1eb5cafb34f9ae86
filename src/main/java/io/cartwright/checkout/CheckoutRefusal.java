package io.cartwright.checkout;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why a checkout does not do what it is asked, in the order in which it is checked. */
public enum CheckoutRefusal implements Refusal {
  /** There is no such checkout, or it is another buyer's. */
  CHECKOUT_NOT_FOUND(Kind.NOT_FOUND),
  /** The token was not made here, has expired, or was used before. */
  UNAUTHENTICATED_TOKEN(Kind.UNAUTHENTICATED),
  /** The site takes no payments: no checkout is made. */
  SITE_MUST_ACCEPT_PAYMENTS(Kind.PRECONDITION),
  /** The checkout is completed: it does not change any more. */
  CHECKOUT_IS_COMPLETE(Kind.PRECONDITION),
  /** No gift card has this code. */
  GIFT_CARD_NOT_FOUND(Kind.NOT_FOUND),
  /** A shipping option was selected without its code. */
  INVALID_SELECTED_CARRIER_SERVICE_OPTION(Kind.INVALID),
  /** The selected shipping option is not among those that are offered. */
  SELECTED_CARRIER_SERVICE_OPTION_NOT_FOUND(Kind.NOT_FOUND),

  /** Placing an order: the site takes no payments any more. */
  SITE_NOT_ACCEPTING_PAYMENTS(Kind.PRECONDITION),
  /** The checkout was completed without an order of ours. */
  CHECKOUT_ALREADY_PAID(Kind.CONFLICT),
  /** An order was placed from it, and the checkout was changed since; the data names the order. */
  CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS(Kind.CONFLICT),
  EMPTY_CHECKOUT(Kind.PRECONDITION),
  /** A part could not be calculated; the data says which. */
  CALCULATION_ERROR(Kind.PRECONDITION),
  /** Not a single unit of any line is left. */
  FULL_OUT_OF_STOCK(Kind.PRECONDITION),
  /** Some units are not left. */
  PARTIAL_OUT_OF_STOCK(Kind.PRECONDITION),
  /** Something is to be delivered, and nothing offers to. */
  NO_SELECTED_CARRIER_SERVICE_OPTION(Kind.PRECONDITION),
  /** The option that was selected is not offered any more. */
  SELECTED_CARRIER_SERVICE_OPTION_NO_LONGER_AVAILABLE(Kind.PRECONDITION),
  /** A validator found errors; the data lists them. */
  VIOLATIONS_WITH_ERROR_SEVERITY(Kind.PRECONDITION),
  /** A line is for members only. */
  MEMBERS_ONLY_ITEM(Kind.PRECONDITION),
  SUBSCRIPTION_WITH_SEVERAL_LINE_ITEMS(Kind.PRECONDITION),
  SUBSCRIPTION_WITH_ZERO_TOTAL(Kind.PRECONDITION),
  COUPON_CANNOT_BE_USED_TO_PURCHASE_GIFT_CARD(Kind.PRECONDITION),
  /** A line wants the means of payment saved, and the buyer did not agree. */
  NO_SAVE_PAYMENT_METHOD_CONFIRMATION(Kind.PRECONDITION),
  /** The total differs from the one last shown; it is shown with this refusal. */
  CHECKOUT_CHANGED(Kind.PRECONDITION);

  private final Kind kind;

  CheckoutRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
