package io.cartwright.catalog.category;

import static io.cartwright.catalog.category.CategoryOperations.BULK_ADD_ITEMS_TO_CATEGORY;
import static io.cartwright.catalog.category.CategoryOperations.BULK_ADD_ITEM_TO_CATEGORIES;
import static io.cartwright.catalog.category.CategoryOperations.BULK_REMOVE_ITEMS_FROM_CATEGORY;
import static io.cartwright.catalog.category.CategoryOperations.BULK_REMOVE_ITEM_FROM_CATEGORIES;
import static io.cartwright.catalog.category.CategoryOperations.CREATE_CATEGORY;
import static io.cartwright.catalog.category.CategoryOperations.DELETE_CATEGORY;
import static io.cartwright.catalog.category.CategoryOperations.GET_CATEGORY;
import static io.cartwright.catalog.category.CategoryOperations.GET_CATEGORY_BY_SLUG;
import static io.cartwright.catalog.category.CategoryOperations.LIST_CATEGORIES_FOR_ITEM;
import static io.cartwright.catalog.category.CategoryOperations.LIST_ITEMS_IN_CATEGORY;
import static io.cartwright.catalog.category.CategoryOperations.QUERY_CATEGORIES;
import static io.cartwright.catalog.category.CategoryOperations.UPDATE_CATEGORY;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Handler;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.catalog.category.CategoryReplies.Cursor;
import io.cartwright.catalog.category.CategoryStore.Listed;
import io.cartwright.catalog.category.PlaceFlow.Wish;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.wire.Violation;
import io.cartwright.wire.WireEnum;
import io.cartwright.wire.categories.BulkAddItemToCategoriesRequest;
import io.cartwright.wire.categories.BulkAddItemToCategoriesResponse;
import io.cartwright.wire.categories.BulkAddItemsToCategoryRequest;
import io.cartwright.wire.categories.BulkAddItemsToCategoryResponse;
import io.cartwright.wire.categories.BulkRemoveItemFromCategoriesRequest;
import io.cartwright.wire.categories.BulkRemoveItemFromCategoriesResponse;
import io.cartwright.wire.categories.BulkRemoveItemsFromCategoryRequest;
import io.cartwright.wire.categories.BulkRemoveItemsFromCategoryResponse;
import io.cartwright.wire.categories.Category;
import io.cartwright.wire.categories.CursorQuery;
import io.cartwright.wire.categories.GetCategoryBySlugResponse;
import io.cartwright.wire.categories.GetCategoryResponse;
import io.cartwright.wire.categories.ListCategoriesForItemRequest;
import io.cartwright.wire.categories.ListCategoriesForItemResponse;
import io.cartwright.wire.categories.ListItemsInCategoryRequest;
import io.cartwright.wire.categories.ListItemsInCategoryResponse;
import io.cartwright.wire.categories.PagingMetadataV2;
import io.cartwright.wire.categories.QueryCategoriesRequest;
import io.cartwright.wire.categories.QueryCategoriesResponse;
import io.cartwright.wire.common.CursorPagingMetadata;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.common.TreeReference;
import io.cartwright.wire.inventoryitemsv3.CursorPaging;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Serves categories. Each call first makes sure that the category of all products is there. */
public final class CategoryVerticle extends VerticleBase {
  /** Items on a page of a category, as the contract has it. */
  static final int ITEMS_MAX = 100;

  private final Bus bus;
  private final CategoryStore store;
  private final Queries queries;
  private final CategoryFlow flow;
  private final PlaceFlow places;

