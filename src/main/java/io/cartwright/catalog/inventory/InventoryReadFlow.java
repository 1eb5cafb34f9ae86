package io.cartwright.catalog.inventory;

import io.cartwright.bus.Caller;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.product.ProductStore;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.productsv3.V3Product;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Shows inventory items with their counts and with what is known of their products. */
final class InventoryReadFlow {
  private final InventoryStore store;
  private final ProductStore products;

  InventoryReadFlow(InventoryStore store, ProductStore products) {
    this.store = store;
    this.products = products;
  }

  /** One item; empty when it does not exist, or its product is hidden from the caller. */
  Future<Optional<InventoryItem>> find(Caller caller, UUID id) {
    if (id == null) return Future.succeededFuture(Optional.empty());
    return store
        .find(caller.siteId(), id)
        .compose(
            found -> {
              if (found.isEmpty()) return Future.succeededFuture(Optional.empty());
              UUID productId = CatalogIds.parse(found.get().value().productId());
              return products
                  .find(caller.siteId(), productId)
                  .compose(
                      product ->
                          isHidden(caller, product)
                              ? Future.succeededFuture(Optional.empty())
                              : all(caller.siteId(), List.of(found.get()))
                                  .map(items -> Optional.of(items.get(0))));
            });
  }

  private static boolean isHidden(Caller caller, Optional<Stored<V3Product>> product) {
    return !caller.isAdmin() && (product.isEmpty() || !product.get().value().visible());
  }

  /** These items, in their order. */
  Future<List<InventoryItem>> all(UUID siteId, List<Stored<InventoryItem>> items) {
    if (items.isEmpty()) return Future.succeededFuture(List.of());
    Set<UUID> productIds = new LinkedHashSet<>();
    items.forEach(item -> productIds.add(CatalogIds.parse(item.value().productId())));
    var counts = store.counts(siteId, items.stream().map(Stored::id).toList());
    var found = products.findAll(siteId, productIds);
    var direct = products.direct(siteId, productIds);
    return Future.all(counts, found, direct)
        .map(
            ready ->
                items.stream()
                    .map(
                        item -> {
                          UUID productId = CatalogIds.parse(item.value().productId());
                          Stored<V3Product> product = found.result().get(productId);
                          return InventoryItems.shown(
                              item,
                              counts.result().get(item.id()),
                              product == null ? null : product.value(),
                              direct.result().getOrDefault(productId, List.of()));
                        })
                    .toList());
  }
}
