package io.cartwright.pricing;

import io.cartwright.money.Rounding;

/**
 * What a discount takes off some units of a line at its average price, rounded once. Amounts are
 * minor units.
 */
final class TakeOff {
  private static final long HUNDRED_PERCENT_E4 = 1_000_000;

  private TakeOff() {}

  /** What {@code units} of the line's {@code quantity} units cost. */
  static long worth(long line, int quantity, int units) {
    return units == quantity ? line : Rounding.mulDiv(line, units, quantity);
  }

  static long percentage(long line, int quantity, int units, long percentE4) {
    return units == quantity
        ? Rounding.mulDiv(line, percentE4, HUNDRED_PERCENT_E4)
        : Rounding.mulDiv(line, units * percentE4, quantity * HUNDRED_PERCENT_E4);
  }

  static long amount(long line, int quantity, int units, long amountE4, long unitsPerMinor) {
    long wanted = Rounding.mulDivCapped(amountE4, units, unitsPerMinor);
    return Math.min(wanted, worth(line, quantity, units));
  }

  static long fixedPrice(long line, int quantity, int units, long priceE4, long unitsPerMinor) {
    long left = Rounding.mulDivCapped(priceE4, units, unitsPerMinor);
    return Math.max(0, worth(line, quantity, units) - left);
  }
}
