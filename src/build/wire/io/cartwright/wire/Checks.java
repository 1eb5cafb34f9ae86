package io.cartwright.wire;

import io.cartwright.wire.Violation.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rules of single values, and where in the request we are. A value that breaks a rule is noted
 * and read as null, so that one answer can name all faults of a request.
 *
 * <p>An empty string in a nullable field that has a format means null (forms send it so); in any
 * other field with a format it breaks the format. GUIDs are turned to lower case.
 */
final class Checks {
  static final int VIOLATIONS_MAX = 50;
  private static final int ENUM_VALUES_SHOWN_MAX = 30;

  /** Ends the reading of a request that has enough violations to report. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super(null, null, false, false);
    }
  }

  private final List<Violation> violations = new ArrayList<>();
  private String[] names = new String[16];
  private int depth;
  private int[] indexes = new int[4];
  private int indexDepth;

  void enter(String name) {
    if (depth == names.length) {
      names = Arrays.copyOf(names, depth * 2);
    }
    names[depth++] = name;
  }

  void leave() {
    depth--;
  }

  void enterList() {
    if (indexDepth == indexes.length) {
      indexes = Arrays.copyOf(indexes, indexDepth * 2);
    }
    indexes[indexDepth++] = 0;
  }

  void item(int index) {
    indexes[indexDepth - 1] = index;
  }

  void leaveList() {
    indexDepth--;
  }

  List<Violation> violations() {
    return violations;
  }

  String path() {
    return String.join(".", Arrays.asList(names).subList(0, depth));
  }

  /** Notes a violation at the current place; always null, the value to go on with. */
  <T> T violate(Rule rule, String description) {
    return violate(rule, description, null, null);
  }

