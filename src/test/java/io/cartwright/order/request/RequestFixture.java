package io.cartwright.order.request;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.code;

import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.order.money.MoneyFixture;
import io.cartwright.store.query.Queries;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Route;
import io.cartwright.wire.orderpaymentrequests.ChargeOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.CreateOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.CreateOrderPaymentRequestResponse;
import io.cartwright.wire.orderpaymentrequests.DeleteOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.GetOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.GetOrderPaymentRequestURLRequest;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequest;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi;
import io.cartwright.wire.orderpaymentrequests.VoidOrderPaymentRequestRequest;
import io.cartwright.wire.own.paymentrequest.PayPaymentRequestRequest;
import io.cartwright.wire.own.paymentrequest.PayPaymentRequestResponse;
import io.cartwright.wire.own.paymentrequest.StoredPaymentRequest;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Orders with payments and payment requests. */
final class RequestFixture implements AutoCloseable {
  static final UUID NOWHERE = UUID.randomUUID();

  final MoneyFixture money = new MoneyFixture();
  private final RequestStore store = new RequestStore(money.orders.pools, money.orders.committer);
  private final RequestExpiryVerticle expiry =
      new RequestExpiryVerticle(
          money.orders.pools, money.orders.committer, money.orders.clock, Duration.ofHours(1));

  RequestFixture() {
    money.orders.deploy(
        new RequestVerticle(
            money.orders.bus,
            money.orders.pools,
            new Queries(money.orders.pools, new byte[32]),
            money.orders.committer,
            money.orders.ids,
            new byte[32],
            () -> "https://shop.example"));
    money.orders.deploy(expiry);
  }

  /** Notes what has expired. */
  void expire() {
    await(expiry.expireAll());
  }

  static OrderPaymentRequest.Builder asking(UUID order, String amount) {
    return OrderPaymentRequest.builder()
        .orderId(order.toString())
        .amount(MoneyFixture.price(amount))
        .title("Part");
  }

  Future<Outcome<CreateOrderPaymentRequestResponse>> creating(OrderPaymentRequest given) {
    return asked(
        OrderPaymentRequestsApi.CREATE_ORDER_PAYMENT_REQUEST,
        new CreateOrderPaymentRequestRequest(given));
  }

  CreateOrderPaymentRequestResponse created(OrderPaymentRequest given) {
    Outcome<CreateOrderPaymentRequestResponse> outcome = await(creating(given));
    if (!outcome.isDone()) throw new AssertionError(code(outcome));
    return outcome.orNull();
  }

  CreateOrderPaymentRequestResponse created(UUID order, String amount) {
    return created(asking(order, amount).build());
  }

  UUID id(UUID order, String amount) {
    return id(created(order, amount));
  }

  static UUID id(CreateOrderPaymentRequestResponse made) {
    return UUID.fromString(made.orderPaymentRequest().id());
  }

  StoredPaymentRequest stored(UUID id) {
    return await(store.find(money.orders.site, id)).orElseThrow().value();
  }

  static String token(String url) {
    return url.substring(url.indexOf("?r=") + 3);
  }

  String url(UUID id) {
    return answer(
            OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST_URL,
            new GetOrderPaymentRequestURLRequest(id.toString()))
        .orderPaymentRequestUrl();
  }

  Future<Outcome<PayPaymentRequestResponse>> paying(String token, String provider, String means) {
    return money.orders.ask(
        RequestOperations.PAY,
        Caller.anonymous(),
        new PayPaymentRequestRequest(token, provider, means));
  }

  /** Pays by the link; answers the payment's outcome and the request's status, or the refusal. */
  String pay(UUID id, String provider, String means) {
    return word(await(paying(token(url(id)), provider, means)));
  }

  String pay(UUID id) {
    return pay(id, "sandbox", "tok_approve");
  }

  static String word(Outcome<PayPaymentRequestResponse> outcome) {
    return outcome.isDone()
        ? outcome.orNull().outcome() + " " + outcome.orNull().status()
        : code(outcome);
  }

  <Q, A> Future<Outcome<A>> asked(Route<Q, A> route, Q body) {
    return money.orders.ask(operation(route), money.orders.admin(), body);
  }

  @SuppressWarnings("unchecked")
  static <Q, A> Operation<Q, A> operation(Route<Q, A> route) {
    return (Operation<Q, A>)
        RequestOperations.ALL.stream().filter(it -> it.route() == route).findFirst().orElseThrow();
  }

  <Q, A> A answer(Route<Q, A> route, Q body) {
    Outcome<A> outcome = await(asked(route, body));
    if (!outcome.isDone()) throw new AssertionError(code(outcome));
    return outcome.orNull();
  }

  <Q, A> String refusal(Route<Q, A> route, Q body) {
    return code(await(asked(route, body)));
  }

  String create(OrderPaymentRequest given) {
    return code(await(creating(given)));
  }

  String get(UUID id) {
    return refusal(
        OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST,
        new GetOrderPaymentRequestRequest(id.toString()));
  }

  String getUrl(UUID id) {
    return refusal(
        OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST_URL,
        new GetOrderPaymentRequestURLRequest(id.toString()));
  }

  String cancel(UUID id) {
    return refusal(
        OrderPaymentRequestsApi.VOID_ORDER_PAYMENT_REQUEST,
        new VoidOrderPaymentRequestRequest(id.toString()));
  }

  String delete(UUID id) {
    return refusal(
        OrderPaymentRequestsApi.DELETE_ORDER_PAYMENT_REQUEST,
        new DeleteOrderPaymentRequestRequest(id.toString()));
  }

  /** Charges a request; answers how the payment ended, or the refusal. */
  String charge(UUID id, String token) {
    var outcome =
        await(
            asked(
                OrderPaymentRequestsApi.CHARGE_ORDER_PAYMENT_REQUEST,
                new ChargeOrderPaymentRequestRequest(id.toString(), token)));
    return outcome.isDone() ? outcome.orNull().paymentResponseToken() : code(outcome);
  }

  /** Changes fields, given as the members of a JSON object. */
  Future<Outcome<?>> updating(UUID id, String fields) {
    String json = "{\"orderPaymentRequest\":{\"id\":\"" + id + "\"," + fields + "}}";
    var operation = operation(OrderPaymentRequestsApi.UPDATE_ORDER_PAYMENT_REQUEST);
    return money
        .orders
        .call(
            operation,
            new Call<>(
                money.orders.admin(),
                CallId.minted(UUID.randomUUID().toString()),
                operation.requestCodec().fromText(json),
                Fields.of(json.getBytes(StandardCharsets.UTF_8)),
                money.orders.clock.instant(),
                "test"))
        .map(outcome -> outcome);
  }

  String update(UUID id, String fields) {
    return code(await(updating(id, fields)));
  }

  @Override
  public void close() {
    money.close();
  }
}
