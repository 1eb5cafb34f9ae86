package io.cartwright.order.request;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.code;
import static io.cartwright.order.request.RequestFixture.NOWHERE;
import static io.cartwright.order.request.RequestFixture.asking;
import static io.cartwright.order.request.RequestFixture.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Caller;
import io.cartwright.order.ContractRefusals;
import io.cartwright.order.OrderStore;
import io.cartwright.order.RefusalPage;
import io.cartwright.order.RefusalTable;
import io.cartwright.order.money.MoneyRefusal;
import io.cartwright.payment.PaymentOperations;
import io.cartwright.payment.PaymentRefusal;
import io.cartwright.store.Stored;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.SubscriptionInfo;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.orderpaymentrequests.BulkCreateOrderPaymentRequestsRequest;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequest;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi;
import io.cartwright.wire.orderpaymentrequests.PaymentMethod;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.ordertransactions.OrderTransactionsApi;
import io.cartwright.wire.own.payment.CreatePaymentIntentRequest;
import io.cartwright.wire.own.payment.DisputeSandboxPaymentRequest;
import io.cartwright.wire.own.paymentrequest.ViewPaymentRequestRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Each refusal of each operation on payment requests, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RequestRefusalsIT {
  /** What the contract names and nothing can give, with the reason. */
  private static final Map<String, String> NEVER =
      Map.of("createOrderPaymentRequest SITE_NOT_PUBLISHED", "a site is public from its first day");

  /** What nothing is refused for at once, with the reason. */
  private static final Map<String, String> APART = new TreeMap<>();

  static {
    String status = "a request has one status";
    String charge = "chargeOrderPaymentRequest CANNOT_CHARGE_";
    String request = "_ORDER_PAYMENT_REQUEST";
    APART.put(charge + "PAID" + request + " before CANNOT_CHARGE_EXPIRED" + request, status);
    APART.put(charge + "EXPIRED" + request + " before CANNOT_CHARGE_VOIDED" + request, status);
    APART.put(charge + "VOIDED" + request + " before ORDER_PAYMENT_REQUEST_HELD", status);
    APART.put(
        "chargeOrderPaymentRequest PAYMENT_METHOD_BLOCKED before PAYMENT_ATTEMPT_EXPIRED",
        "an unknown intent has no method");
    APART.put(
        "chargeOrderPaymentRequest PAYMENT_METHOD_UNAVAILABLE before INVALID_PAYMENT_STATUS",
        "a provider that is not there declines nothing");
    String update = "updateOrderPaymentRequest CANNOT_UPDATE_";
    APART.put(update + "PAID" + request + " before CANNOT_UPDATE_EXPIRED" + request, status);
    APART.put(update + "EXPIRED" + request + " before CANNOT_UPDATE_VOIDED" + request, status);
    APART.put(
        "voidOrderPaymentRequest CANNOT_VOID_PAID"
            + request
            + " before CANNOT_VOID_EXPIRED"
            + request,
        status);
    String pay = "payPaymentRequest ORDER_PAYMENT_REQUEST_";
    APART.put(pay + "PAID before ORDER_PAYMENT_REQUEST_HELD", status);
    APART.put(pay + "HELD before ORDER_PAYMENT_REQUEST_EXPIRED", status);
    APART.put(pay + "EXPIRED before ORDER_PAYMENT_REQUEST_VOIDED", status);
    APART.put(
        "payPaymentRequest PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE before PAYMENT_ERROR",
        "a provider that is not there declines nothing");
    String create = "createOrderPaymentRequest ";
    APART.put(
        create + "PARTIAL_PAYMENT_NOT_SUPPORTED_FOR_SUBSCRIPTION before ORDER_CANCELED",
        "a subscription of a canceled order is refused for its status");
    APART.put(create + "ORDER_CANCELED before ORDER_IS_PENDING", "an order has one status");
  }

  private RefusalTable table;
  private RequestFixture shop;

  @BeforeAll
  void open() {
    shop = new RequestFixture();
    table = new RefusalTable(shop.money.orders);
    newRequests();
    whatStaffDo();
    links();
    twoReasons();
  }

  @AfterAll
  void shut() {
    shop.close();
  }

  private void row(String operation, String refusal, Supplier<String> call) {
    table.row(operation, refusal, call);
  }

  private UUID unpaid() {
    return shop.money.unpaid();
  }

  private UUID open(String amount) {
    return shop.id(unpaid(), amount);
  }

  private UUID held() {
    UUID request = open("20");
    shop.pay(request, "sandbox", "tok_authorize");
    return request;
  }

  private UUID paid() {
    UUID request = open("20");
    assertEquals("APPROVED PAID", shop.pay(request));
    return request;
  }

  private UUID expired() {
    var end = shop.money.orders.clock.instant().plus(Duration.ofSeconds(1));
    UUID request = id(shop.created(asking(unpaid(), "20").expirationDate(end).build()));
    shop.money.orders.clock.move(Duration.ofSeconds(2));
    return request;
  }

  private UUID voided() {
    UUID request = open("20");
    assertEquals("done", shop.cancel(request));
    return request;
  }

  private UUID blocked() {
    return id(
        shop.created(
            asking(unpaid(), "20").blockedPaymentMethods(List.of(PaymentMethod.MANUAL)).build()));
  }

  /** Writes an order as it is, past all rules. */
  private UUID change(UUID order, UnaryOperator<Order> with) {
    Stored<Order> stored =
        await(shop.money.orders.documents.find(OrderStore.ORDERS, shop.money.orders.site, order))
            .orElseThrow();
    shop.money.orders.commit(
        shop.money
            .orders
            .change()
            .update(
                OrderStore.ORDERS,
                shop.money.orders.site,
                order,
                stored.revision(),
                with.apply(stored.value())));
    return order;
  }

  private UUID as(UUID order, OrderStatus status) {
    return change(order, it -> it.toBuilder().status(status).build());
  }

  private UUID subscription(UUID order) {
    return change(
        order,
        it -> {
          OrderLineItem line =
              it.lineItems().get(0).toBuilder()
                  .subscriptionInfo(SubscriptionInfo.builder().build())
                  .build();
          return it.toBuilder().lineItems(List.of(line)).build();
        });
  }

  private UUID disputed() {
    UUID order = shop.money.paid("tok_approve");
    DisputeSandboxPaymentRequest ask =
        DisputeSandboxPaymentRequest.builder()
            .paymentId(shop.money.payment(order))
            .amount("10.00")
            .build();
    await(
        shop.money.orders.ask(
            PaymentOperations.DISPUTE_SANDBOX_PAYMENT, shop.money.orders.admin(), ask));
    return order;
  }

  private String closed(Supplier<String> call) {
    shop.money.acceptPayments(false);
    try {
      return call.get();
    } finally {
      shop.money.acceptPayments(true);
    }
  }

  private String createMany(UUID order, String amount) {
    BulkCreateOrderPaymentRequestsRequest ask =
        new BulkCreateOrderPaymentRequestsRequest(List.of(asking(order, amount).build()), null);
    var route = OrderPaymentRequestsApi.BULK_CREATE_ORDER_PAYMENT_REQUESTS;
    return RefusalTable.ofFirst(RequestFixture.operation(route), await(shop.asked(route, ask)));
  }

  private String create(UUID order, String amount) {
    return shop.create(asking(order, amount).build());
  }

  @Test
  void theTableHoldsWhatTheContractNames() {
    List<String> names = table.names();
    Set<String> named = ContractRefusals.of("order-payment-requests");
    assertEquals(Set.of(), ContractRefusals.missing(named, names, NEVER));
    assertEquals(Set.of(), ContractRefusals.missing(RequestRefusal.class, names, Map.of()));
    assertEquals(
        Set.of(),
        ContractRefusals.unasked(
            "order-payment-requests", names, Set.of("queryOrderPaymentRequests")));
    RefusalPage.check(
        "order-payment-requests",
        names,
        RequestRefusal.class,
        MoneyRefusal.class,
        PaymentRefusal.class);
    Set<String> sideBySide =
        RefusalPage.neighbours(
            names,
            Set.of("ORDER_NOT_FOUND", "ORDER_PAYMENT_REQUEST_NOT_FOUND"),
            RequestRefusal.class,
            MoneyRefusal.class,
            PaymentRefusal.class);
    assertEquals(Set.of(), ContractRefusals.missing(sideBySide, table.pairs(), APART));
  }

  @TestFactory
  Stream<DynamicTest> eachIsGivenAndChangesNothing() {
    return table.tests();
  }

  private void newRequests() {
    String name = "createOrderPaymentRequest";
    row(name, "INVALID_ARGUMENT", () -> shop.create(null));
    row(name, "INVALID_ARGUMENT", () -> shop.create(asking(unpaid(), "1").title(" ").build()));
    row(name, "ORDER_NOT_FOUND", () -> create(NOWHERE, "1"));
    row(
        name,
        "ORDER_PAYMENT_REQUEST_PAGE_NOT_FOUND",
        () -> {
          UUID order = unpaid();
          return closed(() -> create(order, "1"));
        });
    row(
        name,
        "INVALID_ORDER_STATUS_FOR_SUBSCRIPTION",
        () -> create(as(subscription(unpaid()), OrderStatus.CANCELED), "50"));
    row(
        name,
        "SUBSCRIPTION_ALREADY_STARTED",
        () -> create(subscription(shop.money.paid("tok_approve")), "50"));
    row(
        name,
        "PARTIAL_PAYMENT_NOT_SUPPORTED_FOR_SUBSCRIPTION",
        () -> create(subscription(unpaid()), "49.99"));
    row(name, "ORDER_CANCELED", () -> create(as(unpaid(), OrderStatus.CANCELED), "1"));
    row(name, "ORDER_IS_PENDING", () -> create(as(unpaid(), OrderStatus.PENDING), "1"));
    row(name, "ORDER_HAS_CHARGEBACKS", () -> create(disputed(), "1"));
    row(name, "ORDER_ALREADY_PAID", () -> create(shop.money.paid("tok_approve"), "1"));
    row(name, "INVALID_AMOUNT", () -> create(unpaid(), "50.01"));
    row(name, "INVALID_AMOUNT", () -> create(unpaid(), "0"));
    name = "bulkCreateOrderPaymentRequests";
    row(name, "INVALID_ARGUMENT", () -> createMany(unpaid(), null));
    row(name, "ORDER_NOT_FOUND", () -> createMany(NOWHERE, "1"));
    row(name, "ORDER_ALREADY_PAID", () -> createMany(shop.money.paid("tok_approve"), "1"));
    row(name, "INVALID_AMOUNT", () -> createMany(unpaid(), "50.01"));
  }

  private void whatStaffDo() {
    String unknown = "ORDER_PAYMENT_REQUEST_NOT_FOUND";
    row("getOrderPaymentRequest", unknown, () -> shop.get(NOWHERE));
    row("getOrderPaymentRequestUrl", unknown, () -> shop.getUrl(NOWHERE));
    row(
        "getOrderPaymentRequestUrl",
        "ORDER_PAYMENT_REQUEST_PAGE_NOT_FOUND",
        () -> {
          UUID request = open("20");
          return closed(() -> shop.getUrl(request));
        });
    String name = "updateOrderPaymentRequest";
    String title = "\"title\":\"Other\"";
    row(name, unknown, () -> shop.update(NOWHERE, title));
    row(name, "CANNOT_UPDATE_PAID_ORDER_PAYMENT_REQUEST", () -> shop.update(paid(), title));
    row(name, "CANNOT_UPDATE_EXPIRED_ORDER_PAYMENT_REQUEST", () -> shop.update(expired(), title));
    row(name, "CANNOT_UPDATE_VOIDED_ORDER_PAYMENT_REQUEST", () -> shop.update(voided(), title));
    row(
        name,
        "CANNOT_UPDATE_ORDER_PAYMENT_REQUEST_AMOUNT",
        () -> shop.update(open("20"), "\"amount\":{\"amount\":\"21\"}"));
    row(name, "INVALID_ARGUMENT", () -> shop.update(open("20"), "\"title\":null"));
    row(
        "updateExtendedFields",
        unknown,
        () ->
            shop.refusal(
                OrderPaymentRequestsApi.UPDATE_EXTENDED_FIELDS,
                new UpdateExtendedFieldsRequest("no id", "@a/b", Json.parseText("{}"))));
    name = "voidOrderPaymentRequest";
    row(name, unknown, () -> shop.cancel(NOWHERE));
    row(name, "CANNOT_VOID_PAID_ORDER_PAYMENT_REQUEST", () -> shop.cancel(paid()));
    row(name, "CANNOT_VOID_EXPIRED_ORDER_PAYMENT_REQUEST", () -> shop.cancel(expired()));
    name = "deleteOrderPaymentRequest";
    row(name, unknown, () -> shop.delete(NOWHERE));
    row(name, "CANNOT_DELETE_PAID_ORDER_PAYMENT_REQUEST", () -> shop.delete(paid()));
    name = "chargeOrderPaymentRequest";
    row(name, unknown, () -> shop.charge(NOWHERE, "tok_approve"));
    row(name, "CANNOT_CHARGE_PAID_ORDER_PAYMENT_REQUEST", () -> shop.charge(paid(), "tok_approve"));
    row(name, "ORDER_PAYMENT_REQUEST_HELD", () -> shop.charge(held(), "tok_approve"));
    row(
        name,
        "CANNOT_CHARGE_EXPIRED_ORDER_PAYMENT_REQUEST",
        () -> shop.charge(expired(), "tok_approve"));
    row(
        name,
        "CANNOT_CHARGE_VOIDED_ORDER_PAYMENT_REQUEST",
        () -> shop.charge(voided(), "tok_approve"));
    row(name, "PAYMENT_ATTEMPT_EXPIRED", () -> shop.charge(open("20"), null));
    row(name, "PAYMENT_ATTEMPT_EXPIRED", () -> shop.charge(open("20"), NOWHERE.toString()));
    row(
        name,
        "PAYMENT_METHOD_BLOCKED",
        () -> {
          UUID request = blocked();
          return shop.charge(request, intent(request, "manual"));
        });
    row(
        name,
        "PAYMENT_IN_PROGRESS",
        () -> {
          UUID request = open("20");
          shop.pay(request, "sandbox", "tok_pending");
          return shop.charge(request, "tok_approve");
        });
    row(
        name,
        "PAYMENT_METHOD_UNAVAILABLE",
        () -> {
          UUID request = open("20");
          String intent = intent(request, "sandbox");
          TestDatabase.run(
              shop.money.orders.config,
              "update payment_means set doc = replace(doc, '\"sandbox\"', '\"closed\"') where id = '"
                  + intent
                  + "'");
          return shop.charge(request, intent);
        });
    table.rowChanging(
        RefusalTable.ATTEMPT,
        name,
        "INVALID_PAYMENT_STATUS",
        () -> shop.charge(open("20"), "tok_decline"));
  }

  private String intent(UUID request, String provider) {
    OrderPaymentRequest of = shop.stored(request).request();
    return await(
            shop.money.orders.ask(
                PaymentOperations.CREATE_PAYMENT_INTENT,
                shop.money.orders.visitor(),
                CreatePaymentIntentRequest.builder()
                    .orderId(of.orderId())
                    .provider(provider)
                    .paymentToken("x")
                    .build()))
        .orNull()
        .paymentIntentId();
  }

  private void links() {
    String unknown = "ORDER_PAYMENT_REQUEST_NOT_FOUND";
    row("viewPaymentRequest", unknown, () -> view("no token"));
    row("viewPaymentRequest", unknown, () -> view(forged(open("20"))));
    String name = "payPaymentRequest";
    row(
        name,
        unknown,
        () -> code(await(shop.paying(forged(open("20")), "sandbox", "tok_approve"))));
    row(name, "ORDER_PAYMENT_REQUEST_PAID", () -> shop.pay(paid()));
    row(name, "ORDER_PAYMENT_REQUEST_HELD", () -> shop.pay(held()));
    row(name, "ORDER_PAYMENT_REQUEST_EXPIRED", () -> shop.pay(expired()));
    row(name, "ORDER_PAYMENT_REQUEST_VOIDED", () -> shop.pay(voided()));
    row(name, "PAYMENT_METHOD_BLOCKED", () -> shop.pay(blocked(), "manual", null));
    row(
        name,
        "ORDER_CANCELED",
        () -> {
          UUID request = open("20");
          as(order(request), OrderStatus.CANCELED);
          return shop.pay(request);
        });
    row(
        name,
        "CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS",
        () -> {
          UUID request = open("20");
          shop.pay(request, "sandbox", "tok_pending");
          return shop.pay(request);
        });
    row(
        name,
        "CHECKOUT_ALREADY_PAID",
        () -> {
          UUID request = open("20");
          shop.money.pay(order(request), "sandbox", "tok_approve");
          return shop.pay(request);
        });
    row(
        name,
        "PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE",
        () -> shop.pay(open("20"), "nobody", null));
    table.rowChanging(
        RefusalTable.ATTEMPT,
        name,
        "PAYMENT_ERROR",
        () -> shop.pay(open("20"), "sandbox", "tok_decline"));
  }

  private UUID order(UUID request) {
    return UUID.fromString(shop.stored(request).request().orderId());
  }

  private String forged(UUID request) {
    String token = RequestFixture.token(shop.url(request));
    return token.substring(0, token.length() - 8) + "AAAAAAAA";
  }

  private String view(String token) {
    return code(
        await(
            shop.money.orders.ask(
                RequestOperations.VIEW, Caller.anonymous(), new ViewPaymentRequestRequest(token))));
  }

  private void both(String operation, String first, String second, Supplier<String> call) {
    table.both(operation, first, second, call);
  }

  private UUID pendingOf(UUID request) {
    shop.pay(request, "sandbox", "tok_pending");
    return request;
  }

  private UUID closedIntent(UUID request) {
    String intent = intent(request, "sandbox");
    TestDatabase.run(
        shop.money.orders.config,
        "update payment_means set doc = replace(doc, '\"sandbox\"', '\"closed\"') where id = '"
            + intent
            + "'");
    return UUID.fromString(intent);
  }

  private void twoReasons() {
    String page = "ORDER_PAYMENT_REQUEST_PAGE_NOT_FOUND";
    String name = "createOrderPaymentRequest";
    both(name, "ORDER_NOT_FOUND", page, () -> closed(() -> create(NOWHERE, "1")));
    String ended = "INVALID_ORDER_STATUS_FOR_SUBSCRIPTION";
    String started = "SUBSCRIPTION_ALREADY_STARTED";
    both(
        name,
        page,
        ended,
        () -> {
          UUID order = as(subscription(unpaid()), OrderStatus.CANCELED);
          return closed(() -> create(order, "50"));
        });
    both(
        name,
        ended,
        started,
        () -> create(as(subscription(shop.money.paid("tok_approve")), OrderStatus.CANCELED), "50"));
    both(
        name,
        started,
        "PARTIAL_PAYMENT_NOT_SUPPORTED_FOR_SUBSCRIPTION",
        () -> create(subscription(shop.money.paid("tok_approve")), "49.99"));
    String disputed = "ORDER_HAS_CHARGEBACKS";
    both(name, "ORDER_CANCELED", disputed, () -> create(as(disputed(), OrderStatus.CANCELED), "1"));
    both(
        name, "ORDER_IS_PENDING", disputed, () -> create(as(disputed(), OrderStatus.PENDING), "1"));
    both(name, disputed, "ORDER_ALREADY_PAID", () -> create(disputed(), "1"));
    String paid = "ORDER_ALREADY_PAID";
    both(name, paid, "INVALID_AMOUNT", () -> create(shop.money.paid("tok_approve"), "50.01"));
    both(
        "bulkCreateOrderPaymentRequests",
        paid,
        "INVALID_AMOUNT",
        () -> createMany(shop.money.paid("tok_approve"), "50.01"));
    both(
        "getOrderPaymentRequestUrl",
        "ORDER_PAYMENT_REQUEST_NOT_FOUND",
        page,
        () -> closed(() -> shop.getUrl(NOWHERE)));
    both(
        "updateOrderPaymentRequest",
        "CANNOT_UPDATE_VOIDED_ORDER_PAYMENT_REQUEST",
        "CANNOT_UPDATE_ORDER_PAYMENT_REQUEST_AMOUNT",
        () -> shop.update(voided(), "\"amount\":{\"amount\":\"21\"}"));
    twoReasonsToPay();
  }

  private void twoReasonsToPay() {
    String name = "chargeOrderPaymentRequest";
    String blocked = "PAYMENT_METHOD_BLOCKED";
    both(
        name,
        "ORDER_PAYMENT_REQUEST_HELD",
        blocked,
        () -> {
          UUID request = blocked();
          shop.pay(request, "sandbox", "tok_authorize");
          return shop.charge(request, intent(request, "manual"));
        });
    both(
        name,
        blocked,
        "PAYMENT_IN_PROGRESS",
        () -> {
          UUID request = pendingOf(blocked());
          return shop.charge(request, intent(request, "manual"));
        });
    both(
        name,
        "PAYMENT_ATTEMPT_EXPIRED",
        "PAYMENT_IN_PROGRESS",
        () -> shop.charge(pendingOf(open("20")), NOWHERE.toString()));
    both(
        name,
        "PAYMENT_IN_PROGRESS",
        "PAYMENT_METHOD_UNAVAILABLE",
        () -> {
          UUID request = pendingOf(open("20"));
          return shop.charge(request, closedIntent(request).toString());
        });
    name = "payPaymentRequest";
    both(
        name,
        "ORDER_PAYMENT_REQUEST_VOIDED",
        blocked,
        () -> {
          UUID request = blocked();
          shop.cancel(request);
          return shop.pay(request, "manual", null);
        });
    both(
        name,
        blocked,
        "ORDER_CANCELED",
        () -> {
          UUID request = blocked();
          as(order(request), OrderStatus.CANCELED);
          return shop.pay(request, "manual", null);
        });
    both(
        name,
        "ORDER_CANCELED",
        "CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS",
        () -> {
          UUID request = pendingOf(open("20"));
          as(order(request), OrderStatus.CANCELED);
          return shop.pay(request);
        });
    both(
        name,
        "CHECKOUT_ALREADY_PAID",
        "PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE",
        () -> {
          UUID request = open("20");
          shop.money.pay(order(request), "sandbox", "tok_approve");
          return shop.pay(request, "nobody", null);
        });
    both(
        name,
        "CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS",
        "CHECKOUT_ALREADY_PAID",
        () -> {
          UUID request = pendingOf(open("20"));
          shop.money.codeOf(
              OrderTransactionsApi.ADD_PAYMENTS,
              "{'orderId':'%s','payments':[{'amount':{'amount':'50.00'},'status':'APPROVED'}]}",
              order(request));
          return shop.pay(request);
        });
  }
}
