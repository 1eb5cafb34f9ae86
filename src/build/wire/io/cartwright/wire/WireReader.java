package io.cartwright.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cartwright.wire.Violation.Rule;
import io.cartwright.wire.WireField.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one message from JSON. Unknown fields are ignored, the last of two equal names wins, and
 * {@code null} reads as absent.
 *
 * <p>Broken JSON is thrown as {@link MalformedJson}; a value that breaks a rule is noted in {@link
 * #violations} and reads as null.
 */
public final class WireReader {
  public static final int DEPTH_MAX = 64;
  public static final int STRING_LENGTH_MAX = 1_000_000;

  /** Whom the text comes from, and so what is believed. */
  public enum Mode {
    /** A caller: every rule is checked, read-only fields other than id and revision are dropped. */
    CLIENT,
    /** A caller that may set read-only fields, as in an import: every rule is checked. */
    VALIDATE_KEEP,
    /** Our own text: nothing is checked, enum values no longer known read as null. */
    TRUSTED
  }

  private static final int LIST_CAPACITY = 8;

  private final JsonParser parser;
  private final Mode mode;
  private final Checks checks = new Checks();
  private boolean lenient;

  private WireReader(JsonParser parser, Mode mode) {
    this.parser = parser;
    this.mode = mode;
  }

  /** A reader of UTF-8 bytes; outside TRUSTED they are first checked to be UTF-8. */
  public static WireReader of(byte[] bytes, Mode mode) {
    try {
      if (mode == Mode.TRUSTED) {
        return new WireReader(JsonIo.OWN.createParser(bytes), mode);
      }
      JsonIo.requireUtf8(bytes);
      return new WireReader(JsonIo.CLIENT.createParser(bytes), mode);
    } catch (IOException e) {
      throw MalformedJson.of(e);
    }
  }

  public static WireReader of(String text, Mode mode) {
    try {
      return new WireReader(
          (mode == Mode.TRUSTED ? JsonIo.OWN : JsonIo.CLIENT).createParser(text), mode);
    } catch (IOException e) {
      throw MalformedJson.of(e);
    }
  }

  /**
   * Takes numbers and booleans from strings, one value where a list is expected, and enum lists
   * joined by commas: for input that was a query string.
   */
  public WireReader lenient() {
    lenient = true;
    return this;
  }

  /**
   * Reads the whole input as one message.
   *
   * @return the message; null only when there were too many violations to go on
   * @throws MalformedJson when the input is not one JSON object
   */
  public <T> T readAll(Codec<T> codec) {
    try (parser) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJson("the body must be a JSON object", 0);
      }
      T value = codec.read(this);
      if (parser.nextToken() != null) {
        throw new MalformedJson(
            "something follows the JSON object", parser.currentTokenLocation().getByteOffset());
      }
      return value;
    } catch (Checks.Enough e) {
      return null;
    } catch (IOException e) {
      throw MalformedJson.of(e);
    }
  }

  /** What the input broke, in reading order; at most {@value Checks#VIOLATIONS_MAX}. */
  public List<Violation> violations() {
    return List.copyOf(checks.violations());
  }

  Checks checks() {
    return checks;
  }

  boolean validates() {
    return mode != Mode.TRUSTED;
  }

  /** Reads the fields of the object that has just begun into their places. */
  void readFields(WireField.Table table, Object[] values) {
    boolean client = mode == Mode.CLIENT;
    boolean validates = validates();
    int hint = 0;
    try {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        WireField field = table.find(name, hint);
        if (field == null || (client && field.skippedFromClient())) {
          parser.skipChildren();
          continue;
        }
        hint = field.index + 1;
        if (token == JsonToken.VALUE_NULL) {
          values[field.index] = null;
        } else if (validates) {
          checks.enter(field.name);
          values[field.index] = value(field, token);
          checks.leave();
        } else {
          values[field.index] = value(field, token);
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new MalformedJson("the body ends too early", -1);
      }
    } catch (IOException e) {
      throw MalformedJson.of(e);
    }
  }

  private Object value(WireField field, JsonToken token) throws IOException {
    return switch (field.shape) {
      case SINGLE -> single(field, token);
      case LIST -> list(field, token);
      case MAP -> map(field, token);
    };
  }

  private Object single(WireField field, JsonToken token) throws IOException {
    return switch (field.kind) {
      case STRING -> string(field, token);
      case MESSAGE -> message(field, token);
      case INT, LONG, DOUBLE -> number(field, token);
      case BOOLEAN -> bool(field, token);
      case ENUM -> enumValue(field, token);
      case INSTANT -> instant(field, token);
      case OBJECT, ANY -> json(field, token);
      case INT64, NUMBER_TEXT -> numberText(field, token);
      case MASK -> mask(field, token);
    };
  }

  private String string(WireField field, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      return mistyped("a string", token);
    }
    String text = parser.getText();
    return validates() ? checks.string(field, text) : text;
  }

  private Object message(WireField field, JsonToken token) {
    return token == JsonToken.START_OBJECT ? field.codec.read(this) : mistyped("an object", token);
  }

  private Object number(WireField field, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT && !validates() && field.kind == Kind.INT) {
      return parser.getIntValue();
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      double value = parser.getDoubleValue();
      if (!validates()) {
        return field.kind == Kind.DOUBLE ? (Object) value : integer(field, token);
      }
      return field.kind == Kind.DOUBLE ? checks.real(field, value) : checks.whole(field, value);
    }
    if (token == JsonToken.VALUE_STRING && lenient) {
      return checks.fromText(field, parser.getText());
    }
    if (token == JsonToken.VALUE_STRING && field.kind == Kind.DOUBLE && !validates()) {
      return Double.valueOf(parser.getText());
    }
    return mistyped("a number", token);
  }

  private Object integer(WireField field, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      return mistyped("a whole number", token);
    }
    return field.kind == Kind.INT ? (Object) parser.getIntValue() : (Object) parser.getLongValue();
  }

  private Object bool(WireField field, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    if (token == JsonToken.VALUE_STRING && lenient) {
      return checks.fromText(field, parser.getText());
    }
    return mistyped("true or false", token);
  }

  private Object enumValue(WireField field, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      return mistyped("a string", token);
    }
    String text = parser.getText();
    return validates() ? checks.enumValue(field, text) : field.enumType.find(text);
  }

  private Object instant(WireField field, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      return mistyped("a time in a string", token);
    }
    Instant time =
        validates() ? checks.instant(parser.getText()) : Instants.parse(parser.getText());
    return time != null || validates() ? time : mistyped("a time", token);
  }

  private Object json(WireField field, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT || field.kind == Kind.ANY) {
      String text = JsonIo.copy(parser);
      return text != null
          ? new Json(text)
          : checks.violate(Rule.VALIDATION, "must not contain U+0000 or half a character");
    }
    if (lenient && token == JsonToken.VALUE_STRING && parser.getText().startsWith("{")) {
      try {
        return Json.parseText(parser.getText());
      } catch (MalformedJson e) {
        return checks.violate(Rule.VALIDATION, "must be a JSON object");
      }
    }
    return mistyped("an object", token);
  }

  /** A string of digits, or the number itself: what JavaScript callers send for 64-bit integers. */
  private String numberText(WireField field, JsonToken token) throws IOException {
    boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    if (!number && token != JsonToken.VALUE_STRING) {
      return mistyped("a whole number in a string", token);
    }
    String text = parser.getText();
    if (!validates()) {
      return text;
    }
    return field.kind == Kind.INT64 ? checks.int64(field, text) : checks.string(field, text);
  }

  private List<String> mask(WireField field, JsonToken token) throws IOException {
    List<String> paths = new ArrayList<>();
    if (token == JsonToken.START_OBJECT) {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken inner = parser.nextToken();
        if (name.equals("paths")) {
          maskPaths(inner, paths);
        } else {
          parser.skipChildren();
        }
      }
    } else {
      maskPaths(token, paths);
    }
    return List.copyOf(paths);
  }

  private void maskPaths(JsonToken token, List<String> paths) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      Fields.splitMask(parser.getText(), paths);
    } else if (token == JsonToken.START_ARRAY) {
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        if (t == JsonToken.VALUE_STRING) {
          Fields.splitMask(parser.getText(), paths);
        } else {
          mistyped("a field path", t);
        }
      }
    } else if (token != JsonToken.VALUE_NULL) {
      mistyped("a field mask", token);
    }
  }

  private List<Object> list(WireField field, JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      return lenient ? listOfOne(field, token) : mistyped("a list", token);
    }
    List<Object> items = new ArrayList<>(LIST_CAPACITY);
    boolean validates = validates();
    int count = 0;
    checks.enterList();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      checks.item(count++);
      if (count > field.itemsMax && validates) {
        parser.skipChildren();
        continue;
      }
      Object item = t == JsonToken.VALUE_NULL ? nullItem() : single(field, t);
      if (item != null) {
        items.add(item);
      }
    }
    checks.leaveList();
    if (validates) {
      checkSize(field, count);
    }
    return Collections.unmodifiableList(items);
  }

  private List<Object> listOfOne(WireField field, JsonToken token) throws IOException {
    List<Object> items = new ArrayList<>();
    if (token == JsonToken.VALUE_STRING && field.kind == Kind.ENUM) {
      for (String part : parser.getText().split(",")) {
        Object item = checks.enumValue(field, part.strip());
        if (item != null) {
          items.add(item);
        }
      }
    } else {
      Object item = single(field, token);
      if (item != null) {
        items.add(item);
      }
    }
    checkSize(field, items.size());
    return items;
  }

  private Object nullItem() {
    return validates() ? checks.violate(Rule.VALIDATION, "must not be null in a list") : null;
  }

  private void checkSize(WireField field, int count) {
    if (count > field.itemsMax) {
      checks.violate(
          Rule.MAX_SIZE,
          "must have at most " + field.itemsMax + " items",
          "threshold",
          field.itemsMax);
    } else if (count < field.itemsMin) {
      checks.violate(
          Rule.MIN_SIZE,
          "must have at least " + field.itemsMin + " items",
          "threshold",
          field.itemsMin);
    }
  }

  private Map<String, Object> map(WireField field, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      return mistyped("an object", token);
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    boolean validates = validates();
    int count = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken t = parser.nextToken();
      if (t == JsonToken.VALUE_NULL) {
        entries.remove(name);
        continue;
      }
      if (validates && !JsonIo.storable(name)) {
        checks.violate(Rule.VALIDATION, "must not have U+0000 or half a character in a name");
      }
      if (++count > field.itemsMax && validates) {
        parser.skipChildren();
        continue;
      }
      checks.enter(name);
      Object item = single(field, t);
      checks.leave();
      if (item != null) {
        entries.put(name, item);
      }
    }
    if (validates) {
      checkSize(field, count);
    }
    return entries;
  }

  /** Notes a value of the wrong JSON type and steps over it. */
  private <T> T mistyped(String expected, JsonToken token) {
    if (!validates()) {
      throw new MalformedJson("a stored document holds " + token + " in place of " + expected, -1);
    }
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw MalformedJson.of(e);
    }
    return checks.violate(Rule.VALIDATION, "must be " + expected);
  }
}
