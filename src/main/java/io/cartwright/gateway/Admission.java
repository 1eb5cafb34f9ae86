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
 *   <li>before the loop: a loop handles what its connections have ready in turns. In a turn that
 *       has lasted longer than {@link #TURN_NANOS} the rest have waited so long already. Once every
 *       turn has been so long for {@link #STANDING_NANOS}, the rest of each turn is refused, until
 *       for {@link #CALM_NANOS} no turn was.
 *   <li>before the committer: while it is behind, writes are refused;
 *   <li>under way: no more than a number at once, whatever they wait for.
 * </ul>
 */
final class Admission {
  /** How long a turn of the loop may last before what is left of it has waited too long. */
  static final long TURN_NANOS = 4_000_000;

  /** How long turns must have been too long, one and all, before requests are refused. */
  static final long STANDING_NANOS = 50_000_000;

  /** How long turns must have been short again before none is refused any more. */
  static final long CALM_NANOS = 200_000_000;

  private final int inFlightMax;
  private final BooleanSupplier committerBehind;
  private int inFlight;
  private boolean inTurn;
  private long turnStart;
  private boolean standing;
  private long standingSince;
  private boolean shedding;
  private long lastLong;

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
    return true;
  }

  /** The loop has handled all that was ready. */
  void endTurn(long now) {
    inTurn = false;
    if (now - turnStart > TURN_NANOS) {
      lastLong = now;
      if (!standing) {
        standing = true;
        standingSince = turnStart;
      }
      shedding |= now - standingSince > STANDING_NANOS;
    } else {
      standing = false;
      shedding &= now - lastLong < CALM_NANOS;
    }
  }

  /** Whether to take on the request; the taker tells its end with {@link #leave}. */
  boolean enter(boolean write, long now) {
    if (inFlight >= inFlightMax) return false;
    if (shedding && inTurn && now - turnStart > TURN_NANOS) return false;
    if (write && committerBehind.getAsBoolean()) return false;
    inFlight++;
    return true;
  }

  /** A request that was taken on has been answered. */
  void leave() {
    inFlight--;
  }
}
