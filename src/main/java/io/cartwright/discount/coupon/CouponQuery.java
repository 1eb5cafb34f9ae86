package io.cartwright.discount.coupon;

import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.Json;
import io.cartwright.wire.MalformedJson;
import io.cartwright.wire.Violation;
import io.cartwright.wire.coupons.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A query of the older kind: filter and sort are JSON within strings. A sort is a list of {@code
 * {"fieldName", "order"}}, or an object of field and order ({@code asc}, {@code desc}, 1, -1).
 */
record CouponQuery(QueryRequest request, List<Violation> violations) {
  static CouponQuery of(Query query) {
    if (query == null) return new CouponQuery(QueryRequest.offset(null, null, null, 0), List.of());
    List<Violation> violations = new ArrayList<>();
    String filter = blankToNull(query.filter());
    if (filter != null && !isObject(filter)) {
      violations.add(malformed("query.filter", "must be the text of a JSON object"));
    }
    List<Sort> sorts = sorts(blankToNull(query.sort()), violations);
    Integer limit = query.paging() == null ? null : query.paging().limit();
    Integer offset = query.paging() == null ? null : query.paging().offset();
    return new CouponQuery(QueryRequest.offset(filter, sorts, limit, offset), violations);
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static boolean isObject(String text) {
    try {
      return Json.parseText(text).parse() instanceof Map;
    } catch (MalformedJson malformed) {
      return false;
    }
  }

  private static List<Sort> sorts(String text, List<Violation> violations) {
    List<Sort> sorts = new ArrayList<>();
    if (text == null) return sorts;
    boolean understood;
    try {
      understood = read(Json.parseText(text).parse(), sorts);
    } catch (MalformedJson malformed) {
      understood = false;
    }
    if (!understood) {
      violations.add(malformed("query.sort", "must be the text of a JSON list of sort fields"));
    }
    return sorts;
  }

  private static boolean read(Object tree, List<Sort> sorts) {
    if (tree instanceof Map<?, ?> map) {
      if (map.get("fieldName") instanceof String field) {
        return add(field, map.get("order"), sorts);
      }
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!add((String) entry.getKey(), entry.getValue(), sorts)) return false;
      }
      return true;
    }
    if (!(tree instanceof List<?> list)) return false;
    for (Object each : list) {
      if (!(each instanceof Map) || !read(each, sorts)) return false;
    }
    return true;
  }

  private static boolean add(String field, Object order, List<Sort> sorts) {
    String text = order == null ? "asc" : order.toString();
    boolean down = text.equalsIgnoreCase("desc") || text.equals("-1");
    sorts.add(new Sort(field, down));
    return down || text.equalsIgnoreCase("asc") || text.equals("1");
  }

  private static Violation malformed(String field, String description) {
    return Violation.of(field, description, Violation.Rule.FORMAT);
  }
}
