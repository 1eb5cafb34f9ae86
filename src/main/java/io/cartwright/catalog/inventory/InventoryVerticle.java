package io.cartwright.catalog.inventory;

import static io.cartwright.catalog.inventory.InventoryOperations.BULK_DECREMENT_INVENTORY_ITEMS;
import static io.cartwright.catalog.inventory.InventoryOperations.BULK_INCREMENT_INVENTORY_ITEMS;
import static io.cartwright.catalog.inventory.InventoryOperations.CREATE_INVENTORY_ITEM;
import static io.cartwright.catalog.inventory.InventoryOperations.GET_INVENTORY_ITEM;
import static io.cartwright.catalog.inventory.InventoryOperations.QUERY_INVENTORY_ITEMS;
import static io.cartwright.catalog.inventory.InventoryOperations.SEARCH_INVENTORY_ITEMS;
import static io.cartwright.catalog.inventory.InventoryOperations.UPDATE_INVENTORY_ITEM;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.catalog.Refusals;
import io.cartwright.catalog.inventory.StockFlow.Move;
import io.cartwright.catalog.inventory.StockFlow.Moved;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.catalog.product.ProductStore;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.BulkActionMetadata;
import io.cartwright.wire.common.CommonCursors;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.common.Mode;
import io.cartwright.wire.common.SearchDetails;
import io.cartwright.wire.inventoryitemsv3.BulkDecrementInventoryItemsRequest;
import io.cartwright.wire.inventoryitemsv3.BulkDecrementInventoryItemsResponse;
import io.cartwright.wire.inventoryitemsv3.BulkIncrementInventoryItemsRequest;
import io.cartwright.wire.inventoryitemsv3.BulkIncrementInventoryItemsResponse;
import io.cartwright.wire.inventoryitemsv3.CreateInventoryItemRequest;
import io.cartwright.wire.inventoryitemsv3.CreateInventoryItemResponse;
import io.cartwright.wire.inventoryitemsv3.CursorPaging;
import io.cartwright.wire.inventoryitemsv3.CursorSearch;
import io.cartwright.wire.inventoryitemsv3.GetInventoryItemRequest;
import io.cartwright.wire.inventoryitemsv3.GetInventoryItemResponse;
import io.cartwright.wire.inventoryitemsv3.PlatformPagingMetadataV2;
import io.cartwright.wire.inventoryitemsv3.QueryInventoryItemsRequest;
import io.cartwright.wire.inventoryitemsv3.QueryInventoryItemsResponse;
import io.cartwright.wire.inventoryitemsv3.QueryV2;
import io.cartwright.wire.inventoryitemsv3.ReasonType;
import io.cartwright.wire.inventoryitemsv3.SearchInventoryItemsRequest;
import io.cartwright.wire.inventoryitemsv3.SearchInventoryItemsResponse;
import io.cartwright.wire.inventoryitemsv3.UpdateInventoryItemRequest;
import io.cartwright.wire.inventoryitemsv3.UpdateInventoryItemResponse;
import io.cartwright.wire.inventoryitemsv3.V3BulkInventoryItemResult;
import io.cartwright.wire.manualtaxmappings.ItemMetadata;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Serves stock. */
public final class InventoryVerticle extends VerticleBase {
  private final Bus bus;
  private final Queries queries;
  private final InventoryReadFlow view;
  private final InventoryFlow items;
  private final StockFlow stock;

