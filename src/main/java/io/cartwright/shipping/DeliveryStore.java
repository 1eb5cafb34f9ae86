package io.cartwright.shipping;

import io.cartwright.bus.Refusal;
import io.cartwright.shipping.offer.SiteDelivery;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.Tally;
import io.cartwright.store.query.Operator;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queried;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.deliveryprofile.CreatedBy;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.own.shipping.StoredOption;
import io.cartwright.wire.own.shipping.StoredProfile;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Delivery profiles and shipping options in Postgres, with the counters that limit them. Each
 * change takes the site's next version within its transaction.
 */
public final class DeliveryStore {
  /** Profiles of a site, the default one among them. */
  public static final int PROFILES_MAX = 99;

  /** Destinations in all regions of a site. */
  public static final int DESTINATIONS_MAX = 250;

  /** Shipping options of a site. */
  public static final int OPTIONS_MAX = 1_000;

  /** The constraint that keeps default profiles single. */
  static final String ONE_DEFAULT = "delivery_profile_default_key";

  private static final String PROFILES = "delivery-profiles";
  private static final String DESTINATIONS = "delivery-destinations";
  private static final String OPTIONS = "shipping-options";
  private static final String VERSION = "delivery-version";
  private static final int PAGE_STANDARD = 50;
  private static final int PAGE_MAX = 100;

  /** The contract's revision is in the document: the row's counts changes that it does not. */
  public static final DocumentTable<StoredProfile> PROFILE_TABLE =
      DocumentTable.<StoredProfile>named(
              "delivery_profile",
              DocumentFormat.of(StoredProfile.CODEC::toText, StoredProfile.CODEC::fromText))
          .column("name", ColumnType.TEXT, stored -> stored.profile().name())
          .column("is_default", ColumnType.BOOL, stored -> isDefault(stored))
          .column("created_by_app_id", ColumnType.UUID, stored -> createdBy(stored, true))
          .column("created_by_user_id", ColumnType.UUID, stored -> createdBy(stored, false))
          .column("region_ids", ColumnType.UUID_ARRAY, DeliveryStore::regionIds)
          .build();

  /** As {@link #PROFILE_TABLE}. */
  public static final DocumentTable<StoredOption> OPTION_TABLE =
      DocumentTable.<StoredOption>named(
              "shipping_option",
              DocumentFormat.of(StoredOption.CODEC::toText, StoredOption.CODEC::fromText))
          .column("delivery_region_id", ColumnType.UUID, DeliveryStore::firstRegionId)
          .column(
              "delivery_region_ids",
              ColumnType.UUID_ARRAY,
              stored -> stored.option().deliveryRegionIds())
          .column(
              "estimated_delivery_time",
              ColumnType.TEXT,
              stored -> stored.option().estimatedDeliveryTime())
          .build();

  private static final QueryFields<StoredProfile> PROFILE_FIELDS =
      QueryFields.of(PROFILE_TABLE)
          .field("id", "id", ColumnType.UUID)
          .field("createdDate", "created_at", ColumnType.TIMESTAMPTZ)
          .field("updatedDate", "updated_at", ColumnType.TIMESTAMPTZ)
          .field("name", "name", ColumnType.TEXT)
          .field("default", "is_default", ColumnType.BOOL)
          .field("createdBy", "coalesce(created_by_app_id, created_by_user_id)", ColumnType.UUID)
          .field("createdBy.appId", "created_by_app_id", ColumnType.UUID)
          .field("createdBy.userId", "created_by_user_id", ColumnType.UUID)
          .defaultSort(Sort.ascending("createdDate"))
          .limits(PAGE_STANDARD, PAGE_MAX)
          .build();

  private static final QueryFields<StoredOption> OPTION_FIELDS =
      QueryFields.of(OPTION_TABLE)
          .field("id", "id", ColumnType.UUID)
          .field("createdDate", "created_at", ColumnType.TIMESTAMPTZ)
          .field("updatedDate", "updated_at", ColumnType.TIMESTAMPTZ)
          .field("deliveryRegionId", "delivery_region_id", ColumnType.UUID)
          .field(
              "deliveryRegionIds",
              "delivery_region_ids",
              ColumnType.UUID_ARRAY,
              Operator.HAS_ALL,
              Operator.HAS_SOME)
          .field("estimatedDeliveryTime", "estimated_delivery_time", ColumnType.TEXT)
          .defaultSort(Sort.ascending("createdDate"))
          .limits(PAGE_STANDARD, PAGE_MAX)
          .build();

  private final Pools pools;
  private final Documents documents;
  private final Queries queries;

  public DeliveryStore(Pools pools, Documents documents, Queries queries) {
    this.pools = pools;
    this.documents = documents;
    this.queries = queries;
  }

  public Future<Optional<Stored<StoredProfile>>> findProfile(UUID siteId, UUID id) {
    return documents.find(PROFILE_TABLE, siteId, id);
  }

