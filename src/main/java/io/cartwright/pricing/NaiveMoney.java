package io.cartwright.pricing;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Amounts of a currency, in the major unit, as {@link NaiveEvaluator} computes with them. */
record NaiveMoney(int decimals) {

  BigDecimal major(long minor) {
    return BigDecimal.valueOf(minor, decimals);
  }

  long minor(BigDecimal amount) {
    return amount.movePointRight(decimals).longValueExact();
  }

  static BigDecimal e4(long tenThousandths) {
    return BigDecimal.valueOf(tenThousandths, 4);
  }

  static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(ZERO, BigDecimal::add);
  }

  BigDecimal rounded(BigDecimal amount) {
    return amount.setScale(decimals, RoundingMode.HALF_UP);
  }

  /** {@code amount × part ÷ whole}, half up. */
  BigDecimal proportion(BigDecimal amount, BigDecimal part, BigDecimal whole) {
    return amount.multiply(part).divide(whole, decimals, RoundingMode.HALF_UP);
  }

  BigDecimal percent(BigDecimal amount, long percentE4) {
    return proportion(amount, e4(percentE4), BigDecimal.valueOf(100));
  }

  /** Shares an amount out by largest remainder, ties to the earlier. */
  List<BigDecimal> share(BigDecimal amount, List<BigDecimal> weights) {
    BigDecimal sum = sum(weights.stream());
    List<BigDecimal> shares = new ArrayList<>();
    List<BigDecimal> rests = new ArrayList<>();
    BigDecimal left = amount;
    for (BigDecimal weight : weights) {
      BigDecimal share = amount.multiply(weight).divide(sum, decimals, RoundingMode.DOWN);
      shares.add(share);
      rests.add(amount.multiply(weight).subtract(share.multiply(sum)));
      left = left.subtract(share);
    }
    for (; left.signum() > 0; left = left.subtract(cent())) {
      int largest = 0;
      for (int i = 1; i < rests.size(); i++) {
        largest = rests.get(i).compareTo(rests.get(largest)) > 0 ? i : largest;
      }
      shares.set(largest, shares.get(largest).add(cent()));
      rests.set(largest, ONE.negate());
    }
    return shares;
  }

  BigDecimal cent() {
    return ONE.movePointLeft(decimals);
  }
}
