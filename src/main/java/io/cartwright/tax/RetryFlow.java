package io.cartwright.tax;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Entities;
import io.cartwright.bus.Outcome;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Loads and decides again where another change came between. */
public final class RetryFlow {
  private RetryFlow() {}

  /** Repeats an attempt that lost a race, {@link Entities#TRIES_MAX} times in all. */
  public static <A> Future<Outcome<A>> whileStale(Supplier<Future<Outcome<A>>> attempt) {
    return attempt(attempt, Entities.TRIES_MAX);
  }

  private static <A> Future<Outcome<A>> attempt(
      Supplier<Future<Outcome<A>>> attempt, int triesLeft) {
    return attempt
        .get()
        .compose(
            outcome ->
                triesLeft > 1
                        && outcome instanceof Outcome.Refused<A> refused
                        && refused.refusal() == CommonRefusal.INVALID_REVISION
                    ? attempt(attempt, triesLeft - 1)
                    : Future.succeededFuture(outcome));
  }
}
