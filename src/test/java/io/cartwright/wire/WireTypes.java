package io.cartwright.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Every generated codec, and pseudo-random messages for them. */
final class WireTypes {
  private WireTypes() {}

  static List<String[]> table(String resource) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                WireTypes.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return in.lines().map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Codec<?>> codecs() {
    List<Codec<?>> codecs = new ArrayList<>();
    for (String name :
        table("/wire-types.tsv").stream().map(row -> row[2]).distinct().sorted().toList()) {
      try {
        Class<?> type = Class.forName(name);
        if (type.isRecord()) {
          codecs.add((Codec<?>) type.getField("CODEC").get(null));
        }
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(name, e);
      }
    }
    return codecs;
  }

  /** A message with most of its fields set, down to a depth; its values need not keep the rules. */
  static <T> T random(Codec<T> codec, Random random, int depth) {
    List<WireField> fields = codec.fields();
    Object[] values = new Object[fields.size()];
    for (WireField field : fields) {
      boolean deep = field.codec() != null && depth == 0;
      if (!deep && random.nextInt(8) > 0) {
        values[field.index()] = value(field, random, depth - 1);
      }
    }
    return construct(codec.type(), values);
  }

  private static <T> T construct(Class<T> type, Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type.getName(), e);
    }
  }

  private static Object value(WireField field, Random random, int depth) {
    Supplier<Object> one = () -> single(field, random, depth);
    return switch (field.shape()) {
      case SINGLE -> one.get();
      case LIST -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(one.get());
        }
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          map.put("key \"" + i + "\" é", one.get());
        }
        yield map;
      }
    };
  }

  private static Object single(WireField field, Random random, int depth) {
    return switch (field.kind()) {
      case STRING, NUMBER_TEXT -> "text \"\\\n\u00e9\u20ac\ud83d\ude00 " + random.nextInt();
      case INT64 -> Long.toString(random.nextLong());
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case DOUBLE -> random.nextInt(4) == 0 ? (double) random.nextInt() : random.nextDouble() * 1e6;
      case BOOLEAN -> random.nextBoolean();
      case INSTANT ->
          Instant.ofEpochMilli((long) (random.nextDouble() * 4e12) - 1_000_000_000_000L);
      case OBJECT -> Json.of(Map.of("a", List.of(1, true, "x"), "b", Map.of()));
      case ANY -> random.nextBoolean() ? Json.of("plain") : Json.of(List.of(1.50, "y"));
      case ENUM -> field.enumType().values().get(random.nextInt(field.enumType().values().size()));
      case MESSAGE -> random(field.codec(), random, depth);
      case MASK -> List.of("a.b", "c");
    };
  }
}
