package io.cartwright.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
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

  @Test
  void shortTextIsThatOfTheDecimal() {
    for (long scaled = -1_234_567; scaled <= 1_234_567; scaled += 7) {
      String expected =
          scaled == 0 ? "0" : BigDecimal.valueOf(scaled, 6).stripTrailingZeros().toPlainString();
      assertEquals(expected, Decimals.shortText(scaled, 6));
    }
    assertEquals("9223372036854.775807", Decimals.shortText(Long.MAX_VALUE, 6));
  }

  @Test
  void aNumberCountsAsItsShortestText() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      int digits = random.nextInt(18);
      double value =
          switch (i % 3) {
            case 0 -> random.nextInt(2_000_000) / 1e3 - 1_000;
            case 1 -> random.nextLong() / Math.pow(10, digits);
            default -> (random.nextInt(20_000) + 0.5) / Math.pow(10, digits % 7);
          };
      int decimals = random.nextInt(8);
      long expected =
          BigDecimal.valueOf(value)
              .setScale(decimals, RoundingMode.HALF_UP)
              .unscaledValue()
              .min(BigInteger.valueOf(Decimals.CAP))
              .max(BigInteger.valueOf(-Decimals.CAP))
              .longValue();
      assertEquals(expected, Decimals.capped(value, decimals), value + " with " + decimals);
    }
    assertEquals(0, Decimals.capped(-0.0, 6));
  }
}
