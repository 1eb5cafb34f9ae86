package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftFixture.APP;
import static io.cartwright.order.draft.DraftFixture.NOWHERE;
import static io.cartwright.order.draft.DraftFixture.catalogLine;

import io.cartwright.wire.draftorders.DraftOrder;
import io.cartwright.wire.orderfulfillments.OrderFulfillmentsApi;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrdersApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Refusals of adding and changing the lines of drafts. */
final class LineRows {
  private static final String TWO = "'customLineItems':[{%s'quantity':2,'price':{'amount':'10'}}]";
  private final DraftFixture shop;
  private final String open;
  private final String line;

  LineRows(DraftFixture shop) {
    this.shop = shop;
    DraftOrder draft =
        shop.scratch(TWO.formatted("") + ",'catalogLineItems':[" + catalogLine("mug", 1) + "]");
    this.open = draft.id();
    this.line = draft.lineItems().get(1).lineItem().id();
  }

  List<DraftRow> all() {
    List<DraftRow> rows = new ArrayList<>(added());
    rows.addAll(updated());
    rows.addAll(ofOrders());
    rows.addAll(foreign());
    return rows;
  }

  private DraftRow adds(String code, String fields) {
    return adds(code, () -> DraftRow.of(open, fields));
  }

  private static DraftRow adds(String code, Supplier<String> body) {
    return new DraftRow(DraftOperations.ADD_LINE_ITEMS_TO_DRAFT_ORDER, code, body);
  }

  private List<DraftRow> added() {
    String mug = catalogLine("mug", 1);
    shop.shop.sells("cup", 100);
    String cup = catalogLine("cup", 1);
    String subscription = "'customLineItems':[{'subscriptionSettings':{'frequency':'MONTH'}}]";
    return List.of(
        adds("DUPLICATED_LINE_ITEM_IDS", TWO.formatted("'id':'" + line + "',")),
        adds(
            "DUPLICATED_EXTERNAL_LINE_ITEM_ID",
            "'customLineItems':[{'externalLineItemId':'x'},{'externalLineItemId':'x'}]"),
        adds("MULTIPLE_ADDS_FOR_SAME_LINE_ITEM", "'catalogLineItems':[" + cup + "," + cup + "]"),
        adds("CATALOG_ITEM_NOT_FOUND", "'catalogLineItems':[" + catalogLine("no", 1) + "]"),
        adds("CATALOG_ITEM_NOT_AVAILABLE", "'catalogLineItems':[" + catalogLine("hidden", 1) + "]"),
        adds(
            "GIFT_CARD_ITEM_UNSUPPORTED", "'catalogLineItems':[" + catalogLine("voucher", 1) + "]"),
        adds(
            "SUBSCRIPTION_ITEM_UNSUPPORTED",
            "'catalogLineItems':[{'catalogReference':{'catalogItemId':'cup','appId':'%s','options':{'subscriptionOptionId':'s'}}}]"
                .formatted(APP)),
        adds("CATALOG_ITEM_ALREADY_EXIST", "'catalogLineItems':[" + mug + "]"),
        adds(
            "DRAFT_ORDER_HAS_GLOBAL_DEPOSIT",
            () -> {
              String draft = shop.scratch("").id();
              shop.done(
                  DraftOperations.SET_DEPOSIT,
                  DraftRow.of(draft, "'depositDetails':{'percentage':'20'}"));
              return DraftRow.of(draft, subscription);
            }),
        adds(
            "MAX_ITEMS_REACHED",
            () -> {
              String many = String.join(",", Collections.nCopies(300, "{'price':{'amount':'1'}}"));
              return DraftRow.of(
                  shop.scratch("'customLineItems':[" + many + "]").id(), TWO.formatted(""));
            }),
        adds("SUBSCRIPTION_SINGLE_ITEM_ALLOWED", subscription),
        adds(
            "CURRENCY_DOES_NOT_MATCH_DRAFT_ORDER_CURRENCY",
            TWO.formatted("") + ",'currency':'EUR'"));
  }

  private DraftRow changes(String code, String change) {
    return changes(code, () -> changeOf(open, change));
  }

  private static DraftRow changes(String code, Supplier<String> body) {
    return new DraftRow(DraftOperations.UPDATE_LINE_ITEMS, code, body);
  }

  private static String changeOf(String draft, String change) {
    return DraftRow.of(draft, "'lineItemChanges':[" + change + "]");
  }

  private List<DraftRow> updated() {
    String one = "{'lineItemId':'" + line + "'";
    return List.of(
        changes("MULTIPLE_CHANGES_FOR_SAME_LINE_ITEM", one + "}," + one + "}"),
        changes("LINE_ITEM_DOES_NOT_EXIST", "{'lineItemId':'" + NOWHERE + "','newQuantity':1}"),
        changes("EMPTY_CHANGE_REQUEST", one + "}"),
        changes(
            "UPDATING_PRICE_OF_REMOVED_ITEM_IS_FORBIDDEN",
            one + ",'newQuantity':0,'newPrice':'1'}"),
        changes(
            "CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_NON_CATALOG_ITEM",
            one + ",'newCatalogReferenceOptions':{}}"),
        changes(
            "MODIFIERS_SUM_CANNOT_EXCEED_ITEM_PRICE",
            one
                + ",'newModifierGroups':{'modifierGroups':[{'id':'g','modifiers':[{'id':'m','price':{'amount':'11'}}]}]}}"),
        changes(
            "UPDATING_LINE_ITEM_WITH_LOCATIONS",
            () ->
                firstOf(
                    shop.scratch(
                        TWO.formatted("'locations':[{'id':'" + NOWHERE + "','quantity':2}],")),
                    "'newQuantity':3")),
        changes(
            "SUBSCRIPTION_SINGLE_ITEM_ALLOWED",
            () ->
                firstOf(
                    shop.scratch(
                        "'customLineItems':[{'subscriptionSettings':{'frequency':'MONTH'}}]"),
                    "'newQuantity':2")));
  }

