package io.cartwright.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.wire.common.AddressLocation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void numbersStayExact() {
    Json json = Json.parseText(" { \"a\" : 1.10, \"b\":[12345678901234567890.000000001, null]} ");
    assertEquals("{\"a\":1.10,\"b\":[12345678901234567890.000000001,null]}", json.text());
    assertEquals(new BigDecimal("1.10"), json.parseObject().get("a"));
    assertEquals(json, Json.of(json.parse()));
  }

  @Test
  void canonicalTextIgnoresOrderAndSpelling() {
    assertEquals(
        Json.parseText("{\"b\":1.0,\"a\":{\"y\":[1,2],\"x\":100}}").canonical(),
        Json.parseText("{\"a\":{\"x\":1e2,\"y\":[1,2]},\"b\":1}").canonical());
    assertNotEquals(Json.parseText("[1,2]").canonical(), Json.parseText("[2,1]").canonical());
    assertEquals("[0,1E+1000000]", Json.parseText("[-0.00,1e1000000]").canonical());
  }

  @Test
  void onlyOneValueIsAText() {
    for (String text : List.of("", "{", "{}{}", "{\"a\":\"\\ud800\"}")) {
      assertThrows(MalformedJson.class, () -> Json.parseText(text), text);
    }
    assertEquals(Map.of(), Json.of(List.of(1)).parseObject());
  }

  @Test
  void instantsArePrintedAsTheFormatterWould() {
    Random random = new Random(5);
    char[] out = new char[Instants.LENGTH];
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(java.time.ZoneOffset.UTC);
    for (int i = 0; i < 20_000; i++) {
      long second = (long) (random.nextDouble() * 300_000_000_000L) - 50_000_000_000L;
      Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
      Instants.print(instant, out);
      assertEquals(formatter.format(instant), new String(out));
      assertEquals(instant.truncatedTo(ChronoUnit.MILLIS), Instants.parse(new String(out)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z,2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.6789Z,2026-01-02T03:04:05.678Z",
    "2026-01-02T03:04:05.1+02:00,2026-01-02T01:04:05.100Z",
    "2024-02-29T23:59:59-08:30,2024-03-01T08:29:59Z",
    "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z,9999-12-31T23:59:59.999Z"
  })
  void timesWithAnyOffsetAreRead(String text, Instant expected) {
    assertEquals(expected, Instants.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02",
        "2026-01-02T03:04:05",
        "2026-13-02T03:04:05Z",
        "2025-02-29T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:04:60Z",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05+2:00",
        "2026-01-02T03:04:05+19:00",
        "-026-01-02T03:04:05Z",
        "0000-01-02T03:04:05Z",
        "9999-12-31T23:59:59-01:00",
        "2026-01-02T03:04:05ZZ",
        "now"
      })
  void otherTextsAreNotTimes(String text) {
    assertNull(Instants.parse(text));
  }

  @Test
  void doublesAreShortAndNeverBreakTheText() {
    for (double value : new double[] {0, -3, 0.1, 1e15, 1e-7, Double.NaN, 1 / 0.0, -1 / 0.0}) {
      AddressLocation location = AddressLocation.builder().latitude(value).build();
      String text = AddressLocation.CODEC.toText(location);
      assertEquals(location, AddressLocation.CODEC.fromText(text), text);
    }
    assertEquals(
        "{\"latitude\":12,\"longitude\":\"NaN\"}",
        AddressLocation.CODEC.toText(new AddressLocation(12.0, Double.NaN)));
  }

  @Test
  void fieldsAreATreeOfNames() {
    Fields fields = Fields.of("{\"a\":{\"b\":1,\"c\":{}},\"d\":[{\"e\":1}],\"f\":null}".getBytes());
    assertTrue(fields.has("a.b") && fields.has("a.c") && fields.has("f") && fields.has("d.e"));
    assertTrue(!fields.has("a.x") && !fields.has("a.c.x") && !fields.has("x"));
    assertEquals(List.of("b"), fields.child("a").paths());
    assertEquals(Fields.NONE, fields.child("x"));
    assertEquals(Arrays.asList("a", "b.cD"), Fields.ofPaths(List.of("a", "b.c_d", "a.x")).paths());
    assertEquals(Fields.ALL, Fields.ofPaths(List.of("a", "*")));
  }
}
