package io.cartwright.catalog.product;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Violation;
import io.cartwright.wire.productsv3.AggregationRangeAggregationRangeBucket;
import io.cartwright.wire.productsv3.AggregationValueAggregationSortDirection;
import io.cartwright.wire.productsv3.AggregationValueAggregationSortType;
import io.cartwright.wire.productsv3.CommonAggregationValueAggregation;
import io.cartwright.wire.productsv3.WixCommonAggregation;
import io.cartwright.wire.productsv3.WixCommonAggregationType;
import io.cartwright.wire.productsv3.WixCommonScalarType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the aggregations of a search into SQL over the matching products. */
final class Aggregations {
  private static final int VALUES_STANDARD = 10;
  private static final int VALUES_MAX = 250;

  /** Fields by what can be done with their column. */
  private enum Shape {
    TEXT,
    LIST,
    NUMBER,
    FLAG
  }

  private record Column(String sql, Shape shape) {}

  private static final Map<String, Column> COLUMNS = columns();

  /**
   * One aggregation as SQL.
   *
   * @param select the expressions; the first is the value for values, else they are the results
   * @param limit most values to answer
   */
  record Plan(WixCommonAggregation asked, String select, String tail, int limit) {
    Plan(WixCommonAggregation asked, String select) {
      this(asked, select, "", 1);
    }
  }

  private Aggregations() {}

