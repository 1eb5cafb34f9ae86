package io.cartwright.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeptAnswersTest {
  private static final long BYTES_MAX = 3 * (KeptAnswers.ENTRY_BYTES + 100);
  private final KeptAnswers<String, String> answers = new KeptAnswers<>(BYTES_MAX);
  private final byte[] json = new byte[100];

  @Test
  void anAnswerIsFoundByTheFactsThatItWasMadeOf() {
    answers.put("cart", "revision 1", json);
    assertSame(json, answers.find("cart", "revision 1"));
    assertNull(answers.find("cart", "revision 2"));
    assertNull(answers.find("other", "revision 1"));
  }

  @Test
  void aNewAnswerTakesThePlaceOfTheOld() {
    answers.put("cart", "revision 1", json);
    answers.put("cart", "revision 2", json);
    assertNull(answers.find("cart", "revision 1"));
    assertSame(json, answers.find("cart", "revision 2"));
    assertEquals(1, answers.size());
    assertEquals(KeptAnswers.ENTRY_BYTES + 100, answers.bytes());
  }

  private void putUntilTaken(String key, byte[] answer) {
    for (int i = 0; i < KeptAnswers.TAKEN_ONE_IN; i++) answers.put(key, "facts", answer);
  }

  @Test
  void whatWasAskedForLongestAgoGoesFirst() {
    for (String key : new String[] {"a", "b", "c"}) answers.put(key, "facts", json);
    answers.find("a", "facts");
    putUntilTaken("d", json);
    assertNull(answers.find("b", "facts"));
    assertSame(json, answers.find("a", "facts"));
    assertSame(json, answers.find("d", "facts"));
    assertEquals(BYTES_MAX, answers.bytes());
  }

  @Test
  void aRoundOverTooManyFindsNearlyAsManyAsThereIsRoomFor() {
    KeptAnswers<Integer, String> half = new KeptAnswers<>(500 * (KeptAnswers.ENTRY_BYTES + 100));
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      if (half.find(i % 1_000, "facts") == null) half.put(i % 1_000, "facts", json);
      else found++;
    }
    assertTrue(found > 20_000 * 0.4, "found " + found);
  }

  @Test
  void anAnswerTooLargeIsNotKeptAndALargeOneTakesThePlaceOfSeveral() {
    answers.put("large", "facts", new byte[(int) BYTES_MAX]);
    assertEquals(0, answers.size());
    for (String key : new String[] {"a", "b", "c"}) answers.put(key, "facts", json);
    putUntilTaken("large", new byte[(int) BYTES_MAX - KeptAnswers.ENTRY_BYTES - 50]);
    assertEquals(1, answers.size());
    assertTrue(answers.bytes() <= BYTES_MAX);
  }
}
