package io.cartwright.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Decimal text and wire numbers to scaled {@code long} values and back, rounded half up. */
public final class Decimals {
  /** The largest value that {@link #capped} answers: above every amount that a basket may hold. */
  public static final long CAP = 9_000_000_000_000_000_000L;

  private static final int TEXT_LENGTH_MAX = 64;
  private static final int EXPONENT_MAX = 40;

  /** Whole numbers below it, and what they are over a power of ten, have one shortest text. */
  private static final double EXACT_MAX = 1e15;

  private static final double NOT_EXACT = Double.NaN;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

  private Decimals() {}

  /** The value times 10^{@code decimals}. Refuses what is no decimal or does not fit. */
  public static long scaled(String text, int decimals) {
    return exact(parse(text).setScale(decimals, RoundingMode.HALF_UP), text);
  }

  /**
   * As {@link #scaled(String, int)} for a wire number; its shortest decimal text counts, so 0.1 is
   * 0.1.
   */
  public static long scaled(double value, int decimals) {
    double exact = exactly(value, decimals);
    if (!Double.isNaN(exact)) return (long) exact;
    return exact(finite(value).setScale(decimals, RoundingMode.HALF_UP), value);
  }

  /** As {@link #scaled(String, int)}, but what is larger than {@link #CAP} becomes {@link #CAP}. */
  public static long capped(String text, int decimals) {
    return cap(parse(text), decimals);
  }

  /** As {@link #scaled(double, int)}, but what is larger than {@link #CAP} becomes {@link #CAP}. */
  public static long capped(double value, int decimals) {
    double exact = exactly(value, decimals);
    if (!Double.isNaN(exact)) return (long) exact;
    return cap(finite(value), decimals);
  }

  /** A percentage in ten-thousandths of one per cent: 20 is 200,000. */
  public static long percentE4(double percent) {
    return scaled(percent, 4);
  }

  /** Decimal text with exactly {@code decimals} places: 1000 with two is "10.00". */
  public static String text(long scaled, int decimals) {
    return BigDecimal.valueOf(scaled, decimals).toPlainString();
  }

  /** Decimal text without trailing zeros: 190000 with six is "0.19", 0 is "0". */
  public static String shortText(long scaled, int decimals) {
    if (scaled >= 0 && decimals > 0 && decimals < POWERS.length) return digits(scaled, decimals);
    BigDecimal value = BigDecimal.valueOf(scaled, decimals);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String digits(long scaled, int decimals) {
    long one = (long) POWERS[decimals];
    long whole = scaled / one;
    long rest = scaled % one;
    if (rest == 0) return Long.toString(whole);
    StringBuilder text = new StringBuilder(24).append(whole).append('.');
    for (long place = one / 10; rest > 0; place /= 10) {
      text.append((char) ('0' + rest / place));
      rest %= place;
    }
    return text.toString();
  }

  /**
   * The value times 10^{@code decimals} where that is a whole number of at most 15 digits; else
   * {@link #NOT_EXACT}. A quotient of two exact numbers is the double that is nearest to the
   * decimal number, so when it is the value, the value's text is that decimal.
   */
  private static double exactly(double value, int decimals) {
    if (decimals < 0 || decimals >= POWERS.length) return NOT_EXACT;
    double power = POWERS[decimals];
    double scaled = Math.rint(value * power);
    return Math.abs(scaled) < EXACT_MAX && scaled / power == value ? scaled : NOT_EXACT;
  }

  private static BigDecimal parse(String text) {
    if (text == null || text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
      throw new IllegalArgumentException("not a decimal amount");
    }
    try {
      BigDecimal value = new BigDecimal(text);
      if (Math.abs((long) value.scale()) > EXPONENT_MAX) {
        throw new IllegalArgumentException("amount out of range: " + text);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a decimal amount: " + text, e);
    }
  }

  private static BigDecimal finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    return BigDecimal.valueOf(value);
  }

  private static long exact(BigDecimal value, Object source) {
    BigInteger unscaled = value.unscaledValue();
    if (unscaled.bitLength() > 63) {
      throw new IllegalArgumentException("amount out of range: " + source);
    }
    return unscaled.longValue();
  }

  private static long cap(BigDecimal value, int decimals) {
    BigInteger unscaled = value.setScale(decimals, RoundingMode.HALF_UP).unscaledValue();
    return unscaled.min(BigInteger.valueOf(CAP)).max(BigInteger.valueOf(-CAP)).longValue();
  }
}
