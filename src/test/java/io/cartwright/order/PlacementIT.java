package io.cartwright.order;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.awaitAll;
import static io.cartwright.order.OrderFixture.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.order.OrderQuestions.Placed;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.order.OrderQuestions.UseTake;
import io.cartwright.store.Tally;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.orders.GetOrderRequest;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PlacementIT {
  private OrderFixture fixture;

  @BeforeAll
  void open() {
    fixture = new OrderFixture();
  }

  @AfterAll
  void shut() {
    fixture.close();
  }

  private Future<Outcome<Placed>> place(Place ask) {
    return fixture.ask(OrderQuestions.PLACE, fixture.system(), ask);
  }

  private List<Outcome<Placed>> atOnce(int count, IntFunction<Place> ask) {
    List<Future<Outcome<Placed>>> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) asked.add(place(ask.apply(i)));
    return awaitAll(asked);
  }

  private static StockTake one(UUID item) {
    return new StockTake(item, "line", 1, false);
  }

  private static long done(List<? extends Outcome<?>> outcomes) {
    return outcomes.stream().filter(Outcome::isDone).count();
  }

  @Test
  void anOrderWithSomethingToPayWaits() {
    UUID checkout = fixture.checkout();
    Placed placed = await(place(fixture.place(checkout, "10.00", List.of(), List.of()))).orNull();

    assertEquals(OrderStatus.INITIALIZED, placed.status());
    assertEquals(placed.orderId().toString(), placed.paymentGatewayOrderId());
    assertEquals(List.of("created"), fixture.events(placed.orderId()));
    Order order = fixture.order(placed.orderId());
    assertEquals(placed.number(), order.number());
    assertTrue(Long.parseLong(order.number()) >= 10_001);
    assertEquals(PaymentStatusEnumPaymentStatus.NOT_PAID, order.paymentStatus());
    assertEquals(FulfillmentStatus.FULFILLED, order.fulfillmentStatus());
    assertEquals("10.00", order.balanceSummary().balance().amount());
    assertEquals("$0.00", order.balanceSummary().paid().formattedAmount());
  }

  @Test
  void anOrderThatCostsNothingIsApprovedAndPaid() {
    Placed placed =
        await(place(fixture.place(fixture.checkout(), "0.00", List.of(), List.of()))).orNull();

    assertEquals(OrderStatus.APPROVED, placed.status());
    assertNull(placed.paymentGatewayOrderId());
    assertEquals(
        PaymentStatusEnumPaymentStatus.PAID, fixture.order(placed.orderId()).paymentStatus());
    assertEquals(List.of("created", "approved"), fixture.events(placed.orderId()));
  }

  @Test
  void anOrderToBePaidOfflineIsApprovedAndNotPaid() {
    UUID id = fixture.placed("10.00", "0.00");

    Order order = fixture.order(id);
    assertEquals(OrderStatus.APPROVED, order.status());
    assertEquals(PaymentStatusEnumPaymentStatus.NOT_PAID, order.paymentStatus());
    assertEquals(List.of("created", "approved"), fixture.events(id));
  }

  @Test
  void theSameCheckoutPlacedFiftyTimesAtOnceIsOneOrder() {
    UUID checkout = fixture.checkout();
    UUID item = fixture.stocked(100);
    List<Outcome<Placed>> outcomes =
        atOnce(
            50,
            i -> {
              Place ask = fixture.place(checkout, "5.00", List.of(one(item)), List.of());
              ask.change()
                  .update(OrderFixture.CHECKOUTS, fixture.site, checkout, 1, "open with order");
              return ask;
            });

    assertOneOrder(checkout, item, outcomes);
  }

  @Test
  void theUniqueConstraintAloneKeepsACheckoutToOneOrder() {
    UUID checkout = UUID.randomUUID();
    UUID item = fixture.stocked(100);
    List<Outcome<Placed>> outcomes =
        atOnce(50, i -> fixture.place(checkout, "5.00", List.of(one(item)), List.of()));

    assertOneOrder(checkout, item, outcomes);
  }

  private void assertOneOrder(UUID checkout, UUID item, List<Outcome<Placed>> outcomes) {
    Set<UUID> ids = new HashSet<>();
    outcomes.forEach(outcome -> ids.add(outcome.orNull().orderId()));
    assertEquals(1, ids.size());
    assertEquals(1, outcomes.stream().filter(outcome -> !outcome.orNull().existing()).count());
    assertEquals(99, fixture.stock(item));
    assertEquals(
        List.of("1"),
        fixture.column("select count(*) from orders where checkout_id = '" + checkout + "'"));
    assertEquals(List.of("created"), fixture.events(ids.iterator().next()));
  }

  @Test
  void theLastUnitIsSoldOnce() {
    UUID item = fixture.stocked(1);
    List<Outcome<Placed>> outcomes =
        atOnce(30, i -> fixture.place(UUID.randomUUID(), "5.00", List.of(one(item)), List.of()));

    assertEquals(1, done(outcomes));
    outcomes.stream()
        .filter(outcome -> !outcome.isDone())
        .forEach(outcome -> assertEquals("FULL_OUT_OF_STOCK", code(outcome)));
    assertEquals(0, fixture.stock(item));
    assertEquals(
        List.of("-1"),
        fixture.column(
            "select sum(delta) from stock_movement where inventory_item_id = '" + item + "'"));
  }

  @Test
  void aShelfWithSomeUnitsLeftIsPartlyOut() {
    UUID item = fixture.stocked(1);
    StockTake two = new StockTake(item, "line", 2, false);

    Place ask = fixture.place(UUID.randomUUID(), "5.00", List.of(two), List.of());

    assertEquals("PARTIAL_OUT_OF_STOCK", code(await(place(ask))));
    assertEquals(1, fixture.stock(item));
  }

  @Test
  void whatMayBeOversoldGoesBelowZero() {
    UUID item = fixture.stocked(0);
    StockTake take = new StockTake(item, "line", 2, true);

    Place ask = fixture.place(UUID.randomUUID(), "5.00", List.of(take), List.of());

    assertEquals("done", code(await(place(ask))));
    assertEquals(-2, fixture.stock(item));
  }

  @Test
  void aCouponForFiveIsUsedByFive() {
    String coupon = UUID.randomUUID().toString();
    UseTake use = new UseTake(DiscountQuestions.COUPON_USES, coupon, 5);
    List<Outcome<Placed>> outcomes =
        atOnce(50, i -> fixture.place(UUID.randomUUID(), "5.00", List.of(), List.of(use)));

    assertEquals(5, done(outcomes));
    assertEquals(
        45,
        outcomes.stream()
            .filter(outcome -> code(outcome).equals("ERROR_COUPON_USAGE_EXCEEDED"))
            .count());
    assertEquals(5, fixture.tally(new Tally(fixture.site, DiscountQuestions.COUPON_USES, coupon)));
  }

  @Test
  void eachKindOfUseHasItsRefusal() {
    assertEquals(
        "ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED", usedUp(DiscountQuestions.COUPON_BUYER_USES));
    assertEquals("CHECKOUT_CHANGED", usedUp(DiscountQuestions.RULE_USES));
    assertEquals("CHECKOUT_CHANGED", usedUp(DiscountQuestions.RULE_BUYER_USES));
  }

  private String usedUp(String kind) {
    UseTake use = new UseTake(kind, UUID.randomUUID().toString(), 0);
    return code(await(place(fixture.place(UUID.randomUUID(), "5.00", List.of(), List.of(use)))));
  }

  @Test
  void ordersThatTakeTheSameItemsInOppositeOrderDoNotBlockEachOther() {
    UUID first = fixture.stocked(100);
    UUID second = fixture.stocked(100);
    List<Outcome<Placed>> outcomes =
        atOnce(
            40,
            i ->
                fixture.place(
                    UUID.randomUUID(),
                    "5.00",
                    i % 2 == 0
                        ? List.of(one(first), one(second))
                        : List.of(one(second), one(first)),
                    List.of()));

    assertEquals(40, done(outcomes));
    assertEquals(60, fixture.stock(first));
    assertEquals(60, fixture.stock(second));
    Set<String> numbers = new HashSet<>();
    outcomes.forEach(outcome -> numbers.add(outcome.orNull().number()));
    assertEquals(40, numbers.size());
  }

  @Test
  void aStaleCheckoutWithoutAnOrderIsRefused() {
    UUID checkout = fixture.checkout();
    Place ask = fixture.place(checkout, "5.00", List.of(), List.of());
    ask.change().update(OrderFixture.CHECKOUTS, fixture.site, checkout, 7, "open");

    assertEquals("INVALID_REVISION", code(await(place(ask))));
    assertEquals("open", fixture.checkoutState(checkout));
  }

  @Test
  void numbersHaveNoGaps() {
    List<String> numbers = fixture.column("select number from orders order by number");
    for (int i = 0; i < numbers.size(); i++) {
      assertEquals(10_001 + i, Long.parseLong(numbers.get(i)));
    }
  }

  @Test
  void buyersReadTheirOwnOrdersAndAdministratorsAll() {
    UUID id = fixture.placed("10.00", "10.00");
    UUID other = UUID.randomUUID();

    assertEquals("done", read(fixture.visitor(), id.toString()));
    assertEquals("done", read(fixture.admin(), id.toString()));
    assertEquals(
        "ORDER_NOT_FOUND", read(new Caller(fixture.site, Role.VISITOR, other), id.toString()));
    assertEquals(
        "ORDER_NOT_FOUND",
        read(new Caller(fixture.site, Role.MEMBER, fixture.visitor), id.toString()));
    assertEquals("ORDER_NOT_FOUND", read(new Caller(other, Role.ADMIN, other), id.toString()));
    assertEquals("ORDER_NOT_FOUND", read(fixture.admin(), other.toString()));
    assertEquals("ORDER_NOT_FOUND", read(fixture.admin(), "no id"));
  }

  private String read(Caller caller, String id) {
    return code(
        await(
            fixture.ask(
                OrderOperations.GET_ORDER, caller, GetOrderRequest.builder().id(id).build())));
  }
}
