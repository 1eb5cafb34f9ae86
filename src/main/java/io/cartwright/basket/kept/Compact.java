package io.cartwright.basket.kept;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Leaves out of documents what is as usual, and puts it back in when they are read. */
final class Compact {
  private Compact() {}

  static Long amount(long value) {
    return value == 0 ? null : (Long) value;
  }

  static long amount(Long value) {
    return value == null ? 0 : value;
  }

  static Boolean flag(boolean value) {
    return value ? true : null;
  }

  static boolean flag(Boolean value) {
    return value != null && value;
  }

  static <T, R> List<R> list(List<T> values, Function<T, R> each) {
    return values.isEmpty() ? null : values.stream().map(each).toList();
  }

  static List<String> texts(List<String> values) {
    return values.isEmpty() ? null : values;
  }

  static List<String> sorted(Collection<String> values) {
    return values.isEmpty() ? null : values.stream().sorted().toList();
  }

  /** The other way of {@link #list}: absent is empty. */
  static <T, R> List<R> read(List<T> values, Function<T, R> each) {
    return values == null ? List.of() : values.stream().map(each).toList();
  }

  static List<String> read(List<String> values) {
    return values == null ? List.of() : values;
  }
}
