package io.cartwright.payment;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.awaitAll;
import static io.cartwright.order.OrderFixture.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.order.OrderExpiry;
import io.cartwright.order.OrderFixture;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.order.OrderQuestions.UseTake;
import io.cartwright.payment.PaymentQuestions.Pay;
import io.cartwright.store.Tally;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentRequest;
import io.cartwright.wire.own.payment.NotifyPaymentRequest;
import io.cartwright.wire.own.payment.PayOrderRequest;
import io.cartwright.wire.own.payment.PayOrderResponse;
import io.cartwright.wire.own.payment.PaymentOutcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PaymentFlowIT {
  private static final PaymentSettings SETTINGS =
      new PaymentSettings(
          Duration.ofMillis(400),
          500,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          Duration.ofMillis(50));
  private static final List<String> PAID = List.of("created", "payment_status_updated", "approved");

  private OrderFixture fixture;
  private PaymentHealerVerticle healer;
  private OrderExpiry expiry;

  @BeforeAll
  void open() {
    fixture = new OrderFixture();
    fixture.deploy(
        new PaymentVerticle(
            fixture.bus,
            fixture.pools,
            fixture.committer,
            fixture.clock,
            fixture.ids,
            SETTINGS,
            FailingProvider::dead));
    healer =
        new PaymentHealerVerticle(
            fixture.bus,
            fixture.pools,
            fixture.committer,
            fixture.clock,
            fixture.ids,
            SETTINGS,
            FailingProvider::alive);
    fixture.deploy(healer);
    expiry = new OrderExpiry(fixture);
  }

  @AfterAll
  void shut() {
    fixture.close();
  }

  private Future<Outcome<PayOrderResponse>> pay(UUID order, String provider, String token) {
    return pay(fixture.visitor(), order, provider, token, UUID.randomUUID().toString(), false);
  }

  private Future<Outcome<PayOrderResponse>> pay(UUID order, String token) {
    return pay(order, "sandbox", token);
  }

  private Future<Outcome<PayOrderResponse>> pay(
      Caller caller, UUID order, String provider, String token, String id, boolean byCaller) {
    PayOrderRequest ask =
        PayOrderRequest.builder()
            .orderId(order.toString())
            .provider(provider)
            .paymentToken(token)
            .build();
    return fixture.ask(
        PaymentOperations.PAY_ORDER, caller, ask, new CallId(id, byCaller, byCaller ? 7 : 0));
  }

  private Future<String> confirm(UUID order, boolean approve) {
    ConfirmSandboxPaymentRequest ask =
        ConfirmSandboxPaymentRequest.builder().orderId(order.toString()).approve(approve).build();
    return fixture
        .ask(PaymentOperations.CONFIRM_SANDBOX_PAYMENT, fixture.admin(), ask)
        .map(OrderFixture::code);
  }

  private void heal() {
    fixture.clock.move(Duration.ofMinutes(2));
    await(healer.heal());
  }

  private UUID unpaid() {
    return fixture.placed("10.00", "10.00");
  }

  private void assertPaidOnce(UUID id) {
    Order order = fixture.order(id);
    assertEquals(OrderStatus.APPROVED, order.status());
    assertEquals(PaymentStatusEnumPaymentStatus.PAID, order.paymentStatus());
    assertEquals("10.00", order.balanceSummary().paid().amount());
    assertEquals("0.00", order.balanceSummary().balance().amount());
    assertEquals(1, fixture.transactions(id).payments().size());
    assertEquals("completed", fixture.checkoutState(UUID.fromString(order.checkoutId())));
    assertEquals(
        List.of("1"),
        fixture.column(
            "select count(*) from money_entry where kind = 'APPROVED' and order_id = '"
                + id
                + "'"));
    assertEquals(
        List.of("1"),
        fixture.column("select count(*) from sandbox_payment where order_id = '" + id + "'"));
  }

  private static List<String> activities(Order order) {
    return order.activities().stream().map(entry -> entry.activityType().wire()).toList();
  }

  @Test
  void anApprovedPaymentApprovesTheOrder() {
    UUID id = unpaid();
    PayOrderResponse reply = await(pay(id, "tok_approve")).orNull();

    assertEquals(PaymentOutcome.APPROVED, reply.status());
    assertEquals("PAID", reply.paymentStatus());
    assertPaidOnce(id);
    assertEquals(PAID, fixture.events(id));
    assertEquals(
        List.of("ORDER_PLACED", "ORDER_FULFILLED", "ORDER_PAID"), activities(fixture.order(id)));
  }

  @Test
  void aDeclinedPaymentLeavesTheOrderForAnotherTry() {
    UUID id = unpaid();
    Outcome.Refused<PayOrderResponse> refused =
        (Outcome.Refused<PayOrderResponse>) await(pay(id, "tok_decline"));

    assertEquals("PAYMENT_ERROR", code(refused));
    assertTrue(refused.data().toString().contains("DECLINED"), refused.data().toString());
    assertEquals(OrderStatus.INITIALIZED, fixture.order(id).status());
    assertNull(fixture.transactions(id));
    assertEquals(List.of("created"), fixture.events(id));
    assertEquals("done", code(await(pay(id, "tok_approve"))));
    assertEquals(OrderStatus.APPROVED, fixture.order(id).status());
    assertEquals(1, fixture.transactions(id).payments().size());
  }

  @Test
  void aTokenThatTheSandboxDoesNotKnowIsDeclined() {
    assertEquals("PAYMENT_ERROR", code(await(pay(unpaid(), "4111"))));
    assertEquals("PAYMENT_ERROR", code(await(pay(unpaid(), "sandbox", null))));
  }

  @Test
  void aLostAnswerIsAskedFor() {
    UUID id = unpaid();
    PayOrderResponse reply = await(pay(id, "tok_timeout")).orNull();

    assertEquals(PaymentOutcome.APPROVED, reply.status());
    assertPaidOnce(id);
    assertEquals(PAID, fixture.events(id));
  }

  @Test
  void anAuthorizedPaymentApprovesTheOrderUnpaid() {
    UUID id = unpaid();
    PayOrderResponse reply = await(pay(id, "tok_authorize")).orNull();

    assertEquals(PaymentOutcome.AUTHORIZED, reply.status());
    Order order = fixture.order(id);
    assertEquals(OrderStatus.APPROVED, order.status());
    assertEquals(PaymentStatusEnumPaymentStatus.NOT_PAID, order.paymentStatus());
    assertEquals("10.00", order.balanceSummary().authorized().amount());
    assertEquals(List.of("created", "approved"), fixture.events(id));
    assertTrue(activities(order).contains("AUTHORIZED_PAYMENT_CREATED"));
    assertEquals("CHECKOUT_ALREADY_PAID", code(await(pay(id, "tok_approve"))));
  }

  @Test
  void aDelayedCaptureHoldsTheMoney() {
    UUID id = unpaid();
    Pay ask = new Pay(id, null, "tok_approve", true);

    PayOrderResponse reply =
        await(fixture.ask(PaymentQuestions.PAY, fixture.visitor(), ask)).orNull();

    assertEquals(PaymentOutcome.AUTHORIZED, reply.status());
  }

  @Test
  void payingOfflineApprovesTheOrderUnpaid() {
    UUID id = unpaid();
    PayOrderResponse reply = await(pay(id, "manual", null)).orNull();

    assertEquals(PaymentOutcome.OFFLINE, reply.status());
    assertEquals("NOT_PAID", reply.paymentStatus());
    Order order = fixture.order(id);
    assertEquals(OrderStatus.APPROVED, order.status());
    assertEquals("completed", fixture.checkoutState(UUID.fromString(order.checkoutId())));
    assertNull(fixture.transactions(id));
    assertEquals(List.of("created", "approved"), fixture.events(id));
    assertEquals("done", code(await(pay(id, "tok_approve"))));
    assertEquals(PaymentStatusEnumPaymentStatus.PAID, fixture.order(id).paymentStatus());
    assertEquals(List.of("created", "approved", "payment_status_updated"), fixture.events(id));
  }

  @Test
  void aDepositPaysInPart() {
    UUID id = fixture.placed("10.00", "3.00");
    await(pay(id, "tok_approve"));

    Order order = fixture.order(id);
    assertEquals(OrderStatus.APPROVED, order.status());
    assertEquals(PaymentStatusEnumPaymentStatus.PARTIALLY_PAID, order.paymentStatus());
    assertEquals("7.00", order.balanceSummary().balance().amount());
    assertEquals("CHECKOUT_ALREADY_PAID", code(await(pay(id, "tok_approve"))));
  }

  @Test
  void aPendingPaymentWaitsForItsNotification() {
    UUID id = unpaid();
    assertEquals(PaymentOutcome.PENDING, await(pay(id, "tok_pending")).orNull().status());
    assertEquals(OrderStatus.PENDING, fixture.order(id).status());
    assertEquals(List.of("created", "payment_status_updated"), fixture.events(id));
    assertEquals("CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS", code(await(pay(id, "tok_approve"))));

    assertEquals("done", await(confirm(id, true)));
    assertPaidOnce(id);
    List<String> events =
        List.of("created", "payment_status_updated", "payment_status_updated", "approved");
    assertEquals(events, fixture.events(id));

    assertEquals("done", await(confirm(id, true)));
    assertEquals("SANDBOX_PAYMENT_NOT_PENDING", await(confirm(id, false)));
    assertPaidOnce(id);
    assertEquals(events, fixture.events(id));
  }

  @Test
  void aPendingPaymentThatIsDeclinedRejectsTheOrderAndGivesAllBack() {
    UUID item = fixture.stocked(5);
    Tally uses = new Tally(fixture.site, DiscountQuestions.COUPON_USES, UUID.randomUUID() + "");
    Place ask =
        fixture.place(
            fixture.checkout(),
            "10.00",
            List.of(new StockTake(item, "line", 2, false)),
            List.of(new UseTake(uses.kind(), uses.key(), 9)));
    UUID id = await(fixture.ask(OrderQuestions.PLACE, fixture.system(), ask)).orNull().orderId();
    assertEquals(3, fixture.stock(item));
    await(pay(id, "tok_pending"));

    assertEquals("done", await(confirm(id, false)));

    Order order = fixture.order(id);
    assertEquals(OrderStatus.REJECTED, order.status());
    assertEquals(PaymentStatusEnumPaymentStatus.DECLINED, order.paymentStatus());
    assertEquals(5, fixture.stock(item));
    assertEquals(0, fixture.tally(uses));
    assertEquals("open", fixture.checkoutState(UUID.fromString(order.checkoutId())));
    assertEquals(
        List.of("created", "payment_status_updated", "payment_status_updated"), fixture.events(id));
    assertEquals(
        List.of("-2 ORDER_PLACED", "2 ORDER_REJECTED"),
        fixture.column(
            "select delta || ' ' || reason from stock_movement where order_id = '"
                + id
                + "' order by delta"));
    assertEquals("done", await(confirm(id, false)));
    assertEquals(5, fixture.stock(item));
    assertEquals("ORDER_CANCELED", code(await(pay(id, "tok_approve"))));
  }

  @Test
  void aRejectedOrderLeavesItsCheckoutFree() {
    UUID checkout = fixture.checkout();
    UUID first = fixture.placed(checkout, "10.00", "10.00");
    await(pay(first, "tok_pending"));
    await(confirm(first, false));

    UUID second = fixture.placed(checkout, "10.00", "10.00");

    assertTrue(!second.equals(first));
    assertEquals("done", code(await(pay(second, "tok_approve"))));
    assertEquals("completed", fixture.checkoutState(checkout));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok_approve", "tok_timeout", "tok_authorize"})
  void fiftyPaymentsAtOnceTakeMoneyOnce(String token) {
    UUID id = unpaid();
    List<Future<Outcome<PayOrderResponse>>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) all.add(pay(id, token));
    List<Outcome<PayOrderResponse>> outcomes = awaitAll(all);

    assertEquals(1, outcomes.stream().filter(Outcome::isDone).count());
    assertEquals(1, fixture.transactions(id).payments().size());
    assertEquals(
        List.of("1"),
        fixture.column("select count(*) from sandbox_payment where order_id = '" + id + "'"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void confirmationsAndRepeatsInAnyOrderRecordOnePayment(int seed) {
    UUID id = unpaid();
    await(pay(id, "tok_pending"));
    List<Runnable> steps = new ArrayList<>();
    List<Future<?>> running = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 8; i++) {
      steps.add(() -> running.add(confirm(id, true)));
      steps.add(() -> running.add(pay(id, "tok_approve")));
      steps.add(
          () -> {
            fixture.clock.move(Duration.ofMinutes(2));
            running.add(healer.heal());
          });
    }
    Collections.shuffle(steps, new Random(seed));
    steps.forEach(Runnable::run);
    await(Future.join(List.copyOf(running)));

    assertPaidOnce(id);
    assertEquals(
        List.of("created", "payment_status_updated", "payment_status_updated", "approved"),
        fixture.events(id));
  }

  @Test
  void aNotificationBeforeTheAnswerSettlesOnce() {
    // On a busy machine the answer may win; that order of news is as good, but not the one meant.
    for (int tries = 0; tries < 20; tries++) {
      UUID id = unpaid();
      Future<Outcome<PayOrderResponse>> slow = pay(id, "tok_pending");
      awaitRow("select 1 from sandbox_payment where order_id = '" + id + "'");
      assertEquals("done", await(confirm(id, true)));

      PaymentOutcome told = await(slow).orNull().status();
      assertPaidOnce(id);
      if (told == PaymentOutcome.PENDING) continue;
      assertEquals(PaymentOutcome.APPROVED, told);
      assertEquals(PAID, fixture.events(id));
      return;
    }
    fail("the notification never came before the answer");
  }

  @Test
  void aCrashAfterTheCallIsHealedAsApproved() {
    UUID id = unpaid();
    pay(id, "crashing", "tok_approve");
    awaitRow("select 1 from sandbox_payment where order_id = '" + id + "'");
    assertEquals(OrderStatus.INITIALIZED, fixture.order(id).status());

    heal();

    assertPaidOnce(id);
    assertEquals(PAID, fixture.events(id));
    heal();
    assertPaidOnce(id);
  }

  @Test
  void aCrashBeforeTheCallIsHealedAsUndone() {
    UUID id = unpaid();
    Outcome<PayOrderResponse> outcome = await(pay(id, "unreached", "tok_approve"));
    assertEquals(PaymentOutcome.PENDING, outcome.orNull().status());

    heal();

    assertEquals(
        List.of("UNDONE"),
        fixture.column("select state from payment_attempt where order_id = '" + id + "'"));
    assertEquals(OrderStatus.INITIALIZED, fixture.order(id).status());
    assertEquals("done", code(await(pay(id, "tok_approve"))));
  }

  @Test
  void aProviderThatFailsIsAskedLater() {
    UUID id = unpaid();
    Outcome<PayOrderResponse> outcome = await(pay(id, "crashing", "tok_approve"));

    assertEquals(PaymentOutcome.PENDING, outcome.orNull().status());
    heal();
    assertPaidOnce(id);
  }

  @Test
  void moneyForACanceledOrderIsGivenBack() {
    UUID id = unpaid();
    pay(id, "crashing", "tok_approve");
    awaitRow("select 1 from sandbox_payment where order_id = '" + id + "'");
    expiry.cancelWhateverPays(id);

    heal();

    assertEquals(OrderStatus.CANCELED, fixture.order(id).status());
    assertEquals(
        List.of("UNDONE"),
        fixture.column("select state from payment_attempt where order_id = '" + id + "'"));
    assertTrue(
        fixture
            .column("select doc from sandbox_payment where order_id = '" + id + "'")
            .get(0)
            .contains("UNDONE"));
    assertNull(fixture.transactions(id));
  }

  @Test
  void anOrderThatNobodyPaysExpires() {
    UUID item = fixture.stocked(5);
    Place ask =
        fixture.place(
            fixture.checkout(), "10.00", List.of(new StockTake(item, "line", 2, false)), List.of());
    UUID id = await(fixture.ask(OrderQuestions.PLACE, fixture.system(), ask)).orNull().orderId();
    UUID pending = unpaid();
    await(pay(pending, "tok_pending"));
    expiry.run(Duration.ofMinutes(30));
    assertEquals(OrderStatus.INITIALIZED, fixture.order(id).status());

    fixture.clock.move(Duration.ofHours(2));
    expiry.run(Duration.ofMinutes(30));

    assertEquals(OrderStatus.CANCELED, fixture.order(id).status());
    assertEquals(5, fixture.stock(item));
    assertEquals(List.of("created", "canceled"), fixture.events(id));
    assertEquals(OrderStatus.PENDING, fixture.order(pending).status());
    assertEquals("ORDER_CANCELED", code(await(pay(id, "tok_approve"))));
  }

  @Test
  void theSameIdempotencyKeyIsAnsweredTheSame() {
    UUID id = unpaid();
    String key = UUID.randomUUID().toString();
    List<Future<Outcome<PayOrderResponse>>> all = new ArrayList<>();
    all.add(pay(fixture.visitor(), id, "sandbox", "tok_approve", key, true));
    PayOrderResponse first = await(all.get(0)).orNull();
    PayOrderResponse again =
        await(pay(fixture.visitor(), id, "sandbox", "tok_approve", key, true)).orNull();

    assertEquals(first, again);
    assertPaidOnce(id);
  }

  @Test
  void refusalsComeInTheirOrder() {
    UUID id = unpaid();
    Caller other = new Caller(fixture.site, Role.VISITOR, UUID.randomUUID());
    assertEquals(
        "ORDER_NOT_FOUND", code(await(pay(other, id, "nobody", "tok_approve", "k", false))));
    assertEquals("PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE", code(await(pay(id, "nobody", "t"))));
    UUID offline = fixture.placed("10.00", "0.00");
    assertEquals("NOTHING_TO_PAY_NOW", code(await(pay(offline, "tok_approve"))));
    UUID free = fixture.placed("0.00", "0.00");
    assertEquals("CHECKOUT_ALREADY_PAID", code(await(pay(free, "tok_approve"))));
    assertEquals("PAYMENT_NOT_FOUND", await(confirm(id, true)));
  }

  @Test
  void aNotificationMustBeSigned() {
    NotifyPaymentRequest.Builder news =
        NotifyPaymentRequest.builder().payload("{}").signature("00");
    assertEquals("PAYMENT_NOTIFICATION_NOT_GENUINE", notify(news.provider("sandbox").build()));
    assertEquals("PAYMENT_NOTIFICATION_NOT_GENUINE", notify(news.provider("manual").build()));
    assertEquals(
        "PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE", notify(news.provider("nobody").build()));
  }

  private String notify(NotifyPaymentRequest news) {
    return code(await(fixture.ask(PaymentOperations.NOTIFY_PAYMENT, Caller.anonymous(), news)));
  }

  private void awaitRow(String sql) {
    for (int i = 0; i < 200 && fixture.column(sql).isEmpty(); i++) {
      await(Future.<Void>future(promise -> fixture.vertx.setTimer(20, t -> promise.complete())));
    }
  }
}
