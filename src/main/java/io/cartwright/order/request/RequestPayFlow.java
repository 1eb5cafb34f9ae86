package io.cartwright.order.request;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderQuestions.Requested;
import io.cartwright.payment.PaymentQuestions;
import io.cartwright.payment.PaymentQuestions.Charge;
import io.cartwright.payment.PaymentQuestions.Pay;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.OnSite;
import io.cartwright.wire.Json;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequest;
import io.cartwright.wire.orderpaymentrequests.PaymentMethod;
import io.cartwright.wire.orderpaymentrequests.Status;
import io.cartwright.wire.own.payment.PayOrderResponse;
import io.cartwright.wire.own.paymentrequest.PayPaymentRequestRequest;
import io.cartwright.wire.own.paymentrequest.PayPaymentRequestResponse;
import io.cartwright.wire.own.paymentrequest.StoredPaymentRequest;
import io.cartwright.wire.own.paymentrequest.ViewPaymentRequestRequest;
import io.cartwright.wire.own.paymentrequest.ViewPaymentRequestResponse;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Has requests paid: by their link, by staff, or as a part of paying the order. */
final class RequestPayFlow {
  private static final Json DECLINED = Json.parseText("{\"paymentStatus\":\"DECLINED\"}");

  /** What the page is told of a request that money is held for. */
  private static final String HELD = "HELD";

  private final Bus bus;
  private final RequestStore store;
  private final RequestFlow requests;
  private final RequestLinks links;
  private final Ids ids;

  RequestPayFlow(Bus bus, RequestStore store, RequestFlow requests, RequestLinks links, Ids ids) {
    this.bus = bus;
    this.store = store;
    this.requests = requests;
    this.links = links;
    this.ids = ids;
  }

  /** Whether a request may be paid now; asked by payments, whichever way they come. */
  Future<Outcome<Requested>> requested(Call<Requested> call) {
    Requested ask = call.body();
    boolean manual = PaymentQuestions.MANUAL.equals(ask.provider());
    return requests
        .load(call.caller().siteId(), ask.requestId())
        .map(
            found ->
                found.then(
                    stored ->
                        PaymentRequests.payable(stored.value(), manual, call.now())
                            .map(ok -> ask)));
  }

  private Future<Outcome<OnSite<StoredPaymentRequest>>> opened(String token) {
    UUID id = RequestLinks.idOf(token);
    if (id == null) return Future.succeededFuture(RequestFlow.unknown());
    return store
        .byId(id)
        .map(
            found ->
                found.stream()
                    .filter(one -> links.opens(one.siteId(), id, token))
                    .findFirst()
                    .map(Outcome::done)
                    .orElseGet(RequestFlow::unknown));
  }

  /** The same call as the engine itself, on the request's site. */
  private static <T> Call<T> onSite(Call<?> call, OnSite<StoredPaymentRequest> one, T body) {
    return new Call<>(
        Caller.system(one.siteId()), call.id(), body, null, call.now(), call.requestId());
  }

  Future<Outcome<ViewPaymentRequestResponse>> view(Call<ViewPaymentRequestRequest> call) {
    return opened(call.body().token())
        .compose(
            found ->
                found.thenAwait(
                    one ->
                        bus.call(SiteQuestions.SETTINGS, onSite(call, one, SettingsWanted.INSTANCE))
                            .compose(site -> site.thenAwait(it -> view(call, one, it)))));
  }

  private Future<Outcome<ViewPaymentRequestResponse>> view(
      Call<?> call, OnSite<StoredPaymentRequest> one, SiteSettings site) {
    return requests
        .language(one.siteId(), one.stored().value().request().orderId())
        .map(language -> language.orElse(site.language()))
        .compose(
            language ->
                providers(call, one)
                    .map(all -> all.map(names -> shown(call, one, site.name(), language, names))));
  }

  private Future<Outcome<List<String>>> providers(Call<?> call, OnSite<StoredPaymentRequest> one) {
    List<PaymentMethod> blocked = one.stored().value().request().blockedPaymentMethods();
    boolean noManual = blocked != null && blocked.contains(PaymentMethod.MANUAL);
    PaymentQuestions.ProvidersWanted wanted = PaymentQuestions.ProvidersWanted.INSTANCE;
    return bus.call(PaymentQuestions.PROVIDERS, onSite(call, one, wanted))
        .map(
            known ->
                known.map(
                    all ->
                        all.names().stream()
                            .filter(name -> !noManual || !name.equals(PaymentQuestions.MANUAL))
                            .toList()));
  }

  private static ViewPaymentRequestResponse shown(
      Call<?> call,
      OnSite<StoredPaymentRequest> one,
      String seller,
      String language,
      List<String> providers) {
    OrderPaymentRequest request = one.stored().value().request();
    Status status = PaymentRequests.status(request, call.now());
    boolean held = status == Status.UNPAID && PaymentRequests.isHeld(one.stored().value());
    return ViewPaymentRequestResponse.builder()
        .seller(seller)
        .orderNumber(request.orderNumber())
        .title(request.title())
        .description(request.description())
        .amount(request.amount().amount())
        .currency(request.currency())
        .formattedAmount(request.amount().formattedAmount())
        .status(held ? HELD : status.name())
        .expirationDate(request.expirationDate())
        .language(language)
        .providers(status == Status.UNPAID && !held ? providers : List.of())
        .build();
  }

