package io.cartwright.order.draft;

import io.cartwright.bus.Kind;
import io.cartwright.bus.Refusal;

/** Why draft orders say no, in the order in which it is checked. */
public enum DraftRefusal implements Refusal {
  /** The site's settings could not be had. */
  FAILED_TO_FETCH_SETTINGS(Kind.UNAVAILABLE),
  /** The order cannot be edited as it stands; the data has the reasons. */
  ORDER_CANNOT_BE_EDITED(Kind.PRECONDITION),
  /** Somebody else edits the order. */
  ORDER_IS_ALREADY_EDITED(Kind.CONFLICT),
  /** There is no such draft, or it has expired. */
  DRAFT_ORDER_DOES_NOT_EXIST(Kind.NOT_FOUND),
  /** What was committed stays. */
  DRAFT_ORDER_CANNOT_BE_DELETED(Kind.PRECONDITION),
  /** The draft was committed, or made into an order; it does not change any more. */
  DRAFT_ORDER_ALREADY_COMMITTED(Kind.PRECONDITION),
  /** The draft is in another currency than the site: the call has to name it. */
  CURRENCY_REQUIRED(Kind.INVALID),
  /** The call names another currency than the draft's. */
  CURRENCY_DOES_NOT_MATCH_DRAFT_ORDER_CURRENCY(Kind.INVALID),
  /** Two lines would have one id. */
  DUPLICATED_LINE_ITEM_IDS(Kind.INVALID),
  /** Two lines would have one external id. */
  DUPLICATED_EXTERNAL_LINE_ITEM_ID(Kind.INVALID),
  /** One call adds an item twice. */
  MULTIPLE_ADDS_FOR_SAME_LINE_ITEM(Kind.INVALID),
  /** The catalog has no such item. */
  CATALOG_ITEM_NOT_FOUND(Kind.NOT_FOUND),
  /** The item is hidden or sold out. */
  CATALOG_ITEM_NOT_AVAILABLE(Kind.PRECONDITION),
  /** Gift cards of the catalog are not added to drafts. */
  GIFT_CARD_ITEM_UNSUPPORTED(Kind.PRECONDITION),
  /** Subscriptions of the catalog are not added to drafts. */
  SUBSCRIPTION_ITEM_UNSUPPORTED(Kind.PRECONDITION),
  /** A line of the draft has this item with these options. */
  CATALOG_ITEM_ALREADY_EXIST(Kind.CONFLICT),
  /** A draft with a deposit holds no subscription. */
  DRAFT_ORDER_HAS_GLOBAL_DEPOSIT(Kind.PRECONDITION),
  /** A draft has 300 lines at most. */
  MAX_ITEMS_REACHED(Kind.PRECONDITION),
  /** One call changes a line twice. */
  MULTIPLE_CHANGES_FOR_SAME_LINE_ITEM(Kind.INVALID),
  /** The draft has no such line. */
  LINE_ITEM_DOES_NOT_EXIST(Kind.NOT_FOUND),
  /** The change of a line changes nothing. */
  EMPTY_CHANGE_REQUEST(Kind.INVALID),
  /** A line that is removed has no price to change. */
  UPDATING_PRICE_OF_REMOVED_ITEM_IS_FORBIDDEN(Kind.PRECONDITION),
  /** The line is shared over locations; its quantity stays. */
  UPDATING_LINE_ITEM_WITH_LOCATIONS(Kind.PRECONDITION),
  /** Somebody else sends the line. */
  CANNOT_UPDATE_ITEM_WITH_EXTERNAL_FULFILLER(Kind.PRECONDITION),
  /** A platform took a fee for the line. */
  LINE_ITEM_HAS_PLATFORM_FEES(Kind.PRECONDITION),
  /** The line comes from no catalog. */
  CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_NON_CATALOG_ITEM(Kind.PRECONDITION),
  /** Units of the line were sent. */
  CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_FULFILLED_ITEM(Kind.PRECONDITION),
  /** Where a line of the order is taxed stays. */
  UPDATING_TAXABLE_ADDRESS_ON_EXISTING_ITEM_IS_FORBIDDEN(Kind.PRECONDITION),
  /** In a currency that is not the site's a price may only become zero. */
  UPDATING_NON_ZERO_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN(Kind.PRECONDITION),
  /** In a currency that is not the site's a modifier may only be free. */
  UPDATING_NON_ZERO_MODIFIER_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN(Kind.PRECONDITION),
  /** In a currency that is not the site's the words for a price stay. */
  UPDATING_PRICE_DESCRIPTION_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN(Kind.PRECONDITION),
  /** The modifiers of a unit cost more than the unit. */
  MODIFIERS_SUM_CANNOT_EXCEED_ITEM_PRICE(Kind.INVALID),
  /** A subscription is the only line of its draft, and a single unit. */
  SUBSCRIPTION_SINGLE_ITEM_ALLOWED(Kind.PRECONDITION),
  /** The draft has no such line. */
  LINE_ITEM_NOT_FOUND(Kind.NOT_FOUND),
  /** The draft has no such discount. */
  DISCOUNT_NOT_FOUND(Kind.NOT_FOUND),
  /** Only discounts made in the draft are deleted; others are set not to apply. */
  DISCOUNT_REMOVE_NOT_SUPPORTED(Kind.PRECONDITION),
  /** The discounts on a line come to more than the line. */
  DISCOUNTS_AMOUNT_EXCEED_ITEM_TOTALS(Kind.PRECONDITION),
  /** The discounts on delivery come to more than delivery. */
  DISCOUNTS_AMOUNT_EXCEED_SHIPPING_TOTAL(Kind.PRECONDITION),
  /** All discounts come to more than all lines. */
  DISCOUNTS_AMOUNT_EXCEED_ORDER_TOTALS(Kind.PRECONDITION),
  /** The draft has no such fee. */
  ADDITIONAL_FEE_NOT_FOUND(Kind.NOT_FOUND),
  /** Only fees made in the draft are deleted; others are set not to apply. */
  ADDITIONAL_FEE_REMOVE_NOT_SUPPORTED(Kind.PRECONDITION),
  /** The order that is edited has a location already. */
  BUSINESS_LOCATION_CANNOT_BE_EDITED(Kind.PRECONDITION),
  /** What the draft would make of the order cannot be; the data has the errors. */
  DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS(Kind.PRECONDITION),
  /** What the draft would make cannot be an order; the data has the errors. */
  CREATE_ORDER_FAILED_VALIDATIONS(Kind.PRECONDITION),
  /** The deposit is more than the order. */
  DRAFT_ORDER_DEPOSIT_AMOUNT_EXCEEDS_ORDER_TOTAL(Kind.PRECONDITION),
  /** Nobody is named whom the subscription is for. */
  SUBSCRIPTION_BUYER_INFO_REQUIRED(Kind.PRECONDITION),
  /** A line is taxed at the billing address, and there is none. */
  BILLING_ADDRESS_REQUIRED_FOR_TAX_CALCULATION(Kind.PRECONDITION),
  /** A line is taxed at the site's address, and that has no country. */
  BUSINESS_ADDRESS_MISSING_OR_INVALID_FOR_TAX_CALCULATION(Kind.PRECONDITION);

  private final Kind kind;

  DraftRefusal(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
