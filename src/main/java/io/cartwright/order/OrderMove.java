package io.cartwright.order;

import static io.cartwright.wire.orders.OrderStatus.APPROVED;
import static io.cartwright.wire.orders.OrderStatus.CANCELED;
import static io.cartwright.wire.orders.OrderStatus.INITIALIZED;
import static io.cartwright.wire.orders.OrderStatus.PENDING;
import static io.cartwright.wire.orders.OrderStatus.REJECTED;

import io.cartwright.wire.orders.OrderStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What can happen to an order's status, and where each leads from each status. What is not in the
 * table is refused.
 */
public enum OrderMove {
  /** The money due now has been taken or is held. */
  PAID(Map.of(INITIALIZED, APPROVED, PENDING, APPROVED, APPROVED, APPROVED)),
  /** The buyer pays offline. */
  PAY_OFFLINE(Map.of(INITIALIZED, APPROVED, APPROVED, APPROVED)),
  /** The provider will tell later whether the payment went through. */
  PAYMENT_PENDING(Map.of(INITIALIZED, PENDING, PENDING, PENDING, APPROVED, APPROVED)),
  /** The payment was turned down; where it was awaited the order is lost. */
  PAYMENT_DECLINED(
      Map.of(
          INITIALIZED, INITIALIZED,
          PENDING, REJECTED,
          APPROVED, APPROVED,
          REJECTED, REJECTED,
          CANCELED, CANCELED)),
  /** Nobody paid in time. */
  EXPIRE(Map.of(INITIALIZED, CANCELED)),
  /** The merchant takes the order, whatever was paid. */
  APPROVE(Map.of(INITIALIZED, APPROVED, PENDING, APPROVED, APPROVED, APPROVED)),
  /** The merchant lets the order wait for its payment. */
  AWAIT(Map.of(INITIALIZED, PENDING, PENDING, PENDING)),
  /** The merchant gives up waiting for the payment. */
  REJECT(Map.of(PENDING, REJECTED, REJECTED, REJECTED)),
  /** The merchant calls the order off. */
  CANCEL(Map.of(INITIALIZED, CANCELED, APPROVED, CANCELED));

  private final Map<OrderStatus, OrderStatus> table;

  OrderMove(Map<OrderStatus, OrderStatus> table) {
    this.table = Collections.unmodifiableMap(new EnumMap<>(table));
  }

  /** The status after this move; null when it is not allowed. */
  public OrderStatus from(OrderStatus status) {
    return table.get(status);
  }

  /** Where it leads from each status that allows it. */
  public Map<OrderStatus, OrderStatus> table() {
    return table;
  }
}
