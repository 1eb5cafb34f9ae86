package io.cartwright.bus;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Loads and decides again where another change came between. */
public final class Retries {
  /** How often a change is tried that few others contend with. */
  public static final int TRIES_MAX = 5;

  private Retries() {}

  /** Repeats an attempt that lost a race, {@link #TRIES_MAX} times in all. */
  public static <A> Future<Outcome<A>> whileStale(Supplier<Future<Outcome<A>>> attempt) {
    return whileStale(attempt, TRIES_MAX);
  }

  /**
   * Repeats an attempt that lost a race.
   *
   * @param tries how many attempts in all; the last one's outcome stands
   */
  public static <A> Future<Outcome<A>> whileStale(Supplier<Future<Outcome<A>>> attempt, int tries) {
    return attempt
        .get()
        .compose(
            outcome ->
                tries > 1 && isStale(outcome)
                    ? whileStale(attempt, tries - 1)
                    : Future.succeededFuture(outcome));
  }

  /** True when the revision that was decided by has moved on. */
  public static boolean isStale(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused
        && refused.refusal() == CommonRefusal.INVALID_REVISION;
  }
}
