package io.cartwright.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When the committer is behind, on a clock of the test's own. */
class BacklogTest {
  private static final long MS = 1_000_000;
  private static final long LOOK = 20 * MS;

  private int waiting;
  private long committed;
  private long now;
  private final Backlog backlog = new Backlog(() -> waiting, () -> committed, 0);

  private void pass(int looks, int perMs) {
    for (int i = 0; i < looks; i++) {
      now += LOOK;
      committed += perMs * LOOK / MS;
      backlog.look(now);
    }
  }

  @Test
  void isNotBehindAtFirst() {
    assertFalse(backlog.behind());
  }

  @Test
  void whatIsCommittedSoonIsNoBacklog() {
    waiting = 900;
    pass(50, 20);
    assertFalse(backlog.behind(), "45 milliseconds of work");
  }

  @Test
  void whatWaitsTooLongIsOne() {
    waiting = 1_100;
    pass(50, 20);
    assertTrue(backlog.behind(), "55 milliseconds of work");
    waiting = 500;
    pass(1, 20);
    assertFalse(backlog.behind());
  }

  @Test
  void aPauseOfTheDiskIsNoneWhileFewWait() {
    waiting = Backlog.WAITING_FREE;
    pass(50, 0);
    assertFalse(backlog.behind());
    waiting++;
    pass(1, 0);
    assertTrue(backlog.behind(), "nothing is committed, and more than a few wait");
  }
}
