package io.cartwright.bus;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;

/** Deletes what nodes remember of commands sent to each other, long after the last repeat. */
public final class CommandExpiryVerticle extends VerticleBase {
  /** How long such a command is remembered. */
  static final Duration KEPT = Duration.ofHours(1);

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int BATCH_MAX = 5_000;

  private final CommandStore store;
  private final Clock clock;

  public CommandExpiryVerticle(CommandStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    Rounds.begin(vertx, INTERVAL, "delete old commands", this::deleteOld);
    return Future.succeededFuture();
  }

  /** Deletes all that are old enough. */
  Future<Void> deleteOld() {
    return store
        .deleteSent(clock.instant().minus(KEPT), BATCH_MAX)
        .compose(count -> count < BATCH_MAX ? Future.succeededFuture() : deleteOld());
  }
}
