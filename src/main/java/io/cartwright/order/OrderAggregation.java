package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One figure over many orders. The contract leaves the form of an aggregation open; here it is an
 * object of named figures, each with one function and its field: {@code {"revenue": {"sum":
 * "priceSummary.total.amount"}, "byStatus": {"values": "paymentStatus"}}}.
 *
 * @param select the SQL expressions
 * @param tail what follows the condition in SQL
 */
record OrderAggregation(String name, Function function, String select, String tail) {
  /** Most figures of one call. */
  static final int COUNT_MAX = 10;

  /** Most values that a figure by values tells; the most frequent ones. */
  static final int VALUES_MAX = 100;

  /** What can be asked of a field. */
  enum Function {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    VALUES
  }

  private static final Map<String, String> NUMBERS =
      Map.of(
          "priceSummary.total.amount", "total",
          "taxInfo.totalTax.amount", "total_tax",
          "taxInfo.totalExempt.amount", "tax_exempt",
          "balanceSummary.authorized.amount", "authorized",
          "balanceSummary.pending.amount", "pending",
          "balanceSummary.pendingRefund.amount", "pending_refund");

  private static final Map<String, String> WORDS =
      Map.of(
          "status", "status",
          "paymentStatus", "payment_status",
          "fulfillmentStatus", "fulfillment_status",
          "channelInfo.type", "channel_type",
          "shippingInfo.title", "shipping_title",
          "shippingInfo.region.name", "shipping_region",
          "businessLocation.name", "location_name",
          "archived", "archived",
          "imported", "imported",
          "seenByAHuman", "seen");

  /** The figures that are asked for; refuses a form, a function or a field that is not known. */
  static Outcome<List<OrderAggregation>> parse(Json asked) {
    Object tree = asked == null ? null : asked.parse();
    if (!(tree instanceof Map<?, ?> figures) || figures.isEmpty()) {
      return invalid("aggregation", "must be an object of named figures");
    }
    if (figures.size() > COUNT_MAX) {
      return invalid("aggregation", "must have " + COUNT_MAX + " figures at most");
    }
    List<OrderAggregation> parsed = new ArrayList<>();
    for (Map.Entry<?, ?> figure : figures.entrySet()) {
      OrderAggregation one = parse(String.valueOf(figure.getKey()), figure.getValue());
      if (one == null) {
        return invalid(
            "aggregation." + figure.getKey(),
            "must be one of count, sum, avg, min, max, values with a field that has it");
      }
      parsed.add(one);
    }
    return Outcome.done(parsed);
  }

  private static OrderAggregation parse(String name, Object figure) {
    if (!(figure instanceof Map<?, ?> one) || one.size() != 1) return null;
    Map.Entry<?, ?> entry = one.entrySet().iterator().next();
    Function function = function(String.valueOf(entry.getKey()));
    String field = String.valueOf(entry.getValue());
    if (function == null) return null;
    String number = NUMBERS.get(field);
    return switch (function) {
      case COUNT ->
          field.equals("id")
              ? new OrderAggregation(name, function, "count(*)::text as v", "")
              : null;
      case SUM, AVG, MIN, MAX ->
          number == null
              ? null
              : new OrderAggregation(name, function, call(function) + number + ")::text as v", "");
      case VALUES ->
          WORDS.containsKey(field)
              ? new OrderAggregation(
                  name,
                  function,
                  WORDS.get(field) + "::text as k, count(*)::text as v",
                  "group by 1 order by count(*) desc, 1 limit " + VALUES_MAX)
              : null;
    };
  }

  private static String call(Function function) {
    return switch (function) {
      case COUNT, VALUES -> throw new IllegalArgumentException("no function of SQL: " + function);
      case SUM -> "sum(";
      case AVG -> "avg(";
      case MIN -> "min(";
      case MAX -> "max(";
    };
  }

  private static Function function(String name) {
    for (Function function : Function.values()) {
      if (function.name().toLowerCase(java.util.Locale.ROOT).equals(name)) return function;
    }
    return null;
  }

  private static <T> Outcome<T> invalid(String field, String what) {
    return Outcome.invalid(field, Violation.Rule.FORMAT, what);
  }
}
