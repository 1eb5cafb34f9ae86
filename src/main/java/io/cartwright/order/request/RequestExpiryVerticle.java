package io.cartwright.order.request;

import io.cartwright.bus.Rounds;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.OnSite;
import io.cartwright.store.Pools;
import io.cartwright.wire.own.paymentrequest.StoredPaymentRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Notes that requests have expired, and tells of it. One for each node is enough; several do no
 * harm. Nobody waits for it: a request whose time is over is shown and treated as expired.
 */
public final class RequestExpiryVerticle extends VerticleBase {
  /** How often requests are looked through. */
  public static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final int BATCH_MAX = 200;

  private final RequestStore store;
  private final Clock clock;
  private final Duration interval;

  public RequestExpiryVerticle(Pools pools, Committer committer, Clock clock, Duration interval) {
    this.store = new RequestStore(pools, committer);
    this.clock = clock;
    this.interval = interval;
  }

  @Override
  public Future<?> start() {
    Rounds.begin(vertx, interval, "expire payment requests", this::expireAll);
    return Future.succeededFuture();
  }

  /** Looks once; one that another has changed meanwhile is seen again next time. */
  Future<Void> expireAll() {
    Instant now = clock.instant();
    return store
        .over(now, BATCH_MAX)
        .compose(
            found ->
                Rounds.inTurn(
                    found,
                    "expire payment request",
                    one -> one.stored().id(),
                    one -> expire(one, now)));
  }

  private Future<Void> expire(OnSite<StoredPaymentRequest> one, Instant now) {
    StoredPaymentRequest after =
        PaymentRequests.moved(one.stored().value(), RequestMove.EXPIRE, now);
    Change change = Change.at(now);
    RequestStore.save(change, one.siteId(), one.stored(), after, now);
    return store.commit(change).mapEmpty();
  }
}
