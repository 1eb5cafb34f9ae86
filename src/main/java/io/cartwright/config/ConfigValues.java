package io.cartwright.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checked texts of all settings by name, read as their kinds. Each name asked for must be declared.
 */
final class ConfigValues {
  private final Map<String, String> texts;

  ConfigValues(Map<String, String> texts) {
    this.texts = texts;
  }

  /** What is wrong with the text of a setting, or empty. */
  static Optional<String> problem(ConfigKey key, String text) {
    return switch (key.kind()) {
      case TEXT, SECRET, LIST -> Optional.empty();
      case PATH -> problemOfPath(text);
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Optional.empty()
              : Optional.of("is not true or false: " + text);
      case CHOICE ->
          key.choices().contains(text)
              ? Optional.empty()
              : Optional.of("is not one of " + key.rangeText() + ": " + text);
      case INTEGER -> problemOfInteger(key, text);
      case DURATION -> problemOfDuration(key, text);
    };
  }

  private static Optional<String> problemOfPath(String text) {
    try {
      Path.of(text);
      return Optional.empty();
    } catch (IllegalArgumentException bad) {
      return Optional.of("is not a path: " + text);
    }
  }

  private static Optional<String> problemOfInteger(ConfigKey key, String text) {
    try {
      return outOfRange(key, Long.parseLong(text), text);
    } catch (NumberFormatException bad) {
      return Optional.of("is not a whole number: " + text);
    }
  }

  private static Optional<String> problemOfDuration(ConfigKey key, String text) {
    try {
      return outOfRange(key, Durations.parse(text).toMillis(), text);
    } catch (IllegalArgumentException | ArithmeticException bad) {
      return Optional.of("is not a duration such as 250ms, 30s, 5m, 4h or 365d: " + text);
    }
  }

  private static Optional<String> outOfRange(ConfigKey key, long value, String text) {
    return value >= key.min() && value <= key.max()
        ? Optional.empty()
        : Optional.of("is out of its range, " + key.rangeText() + ": " + text);
  }

  String text(String name) {
    return texts.get(name);
  }

  int integer(String name) {
    return Integer.parseInt(text(name));
  }

  boolean bool(String name) {
    return Boolean.parseBoolean(text(name));
  }

  Duration duration(String name) {
    return Durations.parse(text(name));
  }

  /** The entries, split at commas; blank ones are dropped. */
  List<String> list(String name) {
    return Arrays.stream(text(name).split(","))
        .map(String::trim)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /** The path, made absolute; empty when not set. */
  Optional<Path> path(String name) {
    return Optional.of(text(name))
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text).toAbsolutePath().normalize());
  }
}
