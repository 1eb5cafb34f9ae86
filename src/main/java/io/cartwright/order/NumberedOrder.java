package io.cartwright.order;

import io.cartwright.store.Taken;
import io.cartwright.store.Tally;
import io.cartwright.wire.orders.Order;

/**
 * An order under the number that its transaction gives it, and its JSON, which is document and
 * event: both are made once for a number. Used by one thread at a time.
 */
final class NumberedOrder {
  private final Order order;
  private final Tally number;
  private long count = Long.MIN_VALUE;
  private Order numbered;
  private byte[] json;

  /**
   * An order without a number.
   *
   * @param number counts the site's orders
   */
  NumberedOrder(Order order, Tally number) {
    this.order = order;
    this.number = number;
  }

  Order of(Taken taken) {
    long now = taken.valueOf(number);
    if (numbered == null || now != count) {
      numbered = Placement.numbered(order, now);
      json = null;
      count = now;
    }
    return numbered;
  }

  /** Never changed. */
  byte[] json(Taken taken) {
    Order known = of(taken);
    if (json == null) json = Order.CODEC.toBytes(known);
    return json;
  }
}
