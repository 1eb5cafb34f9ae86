package io.cartwright.catalog.product;

import io.cartwright.wire.productsv3.Inventory;
import io.cartwright.wire.productsv3.InventoryAvailabilityStatus;
import io.cartwright.wire.productsv3.PreorderStatus;
import io.cartwright.wire.productsv3.ProductPreorderAvailability;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;

/** Availability of a product as a whole, from its visible variants. */
final class StockSummary {
  private StockSummary() {}

  static Inventory of(V3Product product, ProductFacts facts) {
    int variants = 0;
    int inStock = 0;
    int preorder = 0;
    int preorderNow = 0;
    for (Variant variant : product.variantsInfo().variants()) {
      if (!variant.visible()) continue;
      variants++;
      boolean there = facts.inStock(variant.id());
      boolean ahead = facts.preorder(variant.id());
      if (there) inStock++;
      if (ahead) preorder++;
      if (ahead && !there) preorderNow++;
    }
    return Inventory.builder()
        .availabilityStatus(
            inStock == 0
                ? InventoryAvailabilityStatus.OUT_OF_STOCK
                : inStock == variants
                    ? InventoryAvailabilityStatus.IN_STOCK
                    : InventoryAvailabilityStatus.PARTIALLY_OUT_OF_STOCK)
        .preorderStatus(
            preorder == 0
                ? PreorderStatus.DISABLED
                : preorder == variants ? PreorderStatus.ENABLED : PreorderStatus.PARTIALLY_ENABLED)
        .preorderAvailability(
            preorderNow == 0
                ? ProductPreorderAvailability.NO_VARIANTS
                : preorderNow == variants
                    ? ProductPreorderAvailability.ALL_VARIANTS
                    : ProductPreorderAvailability.SOME_VARIANTS)
        .build();
  }
}
