package io.cartwright.order;

import io.cartwright.store.AppendTable;
import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.Tally;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders, their transactions, and what they took, in Postgres. */
public final class OrderStore {
  public static final DocumentTable<Order> ORDERS = OrderColumns.table();

  private static final DocumentTable<Order> MONEY_OF_ORDERS =
      ORDERS.only("updated_date", "payment_status", "authorized", "pending", "pending_refund");

  public static final DocumentTable<OrderTransactions> TRANSACTIONS =
      DocumentTable.named(
              "order_transactions",
              DocumentFormat.of(OrderTransactions.CODEC::toText, OrderTransactions.CODEC::fromText))
          .build();

  public static final AppendTable<Movement> MOVEMENTS =
      AppendTable.<Movement>named("stock_movement")
          .column("site_id", ColumnType.UUID, Movement::siteId)
          .column("id", ColumnType.UUID, Movement::id)
          .column("inventory_item_id", ColumnType.UUID, Movement::inventoryItemId)
          .column("delta", ColumnType.BIGINT, Movement::delta)
          .column("reason", ColumnType.TEXT, movement -> movement.reason().name())
          .column("order_id", ColumnType.UUID, Movement::orderId)
          .column("at", ColumnType.TIMESTAMPTZ, Movement::at)
          .build();

  static final AppendTable<Use> USES =
      AppendTable.<Use>named("order_use")
          .column("site_id", ColumnType.UUID, Use::siteId)
          .column("order_id", ColumnType.UUID, Use::orderId)
          .column("kind", ColumnType.TEXT, Use::kind)
          .column("key", ColumnType.TEXT, Use::key)
          .column("uses", ColumnType.BIGINT, Use::uses)
          .column("created_at", ColumnType.TIMESTAMPTZ, Use::at)
          .build();

  public static final AppendTable<Due> DUE =
      AppendTable.<Due>named("order_stock_due")
          .column("site_id", ColumnType.UUID, Due::siteId)
          .column("order_id", ColumnType.UUID, Due::orderId)
          .column("inventory_item_id", ColumnType.UUID, Due::inventoryItemId)
          .column("units", ColumnType.BIGINT, Due::units)
          .column("created_at", ColumnType.TIMESTAMPTZ, Due::at)
          .build();

  private static final String BY_CHECKOUT =
      ("select " + Documents.COLUMNS + " from orders where site_id = $1 and checkout_id = $2")
          + " and status not in ('REJECTED', 'CANCELED')";
  private static final String TAKEN_STOCK =
      "select inventory_item_id, sum(delta)::bigint as delta"
          + " from stock_movement where site_id = $1 and order_id = $2"
          + " group by inventory_item_id having sum(delta) < 0";
  private static final String DUE_STOCK =
      "select inventory_item_id, sum(units)::bigint as units"
          + " from order_stock_due where site_id = $1 and order_id = $2 and not exists ("
          + "select from stock_movement m where m.site_id = $1 and m.order_id = $2"
          + " and m.reason = 'ORDER_PAID') group by inventory_item_id";
  private static final String TAKEN_USES =
      "select kind, key, sum(uses)::bigint as uses from order_use"
          + " where site_id = $1 and order_id = $2 group by kind, key having sum(uses) > 0";
  private static final String UNPAID =
      "select site_id, id from orders where status = 'INITIALIZED' and created_date < $1"
          + " order by created_date limit $2";

  private final Pools pools;
  private final Documents documents;

  public OrderStore(Pools pools) {
    this.pools = pools;
    this.documents = new Documents(pools);
  }

  /** Why stock moved; the contract's codes. */
  public enum Reason {
    ORDER_PLACED,
    ORDER_PAID,
    ORDER_CANCELED,
    ORDER_REFUNDED,
    ORDER_EDITED,
    ORDER_REJECTED
  }

  /** Units that left the shelf (below zero) or came back, as a row of the stock's history. */
  public record Movement(
      UUID siteId,
      UUID id,
      UUID inventoryItemId,
      long delta,
      Reason reason,
      UUID orderId,
      Instant at) {}

  /** Units that an order will take once it is paid; below zero: units less than noted before. */
  public record Due(UUID siteId, UUID orderId, UUID inventoryItemId, long units, Instant at) {}

  /** Units of one item. */
  public record Units(UUID inventoryItemId, long count) {}

