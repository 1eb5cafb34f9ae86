package io.cartwright.catalog.inventory;

import static io.cartwright.catalog.CatalogRefusal.PRE_ORDER_VALIDATION;
import static io.cartwright.catalog.CatalogRefusal.REQUESTED_QUANTITY_MUST_BE_NON_NEGATIVE_DECREASING;

import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.store.Stored;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.AvailabilityStatus;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.common.PreorderInfo;
import io.cartwright.wire.common.Product;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stock of one variant at one location: either counted, and then the quantity is a tally, or just
 * said to be there or not. What is stored never holds the quantity.
 */
public final class InventoryItems {
  /** Name of the entity in events. */
  public static final String FQDN = "wix.stores.catalog.v3.inventory_item";

  /** Bounds of a counted quantity. */
  public static final int QUANTITY_MAX = 99_999;

  public static final int QUANTITY_MIN = -QUANTITY_MAX;

  private InventoryItems() {}

  /** Counters of an item. */
  public record Counts(long quantity, long preordered) {
    public static final Counts ZERO = new Counts(0, 0);
  }

  /** The item with its defaults, or why it cannot be. The quantity is still in it. */
  public static Outcome<InventoryItem> check(UUID siteId, InventoryItem wanted, long quantityNow) {
    boolean tracked = wanted.quantity() != null;
    if (!tracked && wanted.inStock() == null) {
      return Outcome.invalid(
          "inventoryItem.trackingMethod",
          Violation.Rule.REQUIRED_ONE_OF_FIELD,
          "set quantity or inStock");
    }
    PreorderInfo preorder = wanted.preorderInfo();
    if (preorder != null && Boolean.TRUE.equals(preorder.enabled()) && !tracked) {
      return Outcome.refused(PRE_ORDER_VALIDATION, "pre-order needs a tracked quantity");
    }
    if (tracked && wanted.quantity() < 0 && wanted.quantity() < quantityNow) {
      return Outcome.refused(
          REQUESTED_QUANTITY_MUST_BE_NON_NEGATIVE_DECREASING,
          "there are " + quantityNow + ", it cannot be set to " + wanted.quantity());
    }
    String location =
        wanted.locationId() == null
            ? CatalogIds.defaultLocation(siteId).toString()
            : wanted.locationId();
    return Outcome.done(
        wanted.toBuilder()
            .inStock(tracked ? null : wanted.inStock())
            .trackQuantity(tracked)
            .locationId(location)
            .build());
  }

  /** The item as it is stored: without what is counted elsewhere or read elsewhere. */
  public static InventoryItem stored(InventoryItem item) {
    return item.toBuilder().quantity(null).product(null).availabilityStatus(null).build();
  }

  /** The item as it is shown. {@code product} is null when it is not known (any more). */
  public static InventoryItem shown(
      Stored<InventoryItem> stored, Counts counts, V3Product product, List<UUID> categories) {
    InventoryItem item = stored.value();
    int quantity = (int) Math.max(QUANTITY_MIN, Math.min(QUANTITY_MAX, counts.quantity()));
    boolean there = item.trackQuantity() ? counts.quantity() > 0 : item.inStock();
    boolean ahead =
        item.preorderInfo() != null && Boolean.TRUE.equals(item.preorderInfo().enabled());
    return item.toBuilder()
        .id(stored.id().toString())
        .revision(Long.toString(stored.revision()))
        .createdDate(stored.createdAt())
        .updatedDate(stored.updatedAt())
        .quantity(item.trackQuantity() ? quantity : null)
        .availabilityStatus(
            there
                ? AvailabilityStatus.IN_STOCK
                : ahead ? AvailabilityStatus.PREORDER : AvailabilityStatus.OUT_OF_STOCK)
        .preorderInfo(preorder(item.preorderInfo(), counts.preordered()))
        .product(product == null ? null : product(item, product, categories))
        .build();
  }

  private static PreorderInfo preorder(PreorderInfo info, long preordered) {
    if (info == null) return PreorderInfo.builder().enabled(false).build();
    return info.toBuilder()
        .enabled(Boolean.TRUE.equals(info.enabled()))
        .counter((int) preordered)
        .quantity(info.limit() == null ? null : (int) Math.max(0, info.limit() - preordered))
        .build();
  }

  private static Product product(InventoryItem item, V3Product product, List<UUID> categories) {
    Variant variant =
        product.variantsInfo().variants().stream()
            .filter(v -> v.id().equals(item.variantId()))
            .findFirst()
            .orElse(null);
    return Product.builder()
        .name(product.name())
        .directCategoryIds(categories.stream().map(UUID::toString).toList())
        .variantName(variant == null ? null : name(variant))
        .variantSku(variant == null ? null : variant.sku())
        .variantVisible(variant == null ? null : variant.visible())
        .build();
  }

  private static String name(Variant variant) {
    if (variant.choices() == null) return null;
    String name =
        variant.choices().stream()
            .map(choice -> choice.optionChoiceNames().choiceName())
            .collect(Collectors.joining(", "));
    return name.length() <= 250 ? name : name.substring(0, 250);
  }
}
