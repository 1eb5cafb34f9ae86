package io.cartwright.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Housekeeping from time to time: round after round, with a pause before each, so that a round
 * never overlaps the one before. What fails is logged, and seen again in a later round.
 */
public final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private Rounds() {}

  /**
   * Begins the first round after a pause.
   *
   * @param work what a round does, for the log: "expire orders"
   */
  public static void begin(
      Vertx vertx, Duration pause, String work, Supplier<? extends Future<?>> round) {
    vertx.setTimer(
        pause.toMillis(),
        timer ->
            tried(round)
                .onFailure(fault -> LOG.warn("could not {}: tried again later", work, fault))
                .onComplete(done -> begin(vertx, pause, work, round)));
  }

  /**
   * Takes one step for each, one after the other, also when some fail.
   *
   * @param work what a step does, for the log: "expire order"
   * @param name how the log shall name one
   */
  public static <T> Future<Void> inTurn(
      List<T> all,
      String work,
      Function<? super T, ?> name,
      Function<? super T, ? extends Future<?>> step) {
    Future<Void> last = Future.succeededFuture();
    for (T one : all) {
      last =
          last.compose(
              done ->
                  tried(() -> step.apply(one))
                      .onFailure(fault -> LOG.warn("could not {} {}", work, name.apply(one), fault))
                      .otherwiseEmpty());
    }
    return last;
  }

  private static Future<Void> tried(Supplier<? extends Future<?>> work) {
    return Future.succeededFuture().compose(now -> work.get().mapEmpty());
  }
}
