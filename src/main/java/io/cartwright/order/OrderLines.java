package io.cartwright.order;

import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import java.util.List;
import java.util.Optional;

/** Lines of an order. */
final class OrderLines {
  private OrderLines() {}

  static List<OrderLineItem> of(Order order) {
    return order.lineItems() == null ? List.of() : order.lineItems();
  }

  static int quantity(OrderLineItem line) {
    return line.quantity() == null ? 0 : line.quantity();
  }

  static Optional<OrderLineItem> find(Order order, String lineItemId) {
    return of(order).stream()
        .filter(line -> line.id() != null && line.id().equalsIgnoreCase(lineItemId))
        .findFirst();
  }
}
