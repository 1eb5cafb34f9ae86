package io.cartwright.discount.rule;

import io.cartwright.bus.Refusal;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountRefusal;
import io.cartwright.store.AppendTable;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.Taken;
import io.cartwright.store.Tally;
import io.cartwright.store.query.Operator;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queried;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.discountrules.DiscountRule;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Rules in Postgres: as they stand, in all their versions, and the counters that limit and version
 * them. Each change takes the site's next version within its transaction.
 */
public final class RuleStore {
  /** Rules of one site. */
  public static final long RULES_MAX = 5_000_000;

  /** Rules of one site with sets at a price. */
  public static final long QUANTITY_BASED_MAX = 2_000_000;

  private static final String TAG_IDS = "tags.privateTags.tagIds";
  private static final String VERSION = "discount-rules-version";
  private static final String COUNT = "discount-rules";
  private static final String QUANTITY_BASED = "discount-rules-by-quantity";
  private static final String ALL = "";
  private static final int PAGE_STANDARD = 50;
  private static final int PAGE_MAX = 100;

  static final DocumentTable<DiscountRule> RULES =
      DocumentTable.<DiscountRule>named(
              "discount_rule",
              DocumentFormat.of(DiscountRule.CODEC::toText, DiscountRule.CODEC::fromText))
          .column("active", ColumnType.BOOL, DiscountRule::active)
          .column("name", ColumnType.TEXT, DiscountRule::name)
          .column("active_start", ColumnType.TIMESTAMPTZ, RuleColumns::start)
          .column("active_end", ColumnType.TIMESTAMPTZ, RuleColumns::end)
          .column("private_tag_ids", ColumnType.TEXT_ARRAY, RuleColumns::privateTags)
          .column("custom_trigger_app_ids", ColumnType.TEXT_ARRAY, RuleColumns::customTriggerAppIds)
          .build();

  /** A row of the history; {@code doc} is null for a deletion. */
  private record Version(UUID siteId, long version, UUID ruleId, String doc, Instant at) {}

  private static final AppendTable<Version> VERSIONS =
      AppendTable.<Version>named("discount_rule_version")
          .column("site_id", ColumnType.UUID, Version::siteId)
          .column("version", ColumnType.BIGINT, Version::version)
          .column("rule_id", ColumnType.UUID, Version::ruleId)
          .column("doc", ColumnType.TEXT, Version::doc)
          .column("created_at", ColumnType.TIMESTAMPTZ, Version::at)
          .build();

  private static final QueryFields<DiscountRule> FIELDS =
      QueryFields.of(RULES)
          .field("id", "id", ColumnType.UUID)
          .field("createdDate", "created_at", ColumnType.TIMESTAMPTZ)
          .field("updatedDate", "updated_at", ColumnType.TIMESTAMPTZ)
          .field("revision", "revision", ColumnType.BIGINT)
          .field("active", "active", ColumnType.BOOL)
          .field("name", "name", ColumnType.TEXT)
          .field("activeTimeInfo.start", "active_start", ColumnType.TIMESTAMPTZ)
          .field("activeTimeInfo.end", "active_end", ColumnType.TIMESTAMPTZ)
          .field(
              TAG_IDS,
              "private_tag_ids",
              ColumnType.TEXT_ARRAY,
              Operator.HAS_ALL,
              Operator.HAS_SOME)
          .defaultSort(Sort.descending("createdDate"))
          .limits(PAGE_STANDARD, PAGE_MAX)
          .build();

  /** Jumps through the index from site to site. */
  private static final String SITES =
      "with recursive s as ((select site_id from discount_rule order by site_id limit 1)"
          + " union all select (select r.site_id from discount_rule r where r.site_id > s.site_id"
          + " order by r.site_id limit 1) from s where s.site_id is not null)"
          + " select site_id from s where site_id is not null";

  private static final String PAGE =
      "select id as rule_id, 0::bigint as version, doc from discount_rule"
          + " where site_id = $1 and id > $2 order by id limit $3";
  private static final String CHANGES =
      "select rule_id, version, doc from discount_rule_version"
          + " where site_id = $1 and version > $2 order by version limit $3";
  private static final String CUSTOM_TRIGGER_APPS =
      "select distinct unnest(custom_trigger_app_ids) from discount_rule"
          + " where site_id = $1 and custom_trigger_app_ids <> '{}' and id <> $2";

  private final Pools pools;
  private final Documents documents;
  private final Queries queries;

  public RuleStore(Pools pools, Documents documents, Queries queries) {
    this.pools = pools;
    this.documents = documents;
    this.queries = queries;
  }

  Future<Optional<Stored<DiscountRule>>> find(UUID siteId, UUID id) {
    return documents.find(RULES, siteId, id);
  }

  Future<Queried<Page<DiscountRule>>> query(UUID siteId, QueryRequest request) {
    return queries.page(FIELDS, siteId, request);
  }

  /** How often each of these rules was used. */
  Future<Map<String, Long>> uses(UUID siteId, Collection<String> ruleIds) {
    List<Tally> tallies =
        ruleIds.stream().map(id -> new Tally(siteId, DiscountQuestions.RULE_USES, id)).toList();
    return counts(tallies)
        .map(
            values -> {
              Map<String, Long> counts = new HashMap<>();
              values.forEach((tally, value) -> counts.put(tally.key(), value));
              return counts;
            });
  }

