package io.cartwright.catalog.item;

import io.cartwright.catalog.CatalogSite;
import io.cartwright.catalog.inventory.InventoryStore;
import io.cartwright.catalog.product.ProductStore;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.Tally;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.productsv3.V3Product;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Loads catalog items, and counts their stock. */
public final class ItemStore {
  private static final String STOCK =
      "select "
          + Documents.COLUMNS
          + " from inventory_item"
          + " where site_id = $1 and product_id = any($2::uuid[]) order by created_at, id";
  private static final String CATEGORIES =
      "select id, product_categories(site_id, id) as categories from product"
          + " where site_id = $1 and id = any($2::uuid[])";

  private final Pools pools;
  private final Documents documents;
  private final Function<UUID, CatalogSite> sites;

  public ItemStore(Pools pools, Documents documents, Function<UUID, CatalogSite> sites) {
    this.pools = pools;
    this.documents = documents;
    this.sites = sites;
  }

  /** The items of these products; those that do not exist are absent. Stock is not counted yet. */
  Future<Map<UUID, CatalogItem>> load(UUID siteId, Collection<UUID> productIds, long nowMs) {
    Tuple parameters = Tuple.of(siteId, (Object) productIds.toArray(UUID[]::new));
    var products = documents.findAll(ProductStore.PRODUCTS, siteId, productIds);
    var stock = pools.readByKey(STOCK, parameters);
    var categories = pools.readByKey(CATEGORIES, parameters);
    return Future.all(products, stock, categories)
        .map(
            ready -> {
              Map<UUID, List<Stored<InventoryItem>>> stockById = new HashMap<>();
              for (Row row : stock.result()) {
                Stored<InventoryItem> item = Documents.stored(InventoryStore.ITEMS, row);
                stockById
                    .computeIfAbsent(
                        UUID.fromString(item.value().productId()), id -> new ArrayList<>())
                    .add(item);
              }
              Map<UUID, List<UUID>> categoriesById = new HashMap<>();
              for (Row row : categories.result()) {
                categoriesById.put(row.getUUID("id"), List.of(row.getArrayOfUUIDs("categories")));
              }
              Map<UUID, CatalogItem> items = new HashMap<>();
              for (Stored<V3Product> product : products.result().values()) {
                items.put(
                    product.id(),
                    CatalogItems.of(
                        siteId,
                        sites.apply(siteId),
                        product,
                        stockById.getOrDefault(product.id(), List.of()),
                        categoriesById.getOrDefault(product.id(), List.of()),
                        nowMs));
              }
              return items;
            });
  }

  /** Counts these stocks anew. */
  Future<Void> count(UUID siteId, Collection<VariantItem.Stock> stale, long nowMs) {
    Map<Tally, List<VariantItem.Stock>> byTally = new HashMap<>();
    for (VariantItem.Stock stock : stale) {
      byTally
          .computeIfAbsent(InventoryStore.stock(siteId, stock.itemId), t -> new ArrayList<>())
          .add(stock);
    }
    return documents
        .tallies(byTally.keySet())
        .map(
            values -> {
              byTally.forEach(
                  (tally, stocks) -> stocks.forEach(s -> s.counted(values.get(tally), nowMs)));
              return null;
            });
  }
}
