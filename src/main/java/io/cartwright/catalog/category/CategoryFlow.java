package io.cartwright.catalog.category;

import static io.cartwright.catalog.CatalogRefusal.CATEGORY_NOT_FOUND;
import static io.cartwright.catalog.CatalogRefusal.DUPLICATE_SLUG;
import static io.cartwright.catalog.CatalogRefusal.MANAGED_CATEGORY_OPERATION_NOT_ALLOWED;
import static io.cartwright.catalog.category.CategoryOperations.CREATE_CATEGORY;
import static io.cartwright.catalog.category.CategoryOperations.DELETE_CATEGORY;
import static io.cartwright.catalog.category.CategoryOperations.UPDATE_CATEGORY;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Entities;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.wire.categories.Category;
import io.cartwright.wire.categories.CreateCategoryRequest;
import io.cartwright.wire.categories.CreateCategoryResponse;
import io.cartwright.wire.categories.DeleteCategoryRequest;
import io.cartwright.wire.categories.DeleteCategoryResponse;
import io.cartwright.wire.categories.UpdateCategoryRequest;
import io.cartwright.wire.categories.UpdateCategoryResponse;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Creates, changes and deletes categories. A category takes those below it along. */
final class CategoryFlow {
  private static final int TRIES_MAX = 5;

  private static final Entities.Kind<Category> KIND =
      new Entities.Kind<>(
          CategoryStore.CATEGORIES,
          Category.CODEC,
          Categories.FQDN,
          (category, id, revision, created, updated) ->
              category.toBuilder()
                  .id(id.toString())
                  .revision(Long.toString(revision))
                  .createdDate(created)
                  .updatedDate(updated)
                  .build(),
          CATEGORY_NOT_FOUND,
          constraint -> CategoryStore.SLUG.equals(constraint) ? DUPLICATE_SLUG : null);

  private final CategoryStore store;
  private final Entities<Category> entities;
  private final Commits commits;
  private final ItemCache cache;
  private final Ids ids;

  CategoryFlow(
      CategoryStore store, Documents documents, Commits commits, ItemCache cache, Ids ids) {
    this.store = store;
    this.entities = new Entities<>(KIND, documents, commits);
    this.commits = commits;
    this.cache = cache;
    this.ids = ids;
  }

  Future<Outcome<CreateCategoryResponse>> create(Call<CreateCategoryRequest> call) {
    return tryCreate(call, TRIES_MAX);
  }

  private Future<Outcome<CreateCategoryResponse>> tryCreate(
      Call<CreateCategoryRequest> call, int tries) {
    UUID siteId = call.caller().siteId();
    Category sent = call.body().category();
    UUID given = CatalogIds.parse(sent.id());
    UUID id = given == null ? ids.next() : given;
    return store
        .tree(siteId)
        .compose(
            tree ->
                Categories.create(Category.CODEC.merge(null, sent, null), id, tree)
                    .thenAwait(
                        category ->
                            entities.create(
                                CREATE_CATEGORY,
                                call,
                                id,
                                category,
                                made ->
                                    CreateCategoryResponse.builder()
                                        .category(
                                            Categories.shown(made, 0, tree, call.body().fields()))
                                        .build())))
        .compose(
            outcome ->
                tries > 1 && sent.slug() == null && isSlugTaken(outcome)
                    ? tryCreate(call, tries - 1)
                    : Future.succeededFuture(outcome));
  }

  private static boolean isSlugTaken(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused && refused.refusal() == DUPLICATE_SLUG;
  }

  Future<Outcome<UpdateCategoryResponse>> update(Call<UpdateCategoryRequest> call) {
    UUID siteId = call.caller().siteId();
    Category patch = call.body().category();
    UUID id = CatalogIds.parse(patch.id());
    if (id == null) return Future.succeededFuture(notFound(patch.id()));
    Long revision = revision(patch.revision());
    if (revision == null) {
      return Future.succeededFuture(
          Outcome.refused(CommonRefusal.INVALID_REVISION, patch.revision() + " is no revision"));
    }
    var tree = store.tree(siteId);
    var counts = store.counts(siteId, List.of(id));
    return Future.all(tree, counts)
        .compose(
            ready ->
                entities.update(
                    UPDATE_CATEGORY,
                    call,
                    id,
                    revision,
                    before ->
                        Categories.update(
                            Category.CODEC.merge(
                                before,
                                patch,
                                call.present() == null ? null : call.present().child("category")),
                            before),
                    saved ->
                        UpdateCategoryResponse.builder()
                            .category(
                                Categories.shown(
                                    saved,
                                    counts.result().getOrDefault(id, 0),
                                    tree.result(),
                                    call.body().fields()))
                            .build()));
  }

  private static Long revision(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  Future<Outcome<DeleteCategoryResponse>> delete(Call<DeleteCategoryRequest> call) {
    return Retries.whileStale(() -> tryDelete(call));
  }

  private Future<Outcome<DeleteCategoryResponse>> tryDelete(Call<DeleteCategoryRequest> call) {
    UUID siteId = call.caller().siteId();
    UUID id = CatalogIds.parse(call.body().categoryId());
    if (id == null) return Future.succeededFuture(notFound(call.body().categoryId()));
    if (id.equals(CatalogIds.allProducts(siteId))) {
      return Future.succeededFuture(
          Outcome.refused(
              MANAGED_CATEGORY_OPERATION_NOT_ALLOWED, "all products have to be somewhere"));
    }
    return store
        .tree(siteId)
        .compose(
            tree ->
                tree.find(id) == null
                    ? Future.succeededFuture(
                        CategoryFlow.<DeleteCategoryResponse>notFound(id.toString()))
                    : remove(call, siteId, List.copyOf(tree.withDescendants(id))));
  }

  private Future<Outcome<DeleteCategoryResponse>> remove(
      Call<DeleteCategoryRequest> call, UUID siteId, List<UUID> categoryIds) {
    Map<UUID, Future<List<Stored<CategoryStore.Place>>>> places = new HashMap<>();
    categoryIds.forEach(id -> places.put(id, store.placesIn(siteId, id)));
    var found = store.findAll(siteId, categoryIds);
    List<Future<?>> all = new ArrayList<>(places.values());
    all.add(found);
    return Future.all(all)
        .compose(
            ready -> {
              Change change = Change.at(call.now());
              DomainEvents events = new DomainEvents(siteId, Categories.FQDN, call.now());
              for (Stored<Category> category : found.result().values()) {
                change
                    .delete(CategoryStore.CATEGORIES, siteId, category.id(), category.revision())
                    .emit(events.deleted(category.id().toString(), category.revision() + 1));
              }
              places
                  .values()
                  .forEach(
                      rows ->
                          rows.result()
                              .forEach(
                                  place ->
                                      change.delete(
                                          CategoryStore.PLACES,
                                          siteId,
                                          place.id(),
                                          place.revision())));
              return commits
                  .commit(DELETE_CATEGORY, call, change, DeleteCategoryResponse.builder().build())
                  .onSuccess(done -> cache.siteChanged(siteId));
            });
  }

  static <T> Outcome<T> notFound(String id) {
    return Outcome.refused(CATEGORY_NOT_FOUND, "there is no category " + id);
  }
}
