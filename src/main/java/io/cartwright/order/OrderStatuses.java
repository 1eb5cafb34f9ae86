package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.common.FulfillmentStatusesAggregate;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import java.util.List;
import java.util.Map;

/**
 * The one writer of what an order derives: its status, payment status with the balance, and
 * fulfillment status. Each function answers the order with those fields as the facts want them and
 * all else as it was; dates, activities and events are the caller's.
 */
public final class OrderStatuses {
  private OrderStatuses() {}

  /**
   * The order after a move. Refused, in this order: ORDER_IS_PENDING, ORDER_IS_REJECTED,
   * ORDER_ALREADY_CANCELED by the status that does not allow it; STATUS_NOT_ALLOWED for all others.
   */
  public static Outcome<Order> moved(Order order, OrderMove move) {
    OrderStatus next = move.from(order.status());
    if (next == null) return unmoved(order, "the order is " + order.status());
    return Outcome.done(next == order.status() ? order : order.toBuilder().status(next).build());
  }

  /** Refuses a move like {@link #moved}. */
  static Outcome<Order> unmoved(Order order, String detail) {
    OrderRefusal refusal =
        switch (order.status()) {
          case PENDING -> OrderRefusal.ORDER_IS_PENDING;
          case REJECTED -> OrderRefusal.ORDER_IS_REJECTED;
          case CANCELED -> OrderRefusal.ORDER_ALREADY_CANCELED;
          case INITIALIZED, APPROVED -> OrderRefusal.STATUS_NOT_ALLOWED;
        };
    return Outcome.refused(refusal, detail);
  }

  /** The order with the payment status and the balance that these sums stand for. */
  public static Order withMoney(Order order, Balance balance) {
    Currency currency = Currency.of(order.currency());
    return order.toBuilder()
        .paymentStatus(balance.status())
        .balanceSummary(balance.summary(currency, order.balanceSummary()))
        .build();
  }

  /**
   * The order with the fulfillment status that the units sent stand for.
   *
   * @param sentByLine units in fulfillments by line item id
   */
  public static Order withFulfillment(Order order, Map<String, Integer> sentByLine) {
    FulfillmentStatus status = FulfillmentRule.statusOf(order, sentByLine);
    return order.toBuilder()
        .fulfillmentStatus(status)
        .fulfillmentStatusesAggregate(new FulfillmentStatusesAggregate(List.of(status.wire())))
        .build();
  }
}
