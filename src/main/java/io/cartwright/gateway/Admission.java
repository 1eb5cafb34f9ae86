package io.cartwright.gateway;

import java.util.function.BooleanSupplier;

/**
 * Decides at the door of one event loop which requests it takes on, so that under more load than it
 * can carry the engine goes on at its full rate and says no to the rest at once. Belongs to that
 * loop; instants are nanoseconds on one scale.
 *
 * <p>The idea is CoDel's (Nichols and Jacobson, "Controlling Queue Delay", ACM Queue 2012): a queue
 * that empties now and then is a buffer and does good; one that stands only delays. Requests queue
 * in three places, each watched on its own:
 *
 * <ul>
 *   <li>before the loop: a loop handles what its connections have ready in turns, and in a turn
 *       that has lasted for some time the rest have waited so long already. Once every turn has
 *       been longer than {@link #LONG_NANOS} for {@link #STANDING_NANOS}, what is left of each turn
 *       after {@link #WORK_NANOS} is refused, until for {@link #CALM_NANOS} no turn would have been
 *       long with all of it served. When that proves too early, twice as long the next time;
 *   <li>before the committer: while it is behind, writes are refused;
 *   <li>under way: no more than a number at once, whatever they wait for.
 * </ul>
 */
final class Admission {
  /** A turn in which requests have waited too long. */
  static final long LONG_NANOS = 15_000_000;

  /** How long turns must have been long, one and all, before requests are refused. */
  static final long STANDING_NANOS = 500_000_000;

  /**
   * How long a turn takes on requests while what is left is refused: these have not waited long.
   */
  static final long WORK_NANOS = 4_000_000;

  /** So many of a turn are always taken on: that they are late is not their number's fault. */
  static final int TURN_FREE = 16;

  /** How long no turn must have been long, with what was refused in it, until none is refused. */
  static final long CALM_NANOS = 500_000_000;

  /** The longest that a repeated overload makes of it. */
  static final long CALM_MAX_NANOS = 4_000_000_000L;

  private final int inFlightMax;
  private final BooleanSupplier committerBehind;
  private int inFlight;
  private boolean inTurn;
  private long turnStart;
  private boolean standing;
  private long standingSince;
  private boolean shedding;
  private int taken;
  private int refused;
  private long lastLong;
  private long calmNanos = CALM_NANOS;
  private long endedShedding = -CALM_MAX_NANOS;

  /**
   * An admission that has taken on nothing yet.
   *
   * @param inFlightMax requests under way at once
   * @param committerBehind whether changes wait too long for their commit
   */
  Admission(int inFlightMax, BooleanSupplier committerBehind) {
    this.inFlightMax = inFlightMax;
    this.committerBehind = committerBehind;
  }

  /** Notes that a request is at the door; true when a turn begins, whose end is then to be told. */
  boolean beginsTurn(long now) {
    if (inTurn) return false;
    inTurn = true;
    turnStart = now;
    taken = 0;
    refused = 0;
    return true;
  }

  /** The loop has handled all that was ready. */
  void endTurn(long now) {
    inTurn = false;
    if (shedding) watchForCalm(now);
    else watchForStanding(now);
  }

  private void watchForCalm(long now) {
    long served = WORK_NANOS * (taken + refused) / Math.max(1, taken);
    if (refused > 0 && served > LONG_NANOS) lastLong = now;
    if (now - lastLong < calmNanos) return;
    shedding = false;
    endedShedding = now;
  }

  private void watchForStanding(long now) {
    if (now - turnStart <= LONG_NANOS) {
      standing = false;
    } else if (!standing) {
      standing = true;
      standingSince = turnStart;
    } else if (now - standingSince > STANDING_NANOS) {
      standing = false;
      shedding = true;
      lastLong = now;
      boolean tooEarly = now - endedShedding < CALM_MAX_NANOS;
      calmNanos = tooEarly ? Math.min(CALM_MAX_NANOS, 2 * calmNanos) : CALM_NANOS;
    }
  }

  /** Whether to take on the request; the taker tells its end with {@link #leave}. */
  boolean enter(boolean write, long now) {
    if (inFlight >= inFlightMax) return false;
    if (shedding && inTurn && taken >= TURN_FREE && now - turnStart > WORK_NANOS) {
      refused++;
      return false;
    }
    if (write && committerBehind.getAsBoolean()) return false;
    inFlight++;
    taken++;
    return true;
  }

  /** A request that was taken on has been answered. */
  void leave() {
    inFlight--;
  }
}
