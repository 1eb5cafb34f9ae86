package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftFixture.APP;
import static io.cartwright.order.draft.DraftFixture.NOWHERE;
import static io.cartwright.order.draft.DraftFixture.catalogLine;

import io.cartwright.basket.Baskets;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.order.OrderFixture;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import java.util.ArrayList;
import java.util.List;

/** Refusals of beginning, reading and ending drafts. */
final class StartRows {
  private final DraftFixture shop;
  private final String committed;

  StartRows(DraftFixture shop, String committed) {
    this.shop = shop;
    this.committed = committed;
    shop.shop.items.put("hidden", Baskets.item("hidden", 100, null, true, false));
    shop.shop.items.put("voucher", voucher());
  }

  private static ResolvedItem voucher() {
    ResolvedItem mug = Baskets.item("voucher", 5_000);
    return new ResolvedItem(
        mug.reference(),
        mug.inventoryItemId(),
        mug.quantityAvailable(),
        true,
        true,
        5_000,
        5_000,
        mug.collectionIds(),
        mug.rootCatalogItemId(),
        mug.productName(),
        null,
        null,
        List.of(),
        mug.physicalProperties(),
        ItemType.builder().preset(ItemTypePreset.GIFT_CARD).build(),
        null,
        null);
  }

  List<DraftRow> all() {
    List<DraftRow> rows = new ArrayList<>(sources());
    rows.addAll(lines());
    rows.addAll(ends());
    return rows;
  }

  private DraftRow creates(String code, String fields) {
    return new DraftRow(
        DraftOperations.CREATE_DRAFT_ORDER, code, () -> "{'draftOrder':{" + fields + "}}");
  }

  private List<DraftRow> sources() {
    Runnable broken = () -> shop.shop.settingsFail = true;
    Runnable mended = () -> shop.shop.settingsFail = false;
    return List.of(
        new DraftRow(
                DraftOperations.GET_ORDER_DRAFTABILITY_STATUS,
                "FAILED_TO_FETCH_SETTINGS",
                () -> "{'orderId':'" + NOWHERE + "'}")
            .during(broken, mended),
        new DraftRow(
            DraftOperations.CREATE_DRAFT_ORDER,
            "ORDER_CANNOT_BE_EDITED",
            () -> "{'sourceOrderId':'" + NOWHERE + "'}"),
        new DraftRow(
            DraftOperations.CREATE_DRAFT_ORDER,
            "ORDER_CANNOT_BE_EDITED",
            () -> {
              Order order = shop.made("'catalogLineItems':[" + catalogLine("mug", 1) + "]");
              Order.Builder canceled = order.toBuilder().status(OrderStatus.CANCELED);
              return "{'sourceOrderId':'%s'}"
                  .formatted(shop.stored(canceled.checkoutId(null).build()).id());
            }),
        new DraftRow(
            DraftOperations.CREATE_DRAFT_ORDER,
            "ORDER_IS_ALREADY_EDITED",
            () -> {
              Order order = shop.made("'catalogLineItems':[" + catalogLine("mug", 1) + "]");
              String body = "{\"sourceOrderId\":\"" + order.id() + "\"}";
              OrderFixture.await(shop.asked(shop.other, DraftOperations.CREATE_DRAFT_ORDER, body));
              return body;
            }),
        creates("FAILED_TO_FETCH_SETTINGS", "").during(broken, mended),
        new DraftRow(
                DraftOperations.CREATE_EMPTY_DRAFT_ORDER, "FAILED_TO_FETCH_SETTINGS", () -> "{}")
            .during(broken, mended));
  }

