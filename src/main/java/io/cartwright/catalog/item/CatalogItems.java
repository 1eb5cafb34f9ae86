package io.cartwright.catalog.item;

import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogSite;
import io.cartwright.money.Currency;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.CommonImage;
import io.cartwright.wire.common.InventoryItem;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.PageUrlV2;
import io.cartwright.wire.common.PhysicalProperties;
import io.cartwright.wire.common.ProductName;
import io.cartwright.wire.productsv3.Media;
import io.cartwright.wire.productsv3.ProductMedia;
import io.cartwright.wire.productsv3.ProductType;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes catalog items of stored products. Amounts finer than the minor unit round half up here. */
final class CatalogItems {
  private CatalogItems() {}

  static CatalogItem of(
      UUID siteId,
      CatalogSite site,
      Stored<V3Product> stored,
      List<Stored<InventoryItem>> stock,
      Collection<UUID> categories,
      long nowMs) {
    V3Product product = stored.value();
    List<VariantItem> variants = new ArrayList<>();
    for (Variant variant : product.variantsInfo().variants()) {
      variants.add(variant(siteId, site.currency(), product, variant, stock));
    }
    Set<String> collections = new HashSet<>();
    categories.forEach(id -> collections.add(id.toString()));
    collections.add(CatalogIds.allProducts(siteId).toString());
    String path = CatalogSite.productPath(product.slug());
    return new CatalogItem(
        new CatalogItem.Common(
            stored.id().toString(),
            product.visible(),
            Set.copyOf(collections),
            ProductName.builder().original(product.name()).build(),
            PageUrlV2.builder().relativePath(path).url(site.baseUrl() + path).build(),
            image(product.media()),
            ItemType.builder().preset(preset(product.productType())).build(),
            product.taxGroupId(),
            product.physicalProperties() == null
                ? null
                : product.physicalProperties().deliveryProfileId()),
        variants,
        new OptionReader(
            product.options() == null ? List.of() : product.options(),
            product.modifiers() == null ? List.of() : product.modifiers(),
            site.currency()),
        nowMs);
  }

  private static VariantItem variant(
      UUID siteId,
      Currency currency,
      V3Product product,
      Variant variant,
      List<Stored<InventoryItem>> stock) {
    long price = currency.parse(variant.price().actualPrice().amount());
    long full =
        variant.price().compareAtPrice() == null
            ? price
            : Math.max(price, currency.parse(variant.price().compareAtPrice().amount()));
    String home = CatalogIds.defaultLocation(siteId).toString();
    List<VariantItem.Stock> places =
        stock.stream()
            .filter(item -> item.value().variantId().equals(variant.id()))
            .sorted(
                Comparator.comparing(
                    (Stored<InventoryItem> item) -> !home.equals(item.value().locationId())))
            .map(CatalogItems::stock)
            .toList();
    List<String> choices =
        variant.choices() == null
            ? List.of()
            : variant.choices().stream().map(c -> c.optionChoiceIds().choiceId()).toList();
    return new VariantItem(
        variant.id(), variant.visible(), price, full, choices, physical(product, variant), places);
  }

  private static VariantItem.Stock stock(Stored<InventoryItem> stored) {
    InventoryItem item = stored.value();
    boolean preorder =
        item.preorderInfo() != null && Boolean.TRUE.equals(item.preorderInfo().enabled());
    return new VariantItem.Stock(
        stored.id(), item.trackQuantity(), Boolean.TRUE.equals(item.inStock()), preorder);
  }

  private static PhysicalProperties physical(V3Product product, Variant variant) {
    boolean shippable = product.productType() == ProductType.PHYSICAL;
    return PhysicalProperties.builder()
        .weight(variant.physicalProperties() == null ? null : variant.physicalProperties().weight())
        .sku(variant.sku())
        .shippable(shippable)
        .build();
  }

  private static ItemTypePreset preset(ProductType type) {
    return switch (type) {
      case PHYSICAL -> ItemTypePreset.PHYSICAL;
      case DIGITAL -> ItemTypePreset.DIGITAL;
    };
  }

  private static CommonImage image(Media media) {
    ProductMedia main = media == null ? null : media.main();
    if (main == null || main.image() == null) return null;
    return CommonImage.builder()
        .id(main.id())
        .url(main.image().url())
        .altText(main.altText())
        .build();
  }
}
