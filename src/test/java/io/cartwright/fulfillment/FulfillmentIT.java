package io.cartwright.fulfillment;

import static io.cartwright.order.OrderFixture.awaitAll;
import static io.cartwright.order.OrderFixture.code;
import static io.cartwright.order.StaffFixture.given;
import static io.cartwright.order.StaffFixture.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderOperations;
import io.cartwright.order.StaffFixture;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.orderfulfillments.BulkCreateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.BulkCreateOrderWithFulfillments;
import io.cartwright.wire.orderfulfillments.CreateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.CreateFulfillmentResponse;
import io.cartwright.wire.orderfulfillments.DeleteFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.Fulfillment;
import io.cartwright.wire.orderfulfillments.FulfillmentLineItem;
import io.cartwright.wire.orderfulfillments.FulfillmentTrackingInfo;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForMultipleOrdersRequest;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForSingleOrderRequest;
import io.cartwright.wire.orders.CancelOrderRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class FulfillmentIT {
  private StaffFixture staff;

  @BeforeAll
  void open() {
    staff = new StaffFixture();
    staff.base.deploy(
        new FulfillmentVerticle(staff.base.bus, staff.base.documents, staff.base.ids));
  }

  @AfterAll
  void shut() {
    staff.close();
  }

  private static FulfillmentLineItem part(OrderLineItem line, Integer units) {
    return new FulfillmentLineItem(line.id(), units);
  }

  private static Fulfillment parcel(FulfillmentLineItem... lines) {
    return Fulfillment.builder().lineItems(List.of(lines)).build();
  }

  private static Fulfillment tracked(Fulfillment parcel, String carrier, String number) {
    return parcel.toBuilder()
        .trackingInfo(new FulfillmentTrackingInfo(number, carrier, null))
        .build();
  }

  private Future<Outcome<CreateFulfillmentResponse>> asked(Order order, Fulfillment parcel) {
    return staff.asked(
        FulfillmentOperations.CREATE_FULFILLMENT, new CreateFulfillmentRequest(order.id(), parcel));
  }

  private Outcome<CreateFulfillmentResponse> create(Order order, Fulfillment parcel) {
    return staff.ask(
        FulfillmentOperations.CREATE_FULFILLMENT, new CreateFulfillmentRequest(order.id(), parcel));
  }

  private List<Fulfillment> fulfillments(Order order) {
    return staff
        .done(
            FulfillmentOperations.LIST_FULFILLMENTS_FOR_SINGLE_ORDER,
            new ListFulfillmentsForSingleOrderRequest(order.id()))
        .orderWithFulfillments()
        .fulfillments();
  }

  private Order now(Order order) {
    return staff.base.order(UUID.fromString(order.id()));
  }

  private FulfillmentStatus status(Order order) {
    return now(order).fulfillmentStatus();
  }

  @Test
  void anOrderIsSentInPartsAndItsStatusFollows() {
    OrderLineItem mugs = line(3);
    OrderLineItem plates = line(2);
    Order order = staff.created(mugs, plates);

    String first = create(order, parcel(part(mugs, 2))).orNull().fulfillmentId();
    assertEquals(FulfillmentStatus.PARTIALLY_FULFILLED, status(order));
    create(order, parcel(part(mugs, null), part(plates, null)));
    assertEquals(FulfillmentStatus.FULFILLED, status(order));
    assertEquals(1, fulfillments(order).get(1).lineItems().get(0).quantity());
    assertEquals(2, fulfillments(order).get(1).lineItems().get(1).quantity());

    staff.done(
        FulfillmentOperations.DELETE_FULFILLMENT, new DeleteFulfillmentRequest(order.id(), first));
    assertEquals(FulfillmentStatus.PARTIALLY_FULFILLED, status(order));
    assertEquals(
        List.of(
            "created",
            "approved",
            "updated",
            "updated",
            "updated",
            "fulfilled",
            "updated",
            "updated"),
        staff.base.events(order.id()),
        "each change tells of the order and of its fulfillments");
    assertEquals(
        List.of("3"),
        staff.base.column(
            "select count(*) from outbox where entity_fqdn = 'wix.ecom.v1.fulfillments'"
                + " and entity_id = '"
                + order.id()
                + "'"));
  }

  @Test
  void theLinkOfAKnownCarrierIsMadeFromTheNumber() {
    OrderLineItem mugs = line(9);
    Order order = staff.created(mugs);
    Map<String, String> pages =
        Map.of(
            "fedex", "https://www.fedex.com/fedextrack/?trknbr=A+1",
            "ups", "https://www.ups.com/track?tracknum=B1",
            "usps", "https://tools.usps.com/go/TrackConfirmAction?tLabels=C1",
            "dhl", "https://www.dhl.com/global-en/home/tracking.html?tracking-id=D1",
            "canadaPost",
                "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=E1");
    Map<String, String> numbers =
        Map.of("fedex", "A 1", "ups", "B1", "usps", "C1", "dhl", "D1", "canadaPost", "E1");
    pages.forEach(
        (carrier, page) -> {
          create(order, tracked(parcel(part(mugs, 1)), carrier, numbers.get(carrier)));
          List<Fulfillment> all = fulfillments(order);
          assertEquals(page, all.get(all.size() - 1).trackingInfo().trackingLink());
        });
    assertEquals(5, now(order).activities().stream().filter(this::isTracking).count());
  }

  private boolean isTracking(io.cartwright.wire.common.Activity activity) {
    return activity.type() == ActivityType.TRACKING_NUMBER_ADDED;
  }

  @Test
  void anUpdateSaysWhereAParcelIsAndNeverWhatIsInIt() {
    OrderLineItem mugs = line(2);
    Order order = staff.created(mugs);
    String id = create(order, tracked(parcel(part(mugs, 1)), "ups", "X1")).orNull().fulfillmentId();
    String body =
        "{\"orderId\":\"%s\",\"fulfillment\":{\"id\":\"%s\",%s}}".formatted(order.id(), id, "%s");

    var moved =
        staff.send(
            FulfillmentOperations.UPDATE_FULFILLMENT,
            body.formatted(
                "\"status\":\"In_Delivery\",\"trackingInfo\":{\"trackingNumber\":\"X2\"}"));
    Fulfillment after = moved.orNull().orderWithFulfillments().fulfillments().get(0);
    assertEquals("In_Delivery", after.status());
    assertEquals("https://www.ups.com/track?tracknum=X2", after.trackingInfo().trackingLink());
    assertEquals(1, after.lineItems().get(0).quantity());

    assertEquals(
        "INVALID_ARGUMENT",
        code(
            staff.send(
                FulfillmentOperations.UPDATE_FULFILLMENT,
                body.formatted("\"lineItems\":[{\"id\":\"" + mugs.id() + "\",\"quantity\":2}]"))));
    assertEquals(FulfillmentStatus.PARTIALLY_FULFILLED, status(order));
  }

  @Test
  void manyOrdersAtOnceEachAllOrNothing() {
    OrderLineItem mugs = line(2);
    Order good = staff.created(mugs);
    OrderLineItem plates = line(2);
    Order tooMuch = staff.created(plates);
    var reply =
        staff.done(
            FulfillmentOperations.BULK_CREATE_FULFILLMENTS,
            new BulkCreateFulfillmentRequest(
                List.of(
                    new BulkCreateOrderWithFulfillments(
                        good.id(), List.of(parcel(part(mugs, 1)), parcel(part(mugs, 1)))),
                    new BulkCreateOrderWithFulfillments(
                        tooMuch.id(), List.of(parcel(part(plates, 1)), parcel(part(plates, 2)))))));
    assertEquals(1, reply.bulkActionMetadata().totalSuccesses());
    assertEquals(1, reply.bulkActionMetadata().totalFailures());
    assertEquals(
        "FULFILLABLE_QUANTITY_EXCEEDED", reply.results().get(1).itemMetadata().error().code());
    assertEquals(FulfillmentStatus.FULFILLED, status(good));
    assertEquals(FulfillmentStatus.NOT_FULFILLED, status(tooMuch));
    var lists =
        staff
            .done(
                FulfillmentOperations.LIST_FULFILLMENTS_FOR_MULTIPLE_ORDERS,
                new ListFulfillmentsForMultipleOrdersRequest(
                    List.of(tooMuch.id(), UUID.randomUUID().toString(), good.id())))
            .ordersWithFulfillments();
    assertEquals(List.of(tooMuch.id(), good.id()), lists.stream().map(it -> it.orderId()).toList());
    assertEquals(List.of(0, 2), lists.stream().map(it -> it.fulfillments().size()).toList());
  }

  @Test
  void noUnitIsSentTwiceWhoeverRaces() {
    OrderLineItem mugs = line(5);
    Order order = staff.created(mugs);
    List<Future<Outcome<CreateFulfillmentResponse>>> racers = new ArrayList<>();
    for (int i = 0; i < 12; i++) racers.add(asked(order, parcel(part(mugs, 1))));
    long done = awaitAll(racers).stream().filter(Outcome::isDone).count();

    assertEquals(5, done);
    assertEquals(5, fulfillments(order).size());
    assertEquals(FulfillmentStatus.FULFILLED, status(order));
  }

  @Test
  void whatIsCanceledFirstIsNotSent() {
    for (int round = 0; round < 10; round++) {
      OrderLineItem mugs = line(1);
      Order order = staff.created(mugs);
      Future<Outcome<String>> canceled =
          staff
              .asked(
                  OrderOperations.CANCEL_ORDER,
                  new CancelOrderRequest(order.id(), null, null, null))
              .map(outcome -> outcome.map(it -> "canceled"));
      Future<Outcome<String>> sent =
          asked(order, parcel(part(mugs, 1))).map(outcome -> outcome.map(it -> "sent"));
      List<Outcome<String>> both = awaitAll(List.of(canceled, sent));

      assertTrue(both.get(0).isDone());
      assertEquals(OrderStatus.CANCELED, now(order).status());
      boolean wasSent = both.get(1).isDone();
      assertEquals(wasSent ? "done" : "ORDER_NOT_APPROVED", code(both.get(1)));
      assertEquals(wasSent ? 1 : 0, fulfillments(order).size());
      assertEquals(
          wasSent ? FulfillmentStatus.FULFILLED : FulfillmentStatus.NOT_FULFILLED, status(order));
    }
  }

  /** Random moves on one order; after each of them a simple model knows what stands. */
  @Test
  void statusAndQuantitiesAgreeWithASimpleModel() {
    Random random = new Random(20_261_123);
    for (int round = 0; round < 6; round++) {
      List<OrderLineItem> lines =
          List.of(line(1 + random.nextInt(4)), line(1 + random.nextInt(4)), line(1));
      Order order = staff.created(given(lines.toArray(OrderLineItem[]::new)));
      Map<String, Map<String, Integer>> model = new HashMap<>();
      boolean canceled = false;
      for (int move = 0; move < 25; move++) {
        int kind = random.nextInt(10);
        if (kind < 6) {
          OrderLineItem line = lines.get(random.nextInt(lines.size()));
          int units = 1 + random.nextInt(3);
          boolean allowed = !canceled && sent(model, line) + units <= line.quantity();
          var outcome = create(order, parcel(part(line, units)));
          assertEquals(allowed, outcome.isDone(), outcome.toString());
          if (allowed) model.put(outcome.orNull().fulfillmentId(), Map.of(line.id(), units));
        } else if (kind < 9 && !model.isEmpty()) {
          String id = model.keySet().iterator().next();
          staff.done(
              FulfillmentOperations.DELETE_FULFILLMENT,
              new DeleteFulfillmentRequest(order.id(), id));
          model.remove(id);
        } else if (move > 20) {
          var outcome =
              staff.ask(
                  OrderOperations.CANCEL_ORDER,
                  new CancelOrderRequest(order.id(), null, null, null));
          assertEquals(canceled ? "ORDER_ALREADY_CANCELED" : "done", code(outcome));
          canceled = true;
        }
        Order stands = now(order);
        assertEquals(expected(model, lines), stands.fulfillmentStatus());
        assertEquals(canceled ? OrderStatus.CANCELED : OrderStatus.APPROVED, stands.status());
        assertEquals(model.size(), fulfillments(order).size());
      }
    }
  }

  private static int sent(Map<String, Map<String, Integer>> model, OrderLineItem line) {
    return model.values().stream().mapToInt(units -> units.getOrDefault(line.id(), 0)).sum();
  }

  private static FulfillmentStatus expected(
      Map<String, Map<String, Integer>> model, List<OrderLineItem> lines) {
    if (model.isEmpty()) return FulfillmentStatus.NOT_FULFILLED;
    boolean all = lines.stream().allMatch(line -> sent(model, line) == line.quantity());
    return all ? FulfillmentStatus.FULFILLED : FulfillmentStatus.PARTIALLY_FULFILLED;
  }

  @Test
  void membersSeeTheFulfillmentsOfTheirOwnOrders() {
    Order order = staff.created(line(1));
    var asked = new ListFulfillmentsForSingleOrderRequest(order.id());
    var other =
        new io.cartwright.bus.Caller(
            staff.base.site, io.cartwright.bus.Role.MEMBER, UUID.randomUUID());
    assertEquals(
        "ORDER_NOT_FOUND",
        code(
            io.cartwright.order.OrderFixture.await(
                staff.base.ask(
                    FulfillmentOperations.LIST_FULFILLMENTS_FOR_SINGLE_ORDER, other, asked))));
    assertNull(order.buyerInfo().memberId());
  }
}
