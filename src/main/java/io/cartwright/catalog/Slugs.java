package io.cartwright.catalog;

import java.text.Normalizer;
import java.util.Locale;

/** Makes names fit for a path: lower case letters and digits of any script, joined by hyphens. */
public final class Slugs {
  /** Longest slug that can be asked for by slug. */
  public static final int LENGTH_MAX = 100;

  private static final int NUMBER_LENGTH_MAX = 8;
  private static final int BASE_LENGTH_MAX = LENGTH_MAX - NUMBER_LENGTH_MAX;

  private Slugs() {}

  /** The slug of a name; {@code fallback} when nothing of the name is left. */
  public static String of(String name, String fallback) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
    String slug =
        Normalizer.normalize(plain, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("['’]", "")
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-+|-+$", "");
    if (slug.length() > BASE_LENGTH_MAX) {
      slug = slug.substring(0, BASE_LENGTH_MAX).replaceAll("-+$", "");
    }
    return slug.isEmpty() ? fallback : slug;
  }

  /** True when a path can hold this slug as it is. */
  public static boolean isValid(String slug) {
    return slug.length() <= LENGTH_MAX && slug.matches("[\\p{L}\\p{M}\\p{N}_.~-]+");
  }

  /** The n-th slug to try for a base: the base itself, then base-1, base-2, and so on. */
  public static String numbered(String base, int n) {
    return n == 0 ? base : base + "-" + n;
  }
}
