package io.cartwright.fulfillment;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.wire.orderfulfillments.OrderWithFulfillments;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The fulfillments of each order in Postgres, under the order's id. */
public final class FulfillmentStore {
  static final DocumentTable<OrderWithFulfillments> FULFILLMENTS =
      DocumentTable.named(
              "order_fulfillments",
              DocumentFormat.of(
                  OrderWithFulfillments.CODEC::toText, OrderWithFulfillments.CODEC::fromText))
          .build();

  private static final String ENTITY = "wix.ecom.v1.fulfillments";

  private final Documents documents;

  public FulfillmentStore(Documents documents) {
    this.documents = documents;
  }

  /** Of these orders, those that have had a fulfillment. */
  Future<Map<UUID, Stored<OrderWithFulfillments>>> findAll(UUID siteId, Collection<UUID> orderIds) {
    return documents.findAll(FULFILLMENTS, siteId, orderIds);
  }

  /**
   * Adds an order's fulfillments as they are to stand, and the event that tells of them.
   *
   * @param before null when the order has had none
   */
  static void save(
      Change change,
      UUID siteId,
      UUID orderId,
      Stored<OrderWithFulfillments> before,
      OrderWithFulfillments after,
      Instant now) {
    long revision = before == null ? 1 : before.revision() + 1;
    if (before == null) change.insert(FULFILLMENTS, siteId, orderId, after);
    else change.update(FULFILLMENTS, siteId, orderId, before.revision(), after);
    change.emit(
        new DomainEvents(siteId, ENTITY, now)
            .updated(
                orderId.toString(),
                revision,
                OrderWithFulfillments.CODEC,
                before == null ? null : before.value(),
                after));
  }
}