  public InventoryVerticle(
      Bus bus,
      InventoryStore store,
      ProductStore products,
      Queries queries,
      Commits commits,
      ItemCache cache,
      Ids ids) {
    this.bus = bus;
    this.queries = queries;
    this.view = new InventoryReadFlow(store, products);
    this.items = new InventoryFlow(store, products, commits, cache, ids);
    this.stock = new StockFlow(store, commits, cache, ids);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(CREATE_INVENTORY_ITEM, this::createInventoryItem),
            bus.serve(GET_INVENTORY_ITEM, this::getInventoryItem),
            bus.serve(QUERY_INVENTORY_ITEMS, this::queryInventoryItems),
            bus.serve(SEARCH_INVENTORY_ITEMS, this::searchInventoryItems),
            bus.serve(UPDATE_INVENTORY_ITEM, this::updateInventoryItem),
            bus.serve(BULK_INCREMENT_INVENTORY_ITEMS, this::bulkIncrementInventoryItems),
            bus.serve(BULK_DECREMENT_INVENTORY_ITEMS, this::bulkDecrementInventoryItems)));
  }

  private Future<Outcome<CreateInventoryItemResponse>> createInventoryItem(
      Call<CreateInventoryItemRequest> call) {
    return items.create(call);
  }

  private Future<Outcome<UpdateInventoryItemResponse>> updateInventoryItem(
      Call<UpdateInventoryItemRequest> call) {
    return items.update(call);
  }

  private Future<Outcome<GetInventoryItemResponse>> getInventoryItem(
      Call<GetInventoryItemRequest> call) {
    UUID id = CatalogIds.parse(call.body().inventoryItemId());
    return view.find(call.caller(), id)
        .map(
            shown ->
                shown
                    .map(
                        item ->
                            Outcome.done(
                                GetInventoryItemResponse.builder().inventoryItem(item).build()))
                    .orElseGet(() -> InventoryFlow.notFound(call.body().inventoryItemId())));
  }

  private Future<Outcome<QueryInventoryItemsResponse>> queryInventoryItems(
      Call<QueryInventoryItemsRequest> call) {
    QueryV2 query = call.body().query() == null ? QueryV2.builder().build() : call.body().query();
    if (query.paging() != null && query.paging().offset() != null && query.paging().offset() > 0) {
      return Future.succeededFuture(
          Outcome.invalid(
              "query.paging", Violation.Rule.OTHER, "pages of inventory are turned by cursor"));
    }
    Integer limit = query.paging() == null ? null : query.paging().limit();
    CursorPaging paging =
        query.cursorPaging() == null
            ? CursorPaging.builder().limit(limit).build()
            : query.cursorPaging();
    QueryRequest request =
        QueryRequest.cursor(
            query.filter() == null ? null : query.filter().text(),
            InventoryQueries.sorts(query.sort()),
            paging.limit(),
            paging.cursor());
    return page(call, "query", request)
        .map(
            found ->
                found.map(
                    shown ->
                        QueryInventoryItemsResponse.builder()
                            .inventoryItems(shown.items())
                            .pagingMetadata(
                                PlatformPagingMetadataV2.builder()
                                    .count(shown.page().count())
                                    .cursors(
                                        CommonCursors.builder()
                                            .next(shown.page().next())
                                            .prev(shown.page().prev())
                                            .build())
                                    .build())
                            .build()));
  }

  private Future<Outcome<SearchInventoryItemsResponse>> searchInventoryItems(
      Call<SearchInventoryItemsRequest> call) {
    CursorSearch search = call.body().search();
    if (search.aggregations() != null && !search.aggregations().isEmpty()) {
      return Future.succeededFuture(
          Outcome.invalid(
              "search.aggregations", Violation.Rule.OTHER, "inventory is not aggregated"));
    }
    SearchDetails words = search.search();
    if (words != null && words.fields() != null && !words.fields().isEmpty()) {
      return Future.succeededFuture(
          Outcome.invalid(
              "search.search.fields", Violation.Rule.OTHER, "all text of inventory is searched"));
    }
    CursorPaging paging =
        search.cursorPaging() == null ? CursorPaging.builder().build() : search.cursorPaging();
    QueryRequest request =
        QueryRequest.cursor(
                search.filter() == null ? null : search.filter().text(),
                InventoryQueries.sorts(search.sort()),
                paging.limit(),
                paging.cursor())
            .searching(
                words == null ? null : words.expression(),
                words == null || words.mode() != Mode.AND);
    return page(call, "search", request)
        .map(
            found ->
                found.map(
                    shown ->
                        SearchInventoryItemsResponse.builder()
                            .inventoryItems(shown.items())
                            .pagingMetadata(
                                io.cartwright.wire.common.CursorPagingMetadata.builder()
                                    .count(shown.page().count())
                                    .cursors(
                                        Cursors.builder()
                                            .next(shown.page().next())
                                            .prev(shown.page().prev())
                                            .build())
                                    .hasNext(shown.page().hasNext())
                                    .build())
                            .build()));
  }

  private record Shown(Page<InventoryItem> page, List<InventoryItem> items) {}

  /** Buyers see the stock of visible products. */
  private Future<Outcome<Shown>> page(Call<?> call, String root, QueryRequest request) {
    QueryRequest seen = call.caller().isAdmin() ? request : request.within("product.visible", true);
    return queries
        .page(InventoryQueries.FIELDS, call.caller().siteId(), seen)
        .map(found -> QueryAnswers.of(root, found))
        .compose(
            found ->
                found.thenAwait(
                    page ->
                        view.all(call.caller().siteId(), page.items())
                            .map(shown -> Outcome.done(new Shown(page, shown)))));
  }

  private Future<Outcome<BulkIncrementInventoryItemsResponse>> bulkIncrementInventoryItems(
      Call<BulkIncrementInventoryItemsRequest> call) {
    List<Move> moves =
        call.body().incrementData().stream()
            .map(
                data ->
                    new Move(
                        CatalogIds.parse(data.inventoryItemId()),
                        data.incrementBy(),
                        Long.MIN_VALUE,
                        CatalogRefusal.MAX_QUANTITY_LIMIT_REACHED,
                        false))
            .toList();
    return stock.move(
        BULK_INCREMENT_INVENTORY_ITEMS,
        call,
        moves,
        reason(call.body().reason()),
        (moved, asked) ->
            BulkIncrementInventoryItemsResponse.builder()
                .results(results(moved, asked.body().returnEntity()))
                .bulkActionMetadata(metadata(moved))
                .build());
  }

  private Future<Outcome<BulkDecrementInventoryItemsResponse>> bulkDecrementInventoryItems(
      Call<BulkDecrementInventoryItemsRequest> call) {
    boolean restrict = Boolean.TRUE.equals(call.body().restrictInventory());
    List<Move> moves =
        call.body().decrementData().stream()
            .map(
                data ->
                    new Move(
                        CatalogIds.parse(data.inventoryItemId()),
                        -data.decrementBy(),
                        restrict ? 0 : InventoryItems.QUANTITY_MIN,
                        restrict
                            ? CatalogRefusal.INSUFFICIENT_INVENTORY
                            : CatalogRefusal.MIN_QUANTITY_LIMIT_REACHED,
                        Boolean.TRUE.equals(data.preorderRequest())))
            .toList();
    return stock.move(
        BULK_DECREMENT_INVENTORY_ITEMS,
        call,
        moves,
        reason(call.body().reason()),
        (moved, asked) ->
            BulkDecrementInventoryItemsResponse.builder()
                .results(results(moved, asked.body().returnEntity()))
                .bulkActionMetadata(metadata(moved))
                .build());
  }

  static String reason(ReasonType reason) {
    return reason == null ? "MANUAL" : reason.wire();
  }

  private static List<V3BulkInventoryItemResult> results(List<Moved> moved, Boolean entities) {
    List<V3BulkInventoryItemResult> results = new ArrayList<>();
    for (Moved one : moved) {
      boolean done = one.outcome().isDone();
      results.add(
          V3BulkInventoryItemResult.builder()
              .itemMetadata(
                  ItemMetadata.builder()
                      .id(one.move().itemId().toString())
                      .originalIndex(results.size())
                      .success(done)
                      .error(Refusals.error(one.outcome()))
                      .build())
              .item(done && Boolean.TRUE.equals(entities) ? one.outcome().orNull() : null)
              .build());
    }
    return results;
  }

  private static BulkActionMetadata metadata(List<Moved> moved) {
    int done = (int) moved.stream().filter(one -> one.outcome().isDone()).count();
    return BulkActionMetadata.builder()
        .totalSuccesses(done)
        .totalFailures(moved.size() - done)
        .undetailedFailures(0)
        .build();
  }
}
