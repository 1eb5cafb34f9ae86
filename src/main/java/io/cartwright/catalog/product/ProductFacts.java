package io.cartwright.catalog.product;

import io.cartwright.catalog.category.CategoryTree;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a product's answer is made of beside the product itself.
 *
 * @param stock by variant id; a variant without any is out of stock
 * @param directCategories the categories that the product was put into, oldest first; empty when
 *     not asked for
 * @param tree the categories of the site; null when not asked for
 */
record ProductFacts(
    Map<String, VariantStock> stock, List<UUID> directCategories, CategoryTree tree) {
  static final ProductFacts NONE = new ProductFacts(Map.of(), List.of(), null);

  /**
   * What is there of one variant, over all locations.
   *
   * @param inStock at some location it can be bought now
   * @param preorder at some location it can be ordered ahead
   */
  record VariantStock(boolean inStock, boolean preorder) {
    VariantStock or(VariantStock other) {
      return new VariantStock(inStock || other.inStock, preorder || other.preorder);
    }
  }

  ProductFacts {
    stock = Map.copyOf(stock);
    directCategories = List.copyOf(directCategories);
  }

  boolean inStock(String variantId) {
    VariantStock found = stock.get(variantId);
    return found != null && found.inStock();
  }

  boolean preorder(String variantId) {
    VariantStock found = stock.get(variantId);
    return found != null && found.preorder();
  }
}