  /** The profile that holds a region. */
  public Future<Optional<Stored<StoredProfile>>> findProfileOf(UUID siteId, UUID regionId) {
    return documents
        .findBy(PROFILE_TABLE, siteId, "region_ids", regionId)
        .map(found -> found.stream().findFirst());
  }

  public Future<Queried<Page<StoredProfile>>> queryProfiles(UUID siteId, QueryRequest request) {
    return queries.page(PROFILE_FIELDS, siteId, request);
  }

  public Future<Optional<Stored<StoredOption>>> findOption(UUID siteId, UUID id) {
    return documents.find(OPTION_TABLE, siteId, id);
  }

  /** The options that are offered in a region, switched off or not. */
  public Future<List<Stored<StoredOption>>> optionsIn(UUID siteId, UUID regionId) {
    return documents.findBy(OPTION_TABLE, siteId, "delivery_region_ids", regionId);
  }

  public Future<Queried<Page<StoredOption>>> queryOptions(UUID siteId, QueryRequest request) {
    return queries.page(OPTION_FIELDS, siteId, request);
  }

  /** All of a site; at least as new as the version that it names. */
  public Future<SiteDelivery> load(UUID siteId) {
    return versions(List.of(siteId))
        .compose(
            versions ->
                all(PROFILE_TABLE, siteId)
                    .compose(
                        profiles ->
                            all(OPTION_TABLE, siteId)
                                .map(
                                    options ->
                                        new SiteDelivery(
                                            siteId, versions.get(siteId), profiles, options))));
  }

  private <T> Future<List<Stored<T>>> all(DocumentTable<T> table, UUID siteId) {
    String sql =
        "select %s from %s where site_id = $1 order by created_at, id"
            .formatted(Documents.COLUMNS, table.name());
    return pools
        .readByKey(sql, Tuple.of(siteId))
        .map(
            rows -> {
              List<Stored<T>> all = new ArrayList<>(rows.size());
              rows.forEach(row -> all.add(Documents.stored(table, row)));
              return all;
            });
  }

  /** The version at which each of these sites stands. */
  public Future<Map<UUID, Long>> versions(Collection<UUID> siteIds) {
    return documents
        .tallies(siteIds.stream().map(siteId -> tally(siteId, VERSION)).toList())
        .map(
            values -> {
              Map<UUID, Long> versions = new HashMap<>();
              values.forEach((tally, value) -> versions.put(tally.siteId(), value));
              return versions;
            });
  }

  /** An empty change that takes the site's next version. */
  public static Change change(UUID siteId, Instant now) {
    Tally version = tally(siteId, VERSION);
    return Change.at(now).take(version, 1, Long.MIN_VALUE, Long.MAX_VALUE, null);
  }

  /** Counts profiles that come or go. */
  public static void countProfiles(Change change, UUID siteId, int delta) {
    count(
        change,
        tally(siteId, PROFILES),
        delta,
        PROFILES_MAX,
        ShippingRefusal.DELIVERY_PROFILES_LIMIT_EXCEEDED);
  }

  /** Counts destinations that come or go. */
  public static void countDestinations(Change change, UUID siteId, int delta) {
    count(
        change,
        tally(siteId, DESTINATIONS),
        delta,
        DESTINATIONS_MAX,
        ShippingRefusal.DESTINATIONS_LIMIT_EXCEEDED);
  }

  /** Counts shipping options that come or go. */
  public static void countOptions(Change change, UUID siteId, int delta) {
    count(
        change,
        tally(siteId, OPTIONS),
        delta,
        OPTIONS_MAX,
        ShippingRefusal.SHIPPING_OPTIONS_LIMIT_EXCEEDED);
  }

  private static void count(Change change, Tally tally, int delta, long max, Refusal refusal) {
    if (delta != 0) {
      change.take(tally, delta, Long.MIN_VALUE, delta > 0 ? max : Long.MAX_VALUE, refusal);
    }
  }

  private static Tally tally(UUID siteId, String kind) {
    return new Tally(siteId, kind, "");
  }

  /** The refusal for a unique constraint, by its name; null for an unknown one. */
  public static Refusal onUnique(String constraint) {
    return ONE_DEFAULT.equals(constraint) ? ShippingRefusal.SINGLE_DEFAULT_DELIVERY_PROFILE : null;
  }

  private static boolean isDefault(StoredProfile stored) {
    return Boolean.TRUE.equals(stored.profile().default_());
  }

  private static UUID createdBy(StoredProfile stored, boolean app) {
    CreatedBy by = stored.profile().createdBy();
    String id = by == null ? null : app ? by.appId() : by.userId();
    return id == null ? null : UUID.fromString(id);
  }

  private static List<String> regionIds(StoredProfile stored) {
    return stored.profile().deliveryRegions().stream().map(DeliveryRegion::id).toList();
  }

  private static UUID firstRegionId(StoredOption stored) {
    List<String> ids = stored.option().deliveryRegionIds();
    return ids.isEmpty() ? null : UUID.fromString(ids.get(0));
  }
}
