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
 *   <li>before the loop: a loop handles what its connections have ready in turns, and whoever comes
 *       in a turn waits for its end, to be refused too. An overload is believed when a long turn
 *       meets more than {@link #BURST_MAX} requests, or when for {@link #STANDING_NANOS} every turn
 *       was long and met {@link #QUEUE_MIN}. From then on turns are kept short: each takes on what
 *       begins within {@link #WORK_NANOS}, and no more are under way than a limit, which falls with
 *       each turn that lasts longer than {@link #TURN_NANOS} and rises with each shorter one that
 *       has reached it. It ends when for {@link #CALM_NANOS} few were refused; when that proves too
 *       early, it lasts twice as long the next time;
 *   <li>before the committer: while it is behind, writes are refused;
 *   <li>under way: no more than a number at once, whatever they wait for.
 * </ul>
 *
 * <p>In an overload newcomers, who ask for their first token, find half of the limit and of the
 * time: who has begun a purchase goes first, and may end it.
 */
final class Admission {
  /** A turn in which requests have waited too long. */
  static final long LONG_NANOS = 15_000_000;

  /** How long turns must have been long, one and all, before requests are refused. */
  static final long STANDING_NANOS = 500_000_000;

  /** So many requests in a long turn are a burst; more are an overload. */
  static final int BURST_MAX = 512;

  /** Fewer at once are no queue, however long a turn is: they wait for each other only. */
  static final int QUEUE_MIN = 256;

  /** How long a turn takes on requests in an overload. */
  static final long WORK_NANOS = 2_000_000;

  /** So many of a turn are taken on however late it is, when not too many are under way. */
  static final int TURN_FREE = 8;

  /** How long a turn is to last at most in an overload. */
  static final long TURN_NANOS = 6_000_000;

  /** Requests under way at once when an overload begins; the limit goes up and down from there. */
  static final int LIMIT_FIRST = 64;

  /** The lowest limit. */
  static final int LIMIT_MIN = 16;

  private static final double LIMIT_FALL = 0.9;

  /** A turn that refused more than so many times what it took on spent its time on refusals. */
  static final int REFUSED_MOSTLY = 16;

  /** How long few must have been refused until none is. */
  static final long CALM_NANOS = 500_000_000;

  /** The longest that a repeated overload makes of it. */
  static final long CALM_MAX_NANOS = 2_000_000_000L;

  /** One refused of so many is few. */
  static final int FEW_OF = 8;

  /** Those refused are counted by the window. */
  static final long WINDOW_NANOS = 100_000_000;

  private final int inFlightMax;
  private final BooleanSupplier committerBehind;
  private int inFlight;
  private boolean inTurn;
  private long turnStart;
  private int taken;
  private int refused;
  private boolean standing;
  private long standingSince;
  private boolean shedding;
  private double limit;
  private boolean limitReached;
  private long windowStart;
  private int windowTaken;
  private int windowRefused;
  private long calmSince;
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
    if (shedding && refused > 0) adapt(now - turnStart);
    inTurn = true;
    turnStart = now;
    taken = 0;
    refused = 0;
    limitReached = false;
    return true;
  }

  /**
   * Learns from a turn that refused: it lasted until this one began, since nothing idled then. What
   * is long because of the many that were refused would not be shorter with fewer taken on.
   */
  private void adapt(long turnNanos) {
    boolean isLong = turnNanos > TURN_NANOS;
    boolean byRefusals = refused > REFUSED_MOSTLY * taken;
    if (isLong && !byRefusals) limit = Math.max(LIMIT_MIN, limit * LIMIT_FALL);
    else if (limitReached && (!isLong || limit < LIMIT_FIRST)) limit++;
    limit = Math.min(inFlightMax, limit);
  }

  /** The loop has handled all that was ready. */
  void endTurn(long now) {
    inTurn = false;
    if (shedding) watchForCalm(now);
    else watchForStanding(now);
  }

  private void watchForStanding(long now) {
    if (now - turnStart <= LONG_NANOS || waiting() < QUEUE_MIN) {
      standing = false;
    } else if (!standing) {
      standing = true;
      standingSince = turnStart;
    } else if (now - standingSince > STANDING_NANOS) {
      shed(now);
    }
  }

  /** Requests that this turn has met, or that wait for something else. */
  private int waiting() {
    return Math.max(taken, inFlight);
  }

  private void shed(long now) {
    standing = false;
    shedding = true;
    limit = Math.min(inFlightMax, LIMIT_FIRST);
    boolean tooEarly = now - endedShedding < CALM_MAX_NANOS;
    calmNanos = tooEarly ? Math.min(CALM_MAX_NANOS, 2 * calmNanos) : CALM_NANOS;
    calmSince = now;
    windowStart = now;
    windowTaken = 0;
    windowRefused = 0;
  }

  private void watchForCalm(long now) {
    windowTaken += taken;
    windowRefused += refused;
    if (now - windowStart < WINDOW_NANOS) return;
    if (windowRefused * FEW_OF > windowTaken + windowRefused) calmSince = now;
    windowStart = now;
    windowTaken = 0;
    windowRefused = 0;
    if (now - calmSince < calmNanos) return;
    shedding = false;
    endedShedding = now;
  }

  /**
   * Whether to take on the request; the taker tells its end with {@link #leave}.
   *
   * @param newcomer whether it is of somebody who has no token yet
   */
  boolean enter(boolean write, boolean newcomer, long now) {
    if (inFlight >= inFlightMax) return false;
    if (!shedding && inTurn && waiting() >= BURST_MAX && now - turnStart > LONG_NANOS) shed(now);
    if (shedding && !fits(newcomer, now)) {
      refused++;
      return false;
    }
    if (write && committerBehind.getAsBoolean()) return false;
    inFlight++;
    taken++;
    return true;
  }

  private boolean fits(boolean newcomer, long now) {
    if (inFlight >= (newcomer ? limit / 2 : limit)) {
      limitReached = true;
      return false;
    }
    if (!inTurn || taken < TURN_FREE) return true;
    return now - turnStart <= (newcomer ? WORK_NANOS / 2 : WORK_NANOS);
  }

  /** A request that was taken on has been answered. */
  void leave() {
    inFlight--;
  }
}
