package io.cartwright.fulfillment;

import static io.cartwright.order.OrderFixture.code;
import static io.cartwright.order.StaffFixture.line;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.order.ContractRefusals;
import io.cartwright.order.RefusalPage;
import io.cartwright.order.RefusalTable;
import io.cartwright.order.StaffFixture;
import io.cartwright.wire.orderfulfillments.BulkCreateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.BulkCreateOrderWithFulfillments;
import io.cartwright.wire.orderfulfillments.CreateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.DeleteFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.Fulfillment;
import io.cartwright.wire.orderfulfillments.FulfillmentLineItem;
import io.cartwright.wire.orderfulfillments.FulfillmentTrackingInfo;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForSingleOrderRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Each refusal of each operation on fulfillments, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class FulfillmentRefusalsIT {
  private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

  private final OrderLineItem mugs = line(3);
  private StaffFixture staff;

  /** What nothing is refused for at once, with the reason. */
  private static final Map<String, String> APART =
      Map.of(
          "createFulfillment LINE_ITEM_NOT_FOUND before FULFILLABLE_QUANTITY_EXCEEDED",
          "of an unknown line nothing is left or sent",
          "bulkCreateFulfillments LINE_ITEM_NOT_FOUND before FULFILLABLE_QUANTITY_EXCEEDED",
          "of an unknown line nothing is left or sent");

  private RefusalTable table;
  private Order order;
  private Order lost;
  private String second;

  /** Of three units, one is sent with a number and one without. */
  @BeforeAll
  void open() {
    staff = new StaffFixture();
    staff.base.deploy(
        new FulfillmentVerticle(staff.base.bus, staff.base.documents, staff.base.ids));
    order = staff.created(mugs);
    lost = order.toBuilder().id(NOWHERE).build();
    assertEquals("done", create(order, tracked("ups", "R1")));
    second =
        staff
            .done(
                FulfillmentOperations.CREATE_FULFILLMENT,
                new CreateFulfillmentRequest(order.id(), parcel(mugs.id(), 1)))
            .fulfillmentId();
    table = new RefusalTable(staff.base);
    creations("createFulfillment", this::create);
    creations("bulkCreateFulfillments", this::createMany);
    changes();
  }

  @AfterAll
  void shut() {
    staff.close();
  }

  @TestFactory
  Stream<DynamicTest> eachIsGivenAndChangesNothing() {
    return table.tests();
  }

  @Test
  void theTableHoldsWhatTheContractNames() {
    Set<String> named = ContractRefusals.of("order-fulfillments");
    List<String> names = table.names();
    assertEquals(Set.of(), ContractRefusals.missing(named, names, Map.of()));
    assertEquals(Set.of(), ContractRefusals.missing(FulfillmentRefusal.class, names, Map.of()));
    assertEquals(
        Set.of(),
        ContractRefusals.unasked(
            "order-fulfillments", names, Set.of("listFulfillmentsForMultipleOrders")));
    RefusalPage.check("order-fulfillments", names, FulfillmentRefusal.class);
    Set<String> sideBySide =
        RefusalPage.neighbours(names, Set.of("ORDER_NOT_FOUND"), FulfillmentRefusal.class);
    assertEquals(Set.of(), ContractRefusals.missing(sideBySide, table.pairs(), APART));
  }

  private static Fulfillment parcel(String line, int units) {
    return Fulfillment.builder().lineItems(List.of(new FulfillmentLineItem(line, units))).build();
  }

  private Fulfillment tracked(String carrier, String number) {
    return parcel(mugs.id(), 1).toBuilder()
        .trackingInfo(new FulfillmentTrackingInfo(number, carrier, null))
        .build();
  }

  private String create(Order of, Fulfillment parcel) {
    return code(
        staff.ask(
            FulfillmentOperations.CREATE_FULFILLMENT,
            new CreateFulfillmentRequest(of.id(), parcel)));
  }

  private String createMany(Order of, Fulfillment parcel) {
    return staff
        .done(
            FulfillmentOperations.BULK_CREATE_FULFILLMENTS,
            new BulkCreateFulfillmentRequest(
                List.of(new BulkCreateOrderWithFulfillments(of.id(), List.of(parcel)))))
        .results()
        .get(0)
        .itemMetadata()
        .error()
        .code();
  }

  private void creations(String name, BiFunction<Order, Fulfillment, String> create) {
    Fulfillment one = parcel(mugs.id(), 1);
    Fulfillment empty = Fulfillment.builder().lineItems(List.of()).build();
    Order nonsense = order.toBuilder().id("nonsense").build();
    Order canceled = staff.stored(order.toBuilder().status(OrderStatus.CANCELED).build());
    Order pending = staff.stored(order.toBuilder().status(OrderStatus.PENDING).build());
    creation(name, "INVALID_ARGUMENT", create, order, empty);
    creation(name, "INVALID_ARGUMENT", create, order, tracked("pigeon", "R2"));
    creation(name, "INVALID_ARGUMENT", create, order, one.toBuilder().status("Lost").build());
    creation(name, "ORDER_NOT_FOUND", create, lost, one);
    creation(name, "ORDER_NOT_FOUND", create, nonsense, one);
    creation(name, "ORDER_NOT_APPROVED", create, canceled, one);
    creation(name, "ORDER_NOT_APPROVED", create, pending, one);
    creation(name, "LINE_ITEM_NOT_FOUND", create, order, parcel(NOWHERE, 1));
    creation(name, "FULFILLABLE_QUANTITY_EXCEEDED", create, order, parcel(mugs.id(), 2));
    creation(
        name,
        "FULFILLABLE_QUANTITY_EXCEEDED",
        create,
        order,
        Fulfillment.builder()
            .lineItems(
                List.of(
                    new FulfillmentLineItem(mugs.id(), 1), new FulfillmentLineItem(mugs.id(), 1)))
            .build());
    creation(name, "TRACKING_NUMBER_ALREADY_EXISTS", create, order, tracked("dhl", "R1"));
    Fulfillment unknown = parcel(NOWHERE, 1);
    String noLine = "LINE_ITEM_NOT_FOUND";
    String tooMany = "FULFILLABLE_QUANTITY_EXCEEDED";
    table.both(name, "ORDER_NOT_FOUND", noLine, () -> create.apply(lost, unknown));
    table.both(name, "ORDER_NOT_APPROVED", noLine, () -> create.apply(canceled, unknown));
    table.both(
        name,
        tooMany,
        "TRACKING_NUMBER_ALREADY_EXISTS",
        () ->
            create.apply(
                order,
                tracked("dhl", "R1").toBuilder()
                    .lineItems(List.of(new FulfillmentLineItem(mugs.id(), 2)))
                    .build()));
  }

  private void creation(
      String name,
      String refusal,
      BiFunction<Order, Fulfillment, String> create,
      Order of,
      Fulfillment parcel) {
    table.row(name, refusal, () -> create.apply(of, parcel));
  }

  private void changes() {
    String name = "updateFulfillment";
    table.row(name, "ORDER_NOT_FOUND", () -> update(NOWHERE, second, ""));
    table.row(name, "FULFILLMENT_NOT_FOUND", () -> update(order.id(), NOWHERE, ""));
    table.row(
        name,
        "INVALID_ARGUMENT",
        () ->
            update(
                order.id(),
                second,
                ",\"lineItems\":[{\"id\":\"" + mugs.id() + "\",\"quantity\":2}]"));
    table.row(name, "INVALID_ARGUMENT", () -> update(order.id(), second, ",\"status\":\"Lost\""));
    table.row(name, "INVALID_ARGUMENT", () -> update(order.id(), second, tracking("R2", "pigeon")));
    table.row(
        name,
        "TRACKING_NUMBER_ALREADY_EXISTS",
        () -> update(order.id(), second, tracking("R1", "ups")));
    String noOrder = "ORDER_NOT_FOUND";
    String noParcel = "FULFILLMENT_NOT_FOUND";
    table.both(name, noOrder, noParcel, () -> update(NOWHERE, NOWHERE, ""));
    table.both(
        name,
        noParcel,
        "TRACKING_NUMBER_ALREADY_EXISTS",
        () -> update(order.id(), NOWHERE, tracking("R1", "ups")));
    table.both("deleteFulfillment", noOrder, noParcel, () -> delete(NOWHERE, NOWHERE));
    name = "deleteFulfillment";
    table.row(name, "ORDER_NOT_FOUND", () -> delete(NOWHERE, second));
    table.row(name, "FULFILLMENT_NOT_FOUND", () -> delete(order.id(), NOWHERE));
    name = "listFulfillmentsForSingleOrder";
    for (String id : List.of(NOWHERE, "nonsense")) {
      table.row(
          name,
          "ORDER_NOT_FOUND",
          () ->
              code(
                  staff.ask(
                      FulfillmentOperations.LIST_FULFILLMENTS_FOR_SINGLE_ORDER,
                      new ListFulfillmentsForSingleOrderRequest(id))));
    }
  }

  private static String tracking(String number, String carrier) {
    return ",\"trackingInfo\":{\"trackingNumber\":\"%s\",\"shippingProvider\":\"%s\"}"
        .formatted(number, carrier);
  }

  private String update(String orderId, String id, String fields) {
    return code(
        staff.send(
            FulfillmentOperations.UPDATE_FULFILLMENT,
            "{\"orderId\":\"%s\",\"fulfillment\":{\"id\":\"%s\"%s}}"
                .formatted(orderId, id, fields)));
  }

  private String delete(String orderId, String id) {
    return code(
        staff.ask(
            FulfillmentOperations.DELETE_FULFILLMENT, new DeleteFulfillmentRequest(orderId, id)));
  }
}
