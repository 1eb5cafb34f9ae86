package io.cartwright.discount.rule;

import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.PlatformPagingMetadata;
import io.cartwright.wire.discountrules.PlatformQuery;
import io.cartwright.wire.discountrules.QueryDiscountRulesRequest;
import io.cartwright.wire.discountrules.QueryDiscountRulesResponse;
import io.cartwright.wire.discountrules.Sorting;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Queries rules, newest first unless the caller sorts; by cursor unless the caller has an offset.
 */
public final class RuleQueryFlow {
  private final RuleStore store;

  public RuleQueryFlow(RuleStore store) {
    this.store = store;
  }

  public Future<Outcome<QueryDiscountRulesResponse>> query(Call<QueryDiscountRulesRequest> call) {
    PlatformQuery query =
        call.body().query() == null ? PlatformQuery.builder().build() : call.body().query();
    return store
        .query(call.caller().siteId(), request(query))
        .compose(
            queried ->
                QueryAnswers.of("query", queried)
                    .thenAwait(page -> shown(call, page, query.paging() != null)));
  }

  private static QueryRequest request(PlatformQuery query) {
    String filter = query.filter() == null ? null : query.filter().text();
    List<Sort> sorts = new ArrayList<>();
    if (query.sort() != null) query.sort().forEach(sorting -> sorts.add(sort(sorting)));
    if (query.paging() != null) {
      return QueryRequest.offset(filter, sorts, query.paging().limit(), query.paging().offset());
    }
    var paging = query.cursorPaging();
    return paging == null
        ? QueryRequest.cursor(filter, sorts, null, null)
        : QueryRequest.cursor(filter, sorts, paging.limit(), paging.cursor());
  }

  private static Sort sort(Sorting sorting) {
    return Sort.of(
        sorting.fieldName() == null ? "" : sorting.fieldName(),
        sorting.order() == null ? null : sorting.order().name());
  }

  private Future<Outcome<QueryDiscountRulesResponse>> shown(
      Call<?> call, Page<DiscountRule> page, boolean byOffset) {
    List<String> ids = page.items().stream().map(stored -> stored.id().toString()).toList();
    return store
        .uses(call.caller().siteId(), ids)
        .map(uses -> Outcome.done(response(call, page, byOffset, uses)));
  }

  private static QueryDiscountRulesResponse response(
      Call<?> call, Page<DiscountRule> page, boolean byOffset, Map<String, Long> uses) {
    List<DiscountRule> rules = new ArrayList<>();
    for (Stored<DiscountRule> stored : page.items()) {
      rules.add(RuleView.of(stored.value(), call.now(), uses.get(stored.id().toString())));
    }
    PlatformPagingMetadata paging =
        PlatformPagingMetadata.builder()
            .count(page.count())
            .offset(byOffset ? page.offset() : null)
            .total(byOffset ? Integer.valueOf(page.total().intValue()) : null)
            .cursors(byOffset ? null : new Cursors(page.next(), page.prev()))
            .build();
    return new QueryDiscountRulesResponse(rules, paging);
  }
}
