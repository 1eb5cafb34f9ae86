package io.cartwright.basket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.cartwright.money.Currency;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PricesTest {

  @Test
  void amountsReadLikeThoseOfTheCurrency() {
    Random random = new Random(7);
    for (String code : new String[] {"USD", "EUR", "JPY", "KWD", "CHF", "ILS"}) {
      Currency currency = Currency.of(code);
      Prices prices = Prices.in(currency);
      for (int i = 0; i < 2_000; i++) {
        long minor = random.nextLong(900_000_000_000_000L) >>> random.nextInt(50);
        assertEquals(currency.format(minor), prices.of(minor).amount());
        assertEquals(currency.display(minor), prices.of(minor).formattedAmount());
      }
    }
  }

  @Test
  void zeroIsMadeOnce() {
    Prices prices = Prices.in(Currency.of("USD"));
    assertSame(prices.of(0), prices.of(0));
    assertEquals("0.00", prices.of(0).amount());
  }
}
