package io.cartwright.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What one event loop takes on, on a clock of the test's own. */
class AdmissionTest {
  private static final int MAX = 1_000;
  private static final int QUEUE = 300;
  private static final long REQUEST = 250_000;
  private static final long REFUSAL = 10_000;

  /** What begins within two milliseconds, at a quarter of one each. */
  private static final int TAKEN = 9;

  private static final boolean WRITE = true;
  private static final boolean READ = false;
  private static final boolean NEWCOMER = true;
  private static final boolean KNOWN = false;

  private boolean committerBehind;
  private final Admission admission = new Admission(MAX, () -> committerBehind);
  private long now = 1_000_000_000;

  /** One turn of the loop over requests that are ready at its begin; how many were refused. */
  private int turn(int requests) {
    int refused = 0;
    for (int i = 0; i < requests; i++) {
      admission.beginsTurn(now);
      if (admission.enter(READ, KNOWN, now)) {
        now += REQUEST;
        admission.leave();
      } else {
        now += REFUSAL;
        refused++;
      }
    }
    admission.endTurn(now);
    return refused;
  }

  /** Turns of this time with nothing refused in them. */
  private void quietFor(long nanos) {
    long start = now;
    while (now - start < nanos) assertEquals(0, turn(TAKEN));
  }

  /** Long turns, and nothing but, until there is an overload. */
  private void overload() {
    long start = now;
    while (now - start <= Admission.STANDING_NANOS) assertEquals(0, turn(QUEUE));
  }

  /** How many are taken on at once, none of them answered. */
  private int underWay(boolean newcomer) {
    admission.beginsTurn(now);
    int entered = 0;
    while (admission.enter(READ, newcomer, now)) entered++;
    for (int i = 0; i < entered; i++) admission.leave();
    return entered;
  }

  @Test
  void aTurnBeginsOnce() {
    assertTrue(admission.beginsTurn(now));
    assertFalse(admission.beginsTurn(now));
    admission.endTurn(now);
    assertTrue(admission.beginsTurn(now));
  }

  @Test
  void turnsThatAreNotLongTakeEverythingOn() {
    for (int i = 0; i < 1_000; i++) assertEquals(0, turn(60));
  }

  @Test
  void aFewAreServedHoweverLongTheyTake() {
    for (int i = 0; i < 1_000; i++) assertEquals(0, turn(Admission.QUEUE_MIN - 1));
  }

  @Test
  void burstsAreServed() {
    for (int i = 0; i < 100; i++) {
      assertEquals(0, turn(Admission.BURST_MAX));
      assertEquals(0, turn(4));
    }
  }

  @Test
  void moreThanABurstIsRefusedAtOnce() {
    assertEquals(88, turn(Admission.BURST_MAX + 88));
    assertEquals(QUEUE - TAKEN, turn(QUEUE));
  }

  @Test
  void ofAStandingQueueIsRefusedWhatHasWaited() {
    overload();
    for (int i = 0; i < 100; i++) {
      long start = now;
      assertEquals(QUEUE - TAKEN, turn(QUEUE));
      assertTrue(now - start < Admission.TURN_NANOS);
    }
  }

  @Test
  void inAnOverloadNewcomersComeLast() {
    overload();
    assertEquals(Admission.LIMIT_FIRST / 2, underWay(NEWCOMER));
    assertEquals(Admission.LIMIT_FIRST, underWay(KNOWN));
  }

  @Test
  void theLimitFallsWithLongTurnsAndRisesWithShortOnes() {
    overload();
    underWay(KNOWN);
    admission.endTurn(now);
    int lowest = Admission.LIMIT_FIRST;
    for (int i = 0; i < 20; i++) {
      now += Admission.TURN_NANOS + 1;
      lowest = underWay(KNOWN);
      admission.endTurn(now);
    }
    assertEquals(Admission.LIMIT_MIN, lowest);
    for (int i = 1; i <= 20; i++) {
      now += Admission.TURN_NANOS / 2;
      assertEquals(Admission.LIMIT_MIN + i, underWay(KNOWN));
      admission.endTurn(now);
    }
  }

  @Test
  void theLimitDoesNotFallWhenRefusalsMakeTurnsLong() {
    overload();
    for (int i = 0; i < 50; i++) turn(20 * QUEUE);
    assertEquals(Admission.LIMIT_FIRST, underWay(KNOWN));
  }

  @Test
  void refusingEndsWhenFewHaveBeenRefusedForAWhile() {
    overload();
    quietFor(Admission.CALM_NANOS / 2);
    assertEquals(QUEUE - TAKEN, turn(QUEUE), "it is still on guard");
    quietFor(Admission.CALM_NANOS + 2 * Admission.WINDOW_NANOS);
    assertEquals(0, turn(QUEUE));
  }

  @Test
  void refusingThatEndedTooEarlyLastsTwiceAsLong() {
    long calm = Admission.CALM_NANOS;
    for (int i = 0; i < 4; i++) {
      overload();
      quietFor(calm - Admission.WINDOW_NANOS);
      assertEquals(QUEUE - TAKEN, turn(QUEUE));
      quietFor(calm + 2 * Admission.WINDOW_NANOS);
      calm = Math.min(Admission.CALM_MAX_NANOS, 2 * calm);
    }
    now += Admission.CALM_MAX_NANOS;
    overload();
    quietFor(Admission.CALM_NANOS + 2 * Admission.WINDOW_NANOS);
    assertEquals(0, turn(QUEUE));
  }

  @Test
  void aFewOfATurnAreTakenOnHoweverLate() {
    overload();
    for (int i = 0; i < Admission.TURN_FREE; i++) {
      admission.beginsTurn(now);
      assertTrue(admission.enter(READ, KNOWN, now));
      now += Admission.LONG_NANOS;
    }
    assertFalse(admission.enter(READ, KNOWN, now));
  }

  @Test
  void writesWaitForTheCommitterReadsDoNot() {
    committerBehind = true;
    assertFalse(admission.enter(WRITE, KNOWN, now));
    assertTrue(admission.enter(READ, KNOWN, now));
    committerBehind = false;
    assertTrue(admission.enter(WRITE, KNOWN, now));
  }

  @Test
  void noMoreThanTheLimitAreUnderWay() {
    for (int i = 0; i < MAX; i++) assertTrue(admission.enter(READ, KNOWN, now));
    assertFalse(admission.enter(READ, KNOWN, now));
    admission.leave();
    assertTrue(admission.enter(READ, KNOWN, now));
    assertFalse(admission.enter(READ, KNOWN, now));
  }
}
