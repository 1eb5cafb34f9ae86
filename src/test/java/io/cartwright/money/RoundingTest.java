package io.cartwright.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {

  @ParameterizedTest
  @CsvSource({
    "5, 2, 3",
    "4, 3, 1",
    "-5, 2, -3",
    "-4, 3, -1",
    "0, 7, 0",
    "1005, 2, 503",
    "1, 3, 0",
    "2, 3, 1"
  })
  void aHalfGoesAwayFromZero(long n, long d, long rounded) {
    assertEquals(rounded, Rounding.divide(n, d));
  }

  @Property
  void equalsBigDecimal(
      @ForAll long a,
      @ForAll @LongRange(min = 0, max = 1_000_000) long b,
      @ForAll @LongRange(min = 1_000_000, max = Long.MAX_VALUE) long c) {
    BigDecimal exact =
        BigDecimal.valueOf(a)
            .multiply(BigDecimal.valueOf(b))
            .divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_UP);
    assertEquals(exact.longValueExact(), Rounding.mulDiv(a, b, c));
  }

  @Test
  void refusesOrCapsWhatDoesNotFit() {
    assertThrows(IllegalArgumentException.class, () -> Rounding.mulDiv(Long.MAX_VALUE, 3, 2));
    assertEquals(Long.MAX_VALUE, Rounding.mulDivCapped(Long.MAX_VALUE, 3, 2));
    assertEquals(Long.MAX_VALUE, Rounding.timesCapped(Long.MAX_VALUE, 2));
    assertEquals(3_000_000_000_000_000_000L, Rounding.mulDiv(6_000_000_000_000_000_000L, 5, 10));
  }
}
