package io.cartwright.catalog;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.catalog.category.CategoryOperations;
import io.cartwright.catalog.category.CategoryStore;
import io.cartwright.catalog.category.CategoryVerticle;
import io.cartwright.catalog.inventory.InventoryOperations;
import io.cartwright.catalog.inventory.InventoryStore;
import io.cartwright.catalog.inventory.InventoryVerticle;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.catalog.item.ItemStore;
import io.cartwright.catalog.item.ItemVerticle;
import io.cartwright.catalog.product.ProductOperations;
import io.cartwright.catalog.product.ProductStore;
import io.cartwright.catalog.product.ProductVerticle;
import io.cartwright.store.Committer;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.query.Queries;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The whole catalog on one event loop: products, stock, categories, and what carts ask. */
public final class CatalogVerticle extends VerticleBase {
  /** All operations of the catalog that have a path. */
  public static final List<Operation<?, ?>> OPERATIONS =
      Stream.of(ProductOperations.ALL, InventoryOperations.ALL, CategoryOperations.ALL)
          .<Operation<?, ?>>flatMap(List::stream)
          .toList();

  private final Bus bus;
  private final Shared shared;

  /** What the catalog's instances of one engine share; made once. */
  public record Shared(
      Documents documents,
      Queries queries,
      Commits commits,
      Function<UUID, CatalogSite> sites,
      Ids ids,
      CategoryStore categories,
      ProductStore products,
      InventoryStore inventory,
      ItemStore items,
      ItemCache cache) {

    public static Shared of(
        Vertx vertx,
        Pools pools,
        Documents documents,
        Committer committer,
        Commits commits,
        Queries queries,
        Function<UUID, CatalogSite> sites,
        Ids ids) {
      CategoryStore categories = new CategoryStore(pools, documents, committer);
      return new Shared(
          documents,
          queries,
          commits,
          sites,
          ids,
          categories,
          new ProductStore(pools, documents, categories),
          new InventoryStore(documents),
          new ItemStore(pools, documents, sites),
          new ItemCache(vertx));
    }
  }

  public CatalogVerticle(Bus bus, Shared shared) {
    this.bus = bus;
    this.shared = shared;
  }

  @Override
  public Future<?> start() {
    Shared s = shared;
    return Future.all(
        new ProductVerticle(
                bus,
                s.products(),
                s.inventory(),
                s.categories(),
                s.queries(),
                s.commits(),
                s.cache(),
                s.sites(),
                s.ids())
            .start(),
        new InventoryVerticle(
                bus, s.inventory(), s.products(), s.queries(), s.commits(), s.cache(), s.ids())
            .start(),
        new CategoryVerticle(
                bus, s.categories(), s.documents(), s.queries(), s.commits(), s.cache(), s.ids())
            .start(),
        new ItemVerticle(bus, s.cache(), s.items()).start());
  }
}
