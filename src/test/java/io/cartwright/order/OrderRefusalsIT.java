package io.cartwright.order;

import static io.cartwright.order.StaffFixture.given;
import static io.cartwright.order.StaffFixture.line;
import static io.cartwright.order.StaffFixture.price;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.MerchantComment;
import io.cartwright.wire.common.OrderActivityTypeEnumActivityType;
import io.cartwright.wire.common.TagList;
import io.cartwright.wire.orders.AddActivitiesRequest;
import io.cartwright.wire.orders.AddActivityRequest;
import io.cartwright.wire.orders.BalanceSummary;
import io.cartwright.wire.orders.BulkUpdateOrderTagsRequest;
import io.cartwright.wire.orders.CancelOrderRequest;
import io.cartwright.wire.orders.CreateOrderRequest;
import io.cartwright.wire.orders.DeleteActivityRequest;
import io.cartwright.wire.orders.GetOrderRequest;
import io.cartwright.wire.orders.ImportOrderRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PublicActivity;
import io.cartwright.wire.orders.SetOrderNumberCounterRequest;
import io.cartwright.wire.orders.Tags;
import io.cartwright.wire.orders.TagsTagList;
import io.cartwright.wire.orders.TagsTags;
import io.cartwright.wire.orders.UpdateActivityRequest;
import io.cartwright.wire.orders.UpdateOrderStatusRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Each refusal of each operation of staff, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OrderRefusalsIT {
  private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

  /** What staff are never told, with the test that provokes it. */
  private static final Map<OrderRefusal, String> ELSEWHERE =
      Map.of(
          OrderRefusal.ORDER_CANCELED, "SettlementTest",
          OrderRefusal.PARTIAL_OUT_OF_STOCK, "PlacementIT",
          OrderRefusal.FULL_OUT_OF_STOCK, "PlacementIT",
          OrderRefusal.ERROR_COUPON_USAGE_EXCEEDED, "PlacementIT",
          OrderRefusal.ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED, "PlacementIT",
          OrderRefusal.CHECKOUT_CHANGED, "PlacementIT");

  /** Orders that were not imported, or are not there, are left alone without a word. */
  private static final Set<String> REFUSE_NOTHING = Set.of("bulkDeleteImportedOrders");

  /** What nothing is refused for at once, with the reason. */
  private static final Map<String, String> APART = new TreeMap<>();

  static {
    String status = "an order has one status";
    for (String operation :
        List.of(
            "bulkUpdateOrders",
            "cancelOrder",
            "updateOrder",
            "updateOrderLineItem",
            "updateOrderStatus")) {
      APART.put(operation + " ORDER_IS_PENDING before ORDER_IS_REJECTED", status);
    }
    for (String operation : List.of("cancelOrder", "updateOrderStatus")) {
      APART.put(operation + " ORDER_IS_REJECTED before ORDER_ALREADY_CANCELED", status);
    }
    String unknown = "what is not there is not ours";
    for (String operation : List.of("deleteActivity", "updateActivity")) {
      APART.put(operation + " ACTIVITY_NOT_FOUND before ACTIVITY_NOT_EDITABLE", unknown);
    }
    APART.put(
        "updateOrderStatus ORDER_HAS_AUTHORIZED_TRANSACTION before STATUS_NOT_ALLOWED",
        "money that is held matters to cancel an order, which is allowed");
  }

  private StaffFixture staff;
  private RefusalTable table;
  private Order open;
  private Order pending;
  private Order rejected;
  private Order canceled;
  private Order held;
  private Order full;

  private record Row(String operation, String code, Supplier<?> ask) {
    String given() {
      Object said = ask.get();
      return said instanceof Outcome<?> outcome ? OrderFixture.code(outcome) : (String) said;
    }
  }

  @BeforeAll
  void open() {
    staff = new StaffFixture();
    open = staff.created(line(1));
    pending = staff.stored(open.toBuilder().status(OrderStatus.PENDING).build());
    rejected = staff.stored(open.toBuilder().status(OrderStatus.REJECTED).build());
    canceled = staff.stored(open.toBuilder().status(OrderStatus.CANCELED).build());
    held =
        staff.stored(
            open.toBuilder()
                .balanceSummary(BalanceSummary.builder().authorized(price("5")).build())
                .build());
    List<Activity> diary = new ArrayList<>();
    for (int i = 0; i < Activities.COUNT_MAX; i++) diary.add(comment("c" + i));
    List<String> tags = Stream.iterate(0, i -> i + 1).limit(100).map(i -> "t" + i).toList();
    full =
        staff.stored(
            open.toBuilder().activities(diary).tags(new Tags(null, new TagList(tags))).build());
    table = new RefusalTable(staff.base);
    Stream.of(reads(), creations(), updates(), ends(), diary(), bulk())
        .flatMap(List::stream)
        .forEach(row -> table.row(row.operation(), row.code(), row::given));
    twoReasons();
  }

  @AfterAll
  void shut() {
    staff.close();
  }

  private static Activity comment(String text) {
    return Activity.builder()
        .activityType(OrderActivityTypeEnumActivityType.MERCHANT_COMMENT)
        .merchantComment(new MerchantComment(text))
        .build();
  }

  @Test
  void theTableHoldsWhatTheContractNames() {
    List<String> names = table.names();
    Set<String> named = ContractRefusals.of("orders");
    named.removeAll(ContractRefusals.only(named, ContractRefusals.MONEY_OF_ORDERS));
    assertEquals(Set.of(), ContractRefusals.missing(named, names, Map.of()));
    assertEquals(Set.of(), ContractRefusals.missing(OrderRefusal.class, names, ELSEWHERE));
    Set<String> unasked = ContractRefusals.unasked("orders", names, REFUSE_NOTHING);
    unasked.removeAll(ContractRefusals.MONEY_OF_ORDERS);
    assertEquals(Set.of(), unasked);
    RefusalPage.check("orders", names, OrderRefusal.class);
    Set<String> sideBySide =
        RefusalPage.neighbours(names, Set.of("ORDER_NOT_FOUND"), OrderRefusal.class);
    assertEquals(Set.of(), ContractRefusals.missing(sideBySide, table.pairs(), APART));
    assertEquals(Set.of(), ContractRefusals.wrong(sideBySide, table.pairs(), APART));
  }

  @TestFactory
  Stream<DynamicTest> eachIsGivenAndChangesNothing() {
    return table.tests();
  }

  private List<Row> reads() {
    return List.of(
        new Row(
            "getOrder",
            "ORDER_NOT_FOUND",
            () -> staff.ask(OrderOperations.GET_ORDER, new GetOrderRequest(NOWHERE))),
        new Row(
            "getOrder",
            "ORDER_NOT_FOUND",
            () -> staff.ask(OrderOperations.GET_ORDER, new GetOrderRequest("nonsense"))),
        new Row(
            "searchOrders",
            "INVALID_ARGUMENT",
            () ->
                staff.send(OrderOperations.SEARCH_ORDERS, "{\"search\":{\"filter\":{\"no\":1}}}")),
        new Row(
            "aggregateOrders",
            "INVALID_ARGUMENT",
            () ->
                staff.send(
                    OrderOperations.AGGREGATE_ORDERS, "{\"aggregation\":{\"x\":{\"nope\":1}}}")));
  }

  private Outcome<?> create(Order given) {
    return staff.ask(OrderOperations.CREATE_ORDER, new CreateOrderRequest(given, null));
  }

  private Outcome<?> imports(Order given) {
    return staff.ask(OrderOperations.IMPORT_ORDER, new ImportOrderRequest(given));
  }

  private List<Row> creations() {
    OrderLineItem digital =
        line(1).toBuilder()
            .itemType(ItemType.builder().preset(ItemTypePreset.DIGITAL).build())
            .build();
    Order good = given(line(1));
    String checkout = UUID.randomUUID().toString();
    return List.of(
        new Row(
            "createOrder",
            "INVALID_ARGUMENT",
            () -> create(given(line(1).toBuilder().id("seven").build()))),
        new Row("createOrder", "INVALID_ARGUMENT", () -> create(given(digital))),
        new Row(
            "createOrder",
            "INVALID_ARGUMENT",
            () -> create(good.toBuilder().status(OrderStatus.REJECTED).build())),
        new Row(
            "createOrder",
            "INVALID_ARGUMENT",
            () -> create(good.toBuilder().currency("ABC").build())),
        new Row(
            "createOrder",
            "PURCHASED_DATE_CANNOT_BE_IN_FUTURE",
            () ->
                create(
                    good.toBuilder()
                        .purchasedDate(staff.base.clock.instant().plusSeconds(1))
                        .build())),
        new Row(
            "createOrder",
            "CHECKOUT_HAS_ORDER",
            () -> {
              create(good.toBuilder().checkoutId(checkout).build());
              return create(good.toBuilder().checkoutId(checkout).build());
            }),
        new Row("importOrder", "INVALID_ARGUMENT", () -> imports(given(digital))),
        new Row(
            "importOrder",
            "CANNOT_OVERWRITE_NON_IMPORTED_ORDER",
            () -> imports(good.toBuilder().id(open.id()).build())),
        new Row(
            "setOrderNumberCounter",
            "INVALID_ARGUMENT",
            () ->
                staff.ask(
                    OrderOperations.SET_ORDER_NUMBER_COUNTER,
                    new SetOrderNumberCounterRequest("0", true))),
        new Row(
            "setOrderNumberCounter",
            "CANNOT_SET_LOWER_ORDER_NUMBER_COUNTER",
            () ->
                staff.ask(
                    OrderOperations.SET_ORDER_NUMBER_COUNTER,
                    new SetOrderNumberCounterRequest("1", false))));
  }

  private Outcome<?> update(String orderId, String fields) {
    return staff.send(
        OrderOperations.UPDATE_ORDER, "{\"order\":{\"id\":\"%s\",%s}}".formatted(orderId, fields));
  }

  private Outcome<?> updateLine(String orderId, String lineId, String fields) {
    return staff.send(
        OrderOperations.UPDATE_ORDER_LINE_ITEM,
        "{\"id\":\"%s\",\"lineItem\":{\"id\":\"%s\",%s}}".formatted(orderId, lineId, fields));
  }

  private List<Row> updates() {
    String line = open.lineItems().get(0).id();
    String name = "\"productName\":{\"original\":\"Cup\"}";
    return List.of(
        new Row("updateOrder", "ORDER_NOT_FOUND", () -> update(NOWHERE, "\"archived\":true")),
        new Row("updateOrder", "ORDER_IS_PENDING", () -> update(pending.id(), "\"archived\":true")),
        new Row(
            "updateOrder", "ORDER_IS_REJECTED", () -> update(rejected.id(), "\"archived\":true")),
        new Row("updateOrder", "INVALID_ARGUMENT", () -> update(open.id(), "\"buyerInfo\":null")),
        new Row("updateOrderLineItem", "ORDER_NOT_FOUND", () -> updateLine(NOWHERE, line, name)),
        new Row(
            "updateOrderLineItem",
            "LINE_ITEM_NOT_FOUND",
            () -> updateLine(open.id(), NOWHERE, name)),
        new Row(
            "updateOrderLineItem", "ORDER_IS_PENDING", () -> updateLine(pending.id(), line, name)),
        new Row(
            "updateOrderLineItem",
            "ORDER_IS_REJECTED",
            () -> updateLine(rejected.id(), line, name)),
        new Row(
            "updateOrderLineItem",
            "INVALID_ARGUMENT",
            () -> updateLine(open.id(), line, "\"productName\":null")));
  }

  private Outcome<?> cancel(String orderId) {
    return staff.ask(
        OrderOperations.CANCEL_ORDER, new CancelOrderRequest(orderId, null, null, null));
  }

  private Outcome<?> lead(Order order, OrderStatus status) {
    return staff.ask(
        OrderOperations.UPDATE_ORDER_STATUS, new UpdateOrderStatusRequest(order.id(), status));
  }

  private List<Row> ends() {
    return List.of(
        new Row("cancelOrder", "ORDER_NOT_FOUND", () -> cancel(NOWHERE)),
        new Row("cancelOrder", "ORDER_IS_PENDING", () -> cancel(pending.id())),
        new Row("cancelOrder", "ORDER_IS_REJECTED", () -> cancel(rejected.id())),
        new Row("cancelOrder", "ORDER_ALREADY_CANCELED", () -> cancel(canceled.id())),
        new Row("cancelOrder", "ORDER_HAS_AUTHORIZED_TRANSACTION", () -> cancel(held.id())),
        new Row(
            "updateOrderStatus",
            "ORDER_NOT_FOUND",
            () -> lead(open.toBuilder().id(NOWHERE).build(), OrderStatus.APPROVED)),
        new Row("updateOrderStatus", "ORDER_IS_PENDING", () -> lead(pending, OrderStatus.CANCELED)),
        new Row(
            "updateOrderStatus", "ORDER_IS_REJECTED", () -> lead(rejected, OrderStatus.APPROVED)),
        new Row(
            "updateOrderStatus",
            "ORDER_ALREADY_CANCELED",
            () -> lead(canceled, OrderStatus.APPROVED)),
        new Row(
            "updateOrderStatus", "STATUS_NOT_ALLOWED", () -> lead(open, OrderStatus.INITIALIZED)),
        new Row("updateOrderStatus", "STATUS_NOT_ALLOWED", () -> lead(open, OrderStatus.PENDING)),
        new Row(
            "updateOrderStatus",
            "ORDER_HAS_AUTHORIZED_TRANSACTION",
            () -> lead(held, OrderStatus.CANCELED)));
  }

  private Outcome<?> add(Order order, Activity activity) {
    return staff.ask(
        OrderOperations.ADD_ACTIVITIES,
        new AddActivitiesRequest(order.id(), List.of(activity), null));
  }

  private Outcome<?> change(Order order, String activityId) {
    return staff.ask(
        OrderOperations.UPDATE_ACTIVITY,
        new UpdateActivityRequest(
            order.id(),
            activityId,
            PublicActivity.builder().merchantComment(new MerchantComment("x")).build()));
  }

  private Outcome<?> delete(Order order, String activityId) {
    return staff.ask(
        OrderOperations.DELETE_ACTIVITY, new DeleteActivityRequest(order.id(), activityId));
  }

  private List<Row> diary() {
    Order lost = open.toBuilder().id(NOWHERE).build();
    String ours = open.activities().get(0).id();
    Activity other =
        Activity.builder().activityType(OrderActivityTypeEnumActivityType.ORDER_PAID).build();
    PublicActivity nothing = PublicActivity.builder().build();
    PublicActivity text =
        PublicActivity.builder().merchantComment(new MerchantComment("x")).build();
    return List.of(
        new Row("addActivities", "INVALID_ARGUMENT", () -> add(open, other)),
        new Row(
            "addActivities",
            "INVALID_ARGUMENT",
            () ->
                staff.ask(
                    OrderOperations.ADD_ACTIVITIES,
                    new AddActivitiesRequest(open.id(), null, null))),
        new Row("addActivities", "ORDER_NOT_FOUND", () -> add(lost, comment("x"))),
        new Row("addActivities", "ACTIVITIES_LIMIT_REACHED", () -> add(full, comment("x"))),
        new Row(
            "addActivity",
            "INVALID_ARGUMENT",
            () ->
                staff.ask(
                    OrderOperations.ADD_ACTIVITY, new AddActivityRequest(open.id(), nothing))),
        new Row(
            "addActivity",
            "ORDER_NOT_FOUND",
            () -> staff.ask(OrderOperations.ADD_ACTIVITY, new AddActivityRequest(NOWHERE, text))),
        new Row(
            "addActivity",
            "ACTIVITIES_LIMIT_REACHED",
            () -> staff.ask(OrderOperations.ADD_ACTIVITY, new AddActivityRequest(full.id(), text))),
        new Row("updateActivity", "ORDER_NOT_FOUND", () -> change(lost, ours)),
        new Row("updateActivity", "ACTIVITY_NOT_FOUND", () -> change(open, NOWHERE)),
        new Row("updateActivity", "ACTIVITY_NOT_EDITABLE", () -> change(open, ours)),
        new Row("deleteActivity", "ORDER_NOT_FOUND", () -> delete(lost, ours)),
        new Row("deleteActivity", "ACTIVITY_NOT_FOUND", () -> delete(open, NOWHERE)),
        new Row("deleteActivity", "ACTIVITY_NOT_EDITABLE", () -> delete(open, ours)));
  }

  private List<Row> bulk() {
    return List.of(
        new Row("bulkUpdateOrderTags", "ORDER_NOT_FOUND", () -> tag(NOWHERE)),
        new Row("bulkUpdateOrderTags", "TAGS_LIMIT_REACHED", () -> tag(full.id())),
        new Row("bulkUpdateOrders", "ORDER_NOT_FOUND", () -> updateMany(NOWHERE, "true}")),
        new Row("bulkUpdateOrders", "ORDER_IS_PENDING", () -> updateMany(pending.id(), "true}")),
        new Row("bulkUpdateOrders", "ORDER_IS_REJECTED", () -> updateMany(rejected.id(), "true}")),
        new Row(
            "bulkUpdateOrders",
            "INVALID_ARGUMENT",
            () -> updateMany(open.id(), "true},\"fieldMask\":[\"buyerInfo\"]")));
  }

  private String updateMany(String orderId, String archived) {
    return RefusalTable.ofFirst(
        OrderOperations.BULK_UPDATE_ORDERS,
        staff.send(
            OrderOperations.BULK_UPDATE_ORDERS,
            "{\"orders\":[{\"order\":{\"id\":\"%s\",\"archived\":%s}]}"
                .formatted(orderId, archived)));
  }

  private String tag(String orderId) {
    TagsTags one = new TagsTags(null, new TagsTagList(List.of("new")));
    return RefusalTable.ofFirst(
        OrderOperations.BULK_UPDATE_ORDER_TAGS,
        staff.ask(
            OrderOperations.BULK_UPDATE_ORDER_TAGS,
            new BulkUpdateOrderTagsRequest(List.of(orderId), one, null)));
  }

  private Order heldAs(OrderStatus status) {
    return staff.stored(held.toBuilder().status(status).build());
  }

  private void both(String operation, String code, String other, Supplier<Outcome<?>> ask) {
    table.both(operation, code, other, () -> OrderFixture.code(ask.get()));
  }

  private void twoReasons() {
    String held = "ORDER_HAS_AUTHORIZED_TRANSACTION";
    Map<String, OrderStatus> ended =
        Map.of(
            "ORDER_IS_PENDING", OrderStatus.PENDING,
            "ORDER_IS_REJECTED", OrderStatus.REJECTED,
            "ORDER_ALREADY_CANCELED", OrderStatus.CANCELED);
    ended.forEach(
        (code, status) -> {
          Order order = heldAs(status);
          both("cancelOrder", code, held, () -> cancel(order.id()));
          both("updateOrderStatus", code, held, () -> lead(order, OrderStatus.CANCELED));
          both(
              "updateOrderStatus",
              code,
              "STATUS_NOT_ALLOWED",
              () -> lead(order, OrderStatus.INITIALIZED));
        });
    String checkout = UUID.randomUUID().toString();
    Order taken = given(line(1)).toBuilder().checkoutId(checkout).build();
    both(
        "createOrder",
        "PURCHASED_DATE_CANNOT_BE_IN_FUTURE",
        "CHECKOUT_HAS_ORDER",
        () -> {
          create(taken);
          return create(
              taken.toBuilder().purchasedDate(staff.base.clock.instant().plusSeconds(1)).build());
        });
    Order lost = open.toBuilder().id(NOWHERE).build();
    both("updateActivity", "ORDER_NOT_FOUND", "ACTIVITY_NOT_FOUND", () -> change(lost, NOWHERE));
    both("deleteActivity", "ORDER_NOT_FOUND", "ACTIVITY_NOT_FOUND", () -> delete(lost, NOWHERE));
    String name = "\"productName\":{\"original\":\"Cup\"}";
    String line = "LINE_ITEM_NOT_FOUND";
    String operation = "updateOrderLineItem";
    both(operation, "ORDER_NOT_FOUND", line, () -> updateLine(NOWHERE, NOWHERE, name));
    both(operation, line, "ORDER_IS_PENDING", () -> updateLine(pending.id(), NOWHERE, name));
    both(operation, line, "ORDER_IS_REJECTED", () -> updateLine(rejected.id(), NOWHERE, name));
  }
}
