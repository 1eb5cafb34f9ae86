package io.cartwright.redirect;

import io.cartwright.bus.Rounds;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deletes redirect sessions that nobody used in time. */
public final class RedirectExpiryVerticle extends VerticleBase {
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
    Rounds.begin(vertx, INTERVAL, "delete expired redirect sessions", this::deleteExpired);
    return Future.succeededFuture();
  }

  /** Looks once. */
  Future<Void> deleteExpired() {
    Instant now = clock.instant();
    return store
        .expiredAt(now, BATCH_MAX)
        .compose(
            expired -> {
              List<Future<?>> deletes = new ArrayList<>();
              for (var session : expired) deletes.add(store.delete(session, now));
              return Future.join(deletes).mapEmpty();
            });
  }
}