  /** Values of counters of uses. */
  Future<Map<Tally, Long>> counts(Collection<Tally> tallies) {
    return documents.tallies(tallies);
  }

  /** The apps whose custom triggers the rules of a site name, but for one rule. */
  Future<Set<String>> customTriggerApps(UUID siteId, UUID exceptRuleId) {
    return pools
        .read(CUSTOM_TRIGGER_APPS, Tuple.of(siteId, exceptRuleId))
        .map(
            rows -> {
              Set<String> apps = new HashSet<>();
              rows.forEach(row -> apps.add(row.getString(0)));
              return apps;
            });
  }

  Change insert(UUID siteId, UUID id, DiscountRule rule, Instant now) {
    Change change = Change.at(now).insert(RULES, siteId, id, rule);
    change.take(tally(siteId, COUNT), 1, 0, RULES_MAX, DiscountRefusal.MAX_DISCOUNT_RULES_REACHED);
    byQuantity(change, siteId, null, rule);
    return version(change, siteId, id, rule, now);
  }

  Change update(UUID siteId, Stored<DiscountRule> before, DiscountRule rule, Instant now) {
    Change change = Change.at(now).update(RULES, siteId, before.id(), before.revision(), rule);
    byQuantity(change, siteId, before.value(), rule);
    return version(change, siteId, before.id(), rule, now);
  }

  Change delete(UUID siteId, Stored<DiscountRule> before, Instant now) {
    Change change = Change.at(now).delete(RULES, siteId, before.id(), before.revision());
    change.take(tally(siteId, COUNT), -1, Long.MIN_VALUE, Long.MAX_VALUE, null);
    byQuantity(change, siteId, before.value(), null);
    return version(change, siteId, before.id(), null, now);
  }

  /** What many new rules take of a site's counters. */
  static Change counted(UUID siteId, long rules, long quantityBased, Instant now) {
    return Change.at(now)
        .take(tally(siteId, COUNT), rules, 0, RULES_MAX, DiscountRefusal.MAX_DISCOUNT_RULES_REACHED)
        .take(
            tally(siteId, QUANTITY_BASED),
            quantityBased,
            Long.MIN_VALUE,
            quantityBased == 0 ? Long.MAX_VALUE : QUANTITY_BASED_MAX,
            DiscountRefusal.MAX_QUANTITY_BASED_DISCOUNTS_REACHED)
        .take(tally(siteId, VERSION), rules, Long.MIN_VALUE, Long.MAX_VALUE, null);
  }

  /** The last version that a change took. */
  static long versionOf(Taken taken, UUID siteId) {
    return taken.valueOf(tally(siteId, VERSION));
  }

  private static void byQuantity(
      Change change, UUID siteId, DiscountRule before, DiscountRule after) {
    int delta =
        (RuleColumns.isQuantityBased(after) ? 1 : 0)
            - (RuleColumns.isQuantityBased(before) ? 1 : 0);
    if (delta == 0) return;
    Refusal refusal = DiscountRefusal.MAX_QUANTITY_BASED_DISCOUNTS_REACHED;
    long max = delta > 0 ? QUANTITY_BASED_MAX : Long.MAX_VALUE;
    change.take(tally(siteId, QUANTITY_BASED), delta, Long.MIN_VALUE, max, refusal);
  }

  private static Change version(
      Change change, UUID siteId, UUID id, DiscountRule rule, Instant now) {
    Tally version = tally(siteId, VERSION);
    String doc = rule == null ? null : DiscountRule.CODEC.toText(rule);
    return change
        .take(version, 1, Long.MIN_VALUE, Long.MAX_VALUE, null)
        .appendWith(VERSIONS, taken -> new Version(siteId, taken.valueOf(version), id, doc, now));
  }

  private static Tally tally(UUID siteId, String kind) {
    return new Tally(siteId, kind, ALL);
  }

  /** The sites that have rules. */
  Future<List<UUID>> sites() {
    return pools
        .read(SITES, Tuple.tuple())
        .map(
            rows -> {
              List<UUID> sites = new ArrayList<>();
              rows.forEach(row -> sites.add(row.getUUID(0)));
              return sites;
            });
  }

  /** The version at which the rules of each of these sites stand. */
  Future<Map<UUID, Long>> versions(Collection<UUID> siteIds) {
    return documents
        .tallies(siteIds.stream().map(siteId -> tally(siteId, VERSION)).toList())
        .map(
            values -> {
              Map<UUID, Long> versions = new HashMap<>();
              values.forEach((tally, value) -> versions.put(tally.siteId(), value));
              return versions;
            });
  }

  /** Rules as they stand, by id, after one id. */
  Future<List<RuleState>> page(UUID siteId, UUID afterId, int limit) {
    return pools.read(PAGE, Tuple.of(siteId, afterId, limit)).map(RuleStore::states);
  }

  /** What changed after a version, in order. */
  Future<List<RuleState>> changes(UUID siteId, long afterVersion, int limit) {
    return pools.readByKey(CHANGES, Tuple.of(siteId, afterVersion, limit)).map(RuleStore::states);
  }

  static List<RuleState> states(RowSet<Row> rows) {
    List<RuleState> states = new ArrayList<>(rows.size());
    for (Row row : rows) {
      states.add(
          new RuleState(row.getUUID("rule_id"), row.getLong("version"), row.getString("doc")));
    }
    return states;
  }
}
