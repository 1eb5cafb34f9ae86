package io.cartwright.catalog.product;

import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.wire.Violation;
import io.cartwright.wire.productsv3.AggregationDataAggregationResults;
import io.cartwright.wire.productsv3.CommonAggregationData;
import io.cartwright.wire.productsv3.CommonCursorPaging;
import io.cartwright.wire.productsv3.CommonCursorQuery;
import io.cartwright.wire.productsv3.CommonCursorSearch;
import io.cartwright.wire.productsv3.CommonSearchDetailsMode;
import io.cartwright.wire.productsv3.V3CountProductsRequest;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.V3QueryProductsRequest;
import io.cartwright.wire.productsv3.V3SearchProductsRequest;
import io.cartwright.wire.productsv3.WixCommonAggregation;
import io.cartwright.wire.productsv3.WixCommonSearchDetails;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds products: pages, counts and aggregations. Buyers find what is visible only. */
final class ProductSearchFlow {
  private static final List<String> EVERYWHERE = List.copyOf(ProductQueries.SEARCHED.keySet());

  private final Queries queries;

  ProductSearchFlow(Queries queries) {
    this.queries = queries;
  }

  /** Found products; the aggregations are null when none were asked for. */
  record Found(
      Page<V3Product> page, String next, String prev, CommonAggregationData aggregations) {}

  /** Free text as asked: where to look, and for what. */
  private record Words(List<String> fields, String expression, boolean any) {
    static final Words NONE = new Words(EVERYWHERE, null, true);
  }

  Future<Outcome<Found>> query(Call<V3QueryProductsRequest> call) {
    CommonCursorQuery query =
        call.body().query() == null ? CommonCursorQuery.builder().build() : call.body().query();
    CommonCursorPaging paging = paging(query.cursorPaging());
    QueryRequest request =
        QueryRequest.cursor(
            ProductQueries.filter(query.filter()),
            ProductQueries.sorts(query.sort()),
            paging.limit(),
            paging.cursor());
    return queries
        .page(ProductQueries.QUERY, call.caller().siteId(), seenBy(call, request))
        .map(
            found ->
                QueryAnswers.of("query", found)
                    .map(page -> new Found(page, page.next(), page.prev(), null)));
  }

  Future<Outcome<Found>> search(Call<V3SearchProductsRequest> call) {
    CommonCursorSearch search = call.body().search();
    CommonCursorPaging paging = paging(search.cursorPaging());
    Outcome<Words> checked =
        SearchCursor.isMarked(paging.cursor())
            ? Outcome.done(new Words(SearchCursor.fields(paging.cursor()), null, true))
            : words(search.search(), "search.search");
    return checked.thenAwait(words -> search(call, search, paging, words));
  }

  private Future<Outcome<Found>> search(
      Call<V3SearchProductsRequest> call,
      CommonCursorSearch search,
      CommonCursorPaging paging,
      Words words) {
    UUID siteId = call.caller().siteId();
    QueryFields<V3Product> fields = ProductQueries.search(words.fields(), call.caller().isAdmin());
    QueryRequest request =
        seenBy(
            call,
            QueryRequest.cursor(
                    ProductQueries.filter(search.filter()),
                    ProductQueries.sorts(search.sort()),
                    paging.limit(),
                    SearchCursor.plain(paging.cursor()))
                .searching(words.expression(), words.any()));
    List<WixCommonAggregation> asked = ProductRules.orEmpty(search.aggregations());
    Future<Outcome<Page<V3Product>>> page =
        queries.page(fields, siteId, request).map(found -> QueryAnswers.of("search", found));
    return page.compose(
        found ->
            found.thenAwait(
                rows ->
                    aggregate(fields, call.caller(), request, asked)
                        .map(
                            all ->
                                all.map(
                                    data ->
                                        new Found(
                                            rows,
                                            SearchCursor.marked(words.fields(), rows.next()),
                                            SearchCursor.marked(words.fields(), rows.prev()),
                                            data)))));
  }

  private Future<Outcome<CommonAggregationData>> aggregate(
      QueryFields<V3Product> fields,
      Caller caller,
      QueryRequest request,
      List<WixCommonAggregation> asked) {
    if (asked.isEmpty()) return Future.succeededFuture(Outcome.done(null));
    List<Aggregations.Plan> plans = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Outcome<Aggregations.Plan> plan = Aggregations.plan(asked.get(i), i, caller.isAdmin());
      if (!plan.isDone()) return Future.succeededFuture(plan.retype());
      plans.add(plan.orNull());
    }
    List<AggregationDataAggregationResults> results = new ArrayList<>();
    Future<Outcome<Void>> done = Future.succeededFuture(Outcome.done(null));
    for (Aggregations.Plan plan : plans) {
      done =
          done.compose(
              before ->
                  before.thenAwait(
                      nothing ->
                          queries
                              .rows(fields, caller.siteId(), request, plan.select(), plan.tail())
                              .map(
                                  rows ->
                                      QueryAnswers.of("search", rows)
                                          .map(
                                              found -> {
                                                results.add(AggregationStore.result(plan, found));
                                                return null;
                                              }))));
    }
    return done.map(
        outcome ->
            outcome.map(nothing -> CommonAggregationData.builder().results(results).build()));
  }

  Future<Outcome<Integer>> count(Call<V3CountProductsRequest> call) {
    V3CountProductsRequest body = call.body();
    boolean hidden = Boolean.TRUE.equals(body.returnNonVisibleProducts());
    if (hidden && !call.caller().isAdmin()) {
      return Future.succeededFuture(
          Outcome.refused(
              CatalogRefusal.NO_PERMISSION_TO_INCLUDE_NOT_VISIBLE_PRODUCTS,
              "hidden products are for administrators"));
    }
    return words(body.search(), "search")
        .thenAwait(
            words -> {
              QueryRequest request =
                  QueryRequest.cursor(ProductQueries.filter(body.filter()), List.of(), null, null)
                      .searching(words.expression(), words.any());
              return queries
                  .count(
                      ProductQueries.search(words.fields(), call.caller().isAdmin()),
                      call.caller().siteId(),
                      hidden ? request : request.within("visible", true))
                  .map(found -> QueryAnswers.of("filter", found).map(total -> total.intValue()));
            });
  }

  private static Outcome<Words> words(WixCommonSearchDetails details, String path) {
    if (details == null) return Outcome.done(Words.NONE);
    List<String> fields =
        details.fields() == null || details.fields().isEmpty() ? EVERYWHERE : details.fields();
    for (String field : fields) {
      if (!ProductQueries.SEARCHED.containsKey(field)) {
        return Outcome.invalid(
            path + ".fields", Violation.Rule.OTHER, field + " is not a field that can be searched");
      }
    }
    boolean any = details.mode() != CommonSearchDetailsMode.AND;
    return Outcome.done(new Words(fields, details.expression(), any));
  }

  private static CommonCursorPaging paging(CommonCursorPaging sent) {
    return sent == null ? CommonCursorPaging.builder().build() : sent;
  }

  private static QueryRequest seenBy(Call<?> call, QueryRequest request) {
    return call.caller().isAdmin() ? request : request.within("visible", true);
  }
}
