package io.cartwright.catalog.product;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.catalog.Slugs;
import io.cartwright.catalog.category.CategoryStore;
import io.cartwright.catalog.inventory.InventoryStore;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.productsv3.UpdateProductRequest;
import io.cartwright.wire.productsv3.UpdateProductResponse;
import io.cartwright.wire.productsv3.V3DeleteProductRequest;
import io.cartwright.wire.productsv3.V3DeleteProductResponse;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Changes and deletes products, with all that hangs on them, in one transaction each. */
final class ProductChangeFlow {
  private final ProductStore products;
  private final InventoryStore inventory;
  private final CategoryStore categories;
  private final Commits commits;
  private final ItemCache cache;
  private final ProductEvents events;
  private final Ids ids;

  ProductChangeFlow(
      ProductStore products,
      InventoryStore inventory,
      CategoryStore categories,
      Commits commits,
      ItemCache cache,
      ProductEvents events,
      Ids ids) {
    this.products = products;
    this.inventory = inventory;
    this.categories = categories;
    this.commits = commits;
    this.cache = cache;
    this.events = events;
    this.ids = ids;
  }

  /** Loads, merges, checks, and saves; {@code reply} shows the product. */
  Future<Outcome<UpdateProductResponse>> update(
      Call<UpdateProductRequest> call,
      Set<ProductField> fields,
      BiFunction<Stored<V3Product>, ProductFacts, UpdateProductResponse> reply) {
    UUID siteId = call.caller().siteId();
    UUID id = CatalogIds.parse(call.body().product().id());
    if (id == null) return Future.succeededFuture(notFound(call.body().product().id()));
    return products
        .find(siteId, id)
        .map(found -> current(found, call.body().product()))
        .compose(
            loaded ->
                loaded.thenAwait(
                    before ->
                        merged(call, siteId, before)
                            .thenAwait(next -> save(call, siteId, before, next, fields, reply))));
  }

  private static Outcome<Stored<V3Product>> current(
      Optional<Stored<V3Product>> found, V3Product patch) {
    if (found.isEmpty()) return notFound(patch.id());
    String now = Long.toString(found.get().revision());
    return now.equals(patch.revision())
        ? Outcome.done(found.get())
        : Outcome.refused(
            CommonRefusal.INVALID_REVISION, "the revision is " + now + ", not " + patch.revision());
  }

  private Outcome<V3Product> merged(
      Call<UpdateProductRequest> call, UUID siteId, Stored<V3Product> before) {
    V3Product patched =
        V3Product.CODEC.merge(
            before.value(),
            call.body().product(),
            call.present() == null ? null : call.present().child("product"));
    return new ProductRules(siteId, ids)
        .check(ProductCreateFlow.slugged(patched), before.value())
        .map(next -> next.slug() != null ? next : reslugged(next, before.id()));
  }

  /** A slug that was cleared is made of the name; the id keeps it apart from others. */
  private static V3Product reslugged(V3Product product, UUID id) {
    String slug = Slugs.of(product.name(), "product") + "-" + id.toString().substring(29);
    return product.toBuilder().slug(slug).build();
  }

  private Future<Outcome<UpdateProductResponse>> save(
      Call<UpdateProductRequest> call,
      UUID siteId,
      Stored<V3Product> before,
      V3Product next,
      Set<ProductField> fields,
      BiFunction<Stored<V3Product>, ProductFacts, UpdateProductResponse> reply) {
    Map<UUID, ProductKey> added = ProductKey.all(siteId, next);
    added.keySet().removeAll(ProductKey.all(siteId, before.value()).keySet());
    var taken = products.taken(siteId, added.keySet());
    var items = inventory.ofProduct(siteId, before.id());
    var facts = products.facts(siteId, List.of(before.id()), fields);
    return Future.all(taken, items, facts)
        .compose(
            ready -> {
              for (ProductKey key : added.values()) {
                if (taken.result().contains(key.id())) {
                  return Future.succeededFuture(
                      Outcome.refused(key.kind().refusal, key.text() + " is taken"));
                }
              }
              ProductFacts known = facts.result().get(before.id());
              Stored<V3Product> after =
                  new Stored<>(
                      before.id(), before.revision() + 1, before.createdAt(), call.now(), next);
              Change change =
                  ProductStore.update(Change.at(call.now()), siteId, before, next)
                      .emit(events.updated(siteId, before, after, known));
              removeStock(change, siteId, items.result(), next);
              return commits
                  .commit(ProductOperations.UPDATE_PRODUCT, call, change, reply.apply(after, known))
                  .onSuccess(done -> cache.changed(siteId, before.id()));
            });
  }

  /** A variant that is gone takes its inventory items along. */
  private static void removeStock(
      Change change, UUID siteId, List<Stored<InventoryItem>> items, V3Product next) {
    Set<String> kept =
        next.variantsInfo().variants().stream().map(Variant::id).collect(Collectors.toSet());
    for (Stored<InventoryItem> item : items) {
      if (!kept.contains(item.value().variantId())) {
        change.delete(InventoryStore.ITEMS, siteId, item.id(), item.revision());
      }
    }
  }

  /** Deletes a product with its stock and its places in categories. */
  Future<Outcome<V3DeleteProductResponse>> delete(Call<V3DeleteProductRequest> call) {
    return Retries.whileStale(() -> tryDelete(call));
  }

  private Future<Outcome<V3DeleteProductResponse>> tryDelete(Call<V3DeleteProductRequest> call) {
    UUID siteId = call.caller().siteId();
    UUID id = CatalogIds.parse(call.body().productId());
    if (id == null) return Future.succeededFuture(notFound(call.body().productId()));
    var found = products.find(siteId, id);
    var items = inventory.ofProduct(siteId, id);
    var places = categories.placesOf(siteId, id);
    var facts = products.facts(siteId, List.of(id), Set.of());
    return Future.all(found, items, places, facts)
        .compose(
            ready -> {
              if (found.result().isEmpty()) {
                return Future.succeededFuture(
                    ProductChangeFlow.<V3DeleteProductResponse>notFound(call.body().productId()));
              }
              Stored<V3Product> before = found.result().get();
              Change change =
                  ProductStore.delete(Change.at(call.now()), siteId, before)
                      .emit(events.deleted(siteId, call.now(), before, facts.result().get(id)));
              items
                  .result()
                  .forEach(
                      item ->
                          change.delete(InventoryStore.ITEMS, siteId, item.id(), item.revision()));
              places
                  .result()
                  .forEach(
                      place ->
                          change.delete(
                              CategoryStore.PLACES, siteId, place.id(), place.revision()));
              return commits.commit(
                  ProductOperations.DELETE_PRODUCT,
                  call,
                  change,
                  V3DeleteProductResponse.builder().build());
            })
        .onSuccess(done -> cache.changed(siteId, id));
  }

  static <T> Outcome<T> notFound(String id) {
    return Outcome.refused(CatalogRefusal.PRODUCT_NOT_FOUND, "there is no product " + id);
  }
}
