package io.cartwright.order;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.awaitAll;
import static io.cartwright.order.OrderFixture.code;
import static io.cartwright.order.StaffFixture.given;
import static io.cartwright.order.StaffFixture.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Outcome;
import io.cartwright.event.EventBodies;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.common.MerchantComment;
import io.cartwright.wire.common.OrderActivityTypeEnumActivityType;
import io.cartwright.wire.orders.AddActivitiesRequest;
import io.cartwright.wire.orders.BulkDeleteImportedOrdersRequest;
import io.cartwright.wire.orders.BulkUpdateOrderTagsRequest;
import io.cartwright.wire.orders.CancelOrderRequest;
import io.cartwright.wire.orders.CreateOrderRequest;
import io.cartwright.wire.orders.DeleteActivityRequest;
import io.cartwright.wire.orders.ImportOrderRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.orders.SetOrderNumberCounterRequest;
import io.cartwright.wire.orders.TagsTagList;
import io.cartwright.wire.orders.TagsTags;
import io.cartwright.wire.orders.UpdateOrderResponse;
import io.cartwright.wire.orders.UpdateOrderStatusRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class OrderChangeIT {
  private StaffFixture staff;

  @BeforeAll
  void open() {
    staff = new StaffFixture();
  }

  @AfterAll
  void shut() {
    staff.close();
  }

  private Order order(Order known) {
    return staff.base.order(UUID.fromString(known.id()));
  }

  private List<String> events(Order order) {
    return staff.base.events(order.id());
  }

  private Outcome<UpdateOrderResponse> update(Order order, String fields) {
    return staff.send(
        OrderOperations.UPDATE_ORDER, "{\"order\":{\"id\":\"" + order.id() + "\"," + fields + "}}");
  }

  @Test
  void aRecordedOrderIsApprovedAndNumbered() {
    Order created = staff.created(line(3));

    assertEquals(OrderStatus.APPROVED, created.status());
    assertEquals(PaymentStatusEnumPaymentStatus.NOT_PAID, created.paymentStatus());
    assertEquals(FulfillmentStatus.NOT_FULFILLED, created.fulfillmentStatus());
    assertEquals("USD", created.currency());
    assertEquals("30.00", created.priceSummary().total().amount());
    assertEquals("$30.00", created.priceSummary().total().formattedAmount());
    assertEquals("30.00", created.balanceSummary().balance().amount());
    assertFalse(created.imported());
    assertTrue(Long.parseLong(created.number()) > 10_000);
    assertEquals(created, order(created));
    assertEquals(List.of("created", "approved"), events(created));
  }

  @Test
  void whatIsNotSentIsFulfilledAtOnce() {
    Order created = staff.created(given(line(1)).toBuilder().shippingInfo(null).build());
    assertEquals(FulfillmentStatus.FULFILLED, created.fulfillmentStatus());
  }

  @Test
  void anUpdateTakesTheFieldsOfStaffAndLeavesTheRest() {
    Order created = staff.created(line(1));
    Outcome<UpdateOrderResponse> updated =
        update(
            created,
            "\"archived\":true,\"number\":\"7\",\"status\":\"CANCELED\",\"buyerInfo\":{\"email\":\"new@example.com\",\"contactId\":\""
                + UUID.randomUUID()
                + "\"},\"billingInfo\":{\"contactDetails\":{\"firstName\":\"Ada\"}},\"shippingInfo\":null");

    Order after = updated.orNull().order();
    assertTrue(after.archived());
    assertEquals("new@example.com", after.buyerInfo().email());
    assertNull(after.buyerInfo().contactId());
    assertEquals("Ada", after.billingInfo().contactDetails().firstName());
    assertEquals(created.number(), after.number());
    assertEquals(OrderStatus.APPROVED, after.status());
    assertEquals(created.shippingInfo(), after.shippingInfo());
    assertEquals(List.of("created", "approved", "updated"), events(created));
  }

  @Test
  void anUpdateTellsWhatWasBefore() {
    Order created = staff.created(line(1));
    assertTrue(
        update(created, "\"archived\":true,\"buyerInfo\":{\"email\":\"new@example.com\"}")
            .isDone());
    String hex = staff.base.column(EventBodies.lastUpdate(created.id())).get(0);
    Map<String, String> was = EventBodies.modified(hex);
    assertTrue(was.remove("activities").startsWith("["));
    assertEquals(Map.of("archived", "false", "buyerInfo.email", created.buyerInfo().email()), was);
  }

  @Test
  void anUpdateThatChangesNothingIsNoEvent() {
    Order created = staff.created(line(1));
    assertTrue(update(created, "\"archived\":false").isDone());
    assertEquals(List.of("created", "approved"), events(created));
  }

  @Test
  void twoWhoEditOneOrderBothFindTheirChange() {
    Order created = staff.created(line(1));
    List<Future<Outcome<Object>>> edits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String comment = "comment " + i;
      edits.add(
          staff
              .asked(
                  OrderOperations.ADD_ACTIVITIES,
                  new AddActivitiesRequest(created.id(), List.of(comment(comment)), null))
              .map(outcome -> outcome.map(it -> it)));
    }
    awaitAll(edits).forEach(outcome -> assertTrue(outcome.isDone(), outcome.toString()));
    long comments =
        order(created).activities().stream().filter(it -> it.merchantComment() != null).count();
    assertEquals(8, comments);
  }

  private static Activity comment(String text) {
    return Activity.builder()
        .activityType(OrderActivityTypeEnumActivityType.MERCHANT_COMMENT)
        .merchantComment(new MerchantComment(text))
        .build();
  }

  @Test
  void commentsAreAddedChangedAndDeletedAndNothingElseOfTheDiary() {
    Order created = staff.created(line(1));
    String id =
        staff
            .done(
                OrderOperations.ADD_ACTIVITIES,
                new AddActivitiesRequest(created.id(), List.of(comment("first")), null))
            .activityIds()
            .get(0);
    Order changed =
        staff
            .send(
                OrderOperations.UPDATE_ACTIVITY,
                "{\"id\":\"%s\",\"activityId\":\"%s\",\"activity\":{\"merchantComment\":{\"message\":\"other\"}}}"
                    .formatted(created.id(), id))
            .orNull()
            .order();
    Activity last = changed.activities().get(changed.activities().size() - 1);
    assertEquals("other", last.merchantComment().message());
    Order less =
        staff
            .done(OrderOperations.DELETE_ACTIVITY, new DeleteActivityRequest(created.id(), id))
            .order();
    assertEquals(created.activities(), less.activities());
  }

  @Test
  void tagsAreAssignedAndTakenAway() {
    Order one = staff.created(line(1));
    Order other = staff.created(line(1));
    TagsTags ab = new TagsTags(null, new TagsTagList(List.of("a", "b")));
    TagsTags bc = new TagsTags(new TagsTagList(List.of("x")), new TagsTagList(List.of("b", "c")));
    staff.done(
        OrderOperations.BULK_UPDATE_ORDER_TAGS,
        new BulkUpdateOrderTagsRequest(List.of(one.id(), other.id()), ab, null));
    var reply =
        staff.done(
            OrderOperations.BULK_UPDATE_ORDER_TAGS,
            new BulkUpdateOrderTagsRequest(
                List.of(one.id(), UUID.randomUUID().toString()), bc, ab));

    assertEquals(List.of("b", "c"), order(one).tags().tags().tagIds());
    assertEquals(List.of("x"), order(one).tags().privateTags().tagIds());
    assertEquals(List.of("a", "b"), order(other).tags().tags().tagIds());
    assertEquals(1, reply.bulkActionMetadata().totalSuccesses());
    assertEquals("ORDER_NOT_FOUND", reply.results().get(1).itemMetadata().error().code());
  }

  @Test
  void aBulkUpdateDecidesEachOrderOnItsOwn() {
    Order one = staff.created(line(1));
    Order lost = staff.stored(order(one).toBuilder().status(OrderStatus.REJECTED).build());
    var reply =
        staff
            .send(
                OrderOperations.BULK_UPDATE_ORDERS,
                ("{\"orders\":[{\"order\":{\"id\":\"%s\",\"archived\":true,\"seenByAHuman\":true},\"fieldMask\":[\"archived\"]},"
                        + "{\"order\":{\"id\":\"%s\",\"archived\":true}}],\"returnEntity\":true}")
                    .formatted(one.id(), lost.id()))
            .orNull();
    assertTrue(reply.results().get(0).item().archived());
    assertFalse(reply.results().get(0).item().seenByAHuman());
    assertEquals("ORDER_IS_REJECTED", reply.results().get(1).itemMetadata().error().code());
    assertEquals(List.of("created", "approved", "updated"), events(one));
  }

  private UUID placedWithStock(UUID shelf, String payNow) {
    Place ask =
        new Place(
            UUID.randomUUID(),
            staff.base.priced(staff.base.checkout(), "10.00", payNow),
            List.of(new StockTake(shelf, "line", 2, false)),
            List.of(),
            staff.base.change());
    return await(staff.base.ask(OrderQuestions.PLACE, staff.base.system(), ask)).orNull().orderId();
  }

  @Test
  void cancelingGivesStockBackWhereItIsAsked() {
    UUID shelf = staff.base.stocked(10);
    UUID kept = placedWithStock(shelf, "0.00");
    UUID returned = placedWithStock(shelf, "0.00");
    UUID unpaid = placedWithStock(shelf, "10.00");
    assertEquals(4, staff.base.stock(shelf));

    staff.done(
        OrderOperations.CANCEL_ORDER, new CancelOrderRequest(kept.toString(), null, null, null));
    assertEquals(4, staff.base.stock(shelf));
    Order canceled =
        staff
            .done(
                OrderOperations.CANCEL_ORDER,
                new CancelOrderRequest(returned.toString(), true, "sorry", true))
            .order();
    assertEquals(6, staff.base.stock(shelf));
    staff.done(
        OrderOperations.CANCEL_ORDER, new CancelOrderRequest(unpaid.toString(), null, null, null));
    assertEquals(8, staff.base.stock(shelf), "what was never approved holds nothing");

    assertEquals(OrderStatus.CANCELED, canceled.status());
    assertEquals(List.of("created", "approved", "canceled"), staff.base.events(returned));
  }

  @Test
  void approvingByHandCompletesTheCheckout() {
    UUID checkout = staff.base.checkout();
    UUID order = staff.base.placed(checkout, "10.00", "10.00");
    Order approved =
        staff
            .done(
                OrderOperations.UPDATE_ORDER_STATUS,
                new UpdateOrderStatusRequest(order.toString(), OrderStatus.APPROVED))
            .order();
    assertEquals(OrderStatus.APPROVED, approved.status());
    assertEquals("completed", staff.base.checkoutState(checkout));
    assertEquals(List.of("created", "approved"), staff.base.events(order));
  }

  @Test
  void anImportedOrderIsStoredAsGivenAndReplacedAndDeleted() {
    UUID id = UUID.randomUUID();
    Order given =
        given(line(2)).toBuilder()
            .id(id.toString())
            .number("77")
            .status(OrderStatus.APPROVED)
            .paymentStatus(PaymentStatusEnumPaymentStatus.PAID)
            .fulfillmentStatus(FulfillmentStatus.PARTIALLY_FULFILLED)
            .createdDate(staff.base.clock.instant().minus(Duration.ofDays(900)))
            .build();
    Order stored = staff.done(OrderOperations.IMPORT_ORDER, new ImportOrderRequest(given)).order();
    assertEquals("77", stored.number());
    assertEquals(given.createdDate(), stored.createdDate());
    assertEquals(PaymentStatusEnumPaymentStatus.PAID, stored.paymentStatus());
    assertEquals(FulfillmentStatus.PARTIALLY_FULFILLED, stored.fulfillmentStatus());
    assertTrue(stored.imported());
    assertNull(stored.activities());

    staff.done(
        OrderOperations.IMPORT_ORDER,
        new ImportOrderRequest(given.toBuilder().number("78").build()));
    assertEquals("78", order(stored).number());

    Order ours = staff.created(line(1));
    staff.done(
        OrderOperations.BULK_DELETE_IMPORTED_ORDERS,
        new BulkDeleteImportedOrdersRequest(List.of(id.toString(), ours.id())));
    assertEquals(
        List.of(), staff.base.column("select id::text from orders where id = '" + id + "'"));
    assertEquals(ours, order(ours));
    assertEquals(List.of("imported", "imported", "imported_order_deleted"), events(stored));
  }

  @Test
  void theCounterSetsTheNextNumber() {
    long next = Long.parseLong(staff.created(line(1)).number()) + 1;
    var reply =
        staff.done(
            OrderOperations.SET_ORDER_NUMBER_COUNTER,
            new SetOrderNumberCounterRequest(Long.toString(next + 500), null));
    assertEquals(Long.toString(next), reply.oldCounter());
    assertEquals(Long.toString(next + 500), reply.newCounter());
    assertEquals(Long.toString(next + 500), staff.created(line(1)).number());

    SetOrderNumberCounterRequest lower = new SetOrderNumberCounterRequest("5", false);
    assertEquals(
        "CANNOT_SET_LOWER_ORDER_NUMBER_COUNTER",
        code(staff.ask(OrderOperations.SET_ORDER_NUMBER_COUNTER, lower)));
    staff.done(
        OrderOperations.SET_ORDER_NUMBER_COUNTER, new SetOrderNumberCounterRequest("5", true));
    assertEquals("5", staff.created(line(1)).number());
    staff.done(
        OrderOperations.SET_ORDER_NUMBER_COUNTER,
        new SetOrderNumberCounterRequest(Long.toString(next + 1_000), true));
  }

  @Test
  void aRepeatedCommandIsAnsweredOnce() {
    CreateOrderRequest ask = new CreateOrderRequest(given(line(1)), null);
    var id = new io.cartwright.bus.CallId(UUID.randomUUID().toString(), true, 7);
    var caller = staff.base.admin();
    String first =
        await(staff.base.ask(OrderOperations.CREATE_ORDER, caller, ask, id)).orNull().order().id();
    String again =
        await(staff.base.ask(OrderOperations.CREATE_ORDER, caller, ask, id)).orNull().order().id();
    assertEquals(first, again);
  }

  @Test
  void whereStockIsTakenAtPaymentAnOrderOnlyNotesIt() {
    UUID shelf = staff.base.stocked(3);
    List<StockTake> two = List.of(new StockTake(shelf, "line", 2, false));
    UUID first = placedForLater(two).orNull().orderId();
    UUID second = placedForLater(two).orNull().orderId();
    assertEquals(3, staff.base.stock(shelf));
    assertEquals(
        "PARTIAL_OUT_OF_STOCK",
        code(placedForLater(List.of(new StockTake(shelf, "line", 4, false)))));

    paid(first);
    assertEquals(1, staff.base.stock(shelf));
    paid(first);
    assertEquals(1, staff.base.stock(shelf), "once");
    paid(second);
    assertEquals(-1, staff.base.stock(shelf), "money that was taken is not turned away");

    CancelOrderRequest restock = new CancelOrderRequest(first.toString(), null, null, true);
    staff.done(OrderOperations.CANCEL_ORDER, restock);
    assertEquals(1, staff.base.stock(shelf));
  }

  private Outcome<OrderQuestions.Placed> placedForLater(List<StockTake> stock) {
    Place ask =
        new Place(
            UUID.randomUUID(),
            staff.base.priced(staff.base.checkout(), "10.00", "10.00"),
            stock,
            true,
            List.of(),
            staff.base.change());
    return await(staff.base.ask(OrderQuestions.PLACE, staff.base.system(), ask));
  }

  private void paid(UUID order) {
    var settle =
        new OrderQuestions.Settle(
            order,
            UUID.nameUUIDFromBytes(
                order.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            io.cartwright.wire.common.PaymentStatus.APPROVED,
            "10.00",
            "sandbox",
            null,
            (change, settled) -> {});
    assertTrue(await(staff.base.ask(OrderQuestions.SETTLE, staff.base.system(), settle)).isDone());
  }

  @Test
  void figuresOverOrders() {
    String channel = "\"channelInfo.type\":\"EBAY\"";
    for (String total : List.of("10", "32.5")) {
      Order given =
          given(line(1)).toBuilder()
              .channelInfo(
                  io.cartwright.wire.common.ChannelInfo.builder()
                      .type(io.cartwright.wire.common.ChannelType.EBAY)
                      .build())
              .priceSummary(
                  io.cartwright.wire.orders.PriceSummary.builder()
                      .total(StaffFixture.price(total))
                      .build())
              .build();
      staff.created(given);
    }
    String figures =
        staff
            .send(
                OrderOperations.AGGREGATE_ORDERS,
                "{\"filter\":{"
                    + channel
                    + "},\"aggregation\":{\"n\":{\"count\":\"id\"},\"sum\":{\"sum\":\"priceSummary.total.amount\"},"
                    + "\"paid\":{\"values\":\"paymentStatus\"}}}")
            .orNull()
            .aggregates()
            .text();
    assertEquals("{\"n\":2,\"sum\":\"42.50\",\"paid\":{\"NOT_PAID\":2}}", figures);
    for (String wrong : List.of("null", "{}", "{\"a\":{\"sum\":\"status\"}}", "{\"a\":7}")) {
      assertEquals(
          "INVALID_ARGUMENT",
          code(staff.send(OrderOperations.AGGREGATE_ORDERS, "{\"aggregation\":" + wrong + "}")));
    }
  }
}
