package io.cartwright.shipping;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.CursorPagingMetadata;
import io.cartwright.wire.common.CursorQuery;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.common.ExtendedFields;
import io.cartwright.wire.common.Sorting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the messages of both modules have in common. */
public final class DeliveryMessages {
  private DeliveryMessages() {}

  /** The id in a text; a random one, which names nothing, when it is none. */
  public static UUID id(String text) {
    try {
      return UUID.fromString(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      return UUID.randomUUID();
    }
  }

  /** A list that may be absent. */
  public static <T> List<T> list(List<T> values) {
    return values == null ? List.of() : values;
  }

  /** Refuses a revision that is not the current one; null names none. */
  public static <T> Outcome<T> atRevision(String named, String current, T value) {
    return named == null || named.equals(current)
        ? Outcome.done(value)
        : Outcome.refused(
            CommonRefusal.INVALID_REVISION, "the revision is " + current + ", not " + named);
  }

  /** The revision after this one. */
  public static String next(String revision) {
    return Long.toString(Long.parseLong(revision) + 1);
  }

  /** Whether a PATCH names a field itself; a mask that means everything does not. */
  public static boolean isNamed(Fields present, String field, Object value) {
    if (present == null) return value != null;
    return present.whole() ? value != null : present.has(field);
  }

  /** Extended fields with the data of one namespace replaced. */
  public static ExtendedFields extended(ExtendedFields before, String namespace, Json data) {
    Map<String, Json> namespaces = new LinkedHashMap<>();
    if (before != null && before.namespaces() != null) namespaces.putAll(before.namespaces());
    namespaces.put(namespace, data);
    return new ExtendedFields(namespaces);
  }

  /** What a query asks of the store. */
  public static QueryRequest request(CursorQuery query) {
    if (query == null) return QueryRequest.cursor(null, List.of(), null, null);
    List<Sort> sorts = new ArrayList<>();
    for (Sorting sorting : list(query.sort())) {
      String field = sorting.fieldName() == null ? "" : sorting.fieldName();
      sorts.add(Sort.of(field, sorting.order() == null ? null : sorting.order().name()));
    }
    String filter = query.filter() == null ? null : query.filter().text();
    var paging = query.cursorPaging();
    return QueryRequest.cursor(
        filter,
        sorts,
        paging == null ? null : paging.limit(),
        paging == null ? null : paging.cursor());
  }

  public static CursorPagingMetadata paging(Page<?> page) {
    return new CursorPagingMetadata(
        page.count(), new Cursors(page.next(), page.prev()), page.hasNext());
  }
}
