package io.cartwright.catalog.demo;

import io.cartwright.catalog.CatalogIds;
import io.cartwright.wire.productsv3.ChoiceType;
import io.cartwright.wire.productsv3.ChoicesSettings;
import io.cartwright.wire.productsv3.ConnectedOption;
import io.cartwright.wire.productsv3.ConnectedOptionChoice;
import io.cartwright.wire.productsv3.FixedMonetaryAmount;
import io.cartwright.wire.productsv3.InventoryItemComposite;
import io.cartwright.wire.productsv3.Media;
import io.cartwright.wire.productsv3.MediaItemsInfo;
import io.cartwright.wire.productsv3.OptionChoiceReferences;
import io.cartwright.wire.productsv3.PhysicalProperties;
import io.cartwright.wire.productsv3.PriceInfo;
import io.cartwright.wire.productsv3.ProductMedia;
import io.cartwright.wire.productsv3.ProductOptionRenderType;
import io.cartwright.wire.productsv3.ProductType;
import io.cartwright.wire.productsv3.ProductWithInventory;
import io.cartwright.wire.productsv3.V3Brand;
import io.cartwright.wire.productsv3.V3OptionChoiceNames;
import io.cartwright.wire.productsv3.V3VariantsInfo;
import io.cartwright.wire.productsv3.VariantPhysicalProperties;
import io.cartwright.wire.productsv3.VariantWithInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes products of the lines of the demo data. */
final class DemoProducts {
  private final UUID siteId;
  private final String baseUrl;

  DemoProducts(UUID siteId, String baseUrl) {
    this.siteId = siteId;
    this.baseUrl = baseUrl;
  }

  /** The product's id, the same on every start. */
  UUID id(DemoLine line) {
    return CatalogIds.of(siteId, "demo", line.sku());
  }

  UUID categoryId(String slug) {
    return CatalogIds.of(siteId, "demo-category", slug);
  }

  String pictureUrl(String picture) {
    return baseUrl + "/demo/" + picture + ".svg";
  }

  ProductWithInventory product(DemoLine line) {
    ProductMedia picture =
        ProductMedia.builder().url(pictureUrl(line.picture())).altText(line.name()).build();
    return ProductWithInventory.builder()
        .name(line.name())
        .productType(line.isDigital() ? ProductType.DIGITAL : ProductType.PHYSICAL)
        .physicalProperties(line.isDigital() ? null : PhysicalProperties.builder().build())
        .plainDescription(line.description())
        .brand(V3Brand.builder().name(line.brand()).build())
        .mainCategoryId(categoryId(line.category()).toString())
        .media(
            Media.builder()
                .itemsInfo(MediaItemsInfo.builder().items(List.of(picture)).build())
                .build())
        .options(line.options().stream().map(DemoProducts::option).toList())
        .variantsInfo(V3VariantsInfo.builder().variants(variants(line)).build())
        .build();
  }

  private static ConnectedOption option(DemoLine.Option option) {
    boolean colours = option.choices().stream().anyMatch(choice -> choice.colour() != null);
    return ConnectedOption.builder()
        .name(option.name())
        .optionRenderType(
            colours ? ProductOptionRenderType.SWATCH_CHOICES : ProductOptionRenderType.TEXT_CHOICES)
        .choicesSettings(
            ChoicesSettings.builder()
                .choices(option.choices().stream().map(DemoProducts::choice).toList())
                .build())
        .build();
  }

  private static ConnectedOptionChoice choice(DemoLine.Choice choice) {
    return ConnectedOptionChoice.builder()
        .name(choice.name())
        .choiceType(choice.colour() == null ? ChoiceType.CHOICE_TEXT : ChoiceType.ONE_COLOR)
        .colorCode(choice.colour())
        .build();
  }

  private List<VariantWithInventory> variants(DemoLine line) {
    List<VariantWithInventory> variants = new ArrayList<>();
    for (List<DemoLine.Choice> choices : line.combinations()) {
      int index = variants.size();
      String sku = choices.isEmpty() ? line.sku() : line.sku() + "-" + (index + 1);
      variants.add(
          VariantWithInventory.builder()
              .id(CatalogIds.of(siteId, "demo-variant", sku).toString())
              .sku(sku)
              .choices(choices.isEmpty() ? null : references(line, choices))
              .price(price(line))
              .physicalProperties(
                  line.isDigital()
                      ? null
                      : VariantPhysicalProperties.builder()
                          .weight(Double.valueOf(line.kg()))
                          .build())
              .inventoryItem(stock(line.stockOf(index)))
              .build());
    }
    return variants;
  }

  private static List<OptionChoiceReferences> references(
      DemoLine line, List<DemoLine.Choice> choices) {
    List<OptionChoiceReferences> references = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      references.add(
          OptionChoiceReferences.builder()
              .optionChoiceNames(
                  V3OptionChoiceNames.builder()
                      .optionName(line.options().get(i).name())
                      .choiceName(choices.get(i).name())
                      .build())
              .build());
    }
    return references;
  }

  private static PriceInfo price(DemoLine line) {
    return PriceInfo.builder()
        .actualPrice(FixedMonetaryAmount.builder().amount(line.price()).build())
        .compareAtPrice(
            line.compareAt() == null
                ? null
                : FixedMonetaryAmount.builder().amount(line.compareAt()).build())
        .build();
  }

  private static InventoryItemComposite stock(String stock) {
    return switch (stock) {
      case "yes", "digital" -> InventoryItemComposite.builder().inStock(true).build();
      case "no" -> InventoryItemComposite.builder().inStock(false).build();
      default -> InventoryItemComposite.builder().quantity(Integer.valueOf(stock)).build();
    };
  }
}
