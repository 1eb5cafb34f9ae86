package io.cartwright.payment;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.order.money.MoneyQuestions;
import io.cartwright.order.money.MoneyQuestions.DisputeNews;
import io.cartwright.order.money.MoneyQuestions.MoveNews;
import io.cartwright.payment.ConclusionFlow.Remember;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.payment.PaymentAttempt;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes what providers tell by themselves to those whom it concerns. */
final class NotificationFlow {
  private final Bus bus;
  private final PaymentStore store;
  private final ConclusionFlow conclusion;
  private final Map<String, GuardedProvider> providers;

  NotificationFlow(
      Bus bus,
      PaymentStore store,
      ConclusionFlow conclusion,
      Map<String, GuardedProvider> providers) {
    this.bus = bus;
    this.store = store;
    this.conclusion = conclusion;
    this.providers = Map.copyOf(providers);
  }

  /** Takes a notification; what it tells is done when this is answered. */
  Future<Outcome<Void>> notified(
      Call<?> call, String providerName, String payload, String signature) {
    GuardedProvider provider = providers.get(providerName);
    if (provider == null) {
      return Future.succeededFuture(
          Outcome.refused(
              PaymentRefusal.PAYMENT_PROVIDER_IS_NOT_AVAILABLE_ON_SITE,
              "no provider of this name"));
    }
    return provider
        .parse(payload, signature)
        .compose(
            news ->
                news.isEmpty()
                    ? Future.succeededFuture(
                        Outcome.<Void>refused(
                            PaymentRefusal.PAYMENT_NOTIFICATION_NOT_GENUINE,
                            "the signature does not fit"))
                    : notified(call, provider, news.get()))
        .map(NotificationFlow::sendAgain);
  }

  private Future<Outcome<Void>> notified(
      Call<?> call, GuardedProvider provider, ProviderNews news) {
    if (news instanceof ProviderNews.OfPayment payment) return payment(call, provider, payment);
    if (news instanceof ProviderNews.OfMove move) return move(call, move);
    if (news instanceof ProviderNews.OfDispute dispute) return dispute(call, provider, dispute);
    return Future.succeededFuture(Outcome.done(null));
  }

  private Future<Optional<Stored<PaymentAttempt>>> attempt(
      UUID siteId, UUID key, GuardedProvider provider) {
    return store
        .find(siteId, key)
        .map(found -> found.filter(it -> it.value().provider().equals(provider.name())));
  }

  private Future<Outcome<Void>> payment(
      Call<?> call, GuardedProvider provider, ProviderNews.OfPayment news) {
    return attempt(news.siteId(), news.key(), provider)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(unknown())
                    : conclusion
                        .conclude(call, news.siteId(), found.get(), news.answer(), Remember.NOTHING)
                        .map(outcome -> outcome.map(done -> null)));
  }

  private Future<Outcome<Void>> move(Call<?> call, ProviderNews.OfMove news) {
    MoveNews told = Moves.news(news.key(), news.answer());
    return bus.call(MoneyQuestions.MOVED, onSite(call, news.siteId(), told))
        .map(outcome -> outcome.map(done -> null));
  }

  private Future<Outcome<Void>> dispute(
      Call<?> call, GuardedProvider provider, ProviderNews.OfDispute news) {
    return attempt(news.siteId(), news.paymentKey(), provider)
        .compose(
            found -> {
              if (found.isEmpty()) return Future.succeededFuture(unknown());
              DisputeNews told =
                  new DisputeNews(
                      UUID.fromString(found.get().value().orderId()),
                      news.paymentKey(),
                      news.disputeId(),
                      news.amount(),
                      news.reversed(),
                      news.reference());
              return bus.call(MoneyQuestions.DISPUTED, onSite(call, news.siteId(), told))
                  .map(outcome -> outcome.map(done -> null));
            });
  }

  private static <T> Call<T> onSite(Call<?> call, UUID siteId, T body) {
    return new Call<>(Caller.system(siteId), call.id(), body, null, call.now(), call.requestId());
  }

  private static Outcome<Void> unknown() {
    return Outcome.refused(PaymentRefusal.PAYMENT_NOT_FOUND, "no payment under this key");
  }

  /** The provider is to send again what could not be written now. */
  private static Outcome<Void> sendAgain(Outcome<Void> outcome) {
    return outcome instanceof Outcome.Refused<Void> refused
            && refused.refusal() == CommonRefusal.INVALID_REVISION
        ? Outcome.refused(CommonRefusal.UNAVAILABLE, "try again")
        : outcome;
  }
}
