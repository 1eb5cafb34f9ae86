package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftFixture.APP;
import static io.cartwright.order.draft.DraftFixture.NOWHERE;
import static io.cartwright.order.draft.DraftFixture.catalogLine;

import io.cartwright.bus.Operation;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.wire.draftorders.DraftOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Requests on drafts that are refused for two reasons, and told the first. */
final class BothRows {
  /** What nothing is refused for at once, with the reason. */
  static final Map<String, String> APART = new TreeMap<>();

  private static final String LINE = "'customLineItems':[{%s'quantity':2,'price':{'amount':'10'}}]";
  private static final String SUBSCRIPTION =
      "'customLineItems':[{'subscriptionSettings':{'frequency':'MONTH'}}]";
  private static final String COMMITTED = "DRAFT_ORDER_ALREADY_COMMITTED";
  private static final String NO_CURRENCY = "CURRENCY_REQUIRED";
  private static final String OTHER_CURRENCY = "CURRENCY_DOES_NOT_MATCH_DRAFT_ORDER_CURRENCY";
  private static final String UNKNOWN = "'discounts':[{'id':'" + NOWHERE + "','applied':true}]";

  static {
    for (String operation :
        List.of(
            "addLineItemsToDraftOrder",
            "createCustomAdditionalFees",
            "createCustomDiscounts",
            "setShippingInfo",
            "updateLineItems")) {
      apart(operation, NO_CURRENCY, OTHER_CURRENCY, "a currency that is missing is not another");
    }
    String unknown = "of what is not there nothing is known";
    for (String operation : List.of("addLineItemsToDraftOrder", "createDraftOrder")) {
      apart(operation, "CATALOG_ITEM_NOT_FOUND", "CATALOG_ITEM_NOT_AVAILABLE", unknown);
    }
    apart("deleteCustomDiscounts", "DISCOUNT_NOT_FOUND", "DISCOUNT_REMOVE_NOT_SUPPORTED", unknown);
    apart(
        "deleteCustomAdditionalFees",
        "ADDITIONAL_FEE_NOT_FOUND",
        "ADDITIONAL_FEE_REMOVE_NOT_SUPPORTED",
        unknown);
    apart(
        "createDraftOrder",
        "ORDER_IS_ALREADY_EDITED",
        "DUPLICATED_LINE_ITEM_IDS",
        "an edit begins with the lines of its order");
    apart(
        "updateLineItems",
        "EMPTY_CHANGE_REQUEST",
        "UPDATING_PRICE_OF_REMOVED_ITEM_IS_FORBIDDEN",
        "an empty change has no price");
    apart(
        "updateLineItems",
        "CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_NON_CATALOG_ITEM",
        "CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_FULFILLED_ITEM",
        "the second is of items of a catalog");
    apart(
        "updateLineItems",
        "UPDATING_PRICE_DESCRIPTION_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN",
        "MODIFIERS_SUM_CANNOT_EXCEED_ITEM_PRICE",
        "modifiers that cost anything are refused before");
  }

  private final DraftFixture shop;
  private final String committed;
  private final List<DraftRow> rows = new ArrayList<>();

  BothRows(DraftFixture shop, String committed) {
    this.shop = shop;
    this.committed = committed;
    ResolvedItem voucher = shop.shop.items.get("voucher");
    shop.shop.items.put("hidden voucher", hidden(voucher));
  }

  private static void apart(String operation, String first, String second, String why) {
    APART.put(operation + " " + first + " before " + second, why);
  }

  private static ResolvedItem hidden(ResolvedItem item) {
    return new ResolvedItem(
        item.reference(),
        item.inventoryItemId(),
        item.quantityAvailable(),
        true,
        false,
        5_000,
        5_000,
        item.collectionIds(),
        item.rootCatalogItemId(),
        item.productName(),
        null,
        null,
        List.of(),
        item.physicalProperties(),
        item.itemType(),
        null,
        null);
  }

  List<DraftRow> all() {
    begun();
    added();
    changed();
    ofOrders();
    parts();
    ended();
    return rows;
  }

