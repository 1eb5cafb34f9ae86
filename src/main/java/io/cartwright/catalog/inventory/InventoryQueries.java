package io.cartwright.catalog.inventory;

import static io.cartwright.store.ColumnType.BIGINT;
import static io.cartwright.store.ColumnType.BOOL;
import static io.cartwright.store.ColumnType.TEXT;
import static io.cartwright.store.ColumnType.TIMESTAMPTZ;
import static io.cartwright.store.ColumnType.UUID;
import static io.cartwright.store.ColumnType.UUID_ARRAY;

import io.cartwright.store.query.Operator;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.common.Sorting;
import java.util.List;

/** Which fields of inventory items may be asked for, and where they are. */
final class InventoryQueries {
  private static final String QUANTITY =
      "case when track_quantity then coalesce((select t.value from tally t"
          + " where t.site_id = inventory_item.site_id and t.kind = 'stock'"
          + " and t.key = inventory_item.id::text), 0) end";
  private static final String IN_STOCK =
      "(item_availability(site_id, id, track_quantity, in_stock, false) = 'IN_STOCK')";
  private static final String PRODUCT_NAME = product("p.name");
  private static final String SKU = "variant_text(site_id, product_id, variant_id, 'sku')";
  private static final String BARCODE = "variant_text(site_id, product_id, variant_id, 'barcode')";
  private static final String VARIANT_NAME = "variant_name(site_id, product_id, variant_id)";

  static final QueryFields<InventoryItem> FIELDS =
      QueryFields.of(InventoryStore.ITEMS)
          .filterOnly("id", "id", UUID)
          .filterOnly("locationId", "location_id", UUID)
          .filterOnly("variantId", "variant_id", UUID)
          .filterOnly(
              "product.directCategoryIds",
              "product_direct_categories(site_id, product_id)",
              UUID_ARRAY,
              Operator.HAS_ALL,
              Operator.HAS_SOME)
          .field("createdDate", "created_at", TIMESTAMPTZ)
          .field("updatedDate", "updated_at", TIMESTAMPTZ)
          .field(
              "availabilityStatus",
              "item_availability(site_id, id, track_quantity, in_stock, preorder_enabled)",
              TEXT)
          .field("inStock", IN_STOCK, BOOL)
          .field("preorderInfo.enabled", "preorder_enabled", BOOL)
          .field("product.brand.id", product("p.brand_id"), TEXT)
          .field("product.name", PRODUCT_NAME, TEXT)
          .field("product.variantBarcode", BARCODE, TEXT)
          .field("product.variantName", VARIANT_NAME, TEXT)
          .field("product.variantSku", SKU, TEXT)
          .field("productId", "product_id", UUID)
          .field("quantity", "(" + QUANTITY + ")", BIGINT)
          .field("trackQuantity", "track_quantity", BOOL)
          .hidden("product.visible", product("p.visible"), BOOL)
          .searchable(PRODUCT_NAME, BARCODE, VARIANT_NAME, SKU)
          .defaultSort(Sort.ascending("createdDate"))
          .limits(50, 1_000)
          .build();

  private InventoryQueries() {}

  private static String product(String expression) {
    return "(select "
        + expression
        + " from product p where p.site_id = inventory_item.site_id"
        + " and p.id = inventory_item.product_id)";
  }

  static List<Sort> sorts(List<Sorting> sorting) {
    return sorting == null
        ? List.of()
        : sorting.stream()
            .filter(s -> s.fieldName() != null)
            .map(s -> Sort.of(s.fieldName(), s.order() == null ? null : s.order().wire()))
            .toList();
  }
}
