package io.cartwright.order;

import io.cartwright.money.Currency;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** How an order starts out. */
final class Placement {
  /** One less than the first order number of a site. */
  static final long NUMBER_BASE = 10_000;

  private Placement() {}

  /** The order as it will be stored, all but its number. What its diary holds comes last. */
  static Order initial(Place ask, Instant now, Supplier<UUID> ids) {
    Order priced = ask.order();
    Currency currency = Currency.of(priced.currency());
    long total = totalMinor(priced);
    boolean approved = OrderQuestions.approvedAtOnce(total, Prices.minor(currency, dueNow(priced)));
    Balance balance = Balance.of(currency, total, null);
    Order derived =
        OrderStatuses.withFulfillment(OrderStatuses.withMoney(priced, balance), Map.of());
    boolean fulfilled = derived.fulfillmentStatus() == FulfillmentStatus.FULFILLED;

    Activities activities = new Activities(null, now, ids).add(ActivityType.ORDER_PLACED);
    if (total == 0) activities.add(ActivityType.ORDER_PAID);
    if (fulfilled) activities.add(ActivityType.ORDER_FULFILLED);
    return derived.toBuilder()
        .id(ask.orderId().toString())
        .createdDate(now)
        .updatedDate(now)
        .purchasedDate(now)
        .status(approved ? OrderStatus.APPROVED : OrderStatus.INITIALIZED)
        .activities(activities.addAll(priced.activities()).list())
        .archived(false)
        .seenByAHuman(false)
        .imported(false)
        .build();
  }

  /** The order under its number, counted from 1. */
  static Order numbered(Order order, long count) {
    return order.toBuilder().number(Long.toString(NUMBER_BASE + count)).build();
  }

  static long totalMinor(Order order) {
    Price total = order.priceSummary() == null ? null : order.priceSummary().total();
    return Prices.minor(Currency.of(order.currency()), total);
  }

  /** What has to be paid online at once. */
  static Price dueNow(Order order) {
    if (order.payNow() != null) return order.payNow().total();
    return order.priceSummary() == null ? null : order.priceSummary().total();
  }
}