  private DraftRow both(
      Operation<?, ?> operation, String first, String second, Supplier<String> body) {
    return new DraftRow(operation, first, body).before(second);
  }

  private void abroad(DraftRow row) {
    rows.add(row.during(() -> shop.shop.currency = "EUR", () -> shop.shop.currency = "USD"));
  }

  private static String subscribed(String item) {
    return ("{'catalogReference':{'catalogItemId':'%s','appId':'%s','options':{'subscriptionOptionId':'s'}},"
            + "'quantity':1}")
        .formatted(item, APP);
  }

  private void creates(String first, String second, String fields) {
    rows.add(
        both(
            DraftOperations.CREATE_DRAFT_ORDER,
            first,
            second,
            () -> "{'draftOrder':{" + fields + "}}"));
  }

  private void begun() {
    rows.add(
        both(
                DraftOperations.CREATE_DRAFT_ORDER,
                "FAILED_TO_FETCH_SETTINGS",
                "ORDER_CANNOT_BE_EDITED",
                () -> "{'sourceOrderId':'" + NOWHERE + "'}")
            .during(() -> shop.shop.settingsFail = true, () -> shop.shop.settingsFail = false));
    rows.add(
        both(
            DraftOperations.CREATE_DRAFT_ORDER,
            "ORDER_CANNOT_BE_EDITED",
            "ORDER_IS_ALREADY_EDITED",
            () -> {
              String order = shop.made("'catalogLineItems':[" + catalogLine("mug", 1) + "]").id();
              String body = "{\"sourceOrderId\":\"" + order + "\"}";
              io.cartwright.order.OrderFixture.await(
                  shop.asked(shop.other, DraftOperations.CREATE_DRAFT_ORDER, body));
              shop.done(io.cartwright.wire.orders.OrdersApi.CANCEL_ORDER, "{'id':'" + order + "'}");
              return body;
            }));
    String ids = "{'id':'%1$s','externalLineItemId':'x'}".formatted(NOWHERE);
    creates(
        "DUPLICATED_LINE_ITEM_IDS",
        "DUPLICATED_EXTERNAL_LINE_ITEM_ID",
        "'customLineItems':[" + ids + "," + ids + "]");
    creates(
        "DUPLICATED_EXTERNAL_LINE_ITEM_ID",
        "CATALOG_ITEM_NOT_FOUND",
        "'customLineItems':[{'externalLineItemId':'x'},{'externalLineItemId':'x'}],"
            + "'catalogLineItems':["
            + catalogLine("no", 1)
            + "]");
    creates(
        "CATALOG_ITEM_NOT_AVAILABLE",
        "GIFT_CARD_ITEM_UNSUPPORTED",
        "'catalogLineItems':[" + catalogLine("hidden voucher", 1) + "]");
    creates(
        "GIFT_CARD_ITEM_UNSUPPORTED",
        "SUBSCRIPTION_ITEM_UNSUPPORTED",
        "'catalogLineItems':[" + subscribed("voucher") + "]");
    creates(
        "SUBSCRIPTION_ITEM_UNSUPPORTED",
        "CATALOG_ITEM_ALREADY_EXIST",
        "'catalogLineItems':[" + subscribed("mug") + "," + subscribed("mug") + "]");
  }

  private void adds(String first, String second, Supplier<String> body) {
    rows.add(both(DraftOperations.ADD_LINE_ITEMS_TO_DRAFT_ORDER, first, second, body));
  }

