package io.cartwright.redirect;

import io.cartwright.redirect.RedirectStore.OnSite;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes redirect sessions that nobody used in time. */
public final class RedirectExpiryVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RedirectExpiryVerticle.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int BATCH_MAX = 1_000;

  private final RedirectStore store;
  private final Clock clock;

  public RedirectExpiryVerticle(RedirectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    schedule();
    return Future.succeededFuture();
  }

  private void schedule() {
    vertx.setTimer(
        INTERVAL.toMillis(),
        timer ->
            deleteExpired()
                .onFailure(fault -> LOG.warn("expired redirect sessions are still there", fault))
                .onComplete(done -> schedule()));
  }

  /** Looks once. */
  Future<Void> deleteExpired() {
    Instant now = clock.instant();
    return store
        .expiredAt(now, BATCH_MAX)
        .compose(
            expired -> {
              List<Future<?>> deletes = new ArrayList<>();
              for (OnSite session : expired) deletes.add(store.delete(session, now));
              return Future.join(deletes).mapEmpty();
            });
  }
}
