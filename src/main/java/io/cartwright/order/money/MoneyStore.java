package io.cartwright.order.money;

import io.cartwright.order.OrderStore;
import io.cartwright.order.money.BooksStore.Loaded;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.OnSite;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.own.money.MoneyMove;
import io.cartwright.wire.own.money.ScheduledMove;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The books of orders, and what providers are asked for, in Postgres. */
final class MoneyStore {
  static final DocumentTable<MoneyMove> MOVES =
      DocumentTable.named(
              "money_move", DocumentFormat.of(MoneyMove.CODEC::toText, MoneyMove.CODEC::fromText))
          .column("order_id", ColumnType.UUID, move -> UUID.fromString(move.orderId()))
          .column("payment_id", ColumnType.UUID, move -> UUID.fromString(move.paymentId()))
          .column("kind", ColumnType.TEXT, move -> move.kind().name())
          .column("state", ColumnType.TEXT, move -> move.state().name())
          .build();

  static final DocumentTable<ScheduledMove> SCHEDULE =
      DocumentTable.named(
              "money_schedule",
              DocumentFormat.of(ScheduledMove.CODEC::toText, ScheduledMove.CODEC::fromText))
          .column("due_at", ColumnType.TIMESTAMPTZ, ScheduledMove::dueDate)
          .build();

  private static final String DUE =
      Documents.selectOnSites(SCHEDULE, "where due_at <= $1 order by due_at limit $2");

  private static final String OPEN =
      Documents.selectOnSites(
          MOVES,
          "where state in ('STARTED', 'PENDING') and updated_at < $1 "
              + "order by updated_at limit $2");

  private final Pools pools;
  private final Documents documents;
  private final OrderStore orders;
  private final BooksStore books;
  private final Committer committer;

  MoneyStore(Pools pools, Committer committer) {
    this.pools = pools;
    this.documents = new Documents(pools);
    this.orders = new OrderStore(pools);
    this.books = new BooksStore(pools);
    this.committer = committer;
  }

  /** The books of an order, all of one moment. */
  Future<Optional<Loaded>> find(UUID siteId, UUID orderId) {
    return books.find(siteId, orderId);
  }

  Future<Map<UUID, Stored<OrderTransactions>>> transactions(UUID siteId, Collection<UUID> orders) {
    return documents.findAll(OrderStore.TRANSACTIONS, siteId, orders);
  }

  /** Those of these orders that exist. */
  Future<Collection<UUID>> known(UUID siteId, Collection<UUID> orderIds) {
    return documents.findAll(OrderStore.ORDERS, siteId, orderIds).map(Map::keySet);
  }

  Future<Optional<Stored<MoneyMove>>> move(UUID siteId, UUID id) {
    return documents.find(MOVES, siteId, id);
  }

  Future<List<OrderStore.Units>> takenStock(UUID siteId, UUID orderId) {
    return orders.takenStock(siteId, orderId);
  }

  OrderStore orders() {
    return orders;
  }

  Future<Committed> commit(Change change) {
    return committer.commit(change);
  }

  /** Movements without an end that have not been touched since, longest first. */
  Future<List<OnSite<MoneyMove>>> openSince(Instant before, int limit) {
    return pools
        .read(OPEN, Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
        .map(rows -> Documents.onSites(MOVES, rows));
  }

  /** What was scheduled for this instant or before, longest due first. */
  Future<List<OnSite<ScheduledMove>>> due(Instant now, int limit) {
    return pools
        .read(DUE, Tuple.of(now.atOffset(ZoneOffset.UTC), limit))
        .map(rows -> Documents.onSites(SCHEDULE, rows));
  }
}
