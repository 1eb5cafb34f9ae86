package io.cartwright.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();
  private final List<String> ran = new ArrayList<>();

  @Test
  void workOnOneThingRunsOneAfterTheOther() {
    turns.take("a", () -> ran.add("a1"));
    turns.take("a", () -> ran.add("a2"));
    turns.take("b", () -> ran.add("b1"));
    assertEquals(List.of("a1", "b1"), ran);
    turns.done("a");
    assertEquals(List.of("a1", "b1", "a2"), ran);
    turns.done("a");
    turns.done("b");
    assertEquals(0, turns.busy());
  }

  @Test
  void tooManyAreTurnedAway() {
    turns.take("a", () -> ran.add("first"));
    for (int i = 0; i < Turns.WAITING_MAX; i++) {
      assertTrue(turns.take("a", () -> ran.add("next")));
    }
    assertFalse(turns.take("a", () -> ran.add("never")));
    for (int i = 0; i <= Turns.WAITING_MAX; i++) turns.done("a");
    assertEquals(Turns.WAITING_MAX + 1, ran.size());
    assertFalse(ran.contains("never"));
    assertEquals(0, turns.busy());
  }
}
