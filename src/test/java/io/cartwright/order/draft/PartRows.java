package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftFixture.NOWHERE;
import static io.cartwright.order.draft.DraftFixture.catalogLine;

import io.cartwright.bus.Operation;
import io.cartwright.wire.draftorders.DraftOrder;
import java.util.ArrayList;
import java.util.List;

/** Refusals of changing what a draft has beside its lines. */
final class PartRows {
  private static final String LINE = "'customLineItems':[{'quantity':2,'price':{'amount':'10'}}]";
  private static final String UNKNOWN = "[{'id':'" + NOWHERE + "','applied':true}]";
  private final DraftFixture shop;
  private final String open;
  private final String line;

  PartRows(DraftFixture shop) {
    this.shop = shop;
    DraftOrder draft = shop.scratch(LINE);
    this.open = draft.id();
    this.line = draft.lineItems().get(0).lineItem().id();
  }

  List<DraftRow> all() {
    List<DraftRow> rows = new ArrayList<>(discounts());
    rows.addAll(settings());
    rows.addAll(fees());
    rows.addAll(ofOrders());
    rows.addAll(foreign());
    return rows;
  }

  private DraftRow row(Operation<?, ?> operation, String code, String fields) {
    return new DraftRow(operation, code, () -> DraftRow.of(open, fields));
  }

  private DraftRow discounts(String code, String discount) {
    return row(
        DraftOperations.CREATE_CUSTOM_DISCOUNTS,
        code,
        "'discounts':[{'applyToDraftOrder':true," + discount + "}]");
  }

  private static String offLine(String amount, String line) {
    return "'discountType':'SPECIFIC_ITEMS','priceAmount':{'amount':'%s'},'lineItemId':'%s'"
        .formatted(amount, line);
  }

  private List<DraftRow> discounts() {
    return List.of(
        discounts("LINE_ITEM_NOT_FOUND", offLine("5", NOWHERE)),
        discounts("DISCOUNTS_AMOUNT_EXCEED_ITEM_TOTALS", offLine("20.01", line)),
        discounts(
            "DISCOUNTS_AMOUNT_EXCEED_SHIPPING_TOTAL",
            "'discountType':'SHIPPING','priceAmount':{'amount':'1'}"),
        discounts(
            "DISCOUNTS_AMOUNT_EXCEED_ORDER_TOTALS",
            "'discountType':'GLOBAL','priceAmount':{'amount':'20.01'}"),
        row(
            DraftOperations.DELETE_CUSTOM_DISCOUNTS,
            "DISCOUNT_NOT_FOUND",
            "'discountIds':['" + NOWHERE + "']"));
  }

  /** A discount that does not apply yet may be as large as one likes. */
  private List<DraftRow> settings() {
    return List.of(
        row(DraftOperations.SET_DISCOUNTS, "DISCOUNT_NOT_FOUND", "'discounts':" + UNKNOWN),
        new DraftRow(
            DraftOperations.SET_DISCOUNTS,
            "DISCOUNTS_AMOUNT_EXCEED_ITEM_TOTALS",
            () -> {
              DraftOrder draft = shop.scratch(LINE);
              return applied(
                  draft.id(), offLine("20.01", draft.lineItems().get(0).lineItem().id()));
            }),
        new DraftRow(
            DraftOperations.SET_DISCOUNTS,
            "DISCOUNTS_AMOUNT_EXCEED_SHIPPING_TOTAL",
            () ->
                applied(
                    shop.scratch(LINE).id(),
                    "'discountType':'SHIPPING','priceAmount':{'amount':'1'}")));
  }

  private String applied(String draft, String discount) {
    String id =
        shop.done(
                DraftOperations.CREATE_CUSTOM_DISCOUNTS,
                DraftRow.of(draft, "'discounts':[{" + discount + "}]"))
            .calculatedDraftOrder()
            .draftOrder()
            .discounts()
            .get(0)
            .discount()
            .id();
    return DraftRow.of(draft, "'discounts':[{'id':'" + id + "','applied':true}]");
  }

  private List<DraftRow> fees() {
    return List.of(
        row(
            DraftOperations.CREATE_CUSTOM_ADDITIONAL_FEES,
            "LINE_ITEM_NOT_FOUND",
            "'customAdditionalFees':[{'name':'Wrap','price':{'amount':'2'},'lineItemIds':['%s']}]"
                .formatted(NOWHERE)),
        row(
            DraftOperations.SET_ADDITIONAL_FEES,
            "ADDITIONAL_FEE_NOT_FOUND",
            "'additionalFees':" + UNKNOWN),
        row(
            DraftOperations.DELETE_CUSTOM_ADDITIONAL_FEES,
            "ADDITIONAL_FEE_NOT_FOUND",
            "'customAdditionalFees':['" + NOWHERE + "']"));
  }

  /** An edit of an order with a discount, a fee and a location. */
  private DraftOrder edit() {
    String order =
        shop.made(
                "'catalogLineItems':[%s],'businessLocation':{'id':'%s','name':'Here'},"
                        .formatted(catalogLine("mug", 1), NOWHERE)
                    + "'discounts':[{'discountType':'GLOBAL','percentage':'10','applyToDraftOrder':true}],"
                    + "'additionalFees':[{'name':'Wrap','price':{'amount':'2'},'applyToDraftOrder':true}]")
            .id();
    return shop.edit(order);
  }

  private List<DraftRow> ofOrders() {
    return List.of(
        new DraftRow(
            DraftOperations.DELETE_CUSTOM_DISCOUNTS,
            "DISCOUNT_REMOVE_NOT_SUPPORTED",
            () -> {
              DraftOrder draft = edit();
              String id = draft.discounts().get(0).discount().id();
              return DraftRow.of(draft.id(), "'discountIds':['" + id + "']");
            }),
        new DraftRow(
            DraftOperations.DELETE_CUSTOM_ADDITIONAL_FEES,
            "ADDITIONAL_FEE_REMOVE_NOT_SUPPORTED",
            () -> {
              DraftOrder draft = edit();
              String id = draft.additionalFees().get(0).additionalFee().id();
              return DraftRow.of(draft.id(), "'customAdditionalFees':['" + id + "']");
            }),
        new DraftRow(
            DraftOperations.SET_BUSINESS_LOCATION,
            "BUSINESS_LOCATION_CANNOT_BE_EDITED",
            () -> DraftRow.of(edit().id(), "'businessLocation':{'id':'" + NOWHERE + "'}")));
  }

  /** The site has taken another currency since the draft was begun, or the call names one. */
  private List<DraftRow> foreign() {
    Operation<?, ?> discount = DraftOperations.CREATE_CUSTOM_DISCOUNTS;
    Operation<?, ?> fee = DraftOperations.CREATE_CUSTOM_ADDITIONAL_FEES;
    Operation<?, ?> shipping = DraftOperations.SET_SHIPPING_INFO;
    List<DraftRow> rows = new ArrayList<>();
    for (Operation<?, ?> operation : List.of(discount, fee, shipping)) {
      rows.add(
          row(operation, "CURRENCY_REQUIRED", "'shippingInfo':{'title':'Truck'}")
              .during(() -> shop.shop.currency = "EUR", () -> shop.shop.currency = "USD"));
      rows.add(row(operation, "CURRENCY_DOES_NOT_MATCH_DRAFT_ORDER_CURRENCY", "'currency':'EUR'"));
    }
    return rows;
  }
}
