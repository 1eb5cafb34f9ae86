package io.cartwright.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DivisorTest {
  @Property(tries = 200_000)
  void dividesAsRoundingDoes(@ForAll long n, @ForAll @LongRange(min = 1) long d) {
    assertEquals(Rounding.divide(n, d), new Divisor(d).divide(n));
  }

  @Property(tries = 200_000)
  void dividesAsRoundingDoesBesideEachHalf(
      @ForAll @LongRange(min = 1, max = 2_000_000_000L) long d,
      @ForAll @LongRange(min = 0, max = 1L << 30) long quotient,
      @ForAll @LongRange(min = -2, max = 2) long beside) {
    long n = Math.max(0, quotient * d + d / 2 + beside);
    assertEquals(Rounding.divide(n, d), new Divisor(d).divide(n));
    long whole = Math.max(0, quotient * d + beside);
    assertEquals(Rounding.divide(whole, d), new Divisor(d).divide(whole));
  }

  @Property(tries = 100_000)
  void multipliesFirstAsRoundingDoes(
      @ForAll @LongRange(min = 0, max = 900_000_000_000_000L) long amount,
      @ForAll @LongRange(min = 0, max = 1_000_000) long rateE6) {
    assertEquals(
        Rounding.mulDiv(amount, rateE6, 1_000_000 + rateE6),
        new Divisor(1_000_000 + rateE6).mulDiv(amount, rateE6));
  }

  @Test
  void edges() {
    for (long n : new long[] {0, 1, (1L << 61) - 1, 1L << 61, (1L << 61) + 1, Long.MAX_VALUE, -7}) {
      for (long d : new long[] {1, 2, 3, 7, 1_190_000, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
        assertEquals(Rounding.divide(n, d), new Divisor(d).divide(n), n + " / " + d);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new Divisor(0));
  }
}