  private void added() {
    Operation<?, ?> add = DraftOperations.ADD_LINE_ITEMS_TO_DRAFT_ORDER;
    String open =
        shop.scratch(LINE.formatted("") + ",'catalogLineItems':[" + catalogLine("mug", 1) + "]")
            .id();
    abroad(both(add, COMMITTED, NO_CURRENCY, () -> DraftRow.of(committed, LINE.formatted(""))));
    String ids = "{'id':'%1$s','externalLineItemId':'x'}".formatted(NOWHERE);
    String sameIds = "'customLineItems':[" + ids + "," + ids + "]";
    adds(
        OTHER_CURRENCY,
        "DUPLICATED_LINE_ITEM_IDS",
        () -> DraftRow.of(open, sameIds + ",'currency':'EUR'"));
    adds(
        "DUPLICATED_LINE_ITEM_IDS",
        "DUPLICATED_EXTERNAL_LINE_ITEM_ID",
        () -> DraftRow.of(open, sameIds));
    String no = catalogLine("no", 1);
    String twice = "'catalogLineItems':[" + no + "," + no + "]";
    adds(
        "DUPLICATED_EXTERNAL_LINE_ITEM_ID",
        "MULTIPLE_ADDS_FOR_SAME_LINE_ITEM",
        () ->
            DraftRow.of(
                open,
                "'customLineItems':[{'externalLineItemId':'x'},{'externalLineItemId':'x'}],"
                    + twice));
    adds(
        "MULTIPLE_ADDS_FOR_SAME_LINE_ITEM",
        "CATALOG_ITEM_NOT_FOUND",
        () -> DraftRow.of(open, twice));
    adds(
        "CATALOG_ITEM_NOT_AVAILABLE",
        "GIFT_CARD_ITEM_UNSUPPORTED",
        () -> DraftRow.of(open, "'catalogLineItems':[" + catalogLine("hidden voucher", 1) + "]"));
    adds(
        "GIFT_CARD_ITEM_UNSUPPORTED",
        "SUBSCRIPTION_ITEM_UNSUPPORTED",
        () -> DraftRow.of(open, "'catalogLineItems':[" + subscribed("voucher") + "]"));
    adds(
        "SUBSCRIPTION_ITEM_UNSUPPORTED",
        "CATALOG_ITEM_ALREADY_EXIST",
        () ->
            DraftRow.of(
                open,
                "'catalogLineItems':[{'catalogReference':{'catalogItemId':'mug','appId':'%s'},'quantity':1,'subscriptionSettings':{'frequency':'MONTH'}}]"
                    .formatted(APP)));
    String mug = "'catalogLineItems':[" + catalogLine("mug", 1) + "]";
    adds(
        "CATALOG_ITEM_ALREADY_EXIST",
        "DRAFT_ORDER_HAS_GLOBAL_DEPOSIT",
        () -> DraftRow.of(withDeposit(mug), mug + "," + SUBSCRIPTION));
    adds(
        "DRAFT_ORDER_HAS_GLOBAL_DEPOSIT",
        "MAX_ITEMS_REACHED",
        () -> DraftRow.of(withDeposit(many()), SUBSCRIPTION));
    adds(
        "MAX_ITEMS_REACHED",
        "SUBSCRIPTION_SINGLE_ITEM_ALLOWED",
        () -> DraftRow.of(shop.scratch(many()).id(), SUBSCRIPTION));
  }

  private static String many() {
    String lines = String.join(",", Collections.nCopies(300, "{'price':{'amount':'1'}}"));
    return "'customLineItems':[" + lines + "]";
  }

  private String withDeposit(String lines) {
    String draft = shop.scratch(lines).id();
    shop.done(
        DraftOperations.SET_DEPOSIT, DraftRow.of(draft, "'depositDetails':{'percentage':'20'}"));
    return draft;
  }

  private void changes(String first, String second, Supplier<String> body) {
    rows.add(both(DraftOperations.UPDATE_LINE_ITEMS, first, second, body));
  }

  private static String firstOf(DraftOrder draft, String change) {
    String id = draft.lineItems().get(0).lineItem().id();
    return DraftRow.of(
        draft.id(), "'lineItemChanges':[{'lineItemId':'" + id + "'," + change + "}]");
  }

