package io.cartwright.money;

import java.math.BigInteger;

/** Division of whole numbers, rounded half up (a half goes away from zero). */
public final class Rounding {
  private static final BigInteger TWO = BigInteger.TWO;

  private Rounding() {}

  /** {@code n ÷ d}; {@code d} is above zero. */
  public static long divide(long n, long d) {
    long quotient = n / d;
    long rest = Math.abs(n % d);
    if (rest >= d - rest) {
      return quotient + (n < 0 ? -1 : 1);
    }
    return quotient;
  }

  /**
   * {@code a × b ÷ c}, rounded once; {@code c} is above zero. Refuses a result that does not fit.
   */
  public static long mulDiv(long a, long b, long c) {
    long low = a * b;
    if (fits(a, b, low)) {
      return divide(low, c);
    }
    BigInteger result = wide(a, b, c);
    if (result.bitLength() > 63) {
      throw new IllegalArgumentException("amount out of range: " + a + " * " + b + " / " + c);
    }
    return result.longValue();
  }

  /**
   * As {@link #mulDiv}, for terms that are not negative; what does not fit is {@link
   * Long#MAX_VALUE}.
   */
  public static long mulDivCapped(long a, long b, long c) {
    long low = a * b;
    if (fits(a, b, low)) {
      return divide(low, c);
    }
    BigInteger result = wide(a, b, c);
    return result.bitLength() > 63 ? Long.MAX_VALUE : result.longValue();
  }

  /** {@code a × b} for terms that are not negative; what does not fit is {@link Long#MAX_VALUE}. */
  public static long timesCapped(long a, long b) {
    long low = a * b;
    return fits(a, b, low) ? low : Long.MAX_VALUE;
  }

  /** The whole part of {@code a × b ÷ c} for terms that are not negative, {@code c} above zero. */
  public static long floorDiv(long a, long b, long c) {
    long low = a * b;
    if (fits(a, b, low)) {
      return low / c;
    }
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .divide(BigInteger.valueOf(c))
        .longValueExact();
  }

  /** The rest of {@code a × b ÷ c} for terms that are not negative, {@code c} above zero. */
  public static long floorRest(long a, long b, long c) {
    long low = a * b;
    if (fits(a, b, low)) {
      return low % c;
    }
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .mod(BigInteger.valueOf(c))
        .longValueExact();
  }

  private static boolean fits(long a, long b, long low) {
    return Math.multiplyHigh(a, b) == low >> 63;
  }

  private static BigInteger wide(long a, long b, long c) {
    BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    BigInteger divisor = BigInteger.valueOf(c);
    BigInteger half = product.abs().multiply(TWO).add(divisor).divide(divisor.multiply(TWO));
    return product.signum() < 0 ? half.negate() : half;
  }
}