  private List<DraftRow> lines() {
    String mug = catalogLine("mug", 1);
    return List.of(
        creates(
            "DUPLICATED_LINE_ITEM_IDS",
            "'customLineItems':[{'id':'%1$s'},{'id':'%1$s'}]".formatted(NOWHERE)),
        creates(
            "DUPLICATED_EXTERNAL_LINE_ITEM_ID",
            "'customLineItems':[{'externalLineItemId':'x'},{'externalLineItemId':'x'}]"),
        creates("CATALOG_ITEM_NOT_FOUND", "'catalogLineItems':[" + catalogLine("no", 1) + "]"),
        creates(
            "CATALOG_ITEM_NOT_AVAILABLE", "'catalogLineItems':[" + catalogLine("hidden", 1) + "]"),
        creates(
            "GIFT_CARD_ITEM_UNSUPPORTED", "'catalogLineItems':[" + catalogLine("voucher", 1) + "]"),
        creates(
            "SUBSCRIPTION_ITEM_UNSUPPORTED",
            "'catalogLineItems':[{'catalogReference':{'catalogItemId':'mug','appId':'%s','options':{'subscriptionOptionId':'s'}}}]"
                .formatted(APP)),
        creates("CATALOG_ITEM_ALREADY_EXIST", "'catalogLineItems':[" + mug + "," + mug + "]"));
  }

  private DraftRow makes(String code, String fields) {
    return new DraftRow(
        DraftOperations.CREATE_ORDER_FROM_DRAFT,
        code,
        () -> "{'draftOrderId':'" + shop.scratch(fields).id() + "'}");
  }

  private List<DraftRow> ends() {
    return List.of(
        new DraftRow(
            DraftOperations.GET_DRAFT_ORDER,
            "DRAFT_ORDER_DOES_NOT_EXIST",
            () -> "{'draftOrderId':'" + NOWHERE + "'}"),
        new DraftRow(
            DraftOperations.DELETE_DRAFT_ORDER,
            "DRAFT_ORDER_DOES_NOT_EXIST",
            () -> "{'draftOrderId':'" + NOWHERE + "'}"),
        new DraftRow(
            DraftOperations.DELETE_DRAFT_ORDER,
            "DRAFT_ORDER_CANNOT_BE_DELETED",
            () -> "{'draftOrderId':'" + committed + "'}"),
        new DraftRow(
            DraftOperations.COMMIT_DRAFT_ORDER,
            "DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS",
            () -> "{'draftOrderId':'" + shop.scratch("").id() + "'}"),
        new DraftRow(
            DraftOperations.CREATE_ORDER_FROM_DRAFT,
            "CREATE_ORDER_FAILED_VALIDATIONS",
            () -> {
              Order order = shop.made("'catalogLineItems':[" + catalogLine("mug", 1) + "]");
              return "{'draftOrderId':'" + shop.edit(order.id()).id() + "'}";
            }),
        makes(
            "CREATE_ORDER_FAILED_VALIDATIONS",
            "'catalogLineItems':[" + catalogLine("mug", 101) + "]"),
        new DraftRow(
            DraftOperations.CREATE_ORDER_FROM_DRAFT,
            "DRAFT_ORDER_DEPOSIT_AMOUNT_EXCEEDS_ORDER_TOTAL",
            () -> {
              String draft = shop.scratch("'customLineItems':[{'price':{'amount':'10'}}]").id();
              shop.done(
                  DraftOperations.SET_DEPOSIT,
                  DraftRow.of(draft, "'depositDetails':{'amount':{'amount':'11.01'}}"));
              return "{'draftOrderId':'" + draft + "'}";
            }),
        makes(
            "SUBSCRIPTION_BUYER_INFO_REQUIRED",
            "'customLineItems':[{'subscriptionSettings':{'frequency':'MONTH'}}]"),
        makes(
            "BILLING_ADDRESS_REQUIRED_FOR_TAX_CALCULATION",
            "'customLineItems':[{'taxableAddress':{'addressType':'BILLING'}}]"),
        makes(
                "BUSINESS_ADDRESS_MISSING_OR_INVALID_FOR_TAX_CALCULATION",
                "'customLineItems':[{'taxableAddress':{'addressType':'BUSINESS'}}]")
            .during(() -> shop.shop.country = null, () -> shop.shop.country = "US"));
  }
}
