package io.cartwright.tax;

import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.wire.taxgroups.TaxGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tax groups that every site has from the start; their ids follow from the site's. */
public final class SystemGroups {
  private static final String PRODUCTS = "Products";
  private static final String SHIPPING = "Shipping and delivery";

  private SystemGroups() {}

  /** The group of lines that name none. */
  public static TaxGroup products(UUID siteId) {
    return group(siteId, PRODUCTS);
  }

  /** The group of delivery. */
  public static TaxGroup shipping(UUID siteId) {
    return group(siteId, SHIPPING);
  }

  /** All of them, that of products first. */
  public static List<TaxGroup> of(UUID siteId) {
    return List.of(products(siteId), shipping(siteId));
  }

  /** The one with this id. */
  public static Optional<TaxGroup> find(UUID siteId, UUID id) {
    return of(siteId).stream().filter(group -> group.id().equals(id.toString())).findFirst();
  }

  /** The one for the items of an app's catalog. */
  public static Optional<TaxGroup> ofApp(UUID siteId, String appId) {
    return CatalogQuestions.STORES_APP_ID.equalsIgnoreCase(appId)
        ? Optional.of(products(siteId))
        : Optional.empty();
  }

  private static TaxGroup group(UUID siteId, String name) {
    String seed = "tax-group/" + siteId + "/" + name;
    UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    return TaxGroup.builder().id(id.toString()).name(name).revision("1").build();
  }
}
