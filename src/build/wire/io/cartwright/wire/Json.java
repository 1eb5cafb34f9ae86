package io.cartwright.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A free-form JSON value, held as its compact text: it is written as it stands and parsed only by
 * whoever looks inside. Two are equal when their texts are; compare {@link #canonical} to ignore
 * the order of names and the spelling of numbers.
 */
public record Json(String text) {
  public static final Json EMPTY_OBJECT = new Json("{}");

  public Json {
    Objects.requireNonNull(text);
  }

  /**
   * The text of a tree of {@code Map}, {@code Iterable}, {@code CharSequence}, {@code Number},
   * {@code Boolean}, {@code Json} and null.
   */
  public static Json of(Object tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonIo.OWN.createGenerator(text)) {
      writeTree(tree, out, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Json(text.toString());
  }

  /**
   * Reads any JSON text, and holds it compact.
   *
   * @throws MalformedJson when the text is not one JSON value
   */
  public static Json parseText(String text) {
    try (JsonParser in = JsonIo.OWN.createParser(text)) {
      if (in.nextToken() == null) {
        throw new MalformedJson("no JSON value", 0);
      }
      String compact = JsonIo.copy(in);
      if (compact == null || in.nextToken() != null) {
        throw new MalformedJson("not one JSON value", -1);
      }
      return new Json(compact);
    } catch (IOException e) {
      throw MalformedJson.of(e);
    }
  }

  /**
   * The value as a tree of {@code Map}, {@code List}, {@code String}, {@code BigDecimal}, {@code
   * Boolean} and null; names in their order, numbers exact.
   */
  public Object parse() {
    try (JsonParser in = JsonIo.OWN.createParser(text)) {
      in.nextToken();
      return readTree(in);
    } catch (IOException e) {
      throw MalformedJson.of(e);
    }
  }

  /** The value as a map; empty when it is not an object. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> parseObject() {
    return parse() instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /**
   * One spelling for all texts of the same value: names sorted, numbers without needless digits.
   */
  public String canonical() {
    StringWriter sorted = new StringWriter();
    try (JsonGenerator out = JsonIo.OWN.createGenerator(sorted)) {
      writeTree(parse(), out, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sorted.toString();
  }

  @Override
  public String toString() {
    return text;
  }

  private static Object readTree(JsonParser in) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
          in.nextToken();
          map.put(name, readTree(in));
        }
        return map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          list.add(readTree(in));
        }
        return list;
      }
      case VALUE_STRING -> {
        return in.getText();
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return in.getDecimalValue();
      }
      case VALUE_TRUE -> {
        return Boolean.TRUE;
      }
      case VALUE_FALSE -> {
        return Boolean.FALSE;
      }
      default -> {
        return null;
      }
    }
  }

  private static void writeTree(Object tree, JsonGenerator out, boolean canonical)
      throws IOException {
    if (tree == null) {
      out.writeNull();
    } else if (tree instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : (canonical ? new TreeMap<>(map) : map).entrySet()) {
        out.writeFieldName(entry.getKey().toString());
        writeTree(entry.getValue(), out, canonical);
      }
      out.writeEndObject();
    } else if (tree instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        writeTree(item, out, canonical);
      }
      out.writeEndArray();
    } else if (tree instanceof Json json) {
      out.writeRawValue(json.text);
    } else if (tree instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (tree instanceof Number number) {
      out.writeNumber(numberText(number, canonical));
    } else {
      out.writeString(tree.toString());
    }
  }

  private static String numberText(Number number, boolean canonical) {
    if (!canonical) {
      return number.toString();
    }
    BigDecimal exact =
        number instanceof BigDecimal decimal
            ? decimal
            : number instanceof BigInteger integer
                ? new BigDecimal(integer)
                : new BigDecimal(number.toString());
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toString();
  }
}
