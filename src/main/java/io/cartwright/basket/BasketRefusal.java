package io.cartwright.basket;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why a basket does not take a change, in the order in which it is checked. */
public enum BasketRefusal implements Refusal {
  /** No line of the basket has this id. */
  LINE_ITEM_NOT_FOUND(Kind.NOT_FOUND),
  /** The quantity of this line is set by the catalog, or by the administrator who added it. */
  FIXED_QUANTITY_ITEM(Kind.PRECONDITION),
  /** The catalog has no such item, or does not show it. */
  ITEM_NOT_FOUND_IN_CATALOG(Kind.NOT_FOUND),
  /** A membership was chosen for a line that no membership pays for. */
  CANT_ADD_SELECTED_MEMBERSHIP_FOR_NON_MEMBERSHIP_ITEM(Kind.INVALID),
  /** The basket would have more than {@link Lines#LINES_MAX} lines. */
  MAX_LINE_ITEMS_EXCEEDED(Kind.PRECONDITION),
  /** The basket comes to more than money can hold here. */
  TOTAL_TOO_LARGE(Kind.INVALID);

  private final Kind kind;

  BasketRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
