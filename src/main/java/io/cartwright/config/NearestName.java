package io.cartwright.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that an unknown one was most likely meant to be.
 *
 * <p>Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours
 * cost one each; O(n m) for each name. Case does not count. A name that differs in more than half
 * of its letters is no help and is not suggested.
 */
final class NearestName {
  private NearestName() {}

  static Optional<String> of(String unknown, Collection<String> known) {
    String wanted = unknown.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(
            name ->
                distance(wanted, name.toLowerCase(Locale.ROOT))
                    <= Math.max(wanted.length(), name.length()) / 2);
  }

  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
