package io.cartwright.store.query;

import io.cartwright.store.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads one value of a filter as the type of its column. */
final class Operand {
  private static final int TEXT_MAX = 10_000;
  private static final int DIGITS_MAX = 100;
  private static final Pattern GUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?");
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Operand() {}

  /**
   * The value, bound for the SQL client; null when the JSON value (which is not null) is not of
   * this type.
   */
  static Object read(ColumnType type, Object json) {
    return switch (type) {
      case TEXT ->
          json instanceof String text && text.length() <= TEXT_MAX ? type.bind(text) : null;
      case UUID ->
          json instanceof String text && GUID.matcher(text).matches()
              ? UUID.fromString(text)
              : null;
      case BOOL -> json instanceof Boolean ? json : null;
      case BIGINT -> whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
      case INT -> {
        Long whole = whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
        yield whole == null ? null : (Object) whole.intValue();
      }
      case NUMERIC -> {
        BigDecimal number = number(json);
        yield number == null ? null : type.bind(number);
      }
      case TIMESTAMPTZ -> {
        Instant instant = instant(json);
        yield instant == null ? null : type.bind(instant);
      }
      case BYTEA, TEXT_ARRAY, UUID_ARRAY -> null;
    };
  }

  /** What {@link #read} expects, for people. */
  static String expected(ColumnType type) {
    return switch (type) {
      case TEXT -> "a string";
      case UUID -> "a GUID";
      case BOOL -> "true or false";
      case BIGINT, INT -> "a whole number";
      case NUMERIC -> "a number";
      case TIMESTAMPTZ -> "a time such as 2026-01-02T03:04:05.678Z";
      case BYTEA, TEXT_ARRAY, UUID_ARRAY -> "a value";
    };
  }

  private static BigDecimal number(Object json) {
    BigDecimal number = null;
    if (json instanceof BigDecimal plain) {
      number = plain;
    } else if (json instanceof String text && DECIMAL.matcher(text).matches()) {
      number = new BigDecimal(text);
    }
    boolean sane =
        number != null
            && number.precision() <= DIGITS_MAX
            && Math.abs(number.scale()) <= DIGITS_MAX;
    return sane ? number : null;
  }

  private static Long whole(Object json, long min, long max) {
    BigDecimal number = number(json);
    if (number == null) {
      return null;
    }
    try {
      long whole = number.longValueExact();
      return whole < min || whole > max ? null : (Long) whole;
    } catch (ArithmeticException notWhole) {
      return null;
    }
  }

  private static Instant instant(Object json) {
    if (!(json instanceof String text)) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
    } catch (DateTimeException malformed) {
      return null;
    }
  }
}
