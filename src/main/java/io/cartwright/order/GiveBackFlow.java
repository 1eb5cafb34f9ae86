package io.cartwright.order;

import io.cartwright.bus.Ids;
import io.cartwright.order.OrderStore.Movement;
import io.cartwright.order.OrderStore.Reason;
import io.cartwright.order.OrderStore.Units;
import io.cartwright.order.OrderStore.Use;
import io.cartwright.store.Change;
import io.cartwright.store.Tally;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/**
 * Gives back what an order took, in the change that ends it. What it took is read before; the
 * order's revision in the same change sees to it that nobody else gives it back as well.
 */
final class GiveBackFlow {
  private final OrderStore orders;
  private final Ids ids;

  GiveBackFlow(OrderStore orders, Ids ids) {
    this.orders = orders;
    this.ids = ids;
  }

  /** Puts the units that the order still holds back on their shelves. */
  Future<Void> stock(Change change, UUID siteId, UUID orderId, Reason reason, Instant now) {
    return orders
        .takenStock(siteId, orderId)
        .map(
            taken -> {
              for (Units units : taken) {
                UUID item = units.inventoryItemId();
                change.take(
                    PlacementFlow.stock(siteId, item),
                    units.count(),
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    null);
                change.append(
                    OrderStore.MOVEMENTS,
                    new Movement(siteId, ids.next(), item, units.count(), reason, orderId, now));
              }
              return null;
            });
  }

  /** Gives the uses of coupons and rules that the order counted free again. */
  Future<Void> uses(Change change, UUID siteId, UUID orderId, Instant now) {
    return orders
        .takenUses(siteId, orderId)
        .map(
            taken -> {
              for (Use use : taken) {
                Tally tally = new Tally(siteId, use.kind(), use.key());
                change.take(tally, -use.uses(), Long.MIN_VALUE, Long.MAX_VALUE, null);
                change.append(
                    OrderStore.USES,
                    new Use(siteId, orderId, use.kind(), use.key(), -use.uses(), now));
              }
              return null;
            });
  }
}
