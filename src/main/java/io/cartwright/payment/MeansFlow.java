package io.cartwright.payment;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.OrderOf;
import io.cartwright.payment.ConclusionFlow.Concluded;
import io.cartwright.payment.ConclusionFlow.Remember;
import io.cartwright.payment.PaymentFlow.Begin;
import io.cartwright.payment.PaymentQuestions.Charge;
import io.cartwright.payment.PaymentQuestions.Charged;
import io.cartwright.payment.PaymentQuestions.Pay;
import io.cartwright.payment.PaymentQuestions.Prepare;
import io.cartwright.payment.PaymentQuestions.Prepared;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.payment.CreatePaymentIntentRequest;
import io.cartwright.wire.own.payment.CreatePaymentIntentResponse;
import io.cartwright.wire.own.payment.MeansKind;
import io.cartwright.wire.own.payment.PaymentMeans;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Means of payment that wait to be charged: what a buyer chose for one charge (an intent), what a
 * buyer left for later charges (saved), and amounts that a buyer is still to pay (a collection).
 * Only the tokens of providers are kept; card numbers never come here.
 */
final class MeansFlow {
  /** How long an intent can be charged. */
  static final Duration INTENT_LIFE = Duration.ofDays(1);

  private final Bus bus;
  private final PaymentStore store;
  private final PaymentFlow payments;
  private final Map<String, GuardedProvider> providers;
  private final Ids ids;

  MeansFlow(
      Bus bus,
      PaymentStore store,
      PaymentFlow payments,
      Map<String, GuardedProvider> providers,
      Ids ids) {
    this.bus = bus;
    this.store = store;
    this.payments = payments;
    this.providers = Map.copyOf(providers);
    this.ids = ids;
  }

  /** Keeps what a buyer chose, for the buyer of the order and for administrators. */
  Future<Outcome<CreatePaymentIntentResponse>> createIntent(Call<CreatePaymentIntentRequest> call) {
    CreatePaymentIntentRequest ask = call.body();
    UUID orderId = UUID.fromString(ask.orderId());
    return bus.ask(OrderQuestions.PAYABLE, call, new OrderOf(orderId))
        .compose(
            found ->
                found.thenAwait(
                    order -> {
                      if (!providers.containsKey(ask.provider())) {
                        return Future.succeededFuture(
                            Outcome.refused(
                                PaymentRefusal.PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE,
                                "no provider " + ask.provider()));
                      }
                      PaymentMeans means =
                          begun(orderId, MeansKind.INTENT, call.now())
                              .provider(ask.provider())
                              .token(ask.paymentToken())
                              .build();
                      return save(call, means)
                          .map(
                              saved ->
                                  Outcome.done(
                                      CreatePaymentIntentResponse.builder()
                                          .paymentIntentId(means.id())
                                          .build()));
                    }));
  }

  private PaymentMeans.Builder begun(UUID orderId, MeansKind kind, Instant now) {
    return PaymentMeans.builder()
        .id(ids.next().toString())
        .orderId(orderId.toString())
        .kind(kind)
        .used(false)
        .createdDate(now);
  }

  private Future<PaymentMeans> save(Call<?> call, PaymentMeans means) {
    return store
        .commit(
            Change.at(call.now())
                .insert(
                    PaymentStore.MEANS, call.caller().siteId(), UUID.fromString(means.id()), means))
        .map(done -> means);
  }

  Future<Outcome<Prepared>> prepare(Call<Prepare> call) {
    Prepare ask = call.body();
    PaymentMeans means =
        begun(ask.orderId(), MeansKind.COLLECTION, call.now())
            .amount(ask.amount())
            .delayCapture(ask.delayCapture())
            .paymentRequestId(text(ask.paymentRequestId()))
            .build();
    return save(call, means).map(saved -> Outcome.done(new Prepared(UUID.fromString(means.id()))));
  }

  /** What a buyer pays with this; refused with PAYMENT_MEANS_NOT_FOUND. */
  Future<Outcome<Pay>> collection(UUID siteId, Pay ask, UUID gatewayOrderId) {
    return store
        .means(siteId, gatewayOrderId)
        .map(
            found ->
                found
                    .map(Stored::value)
                    .filter(it -> it.kind() == MeansKind.COLLECTION)
                    .filter(it -> it.orderId().equals(ask.orderId().toString()))
                    .map(
                        it ->
                            Outcome.done(
                                new Pay(
                                    ask.orderId(),
                                    ask.provider(),
                                    ask.paymentToken(),
                                    Boolean.TRUE.equals(it.delayCapture()),
                                    it.amount(),
                                    id(it.paymentRequestId()))))
                    .orElseGet(MeansFlow::notFound));
  }

