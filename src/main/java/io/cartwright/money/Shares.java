package io.cartwright.money;

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
      shares[i] = Rounding.floorDiv(total, weights[i], sum);
      rests[i] = Rounding.floorRest(total, weights[i], sum);
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
}
