package io.cartwright.discount.rule;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.Bulk;
import io.cartwright.store.Change;
import io.cartwright.store.Committed;
import io.cartwright.store.Pools;
import io.cartwright.wire.discountrules.DiscountRule;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Writes many new rules in one transaction. Rules and their events come first; the counters, which
 * every change of a rule waits for, are locked only while Postgres copies the rules into the log of
 * versions.
 */
public final class RuleImportStore {
  /** Rules in one statement. */
  static final int CHUNK = 1_000;

  private static final String LOG =
      "insert into discount_rule_version(site_id, version, rule_id, doc, created_at)"
          + " select r.site_id, $2::bigint + n.place, r.id, r.doc, $4::timestamptz"
          + " from unnest($3::uuid[]) with ordinality as n(id, place)"
          + " join discount_rule r on r.site_id = $1 and r.id = n.id order by n.place";

  private final Pools pools;

  public RuleImportStore(Pools pools) {
    this.pools = pools;
  }

  Future<Bulk> begin() {
    return Bulk.begin(pools);
  }

  /** Writes rules of a chunk, each with the event that it came to be. */
  Future<Void> insert(Bulk bulk, UUID siteId, List<DiscountRule> rules, Instant now) {
    DomainEvents events = new DomainEvents(siteId, RuleFlow.ENTITY, now);
    Change change = Change.at(now);
    for (DiscountRule rule : rules) {
      change.insert(RuleStore.RULES, siteId, UUID.fromString(rule.id()), rule);
      DiscountRule shown = RuleView.of(rule, now, 0);
      change.emit(events.created(rule.id(), 1, DiscountRule.CODEC, shown));
    }
    return bulk.write(change);
  }

  /** Counts the rules of a transaction and takes their versions. */
  Future<Committed> count(Bulk bulk, UUID siteId, long rules, long quantityBased, Instant now) {
    return bulk.take(RuleStore.counted(siteId, rules, quantityBased, now));
  }

  /** Logs rules that were inserted, under the versions after {@code version}. */
  Future<Void> log(Bulk bulk, UUID siteId, long version, List<UUID> ids, int from, Instant now) {
    if (from >= ids.size()) return Future.succeededFuture();
    int to = Math.min(ids.size(), from + CHUNK);
    UUID[] chunk = ids.subList(from, to).toArray(UUID[]::new);
    return bulk.send(LOG, Tuple.of(siteId, version + from, chunk, now.atOffset(ZoneOffset.UTC)))
        .compose(
            rows ->
                rows.rowCount() == chunk.length
                    ? log(bulk, siteId, version, ids, to, now)
                    : Future.failedFuture("a rule of the import is gone"));
  }
}
