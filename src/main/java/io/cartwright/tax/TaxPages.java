package io.cartwright.tax;

import io.cartwright.store.Stored;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.CursorPaging;
import io.cartwright.wire.common.CursorPagingMetadata;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.common.SortOrder;
import io.cartwright.wire.taxgroups.Sorting;
import java.util.List;

/** Queries of this domain's modules, between wire and store. */
public final class TaxPages {
  private TaxPages() {}

  /** The order that a query asks for. */
  public static List<Sort> sorts(List<Sorting> sorting) {
    if (sorting == null) return List.of();
    return sorting.stream().map(each -> sort(each.fieldName(), each.order())).toList();
  }

  /** One field of an order; ascending when nothing is said. */
  public static Sort sort(String field, SortOrder order) {
    return Sort.of(field == null ? "" : field, order == null ? null : order.wire());
  }

  /** What a query by cursor asks for. */
  public static QueryRequest request(Json filter, List<Sort> sorts, CursorPaging paging) {
    return paging == null
        ? QueryRequest.cursor(filter(filter), sorts, null, null)
        : QueryRequest.cursor(filter(filter), sorts, paging.limit(), paging.cursor());
  }

  /** The filter's text; null for none. */
  public static String filter(Json filter) {
    return filter == null ? null : filter.text();
  }

  public static <T> List<T> values(Page<T> page) {
    return page.items().stream().map(Stored::value).toList();
  }

  public static CursorPagingMetadata metadata(Page<?> page) {
    return new CursorPagingMetadata(
        page.count(), new Cursors(page.next(), page.prev()), page.hasNext());
  }
}
