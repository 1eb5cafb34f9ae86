package io.cartwright.order.money;

import io.cartwright.wire.common.Price;
import java.util.List;

/**
 * What is to be given back, whichever operation asks.
 *
 * @param reason the merchant's words, or null
 * @param restockAll true when all units that are not back yet go back to the shelf
 * @param restockUnrefunded true when units may go back that were not refunded
 */
record RefundAsk(
    List<Part> parts,
    List<Units> lines,
    List<Fee> fees,
    Shipping shipping,
    String reason,
    List<Units> restock,
    boolean restockAll,
    boolean restockUnrefunded) {
  RefundAsk {
    parts = List.copyOf(parts);
    lines = List.copyOf(lines);
    fees = List.copyOf(fees);
    restock = List.copyOf(restock);
  }

  /**
   * A payment's part.
   *
   * @param amount null for all that is left
   * @param external true when it is given back outside, and only recorded
   * @param open true when what is given back outside has not arrived yet
   */
  record Part(String paymentId, Price amount, boolean external, boolean open) {}

  /** Units of a line. */
  record Units(String lineItemId, int quantity) {}

  /** Part of a fee; null for all that is left. */
  record Fee(String feeId, Price amount) {}

  /** Part of the delivery; null for all that is left. */
  record Shipping(Price amount) {}
}
