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

  @Test
  void whatWasAskedForLongestAgoGoesFirst() {
    for (String key : new String[] {"a", "b", "c"}) answers.put(key, "facts", json);
    answers.find("a", "facts");
    answers.put("d", "facts", json);
    assertNull(answers.find("b", "facts"));
    assertSame(json, answers.find("a", "facts"));
    assertEquals(BYTES_MAX, answers.bytes());
  }

  @Test
  void anAnswerTooLargeIsNotKeptAndALargeOneTakesThePlaceOfSeveral() {
    answers.put("large", "facts", new byte[(int) BYTES_MAX]);
    assertEquals(0, answers.size());
    for (String key : new String[] {"a", "b", "c"}) answers.put(key, "facts", json);
    answers.put("large", "facts", new byte[(int) BYTES_MAX - KeptAnswers.ENTRY_BYTES - 50]);
    assertEquals(1, answers.size());
    assertTrue(answers.bytes() <= BYTES_MAX);
  }
}
