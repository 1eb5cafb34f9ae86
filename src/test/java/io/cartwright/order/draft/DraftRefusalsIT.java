package io.cartwright.order.draft;

import static io.cartwright.order.draft.DraftFixture.APP;
import static io.cartwright.order.draft.DraftFixture.NOWHERE;
import static io.cartwright.order.draft.DraftFixture.catalogLine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.basket.Baskets;
import io.cartwright.bus.Operation;
import io.cartwright.order.OrderFixture;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Refusals of the operations on drafts, each asked of a draft that gives it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class DraftRefusalsIT {
  private static final String LINE = "'customLineItems':[{%s'quantity':2,'price':{'amount':'10'}}]";
  private DraftFixture shop;
  private Order order;
  private String open;
  private String line;
  private String committed;
  private String edit;

  private record Row(Operation<?, ?> operation, String code, Supplier<String> body) {}

  @BeforeAll
  void open() {
    shop = new DraftFixture();
    shop.sells("mug", 1_000, 100);
    shop.shop.items.put("hidden", Baskets.item("hidden", 100, null, true, false));
    order = shop.made("'catalogLineItems':[" + catalogLine("mug", 2) + "]");
    committed = shop.base.column("select id from draft_order where status = 'COMMITTED'").get(0);
    edit = shop.edit(order.id()).id();
    var draft =
        shop.scratch(LINE.formatted("") + ",'catalogLineItems':[" + catalogLine("mug", 1) + "]");
    open = draft.id();
    line = draft.lineItems().get(1).lineItem().id();
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  private String of(String draft, String fields) {
    return "{'draftOrderId':'" + draft + "'," + fields + "}";
  }

  @TestFactory
  Stream<DynamicTest> eachIsGiven() {
    return Stream.of(starts(), added(), updated(), discounts(), ends())
        .flatMap(List::stream)
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.operation() + " " + row.code(),
                    () ->
                        assertEquals(
                            row.code(),
                            OrderFixture.code(shop.ask(row.operation(), row.body().get())))));
  }

  /** Every change of a draft that is not there, and of one that is committed. */
  @TestFactory
  Stream<DynamicTest> noChangeIsMadeOfWhatIsNotOpen() {
    return DraftOperations.ALL.stream()
        .filter(Operation::write)
        .filter(it -> it != DraftOperations.CREATE_DRAFT_ORDER)
        .filter(it -> it != DraftOperations.CREATE_EMPTY_DRAFT_ORDER)
        .filter(it -> it != DraftOperations.DELETE_DRAFT_ORDER)
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.address(),
                    () -> {
                      String rest =
                          "'namespace':'n','lineItemChanges':[],'customLineItems':[{'quantity':1}]}";
                      String body = "{'draftOrderId':'%s','id':'%s',";
                      assertEquals(
                          "DRAFT_ORDER_DOES_NOT_EXIST",
                          OrderFixture.code(
                              shop.ask(operation, body.formatted(NOWHERE, NOWHERE) + rest)));
                      assertEquals(
                          "DRAFT_ORDER_ALREADY_COMMITTED",
                          OrderFixture.code(
                              shop.ask(operation, body.formatted(committed, committed) + rest)));
                    }));
  }

  @Test
  void withoutSettingsNothingBegins() {
    shop.shop.settingsFail = true;
    try {
      assertEquals(
          "FAILED_TO_FETCH_SETTINGS",
          OrderFixture.code(shop.ask(DraftOperations.CREATE_EMPTY_DRAFT_ORDER, "{}")));
    } finally {
      shop.shop.settingsFail = false;
    }
  }

  private List<Row> starts() {
    Order canceled =
        shop.stored(order.toBuilder().status(OrderStatus.CANCELED).checkoutId(null).build());
    return List.of(
        new Row(
            DraftOperations.CREATE_DRAFT_ORDER,
            "ORDER_CANNOT_BE_EDITED",
            () -> "{'sourceOrderId':'" + NOWHERE + "'}"),
        new Row(
            DraftOperations.CREATE_DRAFT_ORDER,
            "ORDER_CANNOT_BE_EDITED",
            () -> "{'sourceOrderId':'" + canceled.id() + "'}"),
        new Row(
            DraftOperations.GET_DRAFT_ORDER,
            "DRAFT_ORDER_DOES_NOT_EXIST",
            () -> "{'draftOrderId':'" + NOWHERE + "'}"),
        new Row(
            DraftOperations.DELETE_DRAFT_ORDER,
            "DRAFT_ORDER_DOES_NOT_EXIST",
            () -> "{'draftOrderId':'" + NOWHERE + "'}"),
        new Row(
            DraftOperations.DELETE_DRAFT_ORDER,
            "DRAFT_ORDER_CANNOT_BE_DELETED",
            () -> "{'draftOrderId':'" + committed + "'}"));
  }

  private Row adds(String code, String fields) {
    return new Row(DraftOperations.ADD_LINE_ITEMS_TO_DRAFT_ORDER, code, () -> of(open, fields));
  }

  private List<Row> added() {
    String mug = catalogLine("mug", 1);
    shop.shop.sells("cup", 100);
    String cup = catalogLine("cup", 1);
    return List.of(
        adds("DUPLICATED_LINE_ITEM_IDS", LINE.formatted("'id':'" + line + "',")),
        adds(
            "DUPLICATED_EXTERNAL_LINE_ITEM_ID",
            "'customLineItems':[{'externalLineItemId':'x'},{'externalLineItemId':'x'}]"),
        adds("MULTIPLE_ADDS_FOR_SAME_LINE_ITEM", "'catalogLineItems':[" + cup + "," + cup + "]"),
        adds("CATALOG_ITEM_NOT_FOUND", "'catalogLineItems':[" + catalogLine("no", 1) + "]"),
        adds("CATALOG_ITEM_NOT_AVAILABLE", "'catalogLineItems':[" + catalogLine("hidden", 1) + "]"),
        adds(
            "SUBSCRIPTION_ITEM_UNSUPPORTED",
            "'catalogLineItems':[{'catalogReference':{'catalogItemId':'cup','appId':'%s','options':{'subscriptionOptionId':'s'}}}]"
                .formatted(APP)),
        adds("CATALOG_ITEM_ALREADY_EXIST", "'catalogLineItems':[" + mug + "]"),
        adds(
            "SUBSCRIPTION_SINGLE_ITEM_ALLOWED",
            "'customLineItems':[{'subscriptionSettings':{'frequency':'MONTH'}}]"),
        adds(
            "CURRENCY_DOES_NOT_MATCH_DRAFT_ORDER_CURRENCY",
            LINE.formatted("") + ",'currency':'EUR'"));
  }

  private Row changes(String code, String change) {
    return new Row(
        DraftOperations.UPDATE_LINE_ITEMS,
        code,
        () -> of(open, "'lineItemChanges':[" + change + "]"));
  }

  private List<Row> updated() {
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
        new Row(
            DraftOperations.UPDATE_LINE_ITEMS,
            "UPDATING_TAXABLE_ADDRESS_ON_EXISTING_ITEM_IS_FORBIDDEN",
            () ->
                of(
                    edit,
                    "'lineItemChanges':[{'lineItemId':'%s','newTaxableAddress':{'addressType':'BILLING'}}]"
                        .formatted(order.lineItems().get(0).id()))));
  }

  private Row discounts(String code, String discount) {
    return new Row(
        DraftOperations.CREATE_CUSTOM_DISCOUNTS,
        code,
        () -> of(open, "'discounts':[{'applyToDraftOrder':true," + discount + "}]"));
  }

  private List<Row> discounts() {
    String unknown = "[{'id':'" + NOWHERE + "','applied':true}]";
    return List.of(
        discounts(
            "LINE_ITEM_NOT_FOUND",
            "'discountType':'SPECIFIC_ITEMS','percentage':'5','lineItemId':'" + NOWHERE + "'"),
        discounts(
            "DISCOUNTS_AMOUNT_EXCEED_ITEM_TOTALS",
            "'discountType':'SPECIFIC_ITEMS','priceAmount':{'amount':'20.01'},'lineItemId':'"
                + line
                + "'"),
        discounts(
            "DISCOUNTS_AMOUNT_EXCEED_SHIPPING_TOTAL",
            "'discountType':'SHIPPING','priceAmount':{'amount':'1'}"),
        discounts(
            "DISCOUNTS_AMOUNT_EXCEED_ORDER_TOTALS",
            "'discountType':'GLOBAL','priceAmount':{'amount':'30.01'}"),
        new Row(
            DraftOperations.SET_DISCOUNTS,
            "DISCOUNT_NOT_FOUND",
            () -> of(open, "'discounts':" + unknown)),
        new Row(
            DraftOperations.DELETE_CUSTOM_DISCOUNTS,
            "DISCOUNT_NOT_FOUND",
            () -> of(open, "'discountIds':['" + NOWHERE + "']")),
        new Row(
            DraftOperations.SET_ADDITIONAL_FEES,
            "ADDITIONAL_FEE_NOT_FOUND",
            () -> of(open, "'additionalFees':" + unknown)),
        new Row(
            DraftOperations.DELETE_CUSTOM_ADDITIONAL_FEES,
            "ADDITIONAL_FEE_NOT_FOUND",
            () -> of(open, "'customAdditionalFees':['" + NOWHERE + "']")));
  }

  private Row makes(String code, String fields) {
    return new Row(
        DraftOperations.CREATE_ORDER_FROM_DRAFT,
        code,
        () -> "{'draftOrderId':'" + shop.scratch(fields).id() + "'}");
  }

  private List<Row> ends() {
    return List.of(
        new Row(
            DraftOperations.COMMIT_DRAFT_ORDER,
            "DRAFT_ORDER_COMMIT_FAILED_VALIDATIONS",
            () -> "{'draftOrderId':'" + open + "'}"),
        new Row(
            DraftOperations.CREATE_ORDER_FROM_DRAFT,
            "CREATE_ORDER_FAILED_VALIDATIONS",
            () -> "{'draftOrderId':'" + edit + "'}"),
        makes(
            "CREATE_ORDER_FAILED_VALIDATIONS",
            "'catalogLineItems':[" + catalogLine("mug", 101) + "]"),
        makes(
            "SUBSCRIPTION_BUYER_INFO_REQUIRED",
            "'customLineItems':[{'subscriptionSettings':{'frequency':'MONTH'}}]"),
        makes(
            "BILLING_ADDRESS_REQUIRED_FOR_TAX_CALCULATION",
            "'customLineItems':[{'taxableAddress':{'addressType':'BILLING'}}]"));
  }
}