  private void changed() {
    Operation<?, ?> change = DraftOperations.UPDATE_LINE_ITEMS;
    String unknown = "{'lineItemId':'" + NOWHERE + "'}";
    String twice = "'lineItemChanges':[" + unknown + "," + unknown + "]";
    abroad(both(change, COMMITTED, NO_CURRENCY, () -> DraftRow.of(committed, twice)));
    String open = shop.scratch(LINE.formatted("")).id();
    changes(
        OTHER_CURRENCY,
        "MULTIPLE_CHANGES_FOR_SAME_LINE_ITEM",
        () -> DraftRow.of(open, twice + ",'currency':'EUR'"));
    changes(
        "MULTIPLE_CHANGES_FOR_SAME_LINE_ITEM",
        "LINE_ITEM_DOES_NOT_EXIST",
        () -> DraftRow.of(open, twice));
    changes(
        "LINE_ITEM_DOES_NOT_EXIST",
        "EMPTY_CHANGE_REQUEST",
        () -> DraftRow.of(open, "'lineItemChanges':[" + unknown + "]"));
    String places = "'locations':[{'id':'" + NOWHERE + "','quantity':2}],";
    changes(
        "UPDATING_PRICE_OF_REMOVED_ITEM_IS_FORBIDDEN",
        "UPDATING_LINE_ITEM_WITH_LOCATIONS",
        () -> firstOf(shop.scratch(LINE.formatted(places)), "'newQuantity':0,'newPrice':'1'"));
    changes(
        "UPDATING_LINE_ITEM_WITH_LOCATIONS",
        "CANNOT_UPDATE_ITEM_WITH_EXTERNAL_FULFILLER",
        () ->
            firstOf(
                shop.edit(
                    shop.made(LINE.formatted(places + "'fulfillerId':'" + NOWHERE + "',")).id()),
                "'newQuantity':3"));
    changes(
        "MODIFIERS_SUM_CANNOT_EXCEED_ITEM_PRICE",
        "SUBSCRIPTION_SINGLE_ITEM_ALLOWED",
        () ->
            firstOf(
                shop.scratch(SUBSCRIPTION),
                "'newQuantity':2,'newModifierGroups':{'modifierGroups':[{'id':'g','modifiers':[{'id':'m','price':{'amount':'11'}}]}]}"));
  }

  private void ofOrders() {
    LineRows lines = new LineRows(shop);
    changes(
        "CANNOT_UPDATE_ITEM_WITH_EXTERNAL_FULFILLER",
        "LINE_ITEM_HAS_PLATFORM_FEES",
        () ->
            firstOf(lines.withPlatformFee("'fulfillerId':'" + NOWHERE + "',"), "'newQuantity':3"));
    changes(
        "LINE_ITEM_HAS_PLATFORM_FEES",
        "CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_NON_CATALOG_ITEM",
        () -> firstOf(lines.withPlatformFee(""), "'newCatalogReferenceOptions':{}"));
    String mug = "'catalogLineItems':[" + catalogLine("mug", 2) + "]";
    String address = "'newTaxableAddress':{'addressType':'BILLING'}";
    changes(
        "CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_FULFILLED_ITEM",
        "UPDATING_TAXABLE_ADDRESS_ON_EXISTING_ITEM_IS_FORBIDDEN",
        () ->
            firstOf(
                lines.partlySent(mug), "'newCatalogReferenceOptions':{'Color':'Red'}," + address));
    String price = "UPDATING_NON_ZERO_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN";
    String modifier = "UPDATING_NON_ZERO_MODIFIER_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN";
    String text = "UPDATING_PRICE_DESCRIPTION_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN";
    String modifiers =
        "'newModifierGroups':{'modifierGroups':[{'id':'g','modifiers':[{'id':'m','price':{'amount':'1'}}]}]}";
    foreign(
        "UPDATING_TAXABLE_ADDRESS_ON_EXISTING_ITEM_IS_FORBIDDEN",
        price,
        address + ",'newPrice':'1'");
    foreign(price, modifier, "'newPrice':'1'," + modifiers);
    foreign(modifier, text, modifiers + ",'newPriceDescription':{'original':'from 1'}");
  }

