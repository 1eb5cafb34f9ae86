package io.cartwright.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  @ParameterizedTest
  @CsvSource({"20, 200000", "0.1, 1000", "100, 1000000", "33.33, 333300", "12.34565, 123457"})
  void percentagesCountTheirShortestDecimalText(double percent, long e4) {
    assertEquals(e4, Decimals.percentE4(percent));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
  void refusesNumbersThatAreNoAmounts(double value) {
    assertThrows(IllegalArgumentException.class, () -> Decimals.scaled(value, 4));
  }

  @Test
  void capsInsteadOfOverflowing() {
    assertEquals(Decimals.CAP, Decimals.capped("1000000000000000", 4));
    assertEquals(Decimals.CAP, Decimals.capped(1e300, 4));
    assertEquals(10_000, Decimals.capped("1", 4));
  }

  @Test
  void shortTextHasNoTrailingZeros() {
    assertEquals("0.19", Decimals.shortText(190_000, 6));
    assertEquals("0", Decimals.shortText(0, 6));
    assertEquals("1", Decimals.shortText(1_000_000, 6));
    assertEquals("100", Decimals.shortText(1_000_000, 4));
  }
}
