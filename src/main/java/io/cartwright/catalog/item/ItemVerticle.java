package io.cartwright.catalog.item;

import static io.cartwright.catalog.CatalogQuestions.RESOLVE_ITEMS;
import static io.cartwright.catalog.CatalogQuestions.STORES_APP_ID;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.catalog.CatalogQuestions.ResolvedItems;
import io.cartwright.wire.common.CatalogReference;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Answers what items are, from memory. Stock is as of the last second at most: placing an order
 * decides on the tally itself.
 */
public final class ItemVerticle extends VerticleBase {
  /** How old a count of stock may be. */
  public static final long STOCK_AGE_MAX_MS = 1_000;

  private final Bus bus;
  private final ItemCache cache;
  private final ItemStore store;

  public ItemVerticle(Bus bus, ItemCache cache, ItemStore store) {
    this.bus = bus;
    this.cache = cache;
    this.store = store;
  }

  @Override
  public Future<?> start() {
    return cache.listen().compose(listening -> bus.serve(RESOLVE_ITEMS, this::resolve));
  }

  private Future<Outcome<ResolvedItems>> resolve(Call<ResolveItems> call) {
    UUID siteId = call.caller().siteId();
    long nowMs = call.now().toEpochMilli();
    List<CatalogReference> references = call.body().references();
    List<ResolvedItem> items = new ArrayList<>(references.size());
    for (CatalogReference reference : references) {
      if (isForeign(reference)) {
        items.add(null);
        continue;
      }
      CatalogItem item = cache.find(siteId, reference.catalogItemId(), nowMs);
      if (item == null) return load(siteId, references, nowMs);
      CatalogItem.Chosen chosen = item.choose(reference.options());
      if (isStale(chosen, nowMs)) return load(siteId, references, nowMs);
      items.add(item.resolve(reference, chosen));
    }
    return Future.succeededFuture(Outcome.done(new ResolvedItems(items)));
  }

  private static boolean isForeign(CatalogReference reference) {
    return reference.catalogItemId() == null || !STORES_APP_ID.equals(reference.appId());
  }

  private static boolean isStale(CatalogItem.Chosen chosen, long nowMs) {
    if (chosen.variant() == null) return false;
    for (VariantItem.Stock stock : chosen.variant().stock()) {
      if (stock.isStale(nowMs, STOCK_AGE_MAX_MS)) return true;
    }
    return false;
  }

  /** The slow way: products that are not in memory are loaded, stale stock is counted. */
  private Future<Outcome<ResolvedItems>> load(
      UUID siteId, List<CatalogReference> references, long nowMs) {
    Map<String, CatalogItem> known = new HashMap<>();
    Map<UUID, String> missing = new HashMap<>();
    for (CatalogReference reference : references) {
      if (isForeign(reference)) continue;
      CatalogItem item = cache.find(siteId, reference.catalogItemId(), nowMs);
      UUID id = item == null ? CatalogIds.parse(reference.catalogItemId()) : null;
      if (item != null) known.put(reference.catalogItemId(), item);
      if (id != null) missing.put(id, reference.catalogItemId());
    }
    long mark = cache.mark();
    Future<Map<UUID, CatalogItem>> loaded =
        missing.isEmpty()
            ? Future.succeededFuture(Map.of())
            : store.load(siteId, missing.keySet(), nowMs);
    return loaded.compose(
        found -> {
          found.forEach(
              (id, item) -> {
                cache.put(siteId, id.toString(), item, mark);
                known.put(missing.get(id), item);
              });
          return store
              .count(siteId, stale(references, known, nowMs), nowMs)
              .map(counted -> Outcome.done(new ResolvedItems(all(references, known))));
        });
  }

  private static Set<VariantItem.Stock> stale(
      List<CatalogReference> references, Map<String, CatalogItem> known, long nowMs) {
    Set<VariantItem.Stock> stale = new LinkedHashSet<>();
    for (CatalogReference reference : references) {
      CatalogItem item = isForeign(reference) ? null : known.get(reference.catalogItemId());
      CatalogItem.Chosen chosen = item == null ? null : item.choose(reference.options());
      if (chosen == null || chosen.variant() == null) continue;
      for (VariantItem.Stock stock : chosen.variant().stock()) {
        if (stock.isStale(nowMs, STOCK_AGE_MAX_MS)) stale.add(stock);
      }
    }
    return stale;
  }

  private static List<ResolvedItem> all(
      List<CatalogReference> references, Map<String, CatalogItem> known) {
    List<ResolvedItem> items = new ArrayList<>(references.size());
    for (CatalogReference reference : references) {
      CatalogItem item = isForeign(reference) ? null : known.get(reference.catalogItemId());
      items.add(item == null ? null : item.resolve(reference, item.choose(reference.options())));
    }
    return items;
  }
}
