package io.cartwright.order;

import io.cartwright.bus.Ids;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.order.OrderStore.Due;
import io.cartwright.order.OrderStore.Movement;
import io.cartwright.order.OrderStore.Reason;
import io.cartwright.order.OrderStore.Units;
import io.cartwright.store.Change;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Stock of sites that take it when an order is paid, not when it is placed. A placement only sees
 * that the units are there and notes what is due; the change that makes the order paid takes it,
 * even where the shelf has become empty meanwhile: money that was taken is not turned away.
 */
public final class StockDueFlow {
  private final OrderStore orders;
  private final Ids ids;

  public StockDueFlow(OrderStore orders, Ids ids) {
    this.orders = orders;
    this.ids = ids;
  }

  /** Notes what a new order will take. */
  static void note(Change change, UUID siteId, UUID orderId, List<StockTake> takes, Instant now) {
    Map<UUID, Long> wanted = new LinkedHashMap<>();
    for (StockTake take : takes) {
      UUID item = take.inventoryItemId();
      change.append(OrderStore.DUE, new Due(siteId, orderId, item, take.quantity(), now));
      if (!take.oversell()) wanted.merge(item, (long) take.quantity(), Long::sum);
    }
    wanted.forEach(
        (item, units) ->
            change.take(
                PlacementFlow.stock(siteId, item),
                0,
                units,
                Long.MAX_VALUE,
                OrderRefusal.PARTIAL_OUT_OF_STOCK));
  }

  /**
   * Adds to the change that writes an order what it takes from stock now that it is paid. Does
   * nothing unless the order becomes paid with it, or when it has taken its stock before. Answers
   * whether it takes any.
   */
  public Future<Boolean> paid(Change change, UUID siteId, Order before, Order after, Instant now) {
    if (!becomesPaid(before, after)) return Future.succeededFuture(false);
    UUID orderId = UUID.fromString(after.id());
    return orders
        .dueStock(siteId, orderId)
        .map(
            due -> {
              for (Units units : due) {
                UUID item = units.inventoryItemId();
                change.take(
                    PlacementFlow.stock(siteId, item),
                    -units.count(),
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    null);
                change.append(
                    OrderStore.MOVEMENTS,
                    new Movement(
                        siteId, ids.next(), item, -units.count(), Reason.ORDER_PAID, orderId, now));
              }
              return !due.isEmpty();
            });
  }

  private static boolean becomesPaid(Order before, Order after) {
    return after.paymentStatus() == PaymentStatusEnumPaymentStatus.PAID
        && before.paymentStatus() != PaymentStatusEnumPaymentStatus.PAID;
  }
}
