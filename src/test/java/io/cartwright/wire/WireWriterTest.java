package io.cartwright.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartwright.wire.common.Price;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Strings are written byte for byte as Jackson writes them. */
class WireWriterTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static void check(String text) throws Exception {
    Map<String, String> tree = new LinkedHashMap<>();
    tree.put("amount", text);
    tree.put("formattedAmount", "$1");
    byte[] ours = Price.CODEC.toBytes(Price.builder().amount(text).formattedAmount("$1").build());
    assertArrayEquals(JACKSON.writeValueAsBytes(tree), ours, text);
  }

  @Test
  void everyCharacterIsWrittenAsJacksonDoes() throws Exception {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) continue;
      check("a" + Character.toString(c) + "b");
    }
  }

  @Test
  void longStringsOfAnySortAreWrittenAsJacksonDoes() throws Exception {
    Random random = new Random(1);
    for (int length : new int[] {0, 1, 15, 300, 20_000, 70_000}) {
      StringBuilder text = new StringBuilder();
      while (text.length() < length) {
        int c = random.nextInt(4) == 0 ? random.nextInt(0x1_2000) : 32 + random.nextInt(90);
        text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
      }
      check(text.toString());
    }
  }

  @Test
  void halvesOfCharactersAreWrittenAsJacksonDoes() throws Exception {
    check("a\ud800b");
    check("\udc00");
    check("\ud83d");
  }
}
