package io.cartwright.catalog;

import io.cartwright.bus.Operation;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.CommonImage;
import io.cartwright.wire.common.DescriptionLine;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.PageUrlV2;
import io.cartwright.wire.common.PhysicalProperties;
import io.cartwright.wire.common.ProductName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What other domains ask the catalog. These stay inside the JVM, answered from memory. */
public final class CatalogQuestions {
  /** The app id under which the engine's own catalog is known to the SDK (Wix Stores). */
  public static final String STORES_APP_ID = "215238eb-22a5-4c36-9e7b-e7c08025e04e";

  /** What the catalog says about items. */
  public static final Operation<ResolveItems, ResolvedItems> RESOLVE_ITEMS =
      Operation.internal("ecom.catalog.resolveItems");

  private CatalogQuestions() {}

  /** Asks about items; the options choose the variant ({@code variantId} or {@code options}). */
  public record ResolveItems(List<CatalogReference> references) {
    public ResolveItems {
      references = List.copyOf(references);
    }
  }

  /** In the order of the question; null where the catalog has no such item (any more). */
  public record ResolvedItems(List<ResolvedItem> items) {
    public ResolvedItems {
      items = Collections.unmodifiableList(new ArrayList<>(items));
    }
  }

  /**
   * An item as it stands.
   *
   * @param reference as asked
   * @param inventoryItemId the stock row to take from; null when stock is not tracked
   * @param quantityAvailable units in stock; null when stock is not tracked, or may be oversold
   *     (backorder)
   * @param inStock false: cannot be bought now
   * @param visible false: hidden from buyers, cannot be bought
   * @param priceMinor one unit after the catalog's own discount, minor units of the site's currency
   * @param fullPriceMinor one unit before it
   * @param collectionIds categories of the product, lower-case ids
   * @param rootCatalogItemId the product when the item is a variant
   * @param taxGroupId lower-case id, or null
   * @param deliveryProfileId lower-case id, or null for the default profile
   */
  public record ResolvedItem(
      CatalogReference reference,
      UUID inventoryItemId,
      Integer quantityAvailable,
      boolean inStock,
      boolean visible,
      long priceMinor,
      long fullPriceMinor,
      Set<String> collectionIds,
      String rootCatalogItemId,
      ProductName productName,
      PageUrlV2 url,
      CommonImage image,
      List<DescriptionLine> descriptionLines,
      PhysicalProperties physicalProperties,
      ItemType itemType,
      String taxGroupId,
      String deliveryProfileId) {
    public ResolvedItem {
      collectionIds = Set.copyOf(collectionIds);
      descriptionLines = List.copyOf(descriptionLines);
    }
  }
}
