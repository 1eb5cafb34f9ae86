package io.cartwright.cart;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why a cart does not do what it is asked, in the order in which it is checked. */
public enum CartRefusal implements Refusal {
  /** There is no such cart, it is another buyer's, or the buyer has no current cart yet. */
  CART_NOT_FOUND(Kind.NOT_FOUND),
  CANT_CREATE_CART_WITHOUT_ITEMS(Kind.INVALID),
  /** The cart belongs to another business location. */
  CART_IS_ALREADY_ASSOCIATED_WITH_DIFFERENT_LOCATION(Kind.PRECONDITION),
  /** The contact of a member is the member's own. */
  CAN_ONLY_UPDATE_CONTACT_ID_FOR_NOT_LOGGED_IN_CUSTOMER(Kind.PRECONDITION),
  SITE_MUST_ACCEPT_PAYMENTS_TO_CREATE_CHECKOUT(Kind.PRECONDITION),
  /** A checkout needs at least one line. */
  EMPTY_CART(Kind.PRECONDITION),
  /** A line holds no units, because it was sold out when its quantity was set. */
  LINE_ITEM_WITH_ZERO_QUANTITY(Kind.PRECONDITION),
  CUSTOM_LINE_ITEM_ONLY_ACCEPTS_PAYMENTS_ONLINE_AND_OFFLINE(Kind.PRECONDITION),
  /** A custom line is a physical thing or a service, not both. */
  CUSTOM_LINE_ITEM_MUST_HAVE_EXACTLY_ONE_PROPERTIES_TYPE(Kind.PRECONDITION),
  /** The cart was changed by others again and again while this change was tried. */
  CART_CHANGED(Kind.CONFLICT);

  private final Kind kind;

  CartRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
