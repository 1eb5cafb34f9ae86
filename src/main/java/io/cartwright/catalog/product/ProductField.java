package io.cartwright.catalog.product;

import io.cartwright.wire.WireEnum;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a caller may ask for beside the plain product. The contract has two enums for it, for single
 * products and for lists; the names are the same.
 */
enum ProductField {
  /** {@code url}. */
  URL,
  /** {@code currency}, and {@code formattedAmount} in every amount. */
  CURRENCY,
  /** {@code infoSections}, without their texts. */
  INFO_SECTION,
  /** Cost, profit and private tags; for administrators. */
  MERCHANT_DATA,
  PLAIN_DESCRIPTION,
  INFO_SECTION_PLAIN_DESCRIPTION,
  /** Nothing yet: subscriptions are kept, their prices are not computed. */
  SUBSCRIPTION_PRICES_INFO,
  /** The path to the main category. */
  BREADCRUMBS_INFO,
  WEIGHT_MEASUREMENT_UNIT_INFO,
  /** {@code optionChoiceNames} in the choices of variants. */
  VARIANT_OPTION_CHOICE_NAMES,
  /** {@code media.itemsInfo}; {@code media.main} is always there. */
  MEDIA_ITEMS_INFO,
  DESCRIPTION,
  DIRECT_CATEGORIES_INFO,
  ALL_CATEGORIES_INFO,
  INFO_SECTION_DESCRIPTION,
  /** {@code thumbnail} of media. */
  THUMBNAIL,
  PRODUCT_CHOICES_MEDIA_REFERENCES,
  PRODUCT_CHOICES_DISPLAY_IMAGE,
  /** {@code variantSummary.minPriceVariant}. */
  MIN_PRICE_VARIANT,
  /** Nothing yet: discounts are computed for carts only. */
  DISCOUNT_INFO;

  /** The fields asked for; none when null. */
  static Set<ProductField> of(Collection<? extends WireEnum> requested) {
    EnumSet<ProductField> fields = EnumSet.noneOf(ProductField.class);
    if (requested != null) requested.forEach(field -> fields.add(valueOf(field.wire())));
    return fields;
  }

  /** True when the answer needs the categories of the product. */
  static boolean needCategories(Set<ProductField> fields) {
    return fields.contains(DIRECT_CATEGORIES_INFO)
        || fields.contains(ALL_CATEGORIES_INFO)
        || fields.contains(BREADCRUMBS_INFO);
  }
}