  /** A change of the first line of a draft. */
  private static String firstOf(DraftOrder draft, String change) {
    String id = draft.lineItems().get(0).lineItem().id();
    return changeOf(draft.id(), "{'lineItemId':'" + id + "'," + change + "}");
  }

  private List<DraftRow> ofOrders() {
    String mug = "'catalogLineItems':[" + catalogLine("mug", 2) + "]";
    return List.of(
        changes(
            "UPDATING_TAXABLE_ADDRESS_ON_EXISTING_ITEM_IS_FORBIDDEN",
            () ->
                firstOf(
                    shop.edit(shop.made(mug).id()),
                    "'newTaxableAddress':{'addressType':'BILLING'}")),
        changes(
            "CANNOT_UPDATE_ITEM_WITH_EXTERNAL_FULFILLER",
            () ->
                firstOf(
                    shop.edit(shop.made(TWO.formatted("'fulfillerId':'" + NOWHERE + "',")).id()),
                    "'newQuantity':3")),
        changes(
            "LINE_ITEM_HAS_PLATFORM_FEES", () -> firstOf(withPlatformFee(""), "'newQuantity':3")),
        changes(
            "CANNOT_UPDATE_CATALOG_REFERENCE_OPTIONS_OF_FULFILLED_ITEM",
            () -> firstOf(partlySent(mug), "'newCatalogReferenceOptions':{'Color':'Red'}")));
  }

  /** An edit of an order that another system took, with a fee of its platform on the line. */
  DraftOrder withPlatformFee(String more) {
    String order =
        """
        {'order':{'status':'APPROVED','paymentStatus':'NOT_PAID','currency':'USD','buyerInfo':{'email':'buyer@example.com'},
        'channelInfo':{'type':'WEB'},'weightUnit':'KG',
        'lineItems':[{%2$s'id':'%1$s','productName':{'original':'Ticket'},'quantity':2,
        'itemType':{'preset':'SERVICE'},'price':{'amount':'10'}}],
        'priceSummary':{'subtotal':{'amount':'20'},'total':{'amount':'20'}},
        'platformFeeSummary':{'total':{'amount':'1'},
        'fees':[{'amount':{'amount':'1'},'lineItemId':'%1$s'}]}}}"""
            .formatted(NOWHERE, more);
    return shop.edit(shop.done(OrdersApi.IMPORT_ORDER, order).order().id());
  }

  DraftOrder partlySent(String lines) {
    Order order =
        shop.made(lines + ",'shippingInfo':{'title':'Truck','cost':{'price':{'amount':'5'}}}");
    shop.done(
        OrderFulfillmentsApi.CREATE_FULFILLMENT,
        "{'orderId':'%s','fulfillment':{'lineItems':[{'id':'%s','quantity':1}]}}"
            .formatted(order.id(), order.lineItems().get(0).id()));
    return shop.edit(order.id());
  }

  private DraftRow abroad(DraftRow row) {
    return row.during(() -> shop.shop.currency = "EUR", () -> shop.shop.currency = "USD");
  }

  private DraftRow abroad(String code, String change) {
    return abroad(
        changes(
            code,
            () ->
                DraftRow.of(
                    open,
                    "'currency':'USD','lineItemChanges':[{'lineItemId':'%s',%s}]"
                        .formatted(line, change))));
  }

  /** The site has taken another currency since the draft was begun. */
  private List<DraftRow> foreign() {
    String change = "{'lineItemId':'" + line + "','newQuantity':3}";
    return List.of(
        abroad(adds("CURRENCY_REQUIRED", TWO.formatted(""))),
        abroad(changes("CURRENCY_REQUIRED", change)),
        changes(
            "CURRENCY_DOES_NOT_MATCH_DRAFT_ORDER_CURRENCY",
            () -> DraftRow.of(open, "'currency':'EUR','lineItemChanges':[" + change + "]")),
        abroad(
            "UPDATING_NON_ZERO_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN", "'newPrice':'1'"),
        abroad(
            "UPDATING_NON_ZERO_MODIFIER_PRICE_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN",
            "'newModifierGroups':{'modifierGroups':[{'id':'g','modifiers':[{'id':'m','price':{'amount':'1'}}]}]}"),
        abroad(
            "UPDATING_PRICE_DESCRIPTION_ON_MULTI_CURRENCY_DRAFT_ORDER_IS_FORBIDDEN",
            "'newPriceDescription':{'original':'from 1'}"));
  }
}
