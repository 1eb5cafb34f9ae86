package io.cartwright.payment;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.OrderOf;
import io.cartwright.order.OrderQuestions.Payable;
import io.cartwright.order.OrderQuestions.Requested;
import io.cartwright.payment.ConclusionFlow.Concluded;
import io.cartwright.payment.ConclusionFlow.Remember;
import io.cartwright.payment.PaymentQuestions.Pay;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.Json;
import io.cartwright.wire.checkout.DoublePaymentErrorData;
import io.cartwright.wire.checkout.PaymentErrorResponseData;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.own.payment.AttemptState;
import io.cartwright.wire.own.payment.PayOrderResponse;
import io.cartwright.wire.own.payment.PaymentAttempt;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Pays an order, in three steps: the attempt is written, then the provider is asked outside any
 * transaction, then the order is settled. A crash after the first step leaves an open attempt; the
 * healer asks the provider what became of it.
 */
final class PaymentFlow {
  private final Bus bus;
  private final PaymentStore store;
  private final ConclusionFlow conclusion;
  private final Map<String, GuardedProvider> providers;
  private final Ids ids;

  PaymentFlow(
      Bus bus,
      PaymentStore store,
      ConclusionFlow conclusion,
      Map<String, GuardedProvider> providers,
      Ids ids) {
    this.bus = bus;
    this.store = store;
    this.conclusion = conclusion;
    this.providers = Map.copyOf(providers);
    this.ids = ids;
  }

  /** Pays what is due now; {@code remember} stores the reply under the call's Idempotency-Key. */
  Future<Outcome<PayOrderResponse>> pay(Call<?> call, Pay ask, Remember remember) {
    return pay(call, ask, new Begin(ids.next(), change -> {}, remember));
  }

  /**
   * How a payment begins.
   *
   * @param joined is written in the transaction that writes the attempt
   * @param remember stores the reply
   */
  record Begin(UUID paymentId, Consumer<Change> joined, Remember remember) {}

  /** Pays what is due now. */
  Future<Outcome<PayOrderResponse>> pay(Call<?> call, Pay ask, Begin how) {
    return payable(call, ask)
        .compose(
            answer ->
                answer.thenAwait(
                    due ->
                        admit(call, ask, due)
                            .compose(
                                admitted ->
                                    admitted.thenAwait(
                                        provider -> begin(call, ask, due, provider, how)))));
  }

  /** What there is to pay, if the payment request that this pays is open. */
  private Future<Outcome<Payable>> payable(Call<?> call, Pay ask) {
    OrderOf order = new OrderOf(ask.orderId());
    if (ask.paymentRequestId() == null) return bus.ask(OrderQuestions.PAYABLE, call, order);
    Requested request = new Requested(ask.paymentRequestId(), ask.provider());
    return bus.ask(OrderQuestions.REQUESTED, call, request)
        .compose(open -> open.thenAwait(ok -> bus.ask(OrderQuestions.PAYABLE, call, order)));
  }

  /** Says which provider to ask, or why there is nothing to ask for. */
  private Future<Outcome<GuardedProvider>> admit(Call<?> call, Pay ask, Payable due) {
    return store
        .findLive(call.caller().siteId(), ask.orderId())
        .map(
            live -> {
              if (live.isPresent() && Attempts.isOpen(live.get().value().state())) {
                return busy(ask.orderId());
              }
              return isWanted(ask, due) ? provider(ask) : nothingToPay(ask, due, live.isPresent());
            });
  }

  /** True when the order still takes this payment. */
  private static boolean isWanted(Pay ask, Payable due) {
    if (ask.amount() == null) return due.isDue();
    Currency currency = Currency.of(due.currency());
    return currency.parse(ask.amount()) <= currency.parse(due.left());
  }

  private static <T> Outcome<T> nothingToPay(Pay ask, Payable due, boolean live) {
    boolean offline = due.paymentStatus() == PaymentStatusEnumPaymentStatus.NOT_PAID && !live;
    return offline
        ? Outcome.refused(PaymentRefusal.NOTHING_TO_PAY_NOW, "this order is paid offline")
        : paid(ask.orderId());
  }

  private Outcome<GuardedProvider> provider(Pay ask) {
    String name = ask.provider() == null ? PaymentQuestions.SANDBOX : ask.provider();
    GuardedProvider provider = providers.get(name);
    return provider == null
        ? Outcome.refused(
            PaymentRefusal.PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE, "no provider " + name)
        : Outcome.done(provider);
  }

  private static <T> Outcome<T> busy(UUID orderId) {
    return Outcome.refused(
        PaymentRefusal.CHECKOUT_PAYMENT_ALREADY_IN_PROGRESS,
        "another payment of this order has not ended yet",
        doublePayment(orderId));
  }

  private static <T> Outcome<T> paid(UUID orderId) {
    return Outcome.refused(
        PaymentRefusal.CHECKOUT_ALREADY_PAID, "this order is paid already", doublePayment(orderId));
  }

