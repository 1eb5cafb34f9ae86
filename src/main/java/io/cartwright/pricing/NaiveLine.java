package io.cartwright.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A line while {@link NaiveEvaluator} works on it; amounts are in the major unit. */
final class NaiveLine {
  final BasketLine in;
  final int index;
  final int decimals;

  /** The line before all discounts. */
  final BigDecimal before;

  /** The line after what was applied so far. */
  BigDecimal now;

  BigDecimal byRules = BigDecimal.ZERO;
  BigDecimal byMerchant = BigDecimal.ZERO;
  BigDecimal byCoupon = BigDecimal.ZERO;

  NaiveLine(BasketLine in, int index, int decimals) {
    this.in = in;
    this.index = index;
    this.decimals = decimals;
    this.before = baseUnit().multiply(BigDecimal.valueOf(in.quantity()));
    this.now = before;
  }

  BigDecimal baseUnit() {
    return BigDecimal.valueOf(in.baseUnitMinor(), decimals);
  }

  /** Price of one unit: half up of line ÷ quantity. */
  BigDecimal unitPrice() {
    return worthOf(1);
  }

  /** What some units of the line cost at its average price. */
  BigDecimal worthOf(int units) {
    return now.multiply(BigDecimal.valueOf(units))
        .divide(BigDecimal.valueOf(in.quantity()), decimals, RoundingMode.HALF_UP);
  }

  /** The amount that a percentage takes off some units at the line's average price. */
  BigDecimal percentOf(int units, BigDecimal percent) {
    return now.multiply(BigDecimal.valueOf(units))
        .multiply(percent)
        .divide(BigDecimal.valueOf(100L * in.quantity()), decimals, RoundingMode.HALF_UP);
  }

  /**
   * The prices of the units, summing to the line: those that are one minor unit dearer come first.
   */
  List<BigDecimal> unitPrices() {
    BigDecimal cent = BigDecimal.ONE.movePointLeft(decimals);
    BigDecimal quantity = BigDecimal.valueOf(in.quantity());
    BigDecimal low = now.divide(quantity, decimals, RoundingMode.DOWN);
    BigDecimal rest = now.subtract(low.multiply(quantity));
    List<BigDecimal> prices = new ArrayList<>();
    for (int unit = 0; unit < in.quantity(); unit++) {
      boolean dearer = rest.signum() > 0;
      prices.add(dearer ? low.add(cent) : low);
      rest = dearer ? rest.subtract(cent) : rest;
    }
    return prices;
  }
}
