package io.cartwright.replay;

import io.cartwright.basket.kept.OrderPricing;
import io.cartwright.store.Pools;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what orders were priced by. */
public final class ReplayStore {
  private static final String COLUMNS =
      "select site_id, order_id, rule_book_version, book_instant, instant, input, quote"
          + " from order_pricing where site_id = $1";
  private static final String FIND = COLUMNS + " and order_id = $2";
  private static final String PAGE =
      COLUMNS
          + " and order_id > $2 and ($3::timestamptz is null or instant >= $3)"
          + " and ($4::timestamptz is null or instant < $4) order by order_id limit $5";

  /** Jumps through the index from site to site. */
  private static final String SITES =
      "with recursive s as ((select site_id from order_pricing order by site_id limit 1)"
          + " union all select (select o.site_id from order_pricing o where o.site_id > s.site_id"
          + " order by o.site_id limit 1) from s where s.site_id is not null)"
          + " select site_id from s where site_id is not null";

  private final Pools pools;

  public ReplayStore(Pools pools) {
    this.pools = pools;
  }

  Future<Optional<OrderPricing>> find(UUID siteId, UUID orderId) {
    return pools
        .readByKey(FIND, Tuple.of(siteId, orderId))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(pricing(rows.iterator().next())));
  }

  /** The sites that have orders. */
  public Future<List<UUID>> sites() {
    return pools
        .read(SITES, Tuple.tuple())
        .map(
            rows -> {
              List<UUID> sites = new ArrayList<>();
              rows.forEach(row -> sites.add(row.getUUID(0)));
              return sites;
            });
  }

  /**
   * A page of a site's orders, by id and so by time.
   *
   * @param from first instant of the quote; null: from the first
   * @param to first instant that is left out; null: to the last
   */
  public Future<List<OrderPricing>> page(
      UUID siteId, UUID afterOrderId, Instant from, Instant to, int limit) {
    return pools
        .read(PAGE, Tuple.of(siteId, afterOrderId, at(from), at(to), limit))
        .map(
            rows -> {
              List<OrderPricing> page = new ArrayList<>(rows.size());
              rows.forEach(row -> page.add(pricing(row)));
              return page;
            });
  }

  private static OffsetDateTime at(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static OrderPricing pricing(Row row) {
    return new OrderPricing(
        row.getUUID("site_id"),
        row.getUUID("order_id"),
        row.getLong("rule_book_version"),
        row.getOffsetDateTime("book_instant").toInstant(),
        row.getOffsetDateTime("instant").toInstant(),
        row.getString("input"),
        row.getString("quote"));
  }
}
