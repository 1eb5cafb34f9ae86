package io.cartwright.bus;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what nodes remember of commands sent to each other, long after the last repeat. */
public final class CommandExpiryVerticle extends VerticleBase {
  /** How long such a command is remembered. */
  static final Duration KEPT = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(CommandExpiryVerticle.class);
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
    schedule();
    return Future.succeededFuture();
  }

  private void schedule() {
    vertx.setTimer(
        INTERVAL.toMillis(),
        timer ->
            deleteOld()
                .onFailure(fault -> LOG.warn("old commands are still there: {}", fault.toString()))
                .onComplete(done -> schedule()));
  }

  /** Deletes all that are old enough. */
  Future<Void> deleteOld() {
    return store
        .deleteSent(clock.instant().minus(KEPT), BATCH_MAX)
        .compose(count -> count < BATCH_MAX ? Future.succeededFuture() : deleteOld());
  }
}
