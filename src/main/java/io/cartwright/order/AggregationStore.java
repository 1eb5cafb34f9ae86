package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderAggregation.Function;
import io.cartwright.store.query.Queried;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Figures over the orders that a filter finds. */
final class AggregationStore {
  private final Queries queries;

  AggregationStore(Queries queries) {
    this.queries = queries;
  }

  /** The figures by their names; amounts are decimal texts, counts are numbers. */
  Future<Outcome<Json>> figures(UUID siteId, QueryRequest over, List<OrderAggregation> asked) {
    Map<String, Object> figures = new LinkedHashMap<>();
    Future<Outcome<Json>> all = Future.succeededFuture(Outcome.done(Json.EMPTY_OBJECT));
    for (OrderAggregation one : asked) {
      all =
          all.compose(
              so ->
                  so.thenAwait(
                      done ->
                          queries
                              .rows(OrderSearch.FIELDS, siteId, over, one.select(), one.tail())
                              .map(rows -> taken(one, rows, figures))));
    }
    return all.map(so -> so.map(done -> Json.of(figures)));
  }

  private static Outcome<Json> taken(
      OrderAggregation one, Queried<RowSet<Row>> rows, Map<String, Object> figures) {
    if (rows.isProblem()) {
      return Outcome.invalid(
          rows.violations().stream()
              .map(
                  it ->
                      new Violation(
                          it.field(), it.description(), Violation.Rule.OTHER, it.rule(), null))
              .toList());
    }
    figures.put(one.name(), figure(one.function(), rows.value()));
    return Outcome.done(Json.EMPTY_OBJECT);
  }

  private static Object figure(Function function, RowSet<Row> rows) {
    if (function == Function.VALUES) {
      Map<String, Object> counts = new LinkedHashMap<>();
      for (Row row : rows) {
        if (row.getString("k") != null) {
          counts.put(row.getString("k"), Long.valueOf(row.getString("v")));
        }
      }
      return counts;
    }
    String value = rows.iterator().next().getString("v");
    return function == Function.COUNT ? Long.valueOf(value) : value;
  }
}
