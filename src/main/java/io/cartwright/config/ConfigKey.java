package io.cartwright.config;

import java.util.List;
import java.util.Locale;

/**
 * One declared setting.
 *
 * @param name dotted path in the file, such as {@code http.port}
 * @param environmentName variable that overrides the file
 * @param kind how its text is read
 * @param defaultText the default, written as the file would have it; empty for "none"
 * @param min lowest value of an INTEGER, or of a DURATION in milliseconds
 * @param max highest value, inclusive
 * @param choices what a CHOICE may be, else empty
 * @param description what it does, in full sentences
 */
public record ConfigKey(
    String name,
    String environmentName,
    Kind kind,
    String defaultText,
    long min,
    long max,
    List<String> choices,
    String description) {

  /** How a setting's text is read. */
  public enum Kind {
    TEXT("text"),
    SECRET("text (secret)"),
    PATH("path"),
    INTEGER("whole number"),
    BOOLEAN("true or false"),
    DURATION("duration"),
    LIST("list of texts"),
    CHOICE("choice");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The kind in words, for messages and the docs. */
    public String label() {
      return label;
    }
  }

  public ConfigKey {
    choices = List.copyOf(choices);
  }

  static ConfigKey of(Kind kind, String name, String defaultText, String description) {
    return new ConfigKey(
        name, environmentNameOf(name), kind, defaultText, 0, 0, List.of(), description);
  }

  static ConfigKey integer(String name, long defaultValue, long min, long max, String description) {
    return new ConfigKey(
        name,
        environmentNameOf(name),
        Kind.INTEGER,
        Long.toString(defaultValue),
        min,
        max,
        List.of(),
        description);
  }

  static ConfigKey duration(
      String name, String defaultText, String min, String max, String description) {
    return new ConfigKey(
        name,
        environmentNameOf(name),
        Kind.DURATION,
        defaultText,
        Durations.parse(min).toMillis(),
        Durations.parse(max).toMillis(),
        List.of(),
        description);
  }

  static ConfigKey choice(
      String name, String defaultText, List<String> choices, String description) {
    return new ConfigKey(
        name, environmentNameOf(name), Kind.CHOICE, defaultText, 0, 0, choices, description);
  }

  ConfigKey withEnvironmentName(String variable) {
    return new ConfigKey(name, variable, kind, defaultText, min, max, choices, description);
  }

  /** The allowed values in words; empty when all values of the kind are. */
  public String rangeText() {
    return switch (kind) {
      case INTEGER -> min + " to " + max;
      case DURATION -> Durations.format(min) + " to " + Durations.format(max);
      case CHOICE -> String.join(", ", choices);
      case TEXT, SECRET, PATH, BOOLEAN, LIST -> "";
    };
  }

  private static String environmentNameOf(String name) {
    String snake = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
    return ConfigKeys.ENVIRONMENT_PREFIX + snake.toUpperCase(Locale.ROOT);
  }
}
