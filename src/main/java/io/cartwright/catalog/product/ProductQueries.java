package io.cartwright.catalog.product;

import static io.cartwright.store.ColumnType.BOOL;
import static io.cartwright.store.ColumnType.NUMERIC;
import static io.cartwright.store.ColumnType.TEXT;
import static io.cartwright.store.ColumnType.TEXT_ARRAY;
import static io.cartwright.store.ColumnType.TIMESTAMPTZ;
import static io.cartwright.store.ColumnType.UUID;
import static io.cartwright.store.ColumnType.UUID_ARRAY;
import static io.cartwright.store.query.Operator.HAS_ALL;
import static io.cartwright.store.query.Operator.HAS_SOME;

import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.Json;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.WixCommonSorting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields of products may be asked for, and where they are. */
final class ProductQueries {
  /** Rows on a page at most, as the contract has it. */
  static final int LIMIT_MAX = 100;

  static final int LIMIT_STANDARD = 50;

  static final String AVAILABILITY = "product_availability(site_id, id, visible_variants)";

  /** Fields that free text is looked for in, and their columns. */
  static final Map<String, String> SEARCHED = searched();

  static final QueryFields<V3Product> QUERY =
      QueryFields.of(ProductStore.PRODUCTS)
          .filterOnly("id", "id", UUID)
          .filterOnly("handle", "slug", TEXT)
          .filterOnly("options.id", "option_ids", TEXT_ARRAY, HAS_ALL, HAS_SOME)
          .field("createdDate", "created_at", TIMESTAMPTZ)
          .field("updatedDate", "updated_at", TIMESTAMPTZ)
          .field("slug", "slug", TEXT)
          .field("visible", "visible", BOOL)
          .defaultSort(Sort.descending("createdDate"))
          .limits(LIMIT_STANDARD, LIMIT_MAX)
          .kept()
          .build();

  private static final String PRIVATE_TAGS = "tags.privateTags.tagIds";

  /** Fields that only administrators see, so that nobody else may ask by them either. */
  static final Set<String> MERCHANT_FIELDS = Set.of(PRIVATE_TAGS);

  private static final String MATCH_ITEMS = "$matchItems";
  private static final List<String> CATEGORY_FIELDS =
      List.of("allCategoriesInfo.categories", "directCategoriesInfo.categories");

  private ProductQueries() {}

  /** The fields of a search whose free text is looked for in these fields. */
  static QueryFields<V3Product> search(List<String> searchedFields, boolean admin) {
    QueryFields.Builder<V3Product> fields = QueryFields.of(ProductStore.PRODUCTS);
    plain(fields);
    lists(fields);
    if (admin) list(fields, PRIVATE_TAGS, "private_tag_ids");
    sorted(fields);
    return fields
        .searchable(searchedFields.stream().map(SEARCHED::get).toArray(String[]::new))
        .defaultSort(Sort.descending("createdDate"))
        .limits(LIMIT_STANDARD, LIMIT_MAX)
        .build();
  }

  private static Map<String, String> searched() {
    Map<String, String> searched = new LinkedHashMap<>();
    searched.put("name", "name");
    searched.put("description", "description");
    searched.put("variantsInfo.variants.sku", "array_to_string(skus, ' ')");
    searched.put("variantsInfo.variants.barcode", "array_to_string(barcodes, ' ')");
    searched.put("minVariantPriceInfo.sku", "min_variant_sku");
    searched.put("physicalProperties.deliveryProfileId", "delivery_profile_id");
    return searched;
  }

  private static void plain(QueryFields.Builder<V3Product> fields) {
    fields
        .filterOnly("id", "id", UUID)
        .filterOnly("brand.id", "brand_id", TEXT)
        .filterOnly("brand.name", "brand_name", TEXT)
        .filterOnly("handle", "slug", TEXT)
        .filterOnly("inventory.availabilityStatus", AVAILABILITY, TEXT)
        .filterOnly(
            "inventory.preorderStatus", "product_preorder(site_id, id, visible_variants)", TEXT)
        .filterOnly("physicalProperties.deliveryProfileId", "delivery_profile_id", TEXT)
        .filterOnly("physicalProperties.fulfillerId", "fulfiller_id", TEXT)
        .filterOnly("productType", "product_type", TEXT)
        .filterOnly("ribbon.id", "ribbon_id", TEXT)
        .filterOnly("ribbon.name", "ribbon_name", TEXT)
        .filterOnly("slug", "slug", TEXT)
        .filterOnly("subscriptionDetails.allowOneTimePurchases", "one_time_purchases", BOOL)
        .filterOnly("taxGroupId", "tax_group_id", TEXT)
        .filterOnly("visible", "visible", BOOL)
        .filterOnly("visibleInPos", "visible_in_pos", BOOL);
  }