  private void foreign(String first, String second, String change) {
    abroad(
        both(
            DraftOperations.UPDATE_LINE_ITEMS,
            first,
            second,
            () -> {
              String mug = "'catalogLineItems':[" + catalogLine("mug", 2) + "]";
              String body = firstOf(shop.edit(shop.made(mug).id()), change);
              return body.replaceFirst("\\{", "{'currency':'USD',");
            }));
  }

  private void part(
      Operation<?, ?> operation, String first, String second, String draft, String fields) {
    rows.add(both(operation, first, second, () -> DraftRow.of(draft, fields)));
  }

  private static String off(String type, String amount, String more) {
    return "{'applyToDraftOrder':true,'discountType':'%s','priceAmount':{'amount':'%s'}%s}"
        .formatted(type, amount, more);
  }

  private void parts() {
    DraftOrder draft = shop.scratch(LINE.formatted(""));
    String open = draft.id();
    String line = ",'lineItemId':'" + draft.lineItems().get(0).lineItem().id() + "'";
    String noLine = off("SPECIFIC_ITEMS", "5", ",'lineItemId':'" + NOWHERE + "'");
    String item = off("SPECIFIC_ITEMS", "20.01", line);
    String shipping = off("SHIPPING", "1", "");
    String order = off("GLOBAL", "20.01", "");
    Operation<?, ?> discount = DraftOperations.CREATE_CUSTOM_DISCOUNTS;
    Operation<?, ?> fee = DraftOperations.CREATE_CUSTOM_ADDITIONAL_FEES;
    for (Operation<?, ?> operation : List.of(discount, fee, DraftOperations.SET_SHIPPING_INFO)) {
      abroad(
          both(
              operation,
              COMMITTED,
              NO_CURRENCY,
              () -> DraftRow.of(committed, "'shippingInfo':{'title':'Truck'}")));
    }
    part(
        discount,
        OTHER_CURRENCY,
        "LINE_ITEM_NOT_FOUND",
        open,
        "'currency':'EUR','discounts':[" + noLine + "]");
    part(
        fee,
        OTHER_CURRENCY,
        "LINE_ITEM_NOT_FOUND",
        open,
        "'currency':'EUR','customAdditionalFees':[{'name':'Wrap','price':{'amount':'2'},'lineItemIds':['%s']}]"
            .formatted(NOWHERE));
    String itemTotals = "DISCOUNTS_AMOUNT_EXCEED_ITEM_TOTALS";
    String shippingTotal = "DISCOUNTS_AMOUNT_EXCEED_SHIPPING_TOTAL";
    String given = "'discounts':[%s,%s]";
    part(discount, "LINE_ITEM_NOT_FOUND", itemTotals, open, given.formatted(item, noLine));
    part(discount, itemTotals, shippingTotal, open, given.formatted(shipping, item));
    part(
        discount,
        shippingTotal,
        "DISCOUNTS_AMOUNT_EXCEED_ORDER_TOTALS",
        open,
        given.formatted(order, shipping));
    part(DraftOperations.SET_DISCOUNTS, COMMITTED, "DISCOUNT_NOT_FOUND", committed, UNKNOWN);
    part(
        DraftOperations.SET_ADDITIONAL_FEES,
        COMMITTED,
        "ADDITIONAL_FEE_NOT_FOUND",
        committed,
        "'additionalFees':[{'id':'" + NOWHERE + "','applied':true}]");
    part(
        DraftOperations.DELETE_CUSTOM_DISCOUNTS,
        COMMITTED,
        "DISCOUNT_NOT_FOUND",
        committed,
        "'discountIds':['" + NOWHERE + "']");
    part(
        DraftOperations.DELETE_CUSTOM_ADDITIONAL_FEES,
        COMMITTED,
        "ADDITIONAL_FEE_NOT_FOUND",
        committed,
        "'customAdditionalFees':['" + NOWHERE + "']");
    rows.add(
        both(
            DraftOperations.SET_DISCOUNTS,
            "DISCOUNT_NOT_FOUND",
            itemTotals,
            () -> applied("{'id':'" + NOWHERE + "','applied':true}")));
    rows.add(both(DraftOperations.SET_DISCOUNTS, itemTotals, shippingTotal, () -> applied(null)));
  }