  /** Uses that were taken, or given back (below zero). */
  record Use(UUID siteId, UUID orderId, String kind, String key, long uses, Instant at) {}

  /** Names an order of any site. */
  record OrderKey(UUID siteId, UUID orderId) {}

  /** An order with its transactions; those are null while there are none. */
  public record Found(Stored<Order> order, Stored<OrderTransactions> transactions) {
    public OrderTransactions transactionsOrNull() {
      return transactions == null ? null : transactions.value();
    }
  }

  /**
   * The table to write an order to that follows on another: with less columns where it is alike.
   */
  public static DocumentTable<Order> changed(Order before, Order after) {
    Order money =
        after.toBuilder()
            .updatedDate(before.updatedDate())
            .paymentStatus(before.paymentStatus())
            .balanceSummary(before.balanceSummary())
            .activities(before.activities())
            .build();
    return money.equals(before) ? MONEY_OF_ORDERS : ORDERS;
  }

  public Future<Optional<Stored<Order>>> find(UUID siteId, UUID orderId) {
    return documents.find(ORDERS, siteId, orderId);
  }

  /** Those of these orders that exist. */
  Future<Map<UUID, Stored<Order>>> findAll(UUID siteId, Collection<UUID> orderIds) {
    return documents.findAll(ORDERS, siteId, orderIds);
  }

  /** The payments and refunds of these orders, by order. */
  Future<Map<UUID, Stored<?>>> findTransactions(UUID siteId, Collection<UUID> orderIds) {
    return documents.findAll(TRANSACTIONS, siteId, orderIds).map(Map::copyOf);
  }

  /** How many orders of a site were counted. */
  Future<Long> counted(Tally number) {
    return documents.tally(number);
  }

  /** The order and its transactions. */
  public Future<Optional<Found>> findWithTransactions(UUID siteId, UUID orderId) {
    return Future.all(find(siteId, orderId), documents.find(TRANSACTIONS, siteId, orderId))
        .map(
            both -> {
              Optional<Stored<Order>> order = both.resultAt(0);
              Optional<Stored<OrderTransactions>> transactions = both.resultAt(1);
              return order.map(found -> new Found(found, transactions.orElse(null)));
            });
  }

  /** The order of a checkout that did not come to nothing. */
  Future<Optional<Order>> findByCheckout(UUID siteId, String checkoutId) {
    return pools
        .readByKey(BY_CHECKOUT, Tuple.of(siteId, OrderColumns.id(checkoutId)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(Documents.stored(ORDERS, rows.iterator().next()).value()));
  }

  /** What an order has taken from stock and not given back. */
  public Future<List<Units>> takenStock(UUID siteId, UUID orderId) {
    return pools
        .readByKey(TAKEN_STOCK, Tuple.of(siteId, orderId))
        .map(
            rows -> {
              List<Units> taken = new ArrayList<>();
              rows.forEach(row -> taken.add(new Units(row.getUUID(0), -row.getLong(1))));
              return taken;
            });
  }

  /** What an order is to take from stock when it is paid; nothing once it has. */
  public Future<List<Units>> dueStock(UUID siteId, UUID orderId) {
    return pools
        .readByKey(DUE_STOCK, Tuple.of(siteId, orderId))
        .map(
            rows -> {
              List<Units> due = new ArrayList<>();
              rows.forEach(row -> due.add(new Units(row.getUUID(0), row.getLong(1))));
              return due;
            });
  }

  /** What an order has taken of coupons and rules and not given back. */
  Future<List<Use>> takenUses(UUID siteId, UUID orderId) {
    return pools
        .readByKey(TAKEN_USES, Tuple.of(siteId, orderId))
        .map(
            rows -> {
              List<Use> taken = new ArrayList<>();
              for (Row row : rows) {
                String kind = row.getString("kind");
                String key = row.getString("key");
                taken.add(new Use(siteId, orderId, kind, key, row.getLong("uses"), null));
              }
              return taken;
            });
  }

  /** Orders of all sites that have waited for their payment since before this instant. */
  Future<List<OrderKey>> unpaidSince(Instant before, int limit) {
    return pools
        .read(UNPAID, Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
        .map(
            rows -> {
              List<OrderKey> keys = new ArrayList<>();
              rows.forEach(row -> keys.add(new OrderKey(row.getUUID(0), row.getUUID(1))));
              return keys;
            });
  }
}
