package io.cartwright.catalog.category;

import static io.cartwright.catalog.CatalogRefusal.CATEGORY_NOT_FOUND;
import static io.cartwright.catalog.CatalogRefusal.MANAGED_CATEGORY_OPERATION_NOT_ALLOWED;
import static io.cartwright.catalog.CatalogRefusal.PRODUCT_NOT_FOUND;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.category.CategoryStore.Place;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.categories.ItemReference;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Puts products into categories and takes them out, many in one transaction. Putting in what is in,
 * and taking out what is out, is done already.
 */
final class PlaceFlow {
  private final CategoryStore store;
  private final Commits commits;
  private final ItemCache cache;

  PlaceFlow(CategoryStore store, Commits commits, ItemCache cache) {
    this.store = store;
    this.commits = commits;
    this.cache = cache;
  }

  /** An item and a category as asked for. */
  record Wish(ItemReference item, String categoryId) {
    private Place place() {
      UUID category = CatalogIds.parse(categoryId);
      UUID product =
          CatalogQuestions.STORES_APP_ID.equals(item.appId())
              ? CatalogIds.parse(item.catalogItemId())
              : null;
      return category == null || product == null ? null : new Place(category, product);
    }
  }

  /**
   * Carries out wishes.
   *
   * @param put true to put in, false to take out
   * @param reply from what became of each wish, in order
   */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      List<Wish> wishes,
      boolean put,
      Function<List<Outcome<Place>>, A> reply) {
    return Retries.whileStale(() -> attempt(operation, call, wishes, put, reply));
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation,
      Call<Q> call,
      List<Wish> wishes,
      boolean put,
      Function<List<Outcome<Place>>, A> reply) {
    UUID siteId = call.caller().siteId();
    Set<Place> places = new LinkedHashSet<>();
    for (Wish wish : wishes) {
      if (wish.place() != null) places.add(wish.place());
    }
    var tree = store.tree(siteId);
    var taken = store.places(siteId, places);
    var products =
        store.products(siteId, places.stream().map(Place::productId).distinct().toList());
    return Future.all(tree, taken, products)
        .compose(
            ready -> {
              List<Outcome<Place>> checked = new ArrayList<>();
              for (Wish wish : wishes) {
                checked.add(check(siteId, wish, put, tree.result(), products.result()));
              }
              Change change = Change.at(call.now());
              Set<Place> done = new LinkedHashSet<>();
              checked.stream().filter(Outcome::isDone).forEach(one -> done.add(one.orNull()));
              for (Place place : done) write(change, siteId, place, put, taken.result());
              return commits
                  .commit(operation, call, change, reply.apply(checked))
                  .onSuccess(saved -> done.forEach(p -> cache.changed(siteId, p.productId())));
            });
  }

  private static Outcome<Place> check(
      UUID siteId, Wish wish, boolean put, CategoryTree tree, Set<UUID> products) {
    UUID categoryId = CatalogIds.parse(wish.categoryId());
    if (tree.find(categoryId) == null) {
      return Outcome.refused(CATEGORY_NOT_FOUND, "there is no category " + wish.categoryId());
    }
    if (categoryId.equals(CatalogIds.allProducts(siteId))) {
      return Outcome.refused(
          MANAGED_CATEGORY_OPERATION_NOT_ALLOWED, "every product is in this category");
    }
    Place place = wish.place();
    if (place == null || (put && !products.contains(place.productId()))) {
      return Outcome.refused(
          PRODUCT_NOT_FOUND, "there is no product " + wish.item().catalogItemId());
    }
    return Outcome.done(place);
  }

  private static void write(
      Change change, UUID siteId, Place place, boolean put, Map<UUID, Stored<Place>> taken) {
    UUID id = place.id(siteId);
    Stored<Place> there = taken.get(id);
    if (put && there == null) change.insert(CategoryStore.PLACES, siteId, id, place);
    if (!put && there != null) {
      change.delete(CategoryStore.PLACES, siteId, id, there.revision());
    }
  }
}
