package io.cartwright.tax;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Codes of states, provinces and the like: {@code NY} and {@code US-NY} mean the same, and are kept
 * as {@code NY}.
 */
public final class Subdivisions {
  /** The countries that the contract's tax regions divide. */
  private static final Set<String> COUNTRIES =
      Set.of("AE", "AU", "BR", "CA", "DE", "ES", "FR", "GB", "IN", "IT", "MX", "NL", "PT", "US");

  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,3}");

  private Subdivisions() {}

  /** True when regions of this country may be subdivisions. */
  public static boolean supportedFor(String country) {
    return COUNTRIES.contains(country);
  }

  /** True for codes such as {@code NY} and {@code US-NY}, the latter of this country only. */
  public static boolean wellFormed(String country, String subdivision) {
    return CODE.matcher(withoutCountry(country, subdivision)).matches();
  }

  /** The code without its country, in upper case; null for none, which may be written as "*". */
  public static String bare(String country, String subdivision) {
    if (subdivision == null) return null;
    String text = subdivision.strip().toUpperCase(Locale.ROOT);
    return text.isEmpty() || text.equals("*") ? null : withoutCountry(country, text);
  }

  private static String withoutCountry(String country, String text) {
    return text.length() > 3 && text.charAt(2) == '-' && text.startsWith(country)
        ? text.substring(3)
        : text;
  }
}
