package io.cartwright.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CodecRoundTripTest {
  private static final int INSTANCES = 20;
  private static final ObjectMapper JACKSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> everyMessageComesBackAsItWas() {
    return WireTypes.codecs().stream()
        .map(codec -> DynamicTest.dynamicTest(codec.name(), () -> roundTrip(codec)))
        .toList();
  }

  private static <T> void roundTrip(Codec<T> codec) throws Exception {
    Random random = new Random(codec.name().hashCode());
    for (int i = 0; i < INSTANCES; i++) {
      T value = WireTypes.random(codec, random, 3);
      byte[] bytes = codec.toBytes(value);
      assertEquals(value, codec.fromBytes(bytes));
      assertEquals(value, codec.fromText(new String(bytes, StandardCharsets.UTF_8)));
      JsonNode tree = JACKSON.readTree(bytes);
      for (WireField field : codec.fields()) {
        assertEquals(codec.get(value, field.index()) != null, tree.has(field.name()), field.name());
      }
    }
  }

  @Test
  void codecNamesAreUnique() {
    Set<String> names = new HashSet<>();
    assertTrue(WireTypes.codecs().stream().allMatch(codec -> names.add(codec.name())));
    assertTrue(names.size() > 1000);
  }

  @Test
  void everyMessageHasASchemaWithItsFields() throws Exception {
    for (Codec<?> codec : WireTypes.codecs()) {
      JsonNode schema = JACKSON.readTree(codec.schema());
      assertEquals(codec.fields().size(), schema.get("properties").size(), codec.name());
    }
    assertTrue(Schema.components(WireTypes.codecs()).size() > 1000);
  }

  @Test
  void anEmptyObjectIsAMessageWithoutFields() {
    for (Codec<?> codec : WireTypes.codecs()) {
      emptyRoundTrip(codec);
    }
  }

  private static <T> void emptyRoundTrip(Codec<T> codec) {
    assertEquals("{}", codec.toText(codec.fromText("{}")), codec.name());
  }
}