  private static Json doublePayment(UUID orderId) {
    return DoublePaymentErrorData.CODEC.toJson(
        DoublePaymentErrorData.builder().orderId(orderId.toString()).build());
  }

  private Future<Outcome<PayOrderResponse>> begin(
      Call<?> call, Pay ask, Payable due, GuardedProvider provider, Begin how) {
    UUID siteId = call.caller().siteId();
    PaymentAttempt attempt =
        PaymentAttempt.builder()
            .id(how.paymentId().toString())
            .orderId(ask.orderId().toString())
            .provider(provider.name())
            .amount(ask.amount() == null ? due.dueNow() : ask.amount())
            .currency(due.currency())
            .paymentRequestId(
                ask.paymentRequestId() == null ? null : ask.paymentRequestId().toString())
            .state(AttemptState.STARTED)
            .createdDate(call.now())
            .updatedDate(call.now())
            .build();
    return store
        .begin(siteId, attempt, how.joined())
        .compose(
            begun ->
                begun
                    ? recheck(call, ask, attempt, provider, how.remember())
                    : lostRace(call, ask));
  }

  /**
   * Looks at the order and its payment request once more. Whatever attempt ended before this one
   * could begin has settled them by now, so that nothing is paid twice.
   */
  private Future<Outcome<PayOrderResponse>> recheck(
      Call<?> call, Pay ask, PaymentAttempt attempt, GuardedProvider provider, Remember remember) {
    return payable(call, ask)
        .compose(
            answer ->
                answer.orNull() != null && isWanted(ask, answer.orNull())
                    ? charge(call, ask, attempt, provider, remember)
                    : withdraw(call, attempt, answer));
  }

  /** Closes an attempt whose provider was not asked. */
  private Future<Outcome<PayOrderResponse>> withdraw(
      Call<?> call, PaymentAttempt attempt, Outcome<Payable> due) {
    UUID siteId = call.caller().siteId();
    UUID id = UUID.fromString(attempt.id());
    Stored<PaymentAttempt> stored = new Stored<>(id, 1, call.now(), call.now(), attempt);
    ProviderAnswer notSent = ProviderAnswer.of(ProviderAnswer.State.NOT_SENT);
    return conclusion
        .conclude(call, siteId, stored, notSent, Remember.NOTHING)
        .map(closed -> due.isDone() ? paid(UUID.fromString(attempt.orderId())) : due.retype());
  }

  /** Another payment of the order was under way; it may have ended since. */
  private Future<Outcome<PayOrderResponse>> lostRace(Call<?> call, Pay ask) {
    return payable(call, ask)
        .map(
            answer ->
                answer.then(due -> isWanted(ask, due) ? busy(due.orderId()) : paid(due.orderId())));
  }

  private Future<Outcome<PayOrderResponse>> charge(
      Call<?> call, Pay ask, PaymentAttempt attempt, GuardedProvider provider, Remember remember) {
    UUID siteId = call.caller().siteId();
    UUID key = UUID.fromString(attempt.id());
    ChargeRequest request =
        new ChargeRequest(
            siteId, key, ask.orderId(), attempt.amount(), attempt.currency(), ask.paymentToken());
    Future<ProviderAnswer> asked =
        ask.delayCapture() ? provider.authorize(request) : provider.charge(request);
    return asked
        .compose(answer -> ifLost(answer, provider, siteId, key))
        .compose(
            answer ->
                conclusion.conclude(
                    call,
                    siteId,
                    new Stored<>(key, 1, call.now(), call.now(), attempt),
                    answer,
                    remember))
        .map(concluded -> concluded.then(PaymentFlow::reply));
  }

  /** An answer that is lost is asked for once more; what stays unknown is left to the healer. */
  private static Future<ProviderAnswer> ifLost(
      ProviderAnswer answer, GuardedProvider provider, UUID siteId, UUID key) {
    if (answer.state() != ProviderAnswer.State.UNKNOWN) return Future.succeededFuture(answer);
    return provider.status(siteId, key);
  }

  /** What the buyer is told. */
  static Outcome<PayOrderResponse> reply(Concluded concluded) {
    PaymentAttempt attempt = concluded.attempt();
    return switch (attempt.state()) {
      case STARTED, PENDING, APPROVED, AUTHORIZED, OFFLINE ->
          Outcome.done(ConclusionFlow.response(attempt, concluded.paymentStatus()));
      case DECLINED, UNDONE -> declined(attempt);
    };
  }

  private static Outcome<PayOrderResponse> declined(PaymentAttempt attempt) {
    if (ConclusionFlow.NOT_SENT.equals(attempt.failure())) {
      return Outcome.refused(
          PaymentRefusal.PAYMENT_PROVIDER_UNAVAILABLE,
          "the payment provider cannot be reached; nothing was charged");
    }
    Json data =
        PaymentErrorResponseData.CODEC.toJson(
            PaymentErrorResponseData.builder()
                .transactionStatus(AttemptState.DECLINED.name())
                .failureDetails(attempt.failure())
                .build());
    return Outcome.refused(PaymentRefusal.PAYMENT_ERROR, "the payment was declined", data);
  }
}
