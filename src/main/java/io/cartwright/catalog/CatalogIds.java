package io.cartwright.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Ids that follow from what they name, so that equal things have equal ids on every node. */
public final class CatalogIds {
  private CatalogIds() {}

  /** The id of a thing of some kind that goes by this text on a site. */
  public static UUID of(UUID siteId, String kind, String text) {
    String name = siteId + "/" + kind + "/" + text;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #of}, whatever the case of the text. */
  public static UUID ofName(UUID siteId, String kind, String name) {
    return of(siteId, kind, name.strip().toLowerCase(Locale.ROOT));
  }

  /** The category that holds every product of a site. */
  public static UUID allProducts(UUID siteId) {
    return of(siteId, "category", "all-products");
  }

  /** Where stock lies unless said otherwise. */
  public static UUID defaultLocation(UUID siteId) {
    return of(siteId, "location", "default");
  }

  /** The id in this text, or null when it is none. */
  public static UUID parse(String text) {
    if (text == null || text.length() != 36) return null;
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
