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
    return exact(finite(value).setScale(decimals, RoundingMode.HALF_UP), value);
  }

  /** As {@link #scaled(String, int)}, but what is larger than {@link #CAP} becomes {@link #CAP}. */
  public static long capped(String text, int decimals) {
    return cap(parse(text), decimals);
  }

  /** As {@link #scaled(double, int)}, but what is larger than {@link #CAP} becomes {@link #CAP}. */
  public static long capped(double value, int decimals) {
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
    BigDecimal value = BigDecimal.valueOf(scaled, decimals);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
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
