package io.cartwright.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

  @ParameterizedTest
  @CsvSource({"JPY, 0", "USD, 2", "EUR, 2", "KWD, 3", "CLF, 4"})
  void decimalsFollowIso4217(String code, int decimals) {
    assertEquals(decimals, Currency.of(code).decimals());
  }

  @ParameterizedTest
  @CsvSource({
    "USD, 10, 1000",
    "USD, 10.00, 1000",
    "USD, 0.005, 1",
    "USD, 0.0049, 0",
    "USD, 10.005, 1001",
    "USD, -0.005, -1",
    "JPY, 10.5, 11",
    "JPY, 10.4999, 10",
    "KWD, 1.2345, 1235",
    "USD, 1e3, 100000",
    "USD, 92233720368547758.07, 9223372036854775807"
  })
  void amountsFinerThanTheMinorUnitAreRoundedHalfUp(String code, String text, long minor) {
    assertEquals(minor, Currency.of(code).parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "1,00", "NaN", "92233720368547758.08", "1e30", "1e999999999", "0x10"})
  void refusesWhatIsNoAmountOrDoesNotFit(String text) {
    assertThrows(IllegalArgumentException.class, () -> Currency.of("USD").parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "usd", "US", "QQQ", "XXX", "USDD"})
  void refusesUnknownCodes(String code) {
    assertFalse(Currency.isKnown(code));
    assertThrows(IllegalArgumentException.class, () -> Currency.of(code));
  }

  @ParameterizedTest
  @CsvSource({
    "USD, 1000, 10.00",
    "USD, 5, 0.05",
    "USD, -5, -0.05",
    "JPY, 1000, 1000",
    "KWD, 1, 0.001"
  })
  void formatsWithAllDecimals(String code, long minor, String text) {
    assertEquals(text, Currency.of(code).format(minor));
  }

  @Test
  void displaysAsPeopleReadIt() {
    assertEquals("$10.00", Currency.of("USD").display(1000));
    assertEquals("$1,234.50", Currency.of("USD").display(123450));
    assertEquals("-$1,234,567.05", Currency.of("USD").display(-123456705));
    assertEquals("$0.05", Currency.of("USD").display(5));
    assertEquals("$999.00", Currency.of("USD").display(99900));
    assertEquals("¥1,000", Currency.of("JPY").display(1000));
    assertEquals("€10.00", Currency.of("EUR").display(1000));
    assertEquals("KWD\u00a01.000", Currency.of("KWD").display(1000));
    assertEquals("10,00\u00a0€", Currency.of("EUR").display(1000, Locale.GERMANY));
    assertTrue(Currency.isKnown("USD"));
  }
}
