package io.cartwright.payment;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider that may fail without harm: each call has a time limit, only so many run at a time,
 * and one that fails too often is left alone for a while. Never fails: a lost answer is UNKNOWN, a
 * charge that was not made is NOT_SENT.
 */
final class GuardedProvider implements PaymentProvider {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedProvider.class);

  private final PaymentProvider provider;
  private final CircuitBreaker breaker;
  private final int callsMax;
  private final AtomicInteger calls = new AtomicInteger();

  GuardedProvider(Vertx vertx, PaymentProvider provider, PaymentSettings settings) {
    this.provider = provider;
    this.callsMax = settings.callsMax();
    this.breaker =
        CircuitBreaker.create(
            "payment-" + provider.name(),
            vertx,
            new CircuitBreakerOptions()
                .setTimeout(settings.callTimeout().toMillis())
                .setMaxFailures(settings.failuresMax())
                .setResetTimeout(settings.resetAfter().toMillis()));
  }

  /** Guards each provider, by its name. */
  static Map<String, GuardedProvider> all(
      Vertx vertx, PaymentSettings settings, List<PaymentProvider> providers) {
    Map<String, GuardedProvider> guarded = new HashMap<>();
    providers.forEach(it -> guarded.put(it.name(), new GuardedProvider(vertx, it, settings)));
    return guarded;
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public Future<ProviderAnswer> charge(ChargeRequest request) {
    return guarded(() -> provider.charge(request));
  }

  @Override
  public Future<ProviderAnswer> authorize(ChargeRequest request) {
    return guarded(() -> provider.authorize(request));
  }

  @Override
  public Future<ProviderAnswer> status(UUID siteId, UUID key) {
    return guarded(() -> provider.status(siteId, key)).map(GuardedProvider::aboutEarlier);
  }

  @Override
  public Future<ProviderAnswer> undo(UUID siteId, UUID key) {
    return guarded(() -> provider.undo(siteId, key)).map(GuardedProvider::aboutEarlier);
  }

  @Override
  public Future<ProviderAnswer> capture(MoveRequest request) {
    return guarded(() -> provider.capture(request));
  }

  @Override
  public Future<ProviderAnswer> cancel(MoveRequest request) {
    return guarded(() -> provider.cancel(request));
  }

  @Override
  public Future<ProviderAnswer> refund(MoveRequest request) {
    return guarded(() -> provider.refund(request));
  }

  @Override
  public Future<ProviderAnswer> status(MoveRequest request) {
    return guarded(() -> provider.status(request)).map(GuardedProvider::aboutEarlier);
  }

  @Override
  public Future<Optional<ProviderNews>> parse(String payload, String signature) {
    return provider.parse(payload, signature);
  }

  /** That a question was not asked says nothing about the payment that it was about. */
  private static ProviderAnswer aboutEarlier(ProviderAnswer answer) {
    return answer.state() == ProviderAnswer.State.NOT_SENT
        ? ProviderAnswer.of(ProviderAnswer.State.UNKNOWN)
        : answer;
  }

  private Future<ProviderAnswer> guarded(Supplier<Future<ProviderAnswer>> call) {
    if (calls.incrementAndGet() > callsMax) {
      calls.decrementAndGet();
      return Future.succeededFuture(ProviderAnswer.of(ProviderAnswer.State.NOT_SENT));
    }
    return breaker
        .<ProviderAnswer>execute(promise -> asked(call).onComplete(promise))
        .onComplete(done -> calls.decrementAndGet())
        .recover(this::answerTo);
  }

  private static Future<ProviderAnswer> asked(Supplier<Future<ProviderAnswer>> call) {
    try {
      return call.get();
    } catch (RuntimeException fault) {
      return Future.failedFuture(fault);
    }
  }

  private Future<ProviderAnswer> answerTo(Throwable fault) {
    boolean notSent = fault instanceof OpenCircuitException;
    LOG.warn("no answer from payment provider {}: {}", name(), fault.toString());
    return Future.succeededFuture(
        ProviderAnswer.of(notSent ? ProviderAnswer.State.NOT_SENT : ProviderAnswer.State.UNKNOWN));
  }
}
