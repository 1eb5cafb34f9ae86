package io.cartwright.money;

import java.math.BigInteger;

/**
 * Shares a whole amount out in proportion to weights, by largest remainder: everyone gets the whole
 * part of their exact share, and what is left goes, one unit each, to the largest remainders, ties
 * to the earlier. The shares sum to the amount. Cost: n² for n weights at worst, no memory but the
 * caller's.
 */
public final class Shares {
  private Shares() {}

  /**
   * Shares {@code total} (not negative) over {@code weights} (not negative, at least one above
   * zero).
   */
  public static long[] of(long total, long... weights) {
    long[] shares = new long[weights.length];
    long[] rests = new long[weights.length];
    share(total, weights, weights.length, shares, rests);
    return shares;
  }

  /**
   * As {@link #of} for the first {@code n} weights, into {@code shares}; {@code rests} is scratch.
   */
  public static void share(long total, long[] weights, int n, long[] shares, long[] rests) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      if (weights[i] < 0) {
        throw new IllegalArgumentException("negative weight: " + weights[i]);
      }
      sum = Math.addExact(sum, weights[i]);
    }
    if (total < 0 || sum == 0) {
      throw new IllegalArgumentException("cannot share " + total + " over weights of " + sum);
    }
    long left = total;
    for (int i = 0; i < n; i++) {
      split(total, weights[i], sum, shares, rests, i);
      left -= shares[i];
    }
    for (; left > 0; left--) {
      int largest = 0;
      for (int i = 1; i < n; i++) {
        if (rests[i] > rests[largest]) {
          largest = i;
        }
      }
      shares[largest]++;
      rests[largest] = -1;
    }
  }

  private static void split(long total, long weight, long sum, long[] shares, long[] rests, int i) {
    long low = total * weight;
    if (low >= 0 && Math.multiplyHigh(total, weight) == 0) {
      shares[i] = low / sum;
      rests[i] = low % sum;
      return;
    }
    BigInteger[] parts =
        BigInteger.valueOf(total)
            .multiply(BigInteger.valueOf(weight))
            .divideAndRemainder(BigInteger.valueOf(sum));
    shares[i] = parts[0].longValueExact();
    rests[i] = parts[1].longValueExact();
  }
}
