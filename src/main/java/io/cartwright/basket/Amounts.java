package io.cartwright.basket;

import io.cartwright.money.Currency;
import io.cartwright.money.Rounding;
import io.cartwright.pricing.Basket;

/** Amounts that callers name, within what a basket can hold. */
public final class Amounts {
  private Amounts() {}

  /**
   * Decimal text to minor units, half up. Refuses, with an {@link IllegalArgumentException}, what
   * is no decimal, is negative, or is more than a basket can hold.
   */
  public static long parse(String text, Currency currency) {
    return held(currency.parse(text));
  }

  /** {@code sum + price × quantity}; refuses what a basket cannot hold. */
  public static long plus(long sum, long priceMinor, int quantity) {
    long price = Rounding.timesCapped(priceMinor, quantity);
    return held(Math.min(price, Basket.TOTAL_MAX_MINOR + 1) + sum);
  }

  private static long held(long minor) {
    if (minor < 0 || minor > Basket.TOTAL_MAX_MINOR) {
      throw new IllegalArgumentException("an amount is out of range");
    }
    return minor;
  }
}
