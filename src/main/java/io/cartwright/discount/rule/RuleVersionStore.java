package io.cartwright.discount.rule;

import io.cartwright.store.Pools;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The log of rule versions, read backwards in time. */
public final class RuleVersionStore {
  private static final String VERSION_AT =
      "select version from discount_rule_version where site_id = $1 and created_at <= $2"
          + " order by created_at desc, version desc limit 1";
  private static final String TIME_OF =
      "select created_at from discount_rule_version where site_id = $1 and version = $2";
  private static final String FORWARD =
      "select distinct on (rule_id) rule_id, version, doc from discount_rule_version"
          + " where site_id = $1 and version > $2 and version <= $3"
          + " order by rule_id, version desc";
  private static final String BACK =
      "select c.rule_id, coalesce(s.version, 0) as version, s.doc"
          + " from (select distinct rule_id from discount_rule_version"
          + " where site_id = $1 and version > $2 and version <= $3) c"
          + " left join lateral (select v.version, v.doc from discount_rule_version v"
          + " where v.site_id = $1 and v.rule_id = c.rule_id and v.version <= $4"
          + " order by v.version desc limit 1) s on true";

  private final Pools pools;

  public RuleVersionStore(Pools pools) {
    this.pools = pools;
  }

  /** The version at which a site's rules stood at an instant; 0 before the first. */
  Future<Long> versionAt(UUID siteId, Instant instant) {
    return pools
        .readByKey(VERSION_AT, Tuple.of(siteId, instant.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
  }

  /** From when a version counts; empty when there is no such version. */
  Future<Optional<Instant>> timeOf(UUID siteId, long version) {
    return pools
        .readByKey(TIME_OF, Tuple.of(siteId, version))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getOffsetDateTime(0).toInstant()));
  }

  /** The last states that came with the versions after one, up to another. */
  Future<List<RuleState>> forward(UUID siteId, long after, long upTo) {
    return states(pools.read(FORWARD, Tuple.of(siteId, after, upTo)));
  }

  /**
   * The states at version {@code target} of the rules that changed in versions after one, up to
   * another; without a document where there was no such rule.
   */
  Future<List<RuleState>> back(UUID siteId, long after, long upTo, long target) {
    return states(pools.read(BACK, Tuple.of(siteId, after, upTo, target)));
  }

  private static Future<List<RuleState>> states(Future<RowSet<Row>> read) {
    return read.map(RuleStore::states);
  }
}
