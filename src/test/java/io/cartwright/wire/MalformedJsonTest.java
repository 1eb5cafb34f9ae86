package io.cartwright.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cartwright.wire.common.Cart;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedJsonTest {
  private static Cart client(byte[] bytes) {
    return WireReader.of(bytes, WireReader.Mode.CLIENT).readAll(Cart.CODEC);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "3",
        "[]",
        "\"x\"",
        "{",
        "{\"buyerNote\"",
        "{\"buyerNote\":",
        "{\"a\":1,}",
        "{\"buyerNote\":\"x\"",
        "{}{}",
        "{} x",
        "{}]",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":\"\n\"}",
        "{\"lineItems\":[}",
        "{\"a\":tru}",
        "{\"x\":[{\"y\":}]}"
      })
  void brokenSyntax(String text) {
    assertThrows(MalformedJson.class, () -> client(utf8(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c328", "ff", "c080", "eda080", "f4908080", "e282", "80", "00"})
  void brokenUtf8AlsoInFieldsThatNobodyReads(String hex) {
    for (String name : new String[] {"buyerNote", "unknown"}) {
      byte[] start = utf8("{\"" + name + "\":\"");
      byte[] middle = HexFormat.of().parseHex(hex);
      byte[] end = utf8("\"}");
      byte[] all = new byte[start.length + middle.length + end.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(middle, 0, all, start.length, middle.length);
      System.arraycopy(end, 0, all, start.length + middle.length, end.length);
      assertThrows(MalformedJson.class, () -> client(all), name);
    }
  }

  @Test
  void sixtyFourLevelsAreReadAndNoMore() {
    String deepest = "{\"x\":".repeat(63) + "{}" + "}".repeat(63);
    assertEquals(Cart.builder().build(), client(utf8(deepest)));
    String deeper = "{\"x\":".repeat(64) + "{}" + "}".repeat(64);
    assertThrows(MalformedJson.class, () -> client(utf8(deeper)));
    assertThrows(MalformedJson.class, () -> client(utf8("{\"x\":" + "[".repeat(100_000))));
  }

  @Test
  void hugeNumbersAndStringsAreRefused() {
    assertThrows(MalformedJson.class, () -> client(utf8(number(5000))));
    String text = "{\"buyerNote\":\"" + "x".repeat(WireReader.STRING_LENGTH_MAX + 1) + "\"}";
    assertThrows(MalformedJson.class, () -> client(utf8(text)));
  }

  private static String number(int digits) {
    return "{\"contactInfo\":{\"address\":{\"location\":{\"latitude\":"
        + "9".repeat(digits)
        + "}}}}";
  }

  @Test
  void tellsWhere() {
    MalformedJson e = assertThrows(MalformedJson.class, () -> client(utf8("{\"a\":1,?")));
    assertEquals(7, e.offset(), 1);
  }
}
