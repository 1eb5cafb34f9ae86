package io.cartwright.order.money;

import io.cartwright.store.Pools;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the books of orders: document, transactions and ledger in one statement, so that all three
 * are of one moment. Those that are asked for while others are read travel together in the next
 * statement, which costs Postgres little more than a read of one. Serves one event loop.
 */
final class BooksStore {
  private static final int BATCH_MAX = 64;
  private static final int UNDER_WAY_MAX = 2;

  private static final int ORDER = 0;
  private static final int TRANSACTIONS = 1;

  private static final String FIND =
      "select 0 as part, id as of, revision, doc, null::uuid as payment_id, null::uuid as move_id,"
          + " null::text as kind, null::text as from_account, null::text as to_account,"
          + " null::numeric as amount, null::text as currency, null::text as provider,"
          + " null::text as reference, null::timestamptz as created_at"
          + " from orders where site_id = $1 and id = any($2::uuid[])"
          + " union all select 1, id, revision, doc, null, null, null, null, null, null, null,"
          + " null, null, null from order_transactions where site_id = $1 and id = any($2::uuid[])"
          + (" union all select 2, order_id, null, null, " + LedgerStore.COLUMNS)
          + " from money_entry where site_id = $1 and order_id = any($2::uuid[])";

  private final Pools pools;
  private final Map<UUID, Map<UUID, Promise<Optional<Loaded>>>> waiting = new LinkedHashMap<>();
  private int underWay;

  BooksStore(Pools pools) {
    this.pools = pools;
  }

  /**
   * Books and the revisions they stand at.
   *
   * @param transactionsRevision 0 while there are no transactions
   */
  record Loaded(Books books, long orderRevision, long transactionsRevision) {}

  /** What was read of one order so far. */
  private static final class Parts {
    private Order order;
    private long orderRevision;
    private OrderTransactions transactions;
    private long transactionsRevision;
    private final List<Entry> entries = new ArrayList<>();

    void add(Row row) {
      switch (row.getInteger("part")) {
        case ORDER -> {
          order = Order.CODEC.fromText(row.getString("doc"));
          orderRevision = row.getLong("revision");
        }
        case TRANSACTIONS -> {
          transactions = OrderTransactions.CODEC.fromText(row.getString("doc"));
          transactionsRevision = row.getLong("revision");
        }
        default -> entries.add(LedgerStore.entry(row));
      }
    }

    Optional<Loaded> loaded() {
      if (order == null) return Optional.empty();
      entries.sort(Comparator.comparing(Entry::at));
      Books books = Books.of(order, transactions, entries);
      return Optional.of(new Loaded(books, orderRevision, transactionsRevision));
    }
  }

  /** The books of an order as they are now or will be in a moment, if there is such an order. */
  Future<Optional<Loaded>> find(UUID siteId, UUID orderId) {
    Promise<Optional<Loaded>> answer;
    synchronized (this) {
      answer =
          waiting
              .computeIfAbsent(siteId, ignored -> new LinkedHashMap<>())
              .computeIfAbsent(orderId, ignored -> Promise.promise());
    }
    next();
    return answer.future();
  }

  private void next() {
    UUID siteId;
    Map<UUID, Promise<Optional<Loaded>>> batch;
    synchronized (this) {
      if (underWay >= UNDER_WAY_MAX || waiting.isEmpty()) return;
      underWay++;
      siteId = waiting.keySet().iterator().next();
      batch = taken(siteId);
    }
    read(siteId, batch)
        .onComplete(
            done -> {
              synchronized (this) {
                underWay--;
              }
              next();
            });
  }

  private Map<UUID, Promise<Optional<Loaded>>> taken(UUID siteId) {
    Map<UUID, Promise<Optional<Loaded>>> all = waiting.get(siteId);
    Map<UUID, Promise<Optional<Loaded>>> batch = new LinkedHashMap<>();
    var each = all.entrySet().iterator();
    while (each.hasNext() && batch.size() < BATCH_MAX) {
      var one = each.next();
      batch.put(one.getKey(), one.getValue());
      each.remove();
    }
    if (all.isEmpty()) waiting.remove(siteId);
    return batch;
  }

  /** Answers all of a batch; one whose documents cannot be read fails alone. */
  private Future<?> read(UUID siteId, Map<UUID, Promise<Optional<Loaded>>> batch) {
    Tuple keys = Tuple.wrap(new Object[] {siteId, batch.keySet().toArray(UUID[]::new)});
    return pools
        .readByKey(FIND, keys)
        .onSuccess(
            rows -> {
              Map<UUID, List<Row>> found = new HashMap<>();
              for (Row row : rows) {
                found.computeIfAbsent(row.getUUID("of"), ignored -> new ArrayList<>(6)).add(row);
              }
              batch.forEach(
                  (id, answer) -> {
                    try {
                      Parts parts = new Parts();
                      found.getOrDefault(id, List.of()).forEach(parts::add);
                      answer.complete(parts.loaded());
                    } catch (RuntimeException fault) {
                      answer.tryFail(fault);
                    }
                  });
            })
        .onFailure(lost -> batch.values().forEach(answer -> answer.tryFail(lost)));
  }
}
