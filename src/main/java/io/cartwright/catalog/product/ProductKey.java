package io.cartwright.catalog.product;

import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Something that only one product of a site may have. Its row's id follows from kind and text, so
 * that Postgres decides who has it.
 */
record ProductKey(UUID id, Kind kind, String text) {

  /** In the order in which a conflict is told. */
  enum Kind {
    VARIANT(CatalogRefusal.VARIANT_ID_ALREADY_EXISTS),
    SLUG(CatalogRefusal.DUPLICATE_SLUG_ERROR),
    BARCODE(CatalogRefusal.BARCODE_ALREADY_EXIST_ERROR),
    SKU(CatalogRefusal.SKU_ALREADY_EXIST_ERROR);

    final CatalogRefusal refusal;

    Kind(CatalogRefusal refusal) {
      this.refusal = refusal;
    }
  }

  static ProductKey of(UUID siteId, Kind kind, String text) {
    return new ProductKey(CatalogIds.of(siteId, "key/" + kind, text), kind, text);
  }

  /** All keys of a product, in the order of their kinds; the slug only when it has one. */
  static Map<UUID, ProductKey> all(UUID siteId, V3Product product) {
    Map<UUID, ProductKey> keys = new LinkedHashMap<>();
    for (Variant variant : product.variantsInfo().variants()) {
      add(keys, of(siteId, Kind.VARIANT, variant.id()));
    }
    if (product.slug() != null) add(keys, of(siteId, Kind.SLUG, product.slug()));
    for (Variant variant : product.variantsInfo().variants()) {
      if (variant.barcode() != null) add(keys, of(siteId, Kind.BARCODE, variant.barcode()));
    }
    for (Variant variant : product.variantsInfo().variants()) {
      if (variant.sku() != null) add(keys, of(siteId, Kind.SKU, variant.sku()));
    }
    return keys;
  }

  private static void add(Map<UUID, ProductKey> keys, ProductKey key) {
    keys.put(key.id(), key);
  }
}
