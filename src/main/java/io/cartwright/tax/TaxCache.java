package io.cartwright.tax;

import io.cartwright.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tax tables of the sites that were asked for, in the memory of this node and shared by its
 * event loops. A change made here is in the table before it is answered; other nodes are told, and
 * look for themselves every {@link #CHECK_MS}.
 */
public final class TaxCache {
  /** How often this node looks whether others have changed something. */
  public static final long CHECK_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(TaxCache.class);
  private static final String CHANGED = "ecom.tax.changed";
  private static final String FROM = "from";

  /** A table, and when its reading began, in the order of readings. */
  private record Entry(long ticket, TaxTable table) {}

  private final Vertx vertx;
  private final TaxStore store;
  private final String self = UUID.randomUUID().toString();
  private final AtomicLong tickets = new AtomicLong();
  private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();

  public TaxCache(Vertx vertx, TaxStore store) {
    this.vertx = vertx;
    this.store = store;
  }

  /** A site's table from memory; read when this node has none yet. */
  public Future<TaxTable> table(UUID siteId) {
    Entry entry = entries.get(siteId);
    return entry == null ? fresh(siteId) : Future.succeededFuture(entry.table());
  }

  /** A site's table as Postgres has it now. */
  public Future<TaxTable> fresh(UUID siteId) {
    long ticket = tickets.incrementAndGet();
    return store
        .load(siteId)
        .map(
            table -> {
              entries.merge(
                  siteId,
                  new Entry(ticket, table),
                  (known, read) -> known.ticket() > read.ticket() ? known : read);
              return table;
            });
  }

  /**
   * To be called when a change was committed: reads the site's table again and tells the other
   * nodes. Never fails; a table that cannot be read now is read when it is next asked for.
   */
  public Future<Void> changed(UUID siteId) {
    return fresh(siteId)
        .<Void>mapEmpty()
        .otherwise(
            fault -> {
              LOG.warn("Cannot read the tax of site {} again: {}", siteId, fault.toString());
              entries.remove(siteId);
              return null;
            })
        .onSuccess(
            done ->
                vertx
                    .eventBus()
                    .publish(
                        CHANGED, siteId.toString(), new DeliveryOptions().addHeader(FROM, self)));
  }

  /** The outcome of a change, once the table knows of it. */
  public <A> Future<Outcome<A>> after(UUID siteId, Outcome<A> outcome) {
    return outcome.isDone()
        ? changed(siteId).map(done -> outcome)
        : Future.succeededFuture(outcome);
  }

  /** Listens to the other nodes. */
  Future<Void> listen() {
    return vertx.eventBus().<String>consumer(CHANGED, this::hear).completion();
  }

  private void hear(Message<String> message) {
    UUID siteId = UUID.fromString(message.body());
    if (!self.equals(message.headers().get(FROM)) && entries.containsKey(siteId)) {
      fresh(siteId).onFailure(TaxCache::keepOld);
    }
  }

  /** Reads those tables again that differ from what Postgres has. */
  Future<Void> check() {
    Map<UUID, Entry> known = Map.copyOf(entries);
    if (known.isEmpty()) return Future.succeededFuture();
    return store
        .marks(known.keySet())
        .compose(
            marks ->
                Future.all(
                    known.entrySet().stream()
                        .filter(
                            each ->
                                !each.getValue()
                                    .table()
                                    .mark()
                                    .equals(marks.getOrDefault(each.getKey(), "")))
                        .map(each -> fresh(each.getKey()))
                        .toList()))
        .<Void>mapEmpty()
        .onFailure(TaxCache::keepOld);
  }

  private static void keepOld(Throwable fault) {
    LOG.warn("Cannot read tax tables again, going on with the old: {}", fault.toString());
  }
}