  private static void lists(QueryFields.Builder<V3Product> fields) {
    list(fields, "additionalRibbons.id", "additional_ribbon_ids");
    list(fields, "additionalRibbons.name", "additional_ribbon_names");
    list(fields, "infoSections.id", "info_section_ids");
    list(fields, "infoSections.uniqueName", "info_section_names");
    list(fields, "modifiers.id", "modifier_ids");
    list(fields, "modifiers.choicesSettings.choices.choiceId", "modifier_choice_ids");
    list(fields, "modifiers.choicesSettings.choices.name", "modifier_choice_names");
    list(fields, "modifiers.name", "modifier_names");
    list(fields, "options.id", "option_ids");
    list(fields, "options.choicesSettings.choices.choiceId", "choice_ids");
    list(fields, "options.choicesSettings.choices.name", "choice_names");
    list(fields, "options.name", "option_names");
    list(fields, "tags.publicTags.tagIds", "public_tag_ids");
    fields
        .filterOnly(
            "allCategoriesInfo.categories.id",
            "product_categories(site_id, id)",
            UUID_ARRAY,
            HAS_ALL,
            HAS_SOME)
        .filterOnly(
            "directCategoriesInfo.categories.id",
            "product_direct_categories(site_id, id)",
            UUID_ARRAY,
            HAS_ALL,
            HAS_SOME);
  }

  private static void list(QueryFields.Builder<V3Product> fields, String name, String column) {
    fields.filterOnly(name, column, TEXT_ARRAY, HAS_ALL, HAS_SOME);
  }

  private static void sorted(QueryFields.Builder<V3Product> fields) {
    fields
        .field("createdDate", "created_at", TIMESTAMPTZ)
        .field("updatedDate", "updated_at", TIMESTAMPTZ)
        .field("actualPriceRange.minValue.amount", "min_price", NUMERIC)
        .field("actualPriceRange.maxValue.amount", "max_price", NUMERIC)
        .field("compareAtPriceRange.minValue.amount", "min_compare_price", NUMERIC)
        .field("compareAtPriceRange.maxValue.amount", "max_compare_price", NUMERIC)
        .field("minVariantPriceInfo.sku", "min_variant_sku", TEXT)
        .field("name", "name", TEXT)
        .field("physicalProperties.shippingWeightRange.minValue", "min_weight", NUMERIC)
        .field("physicalProperties.shippingWeightRange.maxValue", "max_weight", NUMERIC);
  }

  /**
   * The filter with {@code $matchItems} on categories said as {@code $hasSome} on their ids: each
   * of the items must be matched by some category of the product.
   */
  static String filter(Json filter) {
    if (filter == null) return null;
    if (!filter.text().contains(MATCH_ITEMS)) return filter.text();
    return Json.of(rewritten(filter.parse())).text();
  }

  private static Object rewritten(Object node) {
    if (node instanceof List<?> list) return list.stream().map(ProductQueries::rewritten).toList();
    if (!(node instanceof Map<?, ?> map)) return node;
    Map<String, Object> next = new LinkedHashMap<>();
    List<Object> more = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          List<List<Object>> ids = CATEGORY_FIELDS.contains(key) ? matched(value) : null;
          if (ids == null) {
            next.put((String) key, rewritten(value));
          } else {
            ids.forEach(some -> more.add(Map.of(key + ".id", Map.of("$hasSome", some))));
          }
        });
    if (!more.isEmpty()) {
      if (next.containsKey("$and")) more.add(Map.of("$and", next.remove("$and")));
      next.put("$and", more);
    }
    return next;
  }

  /** For each item the ids that match it; null when this is not a match by ids alone. */
  private static List<List<Object>> matched(Object value) {
    if (!(value instanceof Map<?, ?> map)
        || map.size() != 1
        || !(map.get(MATCH_ITEMS) instanceof List<?> items)) {
      return null;
    }
    List<List<Object>> all = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> fields) || fields.size() != 1) return null;
      Object id = fields.get("id");
      if (id instanceof Map<?, ?> condition && condition.size() == 1) {
        id = condition.containsKey("$eq") ? condition.get("$eq") : condition.get("$in");
      }
      if (id instanceof String) {
        all.add(List.of(id));
      } else if (id instanceof List<?> list) {
        all.add(new ArrayList<>(list));
      } else {
        return null;
      }
    }
    return all;
  }

  static List<Sort> sorts(List<WixCommonSorting> sorting) {
    return sorting == null
        ? List.of()
        : sorting.stream()
            .filter(s -> s.fieldName() != null)
            .map(s -> Sort.of(s.fieldName(), s.order() == null ? null : s.order().wire()))
            .toList();
  }
}
