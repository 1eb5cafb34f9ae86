package io.cartwright;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.store.Overloaded;
import io.cartwright.store.StoreUnavailable;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** The answers to faults that are no bugs: the database is away, a queue is full. */
final class Faults {
  private Faults() {}

  /** The answer, or null for a fault that nobody foresaw. */
  static Outcome<Object> answer(Throwable fault) {
    if (fault instanceof Overloaded) {
      return Outcome.refused(CommonRefusal.OVERLOADED, "too much to do; nothing was changed");
    }
    if (fault instanceof StoreUnavailable store) {
      return Outcome.refused(
          CommonRefusal.UNAVAILABLE,
          store.outcomeUnknown()
              ? "the database went away while this was committed; repeat it with the same"
                  + " Idempotency-Key, or read before you repeat"
              : "the database cannot be reached, or took too long; nothing was changed");
    }
    if (fault instanceof ReplyException reply
        && (reply.failureType() == ReplyFailure.TIMEOUT
            || reply.failureType() == ReplyFailure.NO_HANDLERS)) {
      return Outcome.refused(
          CommonRefusal.UNAVAILABLE, "no answer in time; repeat it with the same Idempotency-Key");
    }
    return null;
  }
}
