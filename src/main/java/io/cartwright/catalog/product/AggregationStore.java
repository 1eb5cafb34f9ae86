package io.cartwright.catalog.product;

import io.cartwright.wire.productsv3.AggregationDataAggregationResults;
import io.cartwright.wire.productsv3.AggregationDataAggregationResultsScalarResult;
import io.cartwright.wire.productsv3.AggregationRangeAggregationRangeBucket;
import io.cartwright.wire.productsv3.AggregationResultsRangeResults;
import io.cartwright.wire.productsv3.AggregationResultsValueResults;
import io.cartwright.wire.productsv3.RangeResultsRangeAggregationResult;
import io.cartwright.wire.productsv3.ValueResultsValueAggregationResult;
import io.cartwright.wire.productsv3.WixCommonAggregation;
import io.cartwright.wire.productsv3.WixCommonAggregationType;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of an aggregation. */
final class AggregationStore {
  private static final int VALUE_LENGTH_MAX = 100;

  private AggregationStore() {}

  static AggregationDataAggregationResults result(Aggregations.Plan plan, RowSet<Row> rows) {
    WixCommonAggregation asked = plan.asked();
    WixCommonAggregationType type = Aggregations.type(asked);
    AggregationDataAggregationResults.Builder result =
        AggregationDataAggregationResults.builder()
            .name(asked.name())
            .type(type)
            .fieldPath(asked.fieldPath());
    return switch (type) {
      case VALUE -> result.values(values(rows, plan.limit())).build();
      case RANGE -> result.ranges(ranges(asked, rows.iterator().next())).build();
      case SCALAR ->
          result
              .scalar(
                  AggregationDataAggregationResultsScalarResult.builder()
                      .type(asked.scalar().type())
                      .value(rows.iterator().next().getDouble("v"))
                      .build())
              .build();
      case DATE_HISTOGRAM, NESTED -> throw new IllegalStateException("never planned: " + type);
    };
  }

  private static AggregationResultsValueResults values(RowSet<Row> rows, int limit) {
    List<ValueResultsValueAggregationResult> values = new ArrayList<>();
    for (Row row : rows) {
      String value = row.getString("value");
      if (value == null || values.size() == limit) continue;
      values.add(
          ValueResultsValueAggregationResult.builder()
              .value(
                  value.length() <= VALUE_LENGTH_MAX ? value : value.substring(0, VALUE_LENGTH_MAX))
              .count(row.getLong("n").intValue())
              .build());
    }
    return AggregationResultsValueResults.builder().results(values).build();
  }

  private static AggregationResultsRangeResults ranges(WixCommonAggregation asked, Row row) {
    List<RangeResultsRangeAggregationResult> ranges = new ArrayList<>();
    for (AggregationRangeAggregationRangeBucket bucket : asked.range().buckets()) {
      ranges.add(
          RangeResultsRangeAggregationResult.builder()
              .from(bucket.from())
              .to(bucket.to())
              .count(row.getLong(ranges.size()).intValue())
              .build());
    }
    return AggregationResultsRangeResults.builder().results(ranges).build();
  }
}