  public CategoryVerticle(
      Bus bus,
      CategoryStore store,
      Documents documents,
      Queries queries,
      Commits commits,
      ItemCache cache,
      Ids ids) {
    this.bus = bus;
    this.store = store;
    this.queries = queries;
    this.flow = new CategoryFlow(store, documents, commits, cache, ids);
    this.places = new PlaceFlow(store, commits, cache);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            serve(CREATE_CATEGORY, body -> body.treeReference(), flow::create),
            serve(
                GET_CATEGORY,
                body -> body.treeReference(),
                call ->
                    one(call, byId(call, call.body().categoryId()), call.body().fields())
                        .map(o -> o.map(c -> GetCategoryResponse.builder().category(c).build()))),
            serve(
                GET_CATEGORY_BY_SLUG,
                body -> body.treeReference(),
                call ->
                    one(
                            call,
                            store.findBySlug(call.caller().siteId(), call.body().slug()),
                            call.body().fields())
                        .map(
                            o ->
                                o.map(
                                    c -> GetCategoryBySlugResponse.builder().category(c).build()))),
            serve(QUERY_CATEGORIES, body -> body.treeReference(), this::queryCategories),
            serve(UPDATE_CATEGORY, body -> body.treeReference(), flow::update),
            serve(DELETE_CATEGORY, body -> body.treeReference(), flow::delete),
            serve(BULK_ADD_ITEMS_TO_CATEGORY, b -> b.treeReference(), this::bulkAddItems),
            serve(BULK_REMOVE_ITEMS_FROM_CATEGORY, b -> b.treeReference(), this::bulkRemoveItems),
            serve(BULK_ADD_ITEM_TO_CATEGORIES, b -> b.treeReference(), this::bulkAddItem),
            serve(BULK_REMOVE_ITEM_FROM_CATEGORIES, b -> b.treeReference(), this::bulkRemoveItem),
            serve(LIST_ITEMS_IN_CATEGORY, b -> b.treeReference(), this::listItemsInCategory),
            serve(LIST_CATEGORIES_FOR_ITEM, b -> b.treeReference(), this::listCategoriesForItem)));
  }

  /** Serves an operation on the tree of stores; any other tree is refused. */
  private <Q, A> Future<Void> serve(
      Operation<Q, A> operation, Function<Q, TreeReference> tree, Handler<Q, A> handler) {
    return bus.serve(
        operation,
        call -> {
          Outcome<A> refusal = Categories.checkTree(tree.apply(call.body()));
          return refusal != null
              ? Future.succeededFuture(refusal)
              : store
                  .complete(call.caller().siteId(), call.now())
                  .compose(complete -> handler.handle(call));
        });
  }

  private Future<Optional<Stored<Category>>> byId(Call<?> call, String text) {
    UUID id = CatalogIds.parse(text);
    return id == null
        ? Future.succeededFuture(Optional.empty())
        : store.find(call.caller().siteId(), id);
  }

  private Future<Outcome<Category>> one(
      Call<?> call,
      Future<Optional<Stored<Category>>> finding,
      Collection<? extends WireEnum> fields) {
    UUID siteId = call.caller().siteId();
    return finding.compose(
        found -> {
          if (found.isEmpty()) return Future.succeededFuture(CategoryFlow.notFound("like this"));
          UUID id = found.get().id();
          var tree = store.tree(siteId);
          var counts = store.counts(siteId, List.of(id));
          return Future.all(tree, counts)
              .map(
                  ready ->
                      call.caller().isAdmin() || tree.result().isVisible(id)
                          ? Outcome.done(
                              Categories.shown(
                                  found.get().value(),
                                  counts.result().getOrDefault(id, 0),
                                  tree.result(),
                                  fields))
                          : CategoryFlow.notFound(id.toString()));
        });
  }

  private Future<Outcome<QueryCategoriesResponse>> queryCategories(
      Call<QueryCategoriesRequest> call) {
    UUID siteId = call.caller().siteId();
    boolean hidden = Boolean.TRUE.equals(call.body().returnNonVisibleCategories());
    if (hidden && !call.caller().isAdmin()) {
      return Future.succeededFuture(
          Outcome.refused(
              CatalogRefusal.NO_PERMISSION_TO_INCLUDE_NOT_VISIBLE_CATEGORIES,
              "hidden categories are for administrators"));
    }
    CursorQuery query =
        call.body().query() == null ? CursorQuery.builder().build() : call.body().query();
    CursorPaging paging =
        query.cursorPaging() == null ? CursorPaging.builder().build() : query.cursorPaging();
    QueryRequest request =
        QueryRequest.cursor(
            query.filter() == null ? null : query.filter().text(),
            CategoryQueries.sorts(query.sort()),
            paging.limit(),
            paging.cursor());
    return queries
        .page(CategoryQueries.FIELDS, siteId, hidden ? request : request.within("seen", true))
        .map(found -> QueryAnswers.of("query", found))
        .compose(found -> found.thenAwait(page -> show(call, page)));
  }

  private Future<Outcome<QueryCategoriesResponse>> show(
      Call<QueryCategoriesRequest> call, Page<Category> page) {
    UUID siteId = call.caller().siteId();
    var tree = store.tree(siteId);
    var counts = store.counts(siteId, page.items().stream().map(Stored::id).toList());
    return Future.all(tree, counts)
        .map(
            ready ->
                Outcome.done(
                    QueryCategoriesResponse.builder()
                        .categories(
                            page.items().stream()
                                .map(
                                    stored ->
                                        Categories.shown(
                                            stored.value(),
                                            counts.result().getOrDefault(stored.id(), 0),
                                            tree.result(),
                                            call.body().fields()))
                                .toList())
                        .pagingMetadata(
                            CursorPagingMetadata.builder()
                                .count(page.count())
                                .cursors(
                                    Cursors.builder().next(page.next()).prev(page.prev()).build())
                                .hasNext(page.hasNext())
                                .build())
                        .build()));
  }

  private Future<Outcome<BulkAddItemsToCategoryResponse>> bulkAddItems(
      Call<BulkAddItemsToCategoryRequest> call) {
    String categoryId = call.body().categoryId();
    List<Wish> wishes =
        call.body().items().stream().map(item -> new Wish(item, categoryId)).toList();
    return places.change(
        BULK_ADD_ITEMS_TO_CATEGORY,
        call,
        wishes,
        true,
        done ->
            BulkAddItemsToCategoryResponse.builder()
                .results(CategoryReplies.byItem(wishes, done))
                .bulkActionMetadata(CategoryReplies.metadata(done))
                .build());
  }

  private Future<Outcome<BulkRemoveItemsFromCategoryResponse>> bulkRemoveItems(
      Call<BulkRemoveItemsFromCategoryRequest> call) {
    String categoryId = call.body().categoryId();
    List<Wish> wishes =
        call.body().items().stream().map(item -> new Wish(item, categoryId)).toList();
    return places.change(
        BULK_REMOVE_ITEMS_FROM_CATEGORY,
        call,
        wishes,
        false,
        done ->
            BulkRemoveItemsFromCategoryResponse.builder()
                .results(CategoryReplies.byItem(wishes, done))
                .bulkActionMetadata(CategoryReplies.metadata(done))
                .build());
  }

  private Future<Outcome<BulkAddItemToCategoriesResponse>> bulkAddItem(
      Call<BulkAddItemToCategoriesRequest> call) {
    List<Wish> wishes =
        call.body().categoryIds().stream().map(id -> new Wish(call.body().item(), id)).toList();
    return places.change(
        BULK_ADD_ITEM_TO_CATEGORIES,
        call,
        wishes,
        true,
        done ->
            BulkAddItemToCategoriesResponse.builder()
                .results(CategoryReplies.byCategory(wishes, done))
                .bulkActionMetadata(CategoryReplies.metadata(done))
                .build());
  }

  private Future<Outcome<BulkRemoveItemFromCategoriesResponse>> bulkRemoveItem(
      Call<BulkRemoveItemFromCategoriesRequest> call) {
    List<Wish> wishes =
        call.body().categoryIds().stream().map(id -> new Wish(call.body().item(), id)).toList();
    return places.change(
        BULK_REMOVE_ITEM_FROM_CATEGORIES,
        call,
        wishes,
        false,
        done ->
            BulkRemoveItemFromCategoriesResponse.builder()
                .results(CategoryReplies.byCategory(wishes, done))
                .bulkActionMetadata(CategoryReplies.metadata(done))
                .build());
  }

  private Future<Outcome<ListItemsInCategoryResponse>> listItemsInCategory(
      Call<ListItemsInCategoryRequest> call) {
    UUID siteId = call.caller().siteId();
    UUID id = CatalogIds.parse(call.body().categoryId());
    CursorPaging paging =
        call.body().cursorPaging() == null
            ? CursorPaging.builder().build()
            : call.body().cursorPaging();
    Cursor from = paging.cursor() == null ? null : Cursor.of(paging.cursor());
    if (paging.cursor() != null && from == null) {
      return Future.succeededFuture(
          Outcome.invalid(
              "cursorPaging.cursor", Violation.Rule.OTHER, "is not a cursor of this list"));
    }
    int limit =
        paging.limit() == null || paging.limit() < 1
            ? ITEMS_MAX
            : Math.min(ITEMS_MAX, paging.limit());
    boolean below =
        from == null
            ? Boolean.TRUE.equals(call.body().includeItemsFromSubcategories())
            : from.subcategories();
    boolean admin = call.caller().isAdmin();
    return store
        .tree(siteId)
        .compose(
            tree -> {
              if (tree.find(id) == null || !(admin || tree.isVisible(id))) {
                return Future.succeededFuture(CategoryFlow.notFound(call.body().categoryId()));
              }
              Set<UUID> wanted = below ? tree.withDescendants(id) : Set.of(id);
              return store
                  .list(
                      siteId,
                      wanted,
                      id.equals(CatalogIds.allProducts(siteId)),
                      admin,
                      from == null ? null : from.after(),
                      limit + 1)
                  .map(found -> Outcome.done(page(found, limit, below)));
            });
  }

  private static ListItemsInCategoryResponse page(List<Listed> found, int limit, boolean below) {
    List<Listed> shown = found.size() > limit ? found.subList(0, limit) : found;
    String next = found.size() > limit ? new Cursor(below, shown.get(limit - 1)).text() : null;
    return ListItemsInCategoryResponse.builder()
        .items(shown.stream().map(CategoryReplies::item).toList())
        .pagingMetadata(
            PagingMetadataV2.builder()
                .count(shown.size())
                .cursors(Cursors.builder().next(next).build())
                .build())
        .build();
  }

  private Future<Outcome<ListCategoriesForItemResponse>> listCategoriesForItem(
      Call<ListCategoriesForItemRequest> call) {
    UUID siteId = call.caller().siteId();
    UUID productId = CatalogIds.parse(call.body().item().catalogItemId());
    boolean admin = call.caller().isAdmin();
    var tree = store.tree(siteId);
    var found =
        productId == null
            ? Future.<List<Stored<CategoryStore.Place>>>succeededFuture(List.of())
            : store.placesOf(siteId, productId);
    var products =
        productId == null
            ? Future.<Set<UUID>>succeededFuture(Set.of())
            : store.products(siteId, List.of(productId));
    return Future.all(tree, found, products)
        .map(
            ready -> {
              List<UUID> direct = new ArrayList<>();
              found.result().forEach(place -> direct.add(place.value().categoryId()));
              if (products.result().contains(productId)) {
                direct.add(CatalogIds.allProducts(siteId));
              }
              return Outcome.done(
                  ListCategoriesForItemResponse.builder()
                      .directCategoryIds(seen(direct, tree.result(), admin))
                      .allCategoryIds(
                          seen(tree.result().withAncestors(direct), tree.result(), admin))
                      .build());
            });
  }

  private static List<String> seen(Collection<UUID> ids, CategoryTree tree, boolean admin) {
    return ids.stream().filter(id -> admin || tree.isVisible(id)).map(UUID::toString).toList();
  }
}
