package io.cartwright.catalog;

import io.cartwright.money.Currency;
import io.cartwright.wire.common.WeightUnit;

/**
 * What the catalog has to know of a site.
 *
 * @param currency of all its prices
 * @param weightUnit of all its weights
 * @param baseUrl where its pages are, without a slash at the end
 */
public record CatalogSite(Currency currency, WeightUnit weightUnit, String baseUrl) {
  private static final String PRODUCT_PAGES = "/product-page/";

  /** Path of a product's page below {@link #baseUrl}. */
  public static String productPath(String slug) {
    return PRODUCT_PAGES + slug;
  }
}
