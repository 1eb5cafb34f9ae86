package io.cartwright.discount.coupon;

import io.cartwright.discount.DiscountQuestions;
import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.store.Tally;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queried;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.common.Group;
import io.cartwright.wire.common.Scope;
import io.cartwright.wire.coupons.Coupon;
import io.cartwright.wire.coupons.Specification;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Coupons in Postgres, and the counters of their uses. */
public final class CouponStore {
  /** Name of the constraint that keeps codes unique. */
  static final String UNIQUE_CODE = "coupon_code";

  static final DocumentTable<Coupon> COUPONS =
      DocumentTable.<Coupon>named(
              "coupon", DocumentFormat.of(Coupon.CODEC::toText, Coupon.CODEC::fromText))
          .column("code_key", ColumnType.TEXT, of(spec -> CouponForm.codeKey(spec.code())))
          .column("code", ColumnType.TEXT, of(Specification::code))
          .column("name", ColumnType.TEXT, of(Specification::name))
          .column("active", ColumnType.BOOL, of(Specification::active))
          .column("start_time", ColumnType.BIGINT, of(spec -> number(spec.startTime())))
          .column("expiration_time", ColumnType.BIGINT, of(spec -> number(spec.expirationTime())))
          .column("date_created", ColumnType.BIGINT, coupon -> number(coupon.dateCreated()))
          .column("usage_limit", ColumnType.INT, of(Specification::usageLimit))
          .column("limited_to_one_item", ColumnType.BOOL, of(Specification::limitedToOneItem))
          .column("scope_namespace", ColumnType.TEXT, of(spec -> scope(spec, Scope::namespace)))
          .column("scope_group", ColumnType.TEXT, of(spec -> group(spec, Group::name)))
          .column("scope_entity_id", ColumnType.TEXT, of(spec -> group(spec, Group::entityId)))
          .build();

  private static final int PAGE_STANDARD = 50;
  private static final int PAGE_MAX = 100;

  private final Documents documents;
  private final Queries queries;

  public CouponStore(Documents documents, Queries queries) {
    this.documents = documents;
    this.queries = queries;
  }

  private static Function<Coupon, Object> of(Function<Specification, Object> value) {
    return coupon -> value.apply(coupon.specification());
  }

  private static Long number(String text) {
    return text == null ? null : Long.valueOf(text);
  }

  private static String scope(Specification spec, Function<Scope, String> value) {
    return spec.scope() == null ? null : value.apply(spec.scope());
  }

  private static String group(Specification spec, Function<Group, String> value) {
    boolean none = spec.scope() == null || spec.scope().group() == null;
    return none ? null : value.apply(spec.scope().group());
  }

  Future<Optional<Stored<Coupon>>> find(UUID siteId, UUID id) {
    return documents.find(COUPONS, siteId, id);
  }

  Future<Map<UUID, Stored<Coupon>>> findAll(UUID siteId, Collection<UUID> ids) {
    return documents.findAll(COUPONS, siteId, ids);
  }

  /** By {@link CouponForm#codeKey}. */
  Future<Optional<Stored<Coupon>>> findByCode(UUID siteId, String codeKey) {
    return documents
        .findBy(COUPONS, siteId, "code_key", codeKey)
        .map(found -> found.stream().findFirst());
  }

  /** How often each of these coupons was used. */
  Future<Map<String, Long>> uses(UUID siteId, Collection<String> couponIds) {
    List<Tally> tallies = couponIds.stream().map(id -> uses(siteId, id)).toList();
    return documents
        .tallies(tallies)
        .map(
            values -> {
              Map<String, Long> uses = new HashMap<>();
              values.forEach((tally, value) -> uses.put(tally.key(), value));
              return uses;
            });
  }

  Future<Map<Tally, Long>> counts(Collection<Tally> tallies) {
    return documents.tallies(tallies);
  }

  static Tally uses(UUID siteId, String couponId) {
    return new Tally(siteId, DiscountQuestions.COUPON_USES, couponId);
  }

  static Tally usesBy(UUID siteId, String couponId, String buyerKey) {
    return new Tally(siteId, DiscountQuestions.COUPON_BUYER_USES, couponId + ":" + buyerKey);
  }

  /** A page; whether a coupon has expired is seen from {@code now}. */
  Future<Queried<Page<Coupon>>> query(UUID siteId, QueryRequest request, Instant now) {
    return queries.page(fields(now), siteId, request);
  }

  private static QueryFields<Coupon> fields(Instant now) {
    String expired =
        "(expiration_time is not null and expiration_time <= " + now.toEpochMilli() + ")";
    return QueryFields.of(COUPONS)
        .field("id", "id", ColumnType.UUID)
        .field("dateCreated", "date_created", ColumnType.BIGINT)
        .filterOnly("expired", expired, ColumnType.BOOL)
        .filterOnly("specification.active", "active", ColumnType.BOOL)
        .field("specification.name", "name", ColumnType.TEXT)
        .field("specification.code", "code", ColumnType.TEXT)
        .field("specification.startTime", "start_time", ColumnType.BIGINT)
        .field("specification.expirationTime", "expiration_time", ColumnType.BIGINT)
        .field("specification.usageLimit", "usage_limit", ColumnType.INT)
        .filterOnly("specification.limitedToOneItem", "limited_to_one_item", ColumnType.BOOL)
        .field("scope.namespace", "scope_namespace", ColumnType.TEXT)
        .field("scope.group.name", "scope_group", ColumnType.TEXT)
        .field("scope.group.entityId", "scope_entity_id", ColumnType.TEXT)
        .field("specification.scope.namespace", "scope_namespace", ColumnType.TEXT)
        .field("specification.scope.group.name", "scope_group", ColumnType.TEXT)
        .field("specification.scope.group.entityId", "scope_entity_id", ColumnType.TEXT)
        .defaultSort(Sort.descending("dateCreated"))
        .limits(PAGE_STANDARD, PAGE_MAX)
        .build();
  }
}
