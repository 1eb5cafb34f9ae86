package io.cartwright.catalog;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why the catalog says no, in the order in which it is checked. */
public enum CatalogRefusal implements Refusal {
  /** Also for a product that the caller may not see. */
  PRODUCT_NOT_FOUND(Kind.NOT_FOUND),
  /** The product has no variant with this id. */
  VARIANT_NOT_FOUND(Kind.NOT_FOUND),
  INVENTORY_ITEM_NOT_FOUND(Kind.NOT_FOUND),
  /** Also for a category that the caller may not see. */
  CATEGORY_NOT_FOUND(Kind.NOT_FOUND),
  /** Costs and profits are for administrators. */
  NO_PERMISSION_TO_READ_MERCHANT_DATA(Kind.FORBIDDEN),
  NO_PERMISSION_TO_INCLUDE_NOT_VISIBLE_PRODUCTS(Kind.FORBIDDEN),
  NO_PERMISSION_TO_INCLUDE_NOT_VISIBLE_CATEGORIES(Kind.FORBIDDEN),

  ONLY_SPACES_STRING_ERROR(Kind.INVALID),
  /** An option or modifier is named by an id that nothing has. */
  CUSTOMIZATION_NOT_EXIST(Kind.INVALID),
  PRODUCT_OPTION_NAME_AND_TYPE_REQUIRED(Kind.INVALID),
  DUPLICATE_PRODUCT_OPTIONS(Kind.INVALID),
  /** A choice is named by an id that its option does not have. */
  CHOICE_NOT_EXIST(Kind.INVALID),
  PRODUCT_OPTION_CHOICE_NAME_AND_TYPE_REQUIRED(Kind.INVALID),
  /** Two choices of one option or modifier have the same name. */
  ADD_CUSTOMIZATION_CHOICES_FAILED(Kind.INVALID),
  MODIFIER_NAME_AND_TYPE_REQUIRED(Kind.INVALID),
  MODIFIER_CHOICE_NAME_AND_TYPE_REQUIRED(Kind.INVALID),
  RIBBON_NOT_FOUND(Kind.INVALID),
  DUPLICATE_RIBBON_IN_ADDITIONAL(Kind.INVALID),
  DUPLICATE_RIBBON_IN_PRIMARY_AND_ADDITIONAL(Kind.INVALID),
  /** A product without options has exactly one variant, and that has no choices. */
  INVALID_DEFAULT_VARIANT(Kind.INVALID),
  /**
   * A variant names an option or choice that the product lacks, or properties of the other type.
   */
  VARIANTS_ARE_NOT_ALIGNED_WITH_PRODUCT(Kind.INVALID),
  DUPLICATE_VARIANT_OPTION_CHOICE(Kind.INVALID),
  MISSING_VARIANT_OPTION_CHOICE(Kind.INVALID),
  /** The id belongs to another variant of this or another product. */
  VARIANT_ID_ALREADY_EXISTS(Kind.CONFLICT),
  DUPLICATE_BARCODE_ERROR(Kind.INVALID),
  COMPARE_AT_PRICE_LOWER_THAN_ACTUAL_PRICE(Kind.INVALID),
  SUBSCRIPTION_ID_ALREADY_EXISTS(Kind.CONFLICT),
  ERROR_ALL_SUBSCRIPTIONS_HIDDEN_FOR_SUBSCRIPTION_ONLY_PRODUCT(Kind.INVALID),
  INVALID_SUBSCRIPTION_DISCOUNT_AMOUNT(Kind.INVALID),
  DUPLICATE_SLUG_ERROR(Kind.CONFLICT),
  BARCODE_ALREADY_EXIST_ERROR(Kind.CONFLICT),
  /** Another product has the SKU; variants of one product may share it. */
  SKU_ALREADY_EXIST_ERROR(Kind.CONFLICT),

  /** The variant has an inventory item at this location. */
  ITEM_ALREADY_EXISTS(Kind.CONFLICT),
  /** Pre-order needs a tracked quantity. */
  PRE_ORDER_VALIDATION(Kind.INVALID),
  /** Stock may only be set below zero where it stands lower already. */
  REQUESTED_QUANTITY_MUST_BE_NON_NEGATIVE_DECREASING(Kind.INVALID),
  INVENTORY_QUANTITY_NOT_TRACKED(Kind.PRECONDITION),
  INSUFFICIENT_INVENTORY(Kind.PRECONDITION),
  MIN_QUANTITY_LIMIT_REACHED(Kind.PRECONDITION),
  MAX_QUANTITY_LIMIT_REACHED(Kind.PRECONDITION),

  /** Categories of stores live in the tree {@code @wix/stores}. */
  NAMESPACE_NOT_FOUND_IN_DEV_CENTER(Kind.INVALID),
  PARENT_CATEGORY_NOT_IN_TREE(Kind.INVALID),
  PARENT_CATEGORY_HIDDEN(Kind.PRECONDITION),
  CATEGORY_DEPTH_LIMIT_EXCEEDED(Kind.PRECONDITION),
  CATEGORY_ALREADY_EXISTS(Kind.CONFLICT),
  /** A category has a slug at all times. */
  REMOVED_SLUG(Kind.INVALID),
  DUPLICATE_SLUG(Kind.CONFLICT),
  /** The category of all products is filled by the engine. */
  MANAGED_CATEGORY_OPERATION_NOT_ALLOWED(Kind.PRECONDITION),
  CATEGORIES_LIMIT_PER_TREE_EXCEEDED(Kind.PRECONDITION);

  private final Kind kind;

  CatalogRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
