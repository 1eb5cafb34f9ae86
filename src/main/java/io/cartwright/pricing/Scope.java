package io.cartwright.pricing;

import java.util.Set;

/**
 * A set of catalog items that a rule or a coupon names. Custom lines are in {@link Kind#ALL} only.
 *
 * @param kind what {@code appId} and {@code ids} mean
 * @param appId catalog app; null for {@link Kind#ALL}
 * @param ids catalog item ids or collection ids; empty for {@link Kind#ALL} and {@link Kind#APP}
 */
public record Scope(Kind kind, String appId, Set<String> ids) {

  /** What a scope covers. */
  public enum Kind {
    /** Every line. */
    ALL,
    /** Every item of a catalog app. */
    APP,
    /** Items of a catalog app, by catalog item id. */
    ITEMS,
    /** Items of a catalog app that are in one of the collections (categories). */
    COLLECTIONS
  }

  private static final Scope ALL = new Scope(Kind.ALL, null, Set.of());

  public Scope {
    ids = Set.copyOf(ids);
    if ((kind == Kind.ALL) != (appId == null)) {
      throw new IllegalArgumentException("appId of a scope of kind " + kind);
    }
  }

  /** Every line. */
  public static Scope all() {
    return ALL;
  }

  /** Every item of the app. */
  public static Scope app(String appId) {
    return new Scope(Kind.APP, appId, Set.of());
  }

  /** These items of the app. */
  public static Scope items(String appId, Set<String> catalogItemIds) {
    return new Scope(Kind.ITEMS, appId, catalogItemIds);
  }

  /** Items of the app in any of these collections. */
  public static Scope collections(String appId, Set<String> collectionIds) {
    return new Scope(Kind.COLLECTIONS, appId, collectionIds);
  }

  /** True when the line is in this scope. */
  public boolean covers(BasketLine line) {
    return switch (kind) {
      case ALL -> true;
      case APP -> isOfApp(line);
      case ITEMS -> isOfApp(line) && ids.contains(line.catalogItemId());
      case COLLECTIONS -> isOfApp(line) && line.collectionIds().stream().anyMatch(ids::contains);
    };
  }

  private boolean isOfApp(BasketLine line) {
    return line.catalogItemId() != null && appId.equals(line.appId());
  }
}