  private static Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("actualPriceRange.minValue.amount", new Column("min_price", Shape.NUMBER));
    columns.put("actualPriceRange.maxValue.amount", new Column("max_price", Shape.NUMBER));
    columns.put(
        "compareAtPriceRange.minValue.amount", new Column("min_compare_price", Shape.NUMBER));
    columns.put(
        "compareAtPriceRange.maxValue.amount", new Column("max_compare_price", Shape.NUMBER));
    columns.put(
        "physicalProperties.shippingWeightRange.minValue", new Column("min_weight", Shape.NUMBER));
    columns.put(
        "physicalProperties.shippingWeightRange.maxValue", new Column("max_weight", Shape.NUMBER));
    for (String[] text :
        new String[][] {
          {"name", "name"},
          {"slug", "slug"},
          {"handle", "slug"},
          {"brand.id", "brand_id"},
          {"brand.name", "brand_name"},
          {"ribbon.id", "ribbon_id"},
          {"ribbon.name", "ribbon_name"},
          {"productType", "product_type"},
          {"taxGroupId", "tax_group_id"},
          {"minVariantPriceInfo.sku", "min_variant_sku"},
          {"physicalProperties.deliveryProfileId", "delivery_profile_id"},
          {"physicalProperties.fulfillerId", "fulfiller_id"},
          {"inventory.availabilityStatus", ProductQueries.AVAILABILITY}
        }) {
      columns.put(text[0], new Column(text[1], Shape.TEXT));
    }
    for (String[] list :
        new String[][] {
          {"options.id", "option_ids"},
          {"options.name", "option_names"},
          {"options.choicesSettings.choices.choiceId", "choice_ids"},
          {"options.choicesSettings.choices.name", "choice_names"},
          {"modifiers.id", "modifier_ids"},
          {"modifiers.name", "modifier_names"},
          {"modifiers.choicesSettings.choices.choiceId", "modifier_choice_ids"},
          {"modifiers.choicesSettings.choices.name", "modifier_choice_names"},
          {"additionalRibbons.id", "additional_ribbon_ids"},
          {"additionalRibbons.name", "additional_ribbon_names"},
          {"tags.publicTags.tagIds", "public_tag_ids"},
          {"tags.privateTags.tagIds", "private_tag_ids"},
          {"variantsInfo.variants.sku", "skus"},
          {"variantsInfo.variants.barcode", "barcodes"},
          {"allCategoriesInfo.categories.id", "product_categories(site_id, id)"},
          {"directCategoriesInfo.categories.id", "product_direct_categories(site_id, id)"}
        }) {
      columns.put(list[0], new Column(list[1], Shape.LIST));
    }
    columns.put("visible", new Column("visible", Shape.FLAG));
    columns.put("visibleInPos", new Column("visible_in_pos", Shape.FLAG));
    return columns;
  }

  /** The plan of an aggregation, or a refusal that names the field or kind that is not known. */
  static Outcome<Plan> plan(WixCommonAggregation asked, int index, boolean admin) {
    String path = "search.aggregations";
    Column column = COLUMNS.get(asked.fieldPath());
    WixCommonAggregationType type = type(asked);
    if (type == null
        || type == WixCommonAggregationType.NESTED
        || type == WixCommonAggregationType.DATE_HISTOGRAM) {
      return refused(path + ".type", index, "only VALUE, RANGE and SCALAR are answered here");
    }
    if (column == null || !admin && ProductQueries.MERCHANT_FIELDS.contains(asked.fieldPath())) {
      return refused(
          path + ".fieldPath", index, asked.fieldPath() + " is not a field that can be aggregated");
    }
    return switch (type) {
      case VALUE -> Outcome.done(values(asked, column));
      case SCALAR -> scalar(asked, column, path, index);
      case RANGE -> ranges(asked, column, path, index);
      case DATE_HISTOGRAM, NESTED -> throw new IllegalStateException("refused above");
    };
  }

  /** The type that is said, else the one whose settings are there. */
  static WixCommonAggregationType type(WixCommonAggregation asked) {
    if (asked.type() != null) return asked.type();
    if (asked.value() != null) return WixCommonAggregationType.VALUE;
    if (asked.range() != null) return WixCommonAggregationType.RANGE;
    return asked.scalar() != null ? WixCommonAggregationType.SCALAR : null;
  }

  private static Plan values(WixCommonAggregation asked, Column column) {
    CommonAggregationValueAggregation value =
        asked.value() == null ? CommonAggregationValueAggregation.builder().build() : asked.value();
    String each =
        column.shape() == Shape.LIST
            ? "unnest(" + column.sql() + ")::text"
            : "(" + column.sql() + ")::text";
    boolean byValue = value.sortType() == AggregationValueAggregationSortType.VALUE;
    boolean up =
        value.sortDirection() == null
            ? byValue
            : value.sortDirection() == AggregationValueAggregationSortDirection.ASC;
    int limit =
        value.limit() == null || value.limit() < 1
            ? VALUES_STANDARD
            : Math.min(value.limit(), VALUES_MAX);
    String order = (byValue ? "1" : "2") + (up ? " asc" : " desc") + (byValue ? "" : ", 1");
    // A null is a product without a value; one more row makes up for it.
    return new Plan(
        asked,
        each + " as value, count(*) as n",
        "group by 1 order by " + order + " limit " + (limit + 1),
        limit);
  }

  private static Outcome<Plan> scalar(
      WixCommonAggregation asked, Column column, String path, int index) {
    WixCommonScalarType type = asked.scalar() == null ? null : asked.scalar().type();
    if (type == null || column.shape() == Shape.LIST) {
      return refused(path + ".scalar", index, "needs a type, and a field that is no list");
    }
    if (type == WixCommonScalarType.COUNT_DISTINCT) {
      return Outcome.done(new Plan(asked, "count(distinct " + column.sql() + ")::float8 as v"));
    }
    if (column.shape() != Shape.NUMBER) {
      return refused(path + ".scalar", index, asked.fieldPath() + " is not a number");
    }
    String function = type == WixCommonScalarType.MIN ? "min" : "max";
    return Outcome.done(
        new Plan(asked, "coalesce(" + function + "(" + column.sql() + "), 0)::float8 as v"));
  }

  private static Outcome<Plan> ranges(
      WixCommonAggregation asked, Column column, String path, int index) {
    if (column.shape() != Shape.NUMBER
        || asked.range() == null
        || asked.range().buckets() == null
        || asked.range().buckets().isEmpty()) {
      return refused(path + ".range", index, "needs buckets, and a field that is a number");
    }
    StringBuilder select = new StringBuilder();
    for (AggregationRangeAggregationRangeBucket bucket : asked.range().buckets()) {
      if (!isFinite(bucket.from()) || !isFinite(bucket.to())) {
        return refused(path + ".range.buckets", index, "has a bound that is no finite number");
      }
      if (select.length() > 0) select.append(", ");
      select.append("count(*) filter (where ").append(column.sql()).append(" is not null");
      if (bucket.from() != null) bound(select, column, " >= ", bucket.from());
      if (bucket.to() != null) bound(select, column, " < ", bucket.to());
      select.append(")");
    }
    return Outcome.done(new Plan(asked, select.toString()));
  }

  private static boolean isFinite(Double bound) {
    return bound == null || Double.isFinite(bound);
  }

  /** A number's digits are plain text in SQL. */
  private static void bound(StringBuilder select, Column column, String comparison, double value) {
    select
        .append(" and ")
        .append(column.sql())
        .append(comparison)
        .append('(')
        .append(BigDecimal.valueOf(value).toPlainString())
        .append(')');
  }

  private static Outcome<Plan> refused(String field, int index, String why) {
    return Outcome.invalid(
        List.of(
            new Violation(
                field,
                why,
                Violation.Rule.OTHER,
                "AGGREGATION_NOT_SUPPORTED",
                io.cartwright.wire.Json.of(Map.of("index", index)))));
  }
}
