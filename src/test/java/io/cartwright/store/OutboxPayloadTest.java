package io.cartwright.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboxPayloadTest {
  private static byte[] json(int items) {
    StringBuilder text = new StringBuilder("{\"items\":[");
    for (int i = 0; i < items; i++) {
      text.append(i == 0 ? "" : ",").append("{\"price\":{\"amount\":\"").append(i).append("\"}}");
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aShortBodyLiesThereAsItIs() {
    byte[] body = json(3);
    assertSame(body, OutboxPayload.pack(body));
    assertSame(body, OutboxPayload.unpack(body));
  }

  @Test
  void aLongBodyIsPackedAndComesBackWhole() {
    for (int items : new int[] {100, 2_000, 50_000, 100}) {
      byte[] body = json(items);
      byte[] stored = OutboxPayload.pack(body);
      assertTrue(stored.length * 3 < body.length, items + " items take " + stored.length);
      assertArrayEquals(body, OutboxPayload.unpack(stored));
    }
  }

  @Test
  void whatCannotBePackedComesBackToo() {
    byte[] body = new byte[5_000];
    new Random(1).nextBytes(body);
    assertArrayEquals(body, OutboxPayload.unpack(OutboxPayload.pack(body)));
  }

  @Test
  void aBrokenBodyIsNotTakenForAWholeOne() {
    byte[] stored = OutboxPayload.pack(json(100));
    byte[] cut = java.util.Arrays.copyOf(stored, stored.length - 40);
    assertThrows(RuntimeException.class, () -> OutboxPayload.unpack(cut));
  }
}