  /** Keeps what a buyer has just paid with, to be charged again. */
  Future<Void> keep(Call<?> call, Pay paid) {
    if (paid.paymentToken() == null) return Future.succeededFuture();
    String provider = paid.provider() == null ? PaymentQuestions.SANDBOX : paid.provider();
    PaymentMeans means =
        begun(paid.orderId(), MeansKind.SAVED, call.now())
            .provider(provider)
            .token(paid.paymentToken())
            .build();
    return save(call, means).mapEmpty();
  }

  Future<Optional<Stored<PaymentMeans>>> saved(UUID siteId, UUID orderId) {
    return store
        .meansOf(siteId, orderId)
        .map(
            all ->
                all.stream()
                    .filter(it -> it.value().kind() == MeansKind.SAVED)
                    .reduce((earlier, later) -> later));
  }

  /** Charges an intent, or what the buyer left; a payment that was begun before is not repeated. */
  Future<Outcome<Charged>> charge(Call<Charge> call) {
    return store
        .find(call.caller().siteId(), call.body().paymentId())
        .compose(
            known ->
                known.isPresent()
                    ? Future.succeededFuture(
                        PaymentFlow.reply(new Concluded(known.get().value(), null))
                            .map(reply -> new Charged(known.get().id(), reply)))
                    : chargeOnce(call));
  }

  private Future<Outcome<Charged>> chargeOnce(Call<Charge> call) {
    Charge ask = call.body();
    UUID siteId = call.caller().siteId();
    Future<Optional<Stored<PaymentMeans>>> means =
        ask.intentId() == null ? saved(siteId, ask.orderId()) : store.means(siteId, ask.intentId());
    return means.compose(
        found -> admitted(call, ask, found).thenAwait(stored -> charge(call, ask, stored)));
  }

  private static Outcome<Stored<PaymentMeans>> admitted(
      Call<Charge> call, Charge ask, Optional<Stored<PaymentMeans>> found) {
    PaymentMeans means =
        found
            .map(Stored::value)
            .filter(it -> it.kind() != MeansKind.COLLECTION)
            .filter(it -> it.orderId().equals(ask.orderId().toString()))
            .orElse(null);
    if (means == null) return notFound();
    if (means.used()) {
      return Outcome.refused(PaymentRefusal.PAYMENT_MEANS_USED, "the intent was charged before");
    }
    boolean old =
        means.kind() == MeansKind.INTENT
            && means.createdDate().plus(INTENT_LIFE).isBefore(call.now());
    return old
        ? Outcome.refused(PaymentRefusal.PAYMENT_MEANS_EXPIRED, "the intent is too old")
        : Outcome.done(found.get());
  }

  private Future<Outcome<Charged>> charge(
      Call<Charge> call, Charge ask, Stored<PaymentMeans> stored) {
    PaymentMeans means = stored.value();
    Pay pay =
        new Pay(
            ask.orderId(),
            means.provider(),
            means.token(),
            ask.delayCapture(),
            ask.amount(),
            ask.paymentRequestId());
    UUID siteId = call.caller().siteId();
    UUID paymentId = ask.paymentId();
    Begin how = new Begin(paymentId, change -> take(change, siteId, stored), Remember.NOTHING);
    return payments
        .pay(call, pay, how)
        .map(paid -> paid.map(reply -> new Charged(paymentId, reply)));
  }

  /** An intent is charged once: the attempt that its provider is then asked for uses it up. */
  private static void take(Change change, UUID siteId, Stored<PaymentMeans> stored) {
    PaymentMeans means = stored.value();
    if (means.kind() == MeansKind.SAVED) return;
    PaymentMeans used = means.toBuilder().used(true).build();
    change.update(PaymentStore.MEANS, siteId, stored.id(), stored.revision(), used);
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }

  private static UUID id(String text) {
    return text == null ? null : UUID.fromString(text);
  }

  private static <T> Outcome<T> notFound() {
    return Outcome.refused(
        PaymentRefusal.PAYMENT_MEANS_NOT_FOUND, "no such means of payment for this order");
  }
}
