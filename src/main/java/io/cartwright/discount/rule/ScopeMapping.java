package io.cartwright.discount.rule;

import io.cartwright.pricing.Scope;
import io.cartwright.wire.discountrules.CatalogItemFilter;
import io.cartwright.wire.discountrules.CustomFilter;
import io.cartwright.wire.discountrules.ScopeType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The contract's scopes as pricing takes them: all or some items of a catalog app, or those in
 * collections of it ({@code params.collectionIds} of a custom filter). A scope with neither filter
 * may be named by the conventional id {@code all_<appId>}. Ids of apps, items and collections are
 * compared in lower case, as the catalog has them.
 */
final class ScopeMapping {
  /** Most collections of one scope. */
  static final int COLLECTIONS_MAX = 100;

  private static final String COLLECTION_IDS = "collectionIds";
  private static final Pattern ALL_OF_APP =
      Pattern.compile("all_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

  private ScopeMapping() {}

  /** What is wrong with a scope; null when it can be mapped. */
  static String problem(io.cartwright.wire.discountrules.Scope scope) {
    boolean items = scope.catalogItemFilter() != null;
    boolean custom = scope.customFilter() != null;
    if (items && custom) return "must not set both catalogItemFilter and customFilter";
    if (!items && !custom) {
      return scope.type() != ScopeType.CUSTOM_FILTER && appOfId(scope.id()) != null
          ? null
          : "must set catalogItemFilter or customFilter";
    }
    if (scope.type() != null && (scope.type() == ScopeType.CUSTOM_FILTER) != custom) {
      return "type does not fit the filter that is set";
    }
    if (items) {
      return scope.catalogItemFilter().catalogAppId() == null
          ? "catalogItemFilter.catalogAppId must be set"
          : null;
    }
    if (scope.customFilter().appId() == null) return "customFilter.appId must be set";
    return collections(scope.customFilter()) == null
        ? "customFilter.params.collectionIds must be a list of 1 to " + COLLECTIONS_MAX + " ids"
        : null;
  }

  /** Maps scopes that have no {@link #problem}; null maps to none. */
  static List<Scope> scopes(List<io.cartwright.wire.discountrules.Scope> scopes) {
    return scopes == null ? List.of() : scopes.stream().map(ScopeMapping::scope).toList();
  }

  private static Scope scope(io.cartwright.wire.discountrules.Scope scope) {
    if (scope.customFilter() != null) {
      CustomFilter filter = scope.customFilter();
      return Scope.collections(lower(filter.appId()), collections(filter));
    }
    CatalogItemFilter filter = scope.catalogItemFilter();
    if (filter == null) return Scope.app(appOfId(scope.id()));
    String appId = lower(filter.catalogAppId());
    if (filter.catalogItemIds() == null || filter.catalogItemIds().isEmpty()) {
      return Scope.app(appId);
    }
    Set<String> ids = new LinkedHashSet<>();
    filter.catalogItemIds().forEach(id -> ids.add(lower(id)));
    return Scope.items(appId, ids);
  }

  private static Set<String> collections(CustomFilter filter) {
    Object ids = filter.params() == null ? null : filter.params().parseObject().get(COLLECTION_IDS);
    if (!(ids instanceof List<?> list) || list.isEmpty() || list.size() > COLLECTIONS_MAX) {
      return null;
    }
    Set<String> collections = new LinkedHashSet<>();
    for (Object id : list) {
      if (!(id instanceof String text) || text.isBlank()) return null;
      collections.add(lower(text));
    }
    return collections;
  }

  private static String appOfId(String id) {
    if (id == null) return null;
    var matcher = ALL_OF_APP.matcher(lower(id));
    return matcher.matches() ? matcher.group(1) : null;
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
