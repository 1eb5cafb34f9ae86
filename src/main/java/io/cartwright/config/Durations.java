package io.cartwright.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 4h}, {@code 365d}.
 */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
  private static final String[] UNITS = {"d", "h", "m", "s"};
  private static final long[] UNIT_MS = {86_400_000, 3_600_000, 60_000, 1_000};

  private Durations() {}

  /** Reads a duration; throws IllegalArgumentException for any other form. */
  static Duration parse(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new IllegalArgumentException("not a duration: " + text);
    }
    return Duration.ofMillis(
        Math.multiplyExact(Long.parseLong(form.group(1)), unitMs(form.group(2))));
  }

  /** Writes milliseconds in the largest unit that divides them. */
  static String format(long ms) {
    for (int i = 0; i < UNITS.length; i++) {
      if (ms > 0 && ms % UNIT_MS[i] == 0) {
        return ms / UNIT_MS[i] + UNITS[i];
      }
    }
    return ms + "ms";
  }

  private static long unitMs(String unit) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit)) {
        return UNIT_MS[i];
      }
    }
    return 1;
  }
}