  <T> T violate(Rule rule, String description, String dataName, Object dataValue) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (dataName != null) {
      data.put(dataName, dataValue);
    }
    if (indexDepth > 0) {
      data.put("index", indexes[indexDepth - 1]);
    }
    if (indexDepth > 1) {
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < indexDepth; i++) {
        all.add(indexes[i]);
      }
      data.put("indexes", all);
    }
    Json json = data.isEmpty() ? null : Json.of(data);
    Violation violation = new Violation(path(), description, rule, null, json);
    if (indexDepth == 0) {
      // An id comes twice, in the path and in the body: one fault is told once.
      violations.remove(violation);
    }
    violations.add(violation);
    if (violations.size() >= VIOLATIONS_MAX) {
      throw new Enough();
    }
    return null;
  }

  String string(WireField field, String text) {
    if (field.format != null && text.isEmpty()) {
      return field.nullable() ? null : formatViolated(field.format);
    }
    int length = text.length();
    if (length > field.lengthMax || length < 2 * field.lengthMin) {
      length = text.codePointCount(0, length);
    }
    if (length > field.lengthMax) {
      return violate(
          Rule.MAX_LENGTH,
          "must have at most " + field.lengthMax + " characters",
          "threshold",
          field.lengthMax);
    }
    if (length < field.lengthMin) {
      return violate(
          Rule.MIN_LENGTH,
          "must have at least " + field.lengthMin + " characters",
          "threshold",
          field.lengthMin);
    }
    if (!JsonIo.storable(text)) {
      return violate(Rule.VALIDATION, "must not contain U+0000 or half a character");
    }
    if (field.format == null) {
      return text;
    }
    if (!field.format.matches(text)) {
      return formatViolated(field.format);
    }
    if (field.format == Format.GUID) {
      return lowerCase(text);
    }
    return field.format == Format.DECIMAL_VALUE ? decimal(field, text) : text;
  }

  private static String lowerCase(String guid) {
    for (int i = 0; i < guid.length(); i++) {
      if (guid.charAt(i) >= 'A' && guid.charAt(i) <= 'F') {
        return guid.toLowerCase(java.util.Locale.ROOT);
      }
    }
    return guid;
  }

  private String formatViolated(Format format) {
    return violate(Rule.FORMAT, "must be " + format.words(), "format", format.name());
  }

  private String decimal(WireField field, String text) {
    BigDecimal value = new BigDecimal(text);
    if (field.gt != null && value.compareTo(field.gt) <= 0) {
      return limit(Rule.DECIMAL_GT, "greater than ", field.gt);
    }
    if (field.gte != null && value.compareTo(field.gte) < 0) {
      return limit(Rule.DECIMAL_GTE, "greater than or equal to ", field.gte);
    }
    if (field.lt != null && value.compareTo(field.lt) >= 0) {
      return limit(Rule.DECIMAL_LT, "less than ", field.lt);
    }
    if (field.lte != null && value.compareTo(field.lte) > 0) {
      return limit(Rule.DECIMAL_LTE, "less than or equal to ", field.lte);
    }
    if (field.scaleMax >= 0 && value.stripTrailingZeros().scale() > field.scaleMax) {
      return violate(
          Rule.DECIMAL_MAX_SCALE,
          "must have at most " + field.scaleMax + " decimal places",
          "threshold",
          field.scaleMax);
    }
    return text;
  }

  private <T> T limit(Rule rule, String words, BigDecimal limit) {
    return violate(rule, "must be " + words + limit.toPlainString(), "threshold", limit);
  }

  /** Checks a number against the limits of its field; NaN keeps none. */
  boolean inRange(WireField field, double value) {
    if (!(value >= field.min)) {
      limit(Rule.MIN, "greater than or equal to ", plain(field.min));
      return false;
    }
    if (!(value <= field.max)) {
      limit(Rule.MAX, "less than or equal to ", plain(field.max));
      return false;
    }
    return true;
  }

  private static BigDecimal plain(double limit) {
    return new BigDecimal(Double.toString(limit)).stripTrailingZeros();
  }

  /** A whole number given as a double, for which {@code (long) value} is exact or refused. */
  Object whole(WireField field, double value) {
    boolean small = field.kind == WireField.Kind.INT;
    double max = small ? Integer.MAX_VALUE : 9_007_199_254_740_991d;
    if (value != Math.rint(value) || Double.isInfinite(value)) {
      return violate(Rule.VALIDATION, "must be a whole number");
    }
    if (!inRange(field, value)) {
      return null;
    }
    if (value > max || value < -max) {
      return limit(
          value > 0 ? Rule.MAX : Rule.MIN,
          value > 0 ? "less than or equal to " : "greater than or equal to ",
          BigDecimal.valueOf((long) (value > 0 ? max : -max)));
    }
    if (small) {
      return (int) value;
    }
    return (long) value;
  }

  Object real(WireField field, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return violate(Rule.VALIDATION, "must be a finite number");
    }
    return inRange(field, value) ? (Object) value : null;
  }

  String int64(WireField field, String text) {
    if (text.isEmpty() && field.nullable()) {
      return null;
    }
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      return violate(Rule.VALIDATION, "must be a whole number in a string");
    }
    return inRange(field, value) ? Long.toString(value) : null;
  }

  Instant instant(String text) {
    Instant instant = Instants.parse(text);
    return instant != null
        ? instant
        : violate(Rule.FORMAT, "must be a time such as 2026-01-02T03:04:05.678Z");
  }

  Object enumValue(WireField field, String text) {
    Object value = field.enumType.find(text);
    return value != null ? value : enumViolated(field);
  }

  private Object enumViolated(WireField field) {
    String known =
        field.enumType.values().stream()
            .limit(ENUM_VALUES_SHOWN_MAX)
            .map(WireEnum::wire)
            .collect(Collectors.joining(", "));
    return violate(Rule.INVALID_ENUM_VALUE, "must be one of " + known);
  }

  /** A single value out of a query string or a path; null when it broke a rule. */
  Object fromText(WireField field, String text) {
    switch (field.kind) {
      case STRING, NUMBER_TEXT:
        return string(field, text);
      case INT64:
        return int64(field, text);
      case INT, LONG, DOUBLE:
        Double value = number(text);
        if (value == null) {
          return violate(Rule.VALIDATION, "must be a number");
        }
        return field.kind == WireField.Kind.DOUBLE ? real(field, value) : whole(field, value);
      case BOOLEAN:
        if (text.equals("true") || text.equals("false")) {
          return text.equals("true");
        }
        return violate(Rule.VALIDATION, "must be true or false");
      case INSTANT:
        return instant(text);
      case ENUM:
        return enumValue(field, text);
      case OBJECT, ANY, MASK, MESSAGE:
        return violate(Rule.VALIDATION, "must not be a plain value");
    }
    throw new IllegalStateException(field.kind.name());
  }

  private static Double number(String text) {
    if (text.isEmpty()
        || text.length() > 40
        || text.chars().anyMatch(c -> "+-.eE0123456789".indexOf(c) < 0)) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
