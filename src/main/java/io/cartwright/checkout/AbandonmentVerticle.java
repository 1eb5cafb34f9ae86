package io.cartwright.checkout;

import io.cartwright.basket.PricingFlow;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Rounds;
import io.cartwright.checkout.CheckoutFlow.Shown;
import io.cartwright.checkout.CheckoutStore.CheckoutKey;
import io.cartwright.pricing.Pricer;
import io.cartwright.store.Change;
import io.cartwright.wire.abandonedcheckouts.AbandonedCheckout;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Looks from time to time for checkouts that nobody has changed for long and that are not
 * completed, and marks each as abandoned, once. Several engines may do so on one database: the
 * checkout's revision decides, and a checkout that is changed meanwhile is left alone.
 */
public final class AbandonmentVerticle extends VerticleBase {
  /** How often checkouts are looked through. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);

  /** Most checkouts of one look. */
  private static final int BATCH_MAX = 100;

  private final CheckoutStore store;
  private final CheckoutFlow checkouts;
  private final CheckoutUrls urls;
  private final Ids ids;
  private final Clock clock;
  private final Duration abandonedAfter;
  private final Duration interval;

  /**
   * Makes one.
   *
   * @param abandonedAfter time without a change
   * @param interval how often checkouts are looked through
   */
  public AbandonmentVerticle(
      Bus bus,
      CheckoutStore store,
      Commits commits,
      Pricer pricer,
      Ids ids,
      Clock clock,
      Supplier<String> publicUrl,
      Duration abandonedAfter,
      Duration interval) {
    this.store = store;
    this.checkouts = new CheckoutFlow(bus, store, commits, new PricingFlow(bus, pricer), ids);
    this.urls = new CheckoutUrls(publicUrl);
    this.ids = ids;
    this.clock = clock;
    this.abandonedAfter = abandonedAfter;
    this.interval = interval;
  }

  @Override
  public Future<?> start() {
    Rounds.begin(vertx, interval, "look for abandoned checkouts", this::abandonAll);
    return Future.succeededFuture();
  }

  /** Looks once; a checkout that fails is logged and seen again next time. */
  Future<Void> abandonAll() {
    Instant now = clock.instant();
    return store
        .unchangedSince(now.minus(abandonedAfter), BATCH_MAX)
        .compose(
            keys -> Rounds.inTurn(keys, "abandon checkout", key -> key, key -> abandon(key, now)));
  }

  private Future<Void> abandon(CheckoutKey key, Instant now) {
    Call<Void> call =
        new Call<>(
            Caller.system(key.siteId()),
            CallId.minted(ids.next().toString()),
            null,
            null,
            now,
            "abandonment");
    return store
        .find(key.siteId(), key.id())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : checkouts
                        .price(call, found.get())
                        .compose(
                            priced ->
                                priced.isDone()
                                    ? abandon(call, key, priced.orNull())
                                    : Future.succeededFuture()));
  }

  private Future<Void> abandon(Call<?> call, CheckoutKey key, Shown shown) {
    Instant now = call.now();
    String url = urls.of(key.id(), shown.stored().value());
    AbandonedCheckout abandoned = Abandonment.of(ids.next(), shown.checkout(), url, now);
    Change change = Change.at(now);
    Abandonment.abandon(change, key.siteId(), shown.stored(), abandoned, now);
    return store.commit(change).eventually(() -> checkouts.tellChanged(call, key.id())).mapEmpty();
  }
}
