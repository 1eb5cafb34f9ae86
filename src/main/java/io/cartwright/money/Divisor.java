package io.cartwright.money;

/**
 * Divides by one number again and again, rounded half up as {@link Rounding#divide}: multiplies by
 * the reciprocal and puts the result right, exact to the last unit.
 *
 * <p>With {@code m = ⌊(2⁶³ − 1) ÷ d⌋} and {@code n ≤ 2⁶¹}, {@code ⌊n·m ÷ 2⁶³⌋} is the quotient or
 * one less (Granlund and Montgomery, <a href="https://doi.org/10.1145/178243.178249">PLDI
 * 1994</a>).
 */
public final class Divisor {
  private static final long DIVIDEND_MAX = 1L << 61;

  private final long divisor;
  private final long reciprocal;

  /** Of a number above zero. */
  public Divisor(long divisor) {
    if (divisor < 1) {
      throw new IllegalArgumentException("divisor " + divisor);
    }
    this.divisor = divisor;
    this.reciprocal = Long.MAX_VALUE / divisor;
  }

  /** {@code n ÷ divisor}. */
  public long divide(long n) {
    if (n < 0 || n > DIVIDEND_MAX) {
      return Rounding.divide(n, divisor);
    }
    long quotient = Math.multiplyHigh(n << 1, reciprocal);
    long rest = n - quotient * divisor;
    if (rest >= divisor) {
      quotient++;
      rest -= divisor;
    }
    return rest >= divisor - rest ? quotient + 1 : quotient;
  }

  /** {@code a × b ÷ divisor} as {@link Rounding#mulDiv}. */
  public long mulDiv(long a, long b) {
    long low = a * b;
    return Math.multiplyHigh(a, b) == low >> 63 ? divide(low) : Rounding.mulDiv(a, b, divisor);
  }
}
