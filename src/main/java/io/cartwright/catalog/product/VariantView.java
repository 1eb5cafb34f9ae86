package io.cartwright.catalog.product;

import static io.cartwright.catalog.product.ProductField.CURRENCY;
import static io.cartwright.catalog.product.ProductField.MERCHANT_DATA;
import static io.cartwright.catalog.product.ProductField.PRODUCT_CHOICES_DISPLAY_IMAGE;
import static io.cartwright.catalog.product.ProductField.PRODUCT_CHOICES_MEDIA_REFERENCES;
import static io.cartwright.catalog.product.ProductField.VARIANT_OPTION_CHOICE_NAMES;

import io.cartwright.catalog.CatalogSite;
import io.cartwright.wire.productsv3.ConnectedOption;
import io.cartwright.wire.productsv3.ConnectedOptionChoice;
import io.cartwright.wire.productsv3.FixedMonetaryAmount;
import io.cartwright.wire.productsv3.InventoryStatus;
import io.cartwright.wire.productsv3.OptionChoice;
import io.cartwright.wire.productsv3.PriceInfo;
import io.cartwright.wire.productsv3.PriceRange;
import io.cartwright.wire.productsv3.RevenueDetails;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import io.cartwright.wire.productsv3.VariantsInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Options, variants and amounts of a product as a caller sees them. */
final class VariantView {
  private static final int MARGIN_SCALE = 4;

  private final CatalogSite site;
  private final Set<ProductField> fields;

  VariantView(CatalogSite site, Set<ProductField> fields) {
    this.site = site;
    this.fields = fields;
  }

  VariantsInfo all(V3Product product, ProductFacts facts) {
    return VariantsInfo.builder()
        .variants(product.variantsInfo().variants().stream().map(v -> one(v, facts)).toList())
        .build();
  }

  Variant one(Variant variant, ProductFacts facts) {
    boolean names = fields.contains(VARIANT_OPTION_CHOICE_NAMES);
    return variant.toBuilder()
        .choices(
            variant.choices() == null || names
                ? variant.choices()
                : variant.choices().stream()
                    .map(choice -> choice.toBuilder().optionChoiceNames(null).build())
                    .toList())
        .price(price(variant.price()))
        .revenueDetails(fields.contains(MERCHANT_DATA) ? revenue(variant) : null)
        .inventoryStatus(
            InventoryStatus.builder()
                .inStock(facts.inStock(variant.id()))
                .preorderEnabled(facts.preorder(variant.id()))
                .build())
        .build();
  }

  private PriceInfo price(PriceInfo price) {
    return price.toBuilder()
        .actualPrice(amount(price.actualPrice()))
        .compareAtPrice(amount(price.compareAtPrice()))
        .build();
  }

  private RevenueDetails revenue(Variant variant) {
    BigDecimal cost = ProductPrices.cost(variant);
    if (cost == null) return null;
    BigDecimal price = ProductPrices.actual(variant);
    BigDecimal profit = price.subtract(cost);
    return RevenueDetails.builder()
        .cost(amount(VariantRules.amount(cost.toPlainString())))
        .profit(profit.signum() < 0 ? null : amount(VariantRules.amount(profit.toPlainString())))
        .profitMargin(
            price.signum() == 0
                ? null
                : profit.divide(price, MARGIN_SCALE, RoundingMode.HALF_UP).doubleValue())
        .build();
  }

  PriceRange range(PriceRange range) {
    return range == null
        ? null
        : PriceRange.builder()
            .minValue(amount(range.minValue()))
            .maxValue(amount(range.maxValue()))
            .build();
  }

  private FixedMonetaryAmount amount(FixedMonetaryAmount amount) {
    if (amount == null || !fields.contains(CURRENCY)) return amount;
    long minor = site.currency().parse(amount.amount());
    return amount.toBuilder().formattedAmount(site.currency().display(minor)).build();
  }

  /** Options whose choices say whether a visible variant with them is there to be bought. */
  List<ConnectedOption> options(V3Product product, ProductFacts facts) {
    if (product.options() == null) return null;
    Set<String> visible = new HashSet<>();
    Set<String> inStock = new HashSet<>();
    for (Variant variant : product.variantsInfo().variants()) {
      if (variant.choices() == null || !variant.visible()) continue;
      for (OptionChoice choice : variant.choices()) {
        visible.add(choice.optionChoiceIds().choiceId());
        if (facts.inStock(variant.id())) inStock.add(choice.optionChoiceIds().choiceId());
      }
    }
    return product.options().stream()
        .map(
            option ->
                option.toBuilder()
                    .choicesSettings(
                        option.choicesSettings().toBuilder()
                            .choices(
                                option.choicesSettings().choices().stream()
                                    .map(choice -> choice(choice, visible, inStock))
                                    .toList())
                            .build())
                    .build())
        .toList();
  }

  private ConnectedOptionChoice choice(
      ConnectedOptionChoice choice, Set<String> visible, Set<String> inStock) {
    boolean references = fields.contains(PRODUCT_CHOICES_MEDIA_REFERENCES);
    boolean pictures = fields.contains(PRODUCT_CHOICES_DISPLAY_IMAGE);
    return choice.toBuilder()
        .visible(visible.contains(choice.choiceId()))
        .inStock(inStock.contains(choice.choiceId()))
        .media(references ? choice.media() : null)
        .displayImage(pictures ? choice.displayImage() : null)
        .build();
  }
}
