package io.cartwright.money;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A currency of ISO 4217 and the decimals of its minor unit (0 to 4).
 *
 * @param code three upper-case letters
 * @param decimals places of the minor unit: 0 for JPY, 2 for USD, 3 for KWD
 */
public record Currency(String code, int decimals) {
  private static final Map<String, Currency> KNOWN = new ConcurrentHashMap<>();
  private static final Map<String, String> SYMBOLS = new ConcurrentHashMap<>();
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  public Currency {
    if (code == null || decimals < 0 || decimals > 4) {
      throw new IllegalArgumentException("not a currency: " + code);
    }
  }

  /**
   * The currency with this code. Refuses a code that ISO 4217 does not know, or that has no minor
   * unit.
   */
  public static Currency of(String code) {
    Currency known = code == null ? null : KNOWN.get(code);
    if (known != null) {
      return known;
    }
    if (!isKnown(code)) {
      throw new IllegalArgumentException("not a currency: " + code);
    }
    Currency found =
        new Currency(code, java.util.Currency.getInstance(code).getDefaultFractionDigits());
    KNOWN.put(code, found);
    return found;
  }

  /** True when {@link #of} knows the code. */
  public static boolean isKnown(String code) {
    if (code == null || code.length() != 3) {
      return false;
    }
    try {
      int digits = java.util.Currency.getInstance(code).getDefaultFractionDigits();
      return digits >= 0 && digits <= 4;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Decimal text to minor units, half up: "10.005" is 1001 cents. Refuses what is no decimal or
   * does not fit.
   */
  public long parse(String amount) {
    return Decimals.scaled(amount, decimals);
  }

  /** A wire number to minor units, half up. */
  public long parse(double amount) {
    return Decimals.scaled(amount, decimals);
  }

  /** Minor units as decimal text with all decimals: "10.00". */
  public String format(long minor) {
    return Decimals.text(minor, decimals);
  }

  /** Minor units as people read them, in English: "$10.00", "¥1,000". */
  public String display(long minor) {
    String digits = format(minor == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(minor));
    int whole = decimals == 0 ? digits.length() : digits.length() - decimals - 1;
    StringBuilder text = new StringBuilder(digits.length() + 12);
    text.append(minor < 0 ? "-" : "").append(SYMBOLS.computeIfAbsent(code, Currency::symbol));
    for (int i = 0; i < whole; i++) {
      if (i > 0 && (whole - i) % 3 == 0) {
        text.append(',');
      }
      text.append(digits.charAt(i));
    }
    return text.append(digits, whole, digits.length()).toString();
  }

  /** The sign before the digits; one of letters is set apart by a space that does not break. */
  private static String symbol(String code) {
    String symbol = java.util.Currency.getInstance(code).getSymbol(Locale.US);
    return Character.isLetter(symbol.charAt(symbol.length() - 1)) ? symbol + '\u00a0' : symbol;
  }

  /** Minor units as people of {@code locale} read them. */
  public String display(long minor, Locale locale) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(java.util.Currency.getInstance(code));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(BigDecimal.valueOf(minor, decimals));
  }

  /**
   * Units of 10^-{@code places} in one minor unit; {@code places} is from {@link #decimals} to 6.
   */
  public long unitsPerMinor(int places) {
    return POWERS[places - decimals];
  }
}
