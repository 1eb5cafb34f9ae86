package io.cartwright.order.request;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.awaitAll;
import static io.cartwright.order.OrderFixture.code;
import static io.cartwright.order.request.RequestFixture.asking;
import static io.cartwright.order.request.RequestFixture.id;
import static io.cartwright.order.request.RequestFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Outcome;
import io.cartwright.payment.PaymentOperations;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.CursorQuery;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.orderbilling.CaptureAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.orderbilling.VoidAuthorizedPaymentsRequest;
import io.cartwright.wire.orderpaymentrequests.BulkCreateOrderPaymentRequestsRequest;
import io.cartwright.wire.orderpaymentrequests.CreateOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.GetOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequest;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi;
import io.cartwright.wire.orderpaymentrequests.QueryOrderPaymentRequestsRequest;
import io.cartwright.wire.orderpaymentrequests.Status;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.own.payment.ConfirmSandboxPaymentRequest;
import io.cartwright.wire.own.payment.CreatePaymentIntentRequest;
import io.cartwright.wire.own.payment.PayOrderRequest;
import io.cartwright.wire.own.paymentrequest.PayPaymentRequestResponse;
import io.cartwright.wire.own.paymentrequest.ViewPaymentRequestRequest;
import io.cartwright.wire.own.paymentrequest.ViewPaymentRequestResponse;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Payment requests, from the merchant's wish to the order's balance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RequestIT {
  private static final int ROUNDS = 10;
  private static final int PAYERS = 6;

  private RequestFixture shop;

  @BeforeAll
  void open() {
    shop = new RequestFixture();
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  private Order order(UUID id) {
    return shop.money.orders.order(id);
  }

  private Status status(UUID request) {
    return shop.stored(request).request().status();
  }

  private Instant now() {
    return shop.money.orders.clock.instant();
  }

  private void assertPaid(UUID order, String paid, String left, String paymentStatus) {
    Order after = order(order);
    assertEquals(paid, after.balanceSummary().paid().amount());
    assertEquals(left, after.balanceSummary().balance().amount());
    assertEquals(paymentStatus, after.paymentStatus().wire());
    assertEquals(List.of(), shop.money.audit(order));
  }

  private ViewPaymentRequestResponse view(String token) {
    Outcome<ViewPaymentRequestResponse> outcome =
        await(
            shop.money.orders.ask(
                RequestOperations.VIEW, Caller.anonymous(), new ViewPaymentRequestRequest(token)));
    assertTrue(outcome.isDone(), () -> code(outcome));
    return outcome.orNull();
  }

  @Test
  void anOrderIsPaidInPartsByLinks() {
    UUID order = shop.money.unpaid();
    var made = shop.created(asking(order, "20").description("Deposit").build());
    UUID first = id(made);
    assertEquals("20.00", made.orderPaymentRequest().amount().amount());
    assertEquals(order(order).number(), made.orderPaymentRequest().orderNumber());
    assertTrue(made.orderPaymentRequestUrl().startsWith("https://shop.example/pay.html?r="));
    assertEquals(made.orderPaymentRequestUrl(), shop.url(first));

    ViewPaymentRequestResponse seen = view(token(made.orderPaymentRequestUrl()));
    assertEquals("Wright & Sons", seen.seller());
    assertEquals(
        "Part Deposit 20.00 USD UNPAID",
        seen.title()
            + " "
            + seen.description()
            + " "
            + seen.amount()
            + " "
            + seen.currency()
            + " "
            + seen.status());
    assertEquals(List.of("manual", "sandbox"), seen.providers());

    assertEquals("APPROVED PAID", shop.pay(first));
    assertEquals(OrderStatus.APPROVED, order(order).status());
    assertPaid(order, "20.00", "30.00", "PARTIALLY_PAID");
    assertEquals(shop.money.payment(order), shop.stored(first).paymentId());
    assertEquals(now(), shop.stored(first).paidDate());
    assertEquals(List.of("created", "paid"), shop.money.orders.events(first));
    assertEquals(List.of(), view(token(made.orderPaymentRequestUrl())).providers());

    assertEquals("APPROVED PAID", shop.pay(shop.id(order, "30")));
    assertPaid(order, "50.00", "0.00", "PAID");
  }

  @Test
  void aLostAnswerPaysARequestToo() {
    UUID lost = shop.money.unpaid();
    assertEquals("APPROVED PAID", shop.pay(shop.id(lost, "20"), "sandbox", "tok_timeout"));
    assertPaid(lost, "20.00", "30.00", "PARTIALLY_PAID");
  }

  @Test
  void moneyThatIsHeldPaysARequestOnceItIsCaptured() {
    UUID order = shop.money.unpaid();
    var made = shop.created(order, "20");
    UUID request = id(made);
    assertEquals("AUTHORIZED UNPAID", shop.pay(request, "sandbox", "tok_authorize"));
    assertEquals("HELD", view(token(made.orderPaymentRequestUrl())).status());
    assertEquals("ORDER_PAYMENT_REQUEST_HELD", shop.pay(request));
    PaymentCapture all = new PaymentCapture(shop.money.payment(order), null);
    shop.money.answer(
        OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS,
        new CaptureAuthorizedPaymentsRequest(order.toString(), List.of(all)));
    assertEquals(Status.PAID, status(request));
    assertEquals(shop.money.payment(order), shop.stored(request).paymentId());
    assertEquals("ORDER_PAYMENT_REQUEST_PAID", shop.pay(request));
    assertPaid(order, "20.00", "30.00", "PARTIALLY_PAID");
    assertEquals(List.of("created", "updated", "paid"), shop.money.orders.events(request));
  }

  @Test
  void moneyThatIsLetGoLeavesTheRequestOpen() {
    UUID order = shop.money.unpaid();
    UUID request = shop.id(order, "20");
    assertEquals("AUTHORIZED UNPAID", shop.pay(request, "sandbox", "tok_authorize"));
    shop.money.answer(
        OrderBillingApi.VOID_AUTHORIZED_PAYMENTS,
        new VoidAuthorizedPaymentsRequest(order.toString(), List.of(shop.money.payment(order))));
    assertEquals(Status.UNPAID, status(request));
    assertEquals("APPROVED PAID", shop.pay(request));
    assertPaid(order, "20.00", "30.00", "PARTIALLY_PAID");
  }

  @Test
  void aDeclinedPaymentLeavesTheRequestOpen() {
    UUID order = shop.money.unpaid();
    UUID request = shop.id(order, "20");
    assertEquals("PAYMENT_ERROR", shop.pay(request, "sandbox", "tok_decline"));
    assertEquals(Status.UNPAID, status(request));
    assertEquals("APPROVED PAID", shop.pay(request));
  }

  @Test
  void payingOutsideLeavesTheRequestOpen() {
    UUID order = shop.money.unpaid();
    UUID request = shop.id(order, "50");
    assertEquals("OFFLINE UNPAID", shop.pay(request, "manual", null));
    assertEquals(OrderStatus.APPROVED, order(order).status());
    assertPaid(order, "0.00", "50.00", "NOT_PAID");
    assertEquals("APPROVED PAID", shop.pay(request));
  }

  @Test
  void manyWhoPayOneRequestAtOncePayItOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      UUID order = shop.money.unpaid();
      UUID request = shop.id(order, "20");
      String token = token(shop.url(request));
      List<Future<Outcome<PayPaymentRequestResponse>>> paying = new ArrayList<>();
      for (int i = 0; i < PAYERS; i++) paying.add(shop.paying(token, "sandbox", "tok_approve"));
      assertOne(awaitAll(paying), "ORDER_PAYMENT_REQUEST_PAID");
      assertPaid(order, "20.00", "30.00", "PARTIALLY_PAID");
      assertEquals(List.of("created", "paid"), shop.money.orders.events(request));
    }
  }

  @Test
  void requestsForMoreThanIsLeftAreNotAllPaid() {
    for (int round = 0; round < ROUNDS; round++) {
      UUID order = shop.money.unpaid();
      List<Future<Outcome<PayPaymentRequestResponse>>> paying = new ArrayList<>();
      List<String> tokens = new ArrayList<>();
      for (int i = 0; i < 3; i++) tokens.add(token(shop.url(shop.id(order, "30"))));
      tokens.forEach(it -> paying.add(shop.paying(it, "sandbox", "tok_approve")));
      assertOne(awaitAll(paying), "CHECKOUT_ALREADY_PAID");
      assertPaid(order, "30.00", "20.00", "PARTIALLY_PAID");
    }
  }

  private static void assertOne(
      List<Outcome<PayPaymentRequestResponse>> outcomes, String orRefused) {
    assertEquals(1, outcomes.stream().filter(Outcome::isDone).count());
    Set<String> refused = new TreeSet<>();
    outcomes.stream().filter(it -> !it.isDone()).forEach(it -> refused.add(code(it)));
    refused.remove(orRefused);
    refused.remove("CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS");
    assertEquals(Set.of(), refused);
  }

  @Test
  void aRequestIsPaidWhoeverChangesItMeanwhile() {
    for (int round = 0; round < ROUNDS; round++) {
      UUID order = shop.money.unpaid();
      UUID request = shop.id(order, "20");
      var paying = shop.paying(token(shop.url(request)), "sandbox", "tok_approve");
      List<Future<Outcome<?>>> updating = new ArrayList<>();
      for (int i = 0; i < PAYERS; i++) {
        updating.add(shop.updating(request, "\"title\":\"Part " + i + "\""));
      }
      assertEquals("APPROVED PAID", RequestFixture.word(await(paying)));
      for (Outcome<?> outcome : awaitAll(updating)) {
        assertTrue(
            Set.of("done", "CANNOT_UPDATE_PAID_ORDER_PAYMENT_REQUEST").contains(code(outcome)),
            () -> code(outcome));
      }
      assertPaid(order, "20.00", "30.00", "PARTIALLY_PAID");
    }
  }

  @Test
  void aRequestExpires() {
    UUID order = shop.money.unpaid();
    Instant end = now().plus(Duration.ofMinutes(10));
    var made = shop.created(asking(order, "20").expirationDate(end).build());
    UUID request = id(made);
    UUID open = shop.id(order, "10");
    shop.expire();
    assertEquals(Status.UNPAID, status(request));
    shop.money.orders.clock.move(Duration.ofMinutes(10));
    assertEquals(Status.EXPIRED, shown(request).status());
    assertEquals("EXPIRED", view(token(made.orderPaymentRequestUrl())).status());
    assertEquals("ORDER_PAYMENT_REQUEST_EXPIRED", shop.pay(request));
    shop.expire();
    shop.expire();
    assertEquals(Status.EXPIRED, status(request));
    assertEquals(Status.UNPAID, status(open));
    assertEquals(List.of("created", "expired"), shop.money.orders.events(request));
  }

  @Test
  void aRequestWhoseTimeIsOverBeginsAsExpired() {
    UUID order = shop.money.unpaid();
    for (Instant end : List.of(now(), now().minus(Duration.ofDays(1)))) {
      var made = shop.created(asking(order, "20").expirationDate(end).build());
      UUID request = id(made);
      assertEquals(Status.EXPIRED, made.orderPaymentRequest().status());
      assertEquals(Status.EXPIRED, status(request));
      assertEquals("EXPIRED", view(token(made.orderPaymentRequestUrl())).status());
      assertEquals("ORDER_PAYMENT_REQUEST_EXPIRED", shop.pay(request));
      shop.expire();
      assertEquals(List.of("created"), shop.money.orders.events(request), "it never changes");
    }
  }

  private OrderPaymentRequest shown(UUID request) {
    return shop.answer(
            OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST,
            new GetOrderPaymentRequestRequest(request.toString()))
        .orderPaymentRequest();
  }

  @Test
  void aPaymentThatWasUnderWayCountsAfterTheEnd() {
    UUID expired = shop.money.unpaid();
    Instant end = now().plus(Duration.ofMinutes(1));
    UUID first = id(shop.created(asking(expired, "50").expirationDate(end).build()));
    assertEquals("PENDING UNPAID", shop.pay(first, "sandbox", "tok_pending"));
    UUID voided = shop.money.unpaid();
    UUID second = shop.id(voided, "50");
    assertEquals("PENDING UNPAID", shop.pay(second, "sandbox", "tok_pending"));
    assertEquals("CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS", shop.pay(second));
    shop.money.orders.clock.move(Duration.ofMinutes(2));
    shop.expire();
    assertEquals("done", shop.cancel(second));
    assertEquals(List.of(Status.EXPIRED, Status.VOIDED), List.of(status(first), status(second)));
    confirm(expired);
    confirm(voided);
    assertEquals(List.of(Status.PAID, Status.PAID), List.of(status(first), status(second)));
    assertPaid(expired, "50.00", "0.00", "PAID");
    assertPaid(voided, "50.00", "0.00", "PAID");
    assertEquals(List.of("created", "voided", "paid"), shop.money.orders.events(second));
  }

  private void confirm(UUID order) {
    ConfirmSandboxPaymentRequest ask =
        ConfirmSandboxPaymentRequest.builder().orderId(order.toString()).approve(true).build();
    assertEquals(
        "done",
        code(
            await(
                shop.money.orders.ask(
                    PaymentOperations.CONFIRM_SANDBOX_PAYMENT, shop.money.orders.admin(), ask))));
  }

  @Test
  void theGatewayIdPaysTheRequestWithinTheOrder() {
    UUID order = shop.money.unpaid();
    var made = shop.created(order, "20");
    PayOrderRequest ask =
        PayOrderRequest.builder()
            .orderId(order.toString())
            .provider("sandbox")
            .paymentToken("tok_approve")
            .paymentGatewayOrderId(made.orderPaymentRequest().paymentGatewayOrderId())
            .savePaymentMethod(true)
            .build();
    assertEquals("done", payOrder(ask));
    assertEquals(Status.PAID, status(id(made)));
    assertPaid(order, "20.00", "30.00", "PARTIALLY_PAID");
    assertEquals("ORDER_PAYMENT_REQUEST_PAID", payOrder(ask));

    UUID rest = shop.id(order, "30");
    assertEquals("APPROVED", shop.charge(rest, null));
    assertEquals(Status.PAID, status(rest));
    assertPaid(order, "50.00", "0.00", "PAID");
  }

  private String payOrder(PayOrderRequest ask) {
    return code(
        await(
            shop.money.orders.ask(PaymentOperations.PAY_ORDER, shop.money.orders.visitor(), ask)));
  }

  @Test
  void staffChargeATokenOrAnIntent() {
    UUID order = shop.money.unpaid();
    assertEquals("APPROVED", shop.charge(shop.id(order, "20"), "tok_approve"));
    UUID rest = shop.id(order, "30");
    String intent = intent(order, "sandbox");
    assertEquals("APPROVED", shop.charge(rest, intent));
    assertEquals(Status.PAID, status(rest));
    assertPaid(order, "50.00", "0.00", "PAID");
  }

  private String intent(UUID order, String provider) {
    return await(
            shop.money.orders.ask(
                PaymentOperations.CREATE_PAYMENT_INTENT,
                shop.money.orders.visitor(),
                CreatePaymentIntentRequest.builder()
                    .orderId(order.toString())
                    .provider(provider)
                    .paymentToken("tok_approve")
                    .build()))
        .orNull()
        .paymentIntentId();
  }

  @Test
  void aRepeatUnderOneKeyMakesOneRequest() {
    UUID order = shop.money.unpaid();
    CallId key = new CallId(UUID.randomUUID().toString(), true, 1);
    var ask = new CreateOrderPaymentRequestRequest(asking(order, "20").build());
    var operation = RequestOperations.writes(OrderPaymentRequestsApi.CREATE_ORDER_PAYMENT_REQUEST);
    Caller admin = shop.money.orders.admin();
    var first = await(shop.money.orders.ask(operation, admin, ask, key)).orNull();
    assertEquals(first, await(shop.money.orders.ask(operation, admin, ask, key)).orNull());
    assertEquals(1, found("{\"orderId\":\"" + order + "\"}").size());
  }

  private List<OrderPaymentRequest> found(String filter) {
    return shop.answer(
            OrderPaymentRequestsApi.QUERY_ORDER_PAYMENT_REQUESTS,
            new QueryOrderPaymentRequestsRequest(
                CursorQuery.builder().filter(Json.parseText(filter)).build()))
        .orderPaymentRequests();
  }

  @Test
  void requestsAreFoundByWhatTheySay() {
    UUID order = shop.money.unpaid();
    UUID small = shop.id(order, "9.50");
    UUID large = shop.id(order, "10.50");
    shop.pay(large);
    String of = "\"orderId\":\"" + order + "\"";
    assertEquals(
        List.of(small.toString()),
        found("{" + of + ",\"amount.amount\":{\"$lt\":\"10\"}}").stream()
            .map(OrderPaymentRequest::id)
            .toList());
    assertEquals(
        List.of(large.toString()),
        found("{" + of + ",\"status\":\"PAID\"}").stream().map(OrderPaymentRequest::id).toList());
    assertEquals(
        "INVALID_ARGUMENT",
        shop.refusal(
            OrderPaymentRequestsApi.QUERY_ORDER_PAYMENT_REQUESTS,
            new QueryOrderPaymentRequestsRequest(
                CursorQuery.builder().filter(Json.parseText("{\"image.id\":\"x\"}")).build())));
  }

  @Test
  void manyAtOnceAreAnsweredOneByOne() {
    UUID order = shop.money.unpaid();
    var reply =
        shop.answer(
            OrderPaymentRequestsApi.BULK_CREATE_ORDER_PAYMENT_REQUESTS,
            new BulkCreateOrderPaymentRequestsRequest(
                List.of(
                    asking(order, "20").build(),
                    asking(order, "51").build(),
                    asking(order, "1").title(null).build(),
                    asking(RequestFixture.NOWHERE, "1").build()),
                true));
    assertEquals(
        List.of("done", "INVALID_AMOUNT", "INVALID_ARGUMENT", "ORDER_NOT_FOUND"),
        reply.results().stream()
            .map(it -> it.itemMetadata().success() ? "done" : it.itemMetadata().error().code())
            .toList());
    assertEquals(1, reply.bulkActionMetadata().totalSuccesses());
    assertEquals(3, reply.bulkActionMetadata().totalFailures());
    String url = reply.results().get(0).item().orderPaymentRequestUrl();
    assertEquals("20.00", view(token(url)).amount());
  }

  @Test
  void onlyWhatMayChangeIsChanged() {
    UUID order = shop.money.unpaid();
    UUID request = id(shop.created(asking(order, "20").description("Soon").build()));
    assertEquals(
        "done",
        shop.update(
            request, "\"title\":\"Rest\",\"description\":null,\"amount\":{\"amount\":\"20\"}"));
    OrderPaymentRequest after = shown(request);
    assertEquals("Rest", after.title());
    assertNull(after.description());
    assertEquals("20.00", after.amount().amount());
    assertEquals(order.toString(), after.orderId());
    var extended =
        shop.answer(
            OrderPaymentRequestsApi.UPDATE_EXTENDED_FIELDS,
            new UpdateExtendedFieldsRequest(
                request.toString(), "@acme/app", Json.parseText("{\"a\":1}")));
    assertEquals(
        "{\"a\":1}",
        extended.orderPaymentRequest().extendedFields().namespaces().get("@acme/app").text());
    assertEquals(List.of("created", "updated", "updated"), shop.money.orders.events(request));
  }

  @Test
  void aRequestThatIsTakenBackOrDeletedIsNotPaid() {
    UUID order = shop.money.unpaid();
    UUID request = shop.id(order, "20");
    assertEquals("done", shop.cancel(request));
    assertEquals("done", shop.cancel(request));
    assertEquals("ORDER_PAYMENT_REQUEST_VOIDED", shop.pay(request));
    String token = token(shop.url(request));
    assertEquals("done", shop.delete(request));
    assertEquals(
        "ORDER_PAYMENT_REQUEST_NOT_FOUND",
        code(await(shop.paying(token, "sandbox", "tok_approve"))));
    assertEquals(List.of("created", "voided", "deleted"), shop.money.orders.events(request));
  }

  @Test
  void anotherSitesStaffSeeNothing() {
    UUID request = shop.id(shop.money.unpaid(), "20");
    Caller other = new Caller(UUID.randomUUID(), io.cartwright.bus.Role.ADMIN, UUID.randomUUID());
    assertEquals(
        "ORDER_PAYMENT_REQUEST_NOT_FOUND",
        code(
            await(
                shop.money.orders.ask(
                    RequestOperations.reads(OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST),
                    other,
                    new GetOrderPaymentRequestRequest(request.toString())))));
  }
}
