package io.cartwright.order;

import io.cartwright.bus.Refusal;
import java.util.UUID;

/** Ids of orders as callers write them. */
final class OrderIds {
  private static final int GUID_LENGTH = 36;

  private OrderIds() {}

  /** The id; null when the text is none, so that no order has it. */
  static UUID parse(String text) {
    if (text == null || text.length() != GUID_LENGTH) return null;
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The refusal for a constraint of the schema. */
  static Refusal unique(String constraint) {
    return constraint.equals("order_of_checkout") ? OrderRefusal.CHECKOUT_HAS_ORDER : null;
  }
}
