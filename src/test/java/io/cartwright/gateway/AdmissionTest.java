package io.cartwright.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What one event loop takes on, on a clock of the test's own. */
class AdmissionTest {
  private static final int MAX = 100;
  private static final long REQUEST = 250_000;
  private static final long REFUSAL = 10_000;
  private static final boolean WRITE = true;
  private static final boolean READ = false;

  private boolean committerBehind;
  private final Admission admission = new Admission(MAX, () -> committerBehind);
  private long now = 1_000_000_000;

  /** One turn of the loop over requests that are ready at its begin; how many were refused. */
  private int turn(int requests) {
    int refused = 0;
    for (int i = 0; i < requests; i++) {
      admission.beginsTurn(now);
      if (admission.enter(READ, now)) {
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

  /** Long turns, and nothing but, until there is an overload. */
  private void overload() {
    long start = now;
    while (now - start <= Admission.STANDING_NANOS) assertEquals(0, turn(80));
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
  void burstsAreServed() {
    for (int i = 0; i < 100; i++) {
      assertEquals(0, turn(160));
      assertEquals(0, turn(4));
    }
  }

  @Test
  void ofAStandingQueueIsRefusedWhatHasWaited() {
    overload();
    for (int i = 0; i < 100; i++) {
      assertEquals(63, turn(80), "four milliseconds of work are done, and what was begun in them");
    }
  }

  @Test
  void refusingEndsWhenTheQueueWouldBeShortWithoutIt() {
    overload();
    assertEquals(0, turn(8), "nothing has waited");
    assertEquals(23, turn(40), "it is still on guard");
    now += Admission.CALM_NANOS;
    assertEquals(23, turn(40), "they would not have been long");
    assertEquals(0, turn(40));
  }

  @Test
  void refusingThatEndedTooEarlyLastsTwiceAsLong() {
    overloadAndCalm(Admission.CALM_NANOS);
    overloadAndCalm(2 * Admission.CALM_NANOS);
    overloadAndCalm(4 * Admission.CALM_NANOS);
    now += Admission.CALM_MAX_NANOS;
    overloadAndCalm(Admission.CALM_NANOS);
  }

  private void overloadAndCalm(long calmNanos) {
    overload();
    now += calmNanos / 2;
    assertEquals(0, turn(1));
    assertEquals(23, turn(40));
    now += calmNanos / 2;
    turn(1);
    assertEquals(0, turn(40));
  }

  @Test
  void aFewAreTakenOnHoweverLate() {
    overload();
    for (int i = 0; i < Admission.TURN_FREE; i++) {
      admission.beginsTurn(now);
      assertTrue(admission.enter(READ, now));
      now += Admission.LONG_NANOS;
    }
    assertFalse(admission.enter(READ, now));
  }

  @Test
  void writesWaitForTheCommitterReadsDoNot() {
    committerBehind = true;
    assertFalse(admission.enter(WRITE, now));
    assertTrue(admission.enter(READ, now));
    committerBehind = false;
    assertTrue(admission.enter(WRITE, now));
  }

  @Test
  void noMoreThanTheLimitAreUnderWay() {
    for (int i = 0; i < MAX; i++) assertTrue(admission.enter(READ, now));
    assertFalse(admission.enter(READ, now));
    admission.leave();
    assertTrue(admission.enter(READ, now));
    assertFalse(admission.enter(READ, now));
  }
}