  /** A draft whose discounts are too large once they are applied, all and one more. */
  private String applied(String more) {
    DraftOrder draft = shop.scratch(LINE.formatted(""));
    String line = ",'lineItemId':'" + draft.lineItems().get(0).lineItem().id() + "'";
    String unapplied =
        (off("SHIPPING", "1", "") + "," + off("SPECIFIC_ITEMS", "20.01", line))
            .replace("'applyToDraftOrder':true,", "");
    List<String> given = new ArrayList<>();
    shop.done(
            DraftOperations.CREATE_CUSTOM_DISCOUNTS,
            DraftRow.of(draft.id(), "'discounts':[" + unapplied + "]"))
        .calculatedDraftOrder()
        .draftOrder()
        .discounts()
        .forEach(it -> given.add("{'id':'" + it.discount().id() + "','applied':true}"));
    if (more != null) given.add(more);
    return DraftRow.of(draft.id(), "'discounts':[" + String.join(",", given) + "]");
  }

  private void makes(String first, String second, Supplier<String> draft) {
    rows.add(
        both(
                DraftOperations.CREATE_ORDER_FROM_DRAFT,
                first,
                second,
                () -> "{'draftOrderId':'" + draft.get() + "'}")
            .during(() -> shop.shop.country = null, () -> shop.shop.country = "US"));
  }

  private void ended() {
    rows.add(
        both(
            DraftOperations.COMMIT_DRAFT_ORDER,
            COMMITTED,
            "DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS",
            () -> "{'draftOrderId':'" + committed + "'}"));
    makes(COMMITTED, "CREATE_ORDER_FAILED_VALIDATIONS", this::committedEdit);
    rows.add(
        both(
            DraftOperations.SET_BUSINESS_LOCATION,
            COMMITTED,
            "BUSINESS_LOCATION_CANNOT_BE_EDITED",
            () -> DraftRow.of(committedEdit(), "'businessLocation':{'id':'" + NOWHERE + "'}")));
    makes(
        "CREATE_ORDER_FAILED_VALIDATIONS",
        "DRAFT_ORDER_DEPOSIT_AMOUNT_EXCEEDS_ORDER_TOTAL",
        () -> deposited(""));
    makes(
        "DRAFT_ORDER_DEPOSIT_AMOUNT_EXCEEDS_ORDER_TOTAL",
        "SUBSCRIPTION_BUYER_INFO_REQUIRED",
        () -> deposited(SUBSCRIPTION));
    makes(
        "SUBSCRIPTION_BUYER_INFO_REQUIRED",
        "BILLING_ADDRESS_REQUIRED_FOR_TAX_CALCULATION",
        () ->
            shop.scratch(
                    "'customLineItems':[{'subscriptionSettings':{'frequency':'MONTH'},'taxableAddress':{'addressType':'BILLING'}}]")
                .id());
    makes(
        "BILLING_ADDRESS_REQUIRED_FOR_TAX_CALCULATION",
        "BUSINESS_ADDRESS_MISSING_OR_INVALID_FOR_TAX_CALCULATION",
        () ->
            shop.scratch(
                    "'customLineItems':[{'taxableAddress':{'addressType':'BUSINESS'}},{'taxableAddress':{'addressType':'BILLING'}}]")
                .id());
  }

  private String deposited(String lines) {
    String draft = shop.scratch(lines).id();
    shop.done(
        DraftOperations.SET_DEPOSIT,
        DraftRow.of(draft, "'depositDetails':{'amount':{'amount':'11.01'}}"));
    return draft;
  }

  private String committedEdit() {
    String order = shop.made("'catalogLineItems':[" + catalogLine("mug", 1) + "]").id();
    String draft = shop.edit(order).id();
    shop.done(DraftOperations.COMMIT_DRAFT_ORDER, "{'draftOrderId':'" + draft + "'}");
    return draft;
  }
}