  /**
   * Refused, in this order: ORDER_PAYMENT_REQUEST_NOT_FOUND, ORDER_PAYMENT_REQUEST_PAID,
   * ORDER_PAYMENT_REQUEST_HELD, ORDER_PAYMENT_REQUEST_EXPIRED, ORDER_PAYMENT_REQUEST_VOIDED,
   * PAYMENT_METHOD_BLOCKED; then as payOrder is.
   */
  Future<Outcome<PayPaymentRequestResponse>> pay(Call<PayPaymentRequestRequest> call) {
    PayPaymentRequestRequest ask = call.body();
    return opened(ask.token())
        .compose(
            found ->
                found.thenAwait(
                    one -> {
                      Pay pay = pay(one.stored().value(), ask.provider(), ask.paymentToken());
                      return bus.call(PaymentQuestions.PAY, onSite(call, one, pay))
                          .compose(paid -> paid.thenAwait(reply -> paid(call, one, reply)));
                    }));
  }

  private static Pay pay(StoredPaymentRequest stored, String provider, String token) {
    OrderPaymentRequest request = stored.request();
    return new Pay(
        UUID.fromString(request.orderId()),
        provider,
        token,
        false,
        request.amount().amount(),
        UUID.fromString(request.id()));
  }

  private Future<Outcome<PayPaymentRequestResponse>> paid(
      Call<?> call, OnSite<StoredPaymentRequest> one, PayOrderResponse reply) {
    return requests
        .load(one.siteId(), one.stored().id())
        .map(
            found ->
                found.map(
                    after ->
                        new PayPaymentRequestResponse(
                            reply.status().name(),
                            PaymentRequests.status(after.value().request(), call.now()).name())));
  }

  /**
   * Charges a request in the buyer's absence: an intent by its id, what the buyer left when there
   * is no token, else a token of the sandbox. Answers how the payment ended, such as APPROVED.
   * Refused as paying a request is, in the words that the contract has for charges.
   */
  Future<Outcome<String>> charge(Call<?> call, UUID requestId, String token) {
    return requests
        .load(call.caller().siteId(), requestId)
        .map(
            found ->
                found.then(stored -> PaymentRequests.payable(stored.value(), false, call.now())))
        .compose(found -> found.thenAwait(stored -> charge(call, stored, token)))
        .map(charged -> inWordsOfCharges(charged.map(reply -> reply.status().name())));
  }

  private static <T> Outcome<T> inWordsOfCharges(Outcome<T> outcome) {
    if (!(outcome instanceof Outcome.Refused<T> refused)) return outcome;
    RequestRefusal word =
        switch (refused.refusal().name()) {
          case "ORDER_PAYMENT_REQUEST_PAID" ->
              RequestRefusal.CANNOT_CHARGE_PAID_ORDER_PAYMENT_REQUEST;
          case "ORDER_PAYMENT_REQUEST_EXPIRED" ->
              RequestRefusal.CANNOT_CHARGE_EXPIRED_ORDER_PAYMENT_REQUEST;
          case "ORDER_PAYMENT_REQUEST_VOIDED" ->
              RequestRefusal.CANNOT_CHARGE_VOIDED_ORDER_PAYMENT_REQUEST;
          case "PAYMENT_MEANS_NOT_FOUND", "PAYMENT_MEANS_EXPIRED" ->
              RequestRefusal.PAYMENT_ATTEMPT_EXPIRED;
          case "CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS" -> RequestRefusal.PAYMENT_IN_PROGRESS;
          case "PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE" ->
              RequestRefusal.PAYMENT_METHOD_UNAVAILABLE;
          case "PAYMENT_ERROR" -> RequestRefusal.INVALID_PAYMENT_STATUS;
          default -> null;
        };
    if (word == null) return outcome;
    Json data = word == RequestRefusal.INVALID_PAYMENT_STATUS ? DECLINED : refused.data();
    return Outcome.refused(word, refused.description(), data);
  }

  private Future<Outcome<PayOrderResponse>> charge(
      Call<?> call, StoredPaymentRequest stored, String token) {
    OrderPaymentRequest request = stored.request();
    UUID intent = id(token);
    if (token != null && intent == null) {
      return bus.call(PaymentQuestions.PAY, call.asSystem(pay(stored, null, token)));
    }
    Charge charge =
        new Charge(
            UUID.fromString(request.orderId()),
            intent,
            ids.next(),
            request.amount().amount(),
            false,
            UUID.fromString(request.id()));
    return bus.call(PaymentQuestions.CHARGE, call.asSystem(charge))
        .map(done -> done.map(it -> it.reply()));
  }

  /** Null when the text is no id. */
  static UUID id(String text) {
    try {
      return text == null || text.length() != 36 ? null : UUID.fromString(text);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }
}
