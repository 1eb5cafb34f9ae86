package io.cartwright.catalog.item;

import io.cartwright.wire.common.PhysicalProperties;
import java.util.List;
import java.util.UUID;

/**
 * One variant as carts see it.
 *
 * @param priceMinor one unit, minor units of the site's currency
 * @param fullPriceMinor one unit before the catalog's own discount
 * @param choices ids of the chosen choices, by the position of their options
 * @param stock what is there of it, the default location first
 */
record VariantItem(
    String id,
    boolean visible,
    long priceMinor,
    long fullPriceMinor,
    List<String> choices,
    PhysicalProperties physicalProperties,
    List<Stock> stock) {

  VariantItem {
    choices = List.copyOf(choices);
    stock = List.copyOf(stock);
  }

  /**
   * Stock at one location. Whether it is tracked changes with the product's entry only; the count
   * is read again when it is older than a moment.
   */
  static final class Stock {
    final UUID itemId;
    final boolean tracked;
    final boolean there;
    final boolean preorder;
    private volatile Count count = Count.NEVER;

    /** A quantity and when it was read, in milliseconds. */
    private record Count(long quantity, long atMs) {
      static final Count NEVER = new Count(0, Long.MIN_VALUE / 2);
    }

    Stock(UUID itemId, boolean tracked, boolean there, boolean preorder) {
      this.itemId = itemId;
      this.tracked = tracked;
      this.there = there;
      this.preorder = preorder;
    }

    boolean isStale(long nowMs, long ageMaxMs) {
      return tracked && nowMs - count.atMs > ageMaxMs;
    }

    void counted(long quantity, long atMs) {
      count = new Count(quantity, atMs);
    }

    long quantity() {
      return count.quantity;
    }

    boolean available() {
      return tracked ? count.quantity > 0 : there;
    }
  }
}
