package io.cartwright.catalog.product;

import io.cartwright.wire.productsv3.FixedMonetaryAmount;
import io.cartwright.wire.productsv3.Media;
import io.cartwright.wire.productsv3.PhysicalProperties;
import io.cartwright.wire.productsv3.PriceRange;
import io.cartwright.wire.productsv3.ProductMedia;
import io.cartwright.wire.productsv3.ProductType;
import io.cartwright.wire.productsv3.V3Product;
import io.cartwright.wire.productsv3.Variant;
import io.cartwright.wire.productsv3.VariantSummary;
import io.cartwright.wire.productsv3.WeightRange;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Amounts of a product that follow from its variants. Hidden variants count only when all are. */
final class ProductPrices {
  private ProductPrices() {}

  /** The product with its ranges and its summary. */
  static V3Product complete(V3Product product) {
    List<Variant> counted = counted(product);
    return product.toBuilder()
        .actualPriceRange(range(counted, ProductPrices::actual))
        .compareAtPriceRange(range(counted, ProductPrices::compareAt))
        .costRange(range(counted, ProductPrices::cost))
        .physicalProperties(physical(product, counted))
        .media(media(product.media()))
        .variantSummary(
            VariantSummary.builder().variantCount(product.variantsInfo().variants().size()).build())
        .build();
  }

  /** The price of the cheapest variant. */
  static BigDecimal lowest(V3Product product) {
    return actual(cheapest(counted(product)));
  }

  /** The variant with the lowest price, the first of several. */
  static Variant cheapest(V3Product product) {
    return cheapest(counted(product));
  }

  private static List<Variant> counted(V3Product product) {
    List<Variant> all = product.variantsInfo().variants();
    List<Variant> visible = all.stream().filter(Variant::visible).toList();
    return visible.isEmpty() ? all : visible;
  }

  private static Variant cheapest(List<Variant> variants) {
    return variants.stream().min(Comparator.comparing(ProductPrices::actual)).orElseThrow();
  }

  private static PriceRange range(List<Variant> variants, Function<Variant, BigDecimal> amount) {
    List<BigDecimal> amounts =
        variants.stream().map(amount).filter(Objects::nonNull).sorted().toList();
    return amounts.isEmpty()
        ? null
        : PriceRange.builder()
            .minValue(VariantRules.amount(amounts.get(0).toPlainString()))
            .maxValue(VariantRules.amount(amounts.get(amounts.size() - 1).toPlainString()))
            .build();
  }

  private static PhysicalProperties physical(V3Product product, List<Variant> variants) {
    if (product.productType() == ProductType.DIGITAL) return null;
    PhysicalProperties.Builder next =
        product.physicalProperties() == null
            ? PhysicalProperties.builder()
            : product.physicalProperties().toBuilder();
    List<Double> weights =
        variants.stream()
            .map(Variant::physicalProperties)
            .filter(p -> p != null && p.weight() != null)
            .map(p -> p.weight())
            .sorted()
            .toList();
    WeightRange range =
        weights.isEmpty()
            ? null
            : WeightRange.builder()
                .minValue(weights.get(0))
                .maxValue(weights.get(weights.size() - 1))
                .build();
    return next.shippingWeightRange(range).build();
  }

  /** The first medium is the main one. */
  private static Media media(Media sent) {
    if (sent == null || sent.itemsInfo() == null) return null;
    List<ProductMedia> items =
        ProductRules.orEmpty(sent.itemsInfo().items()).stream()
            .map(ProductPictures::complete)
            .toList();
    return items.isEmpty()
        ? null
        : Media.builder()
            .main(items.get(0))
            .itemsInfo(sent.itemsInfo().toBuilder().items(items).build())
            .build();
  }

  static BigDecimal actual(Variant variant) {
    return new BigDecimal(variant.price().actualPrice().amount());
  }

  static BigDecimal compareAt(Variant variant) {
    return decimal(variant.price().compareAtPrice());
  }

  static BigDecimal cost(Variant variant) {
    return variant.revenueDetails() == null ? null : decimal(variant.revenueDetails().cost());
  }

  private static BigDecimal decimal(FixedMonetaryAmount amount) {
    return amount == null || amount.amount() == null ? null : new BigDecimal(amount.amount());
  }
}
