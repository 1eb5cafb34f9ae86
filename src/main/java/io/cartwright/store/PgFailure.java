package io.cartwright.store;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** Reads failures of the SQL client: what Postgres said, or that it is away. */
final class PgFailure {
  private static final Set<String> RACE_LOST = Set.of("40001", "40P01");
  private static final Set<String> TOO_SLOW = Set.of("55P03", "57014");

  private PgFailure() {}

  /** Serialization failure or deadlock: the same work may be sent again. */
  static boolean isRaceLost(Throwable failure) {
    return failure instanceof PgException pg && RACE_LOST.contains(pg.getSqlState());
  }

  /** A lock or a statement took too long, and was given up by Postgres. */
  static boolean isTooSlow(Throwable failure) {
    return failure instanceof PgException pg && TOO_SLOW.contains(pg.getSqlState());
  }

  /** Name of the unique constraint that was broken, else null. */
  static String brokenUnique(Throwable failure) {
    return failure instanceof PgException pg && "23505".equals(pg.getSqlState())
        ? pg.getConstraint()
        : null;
  }

  /** True when Postgres judged the statement itself, and is there to judge the next. */
  static boolean isJudgement(Throwable failure) {
    if (!(failure instanceof PgException pg)) {
      return false;
    }
    String state = pg.getSqlState() == null ? "" : pg.getSqlState();
    boolean shutdown = state.startsWith("57P") || state.startsWith("08") || state.startsWith("53");
    boolean readOnly = state.equals("25006");
    return !shutdown
        && !readOnly
        && !"FATAL".equals(pg.getSeverity())
        && !"PANIC".equals(pg.getSeverity());
  }

  /** The failure for a reader: {@link StoreUnavailable} unless Postgres judged the statement. */
  static Throwable forReader(Throwable failure) {
    if (failure instanceof StoreUnavailable
        || failure instanceof Overloaded
        || failure instanceof Error) {
      return failure;
    }
    if (isTooSlow(failure)) {
      return new StoreUnavailable("Postgres gave a read up as too slow", false, failure);
    }
    if (isJudgement(failure)
        || failure instanceof ClassCastException
        || failure instanceof IllegalArgumentException) {
      return failure;
    }
    if (String.valueOf(failure.getMessage()).contains("max wait queue size")) {
      return new Overloaded("too many reads are waiting for a connection");
    }
    return new StoreUnavailable("Postgres is away: " + failure.getMessage(), false, failure);
  }
}
