package io.cartwright;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What {@code replay} is asked to do.
 *
 * @param site null: all sites
 * @param from first instant of a quote; null: from the first
 * @param to first instant that is left out; null: to the last
 * @param config the words that name the configuration
 */
record ReplayArguments(UUID site, Instant from, Instant to, List<String> config) {
  static final String USAGE =
      "replay [--site <id>] [--from <instant>] [--to <instant>] [--config <file>]";

  /** Refuses, with an {@link IllegalArgumentException} that names all of them, unknown words. */
  static ReplayArguments read(List<String> words) {
    UUID site = null;
    Instant from = null;
    Instant to = null;
    List<String> config = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!List.of("--site", "--from", "--to", "--config").contains(name)) {
        throw new IllegalArgumentException("Unknown argument: " + word + ". Known: " + USAGE + ".");
      }
      if (equals < 0 && i + 1 == words.size()) {
        throw new IllegalArgumentException(name + " needs a value.");
      }
      String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
      switch (name) {
        case "--site" -> site = site(value);
        case "--from" -> from = instant(name, value);
        case "--to" -> to = instant(name, value);
        default -> config.addAll(List.of(name, value));
      }
    }
    return new ReplayArguments(site, from, to, List.copyOf(config));
  }

  static UUID site(String value) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("--site is " + value + ", not the id of a site.", wrong);
    }
  }

  private static Instant instant(String name, String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          name + " is " + value + ", not an instant like 2026-01-31T00:00:00Z.", wrong);
    }
  }
}
