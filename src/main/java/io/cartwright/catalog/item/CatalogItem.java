package io.cartwright.catalog.item;

import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.CommonImage;
import io.cartwright.wire.common.DescriptionLine;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.PageUrlV2;
import io.cartwright.wire.common.ProductName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A product as carts see it, worked out once when it is loaded. Which variant some options mean is
 * parsed once for each text of options and remembered, so that asking again costs two lookups.
 */
final class CatalogItem {
  /** Texts of options that are remembered for one product. */
  static final int CHOSEN_MAX = 1_000;

  private static final String NO_OPTIONS = "";

  /** What does not depend on the variant. */
  record Common(
      String productId,
      boolean visible,
      Set<String> collectionIds,
      ProductName name,
      PageUrlV2 url,
      CommonImage image,
      ItemType type,
      String taxGroupId,
      String deliveryProfileId) {}

  /**
   * What some options mean.
   *
   * @param variant null when they mean nothing that can be bought
   * @param addedMinor what the chosen modifiers cost
   */
  record Chosen(VariantItem variant, long addedMinor, List<DescriptionLine> lines) {
    static final Chosen NOTHING = new Chosen(null, 0, List.of());

    Chosen {
      lines = List.copyOf(lines);
    }
  }

  private final Common common;
  private final Map<String, VariantItem> variants = new HashMap<>();
  private final OptionReader reader;
  private final Map<String, Chosen> chosen = new ConcurrentHashMap<>();
  final long loadedAtMs;

  CatalogItem(Common common, List<VariantItem> variants, OptionReader reader, long loadedAtMs) {
    this.common = common;
    variants.forEach(variant -> this.variants.put(variant.id(), variant));
    this.reader = reader;
    this.loadedAtMs = loadedAtMs;
  }

  Iterable<VariantItem> variants() {
    return variants.values();
  }

  /** What these options mean for this product. */
  Chosen choose(Json options) {
    String text = options == null ? NO_OPTIONS : options.text();
    Chosen known = chosen.get(text);
    if (known != null) return known;
    Chosen read = reader.read(options, variants);
    if (chosen.size() >= CHOSEN_MAX) chosen.clear();
    chosen.put(text, read);
    return read;
  }

  /** The item as it stands; null when the options mean nothing. */
  ResolvedItem resolve(CatalogReference reference, Chosen choice) {
    VariantItem variant = choice.variant();
    if (variant == null) return null;
    VariantItem.Stock stock = bestOf(variant.stock());
    boolean preorder = stock != null && stock.tracked && !stock.available() && stock.preorder;
    boolean counted = stock != null && stock.tracked && !preorder;
    return new ResolvedItem(
        reference,
        stock == null || !stock.tracked ? null : stock.itemId,
        counted ? (Integer) (int) Math.max(0, stock.quantity()) : null,
        stock != null && (stock.available() || preorder),
        common.visible() && variant.visible(),
        Math.addExact(variant.priceMinor(), choice.addedMinor()),
        Math.addExact(variant.fullPriceMinor(), choice.addedMinor()),
        common.collectionIds(),
        common.productId(),
        common.name(),
        common.url(),
        common.image(),
        choice.lines(),
        variant.physicalProperties(),
        common.type(),
        common.taxGroupId(),
        common.deliveryProfileId());
  }

  /** The first location that has some; the default one when none has. */
  private static VariantItem.Stock bestOf(List<VariantItem.Stock> stock) {
    for (VariantItem.Stock one : stock) {
      if (one.available()) return one;
    }
    return stock.isEmpty() ? null : stock.get(0);
  }
}
