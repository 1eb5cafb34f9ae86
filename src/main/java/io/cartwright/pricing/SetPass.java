package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import java.util.Arrays;

/**
 * Prices whole sets of units, formed from the dearest down.
 *
 * <p>The units of a line differ by one minor unit at most, so a line is one or two runs of units of
 * equal price. Sets inside one run are all alike and are priced at once; only a set that crosses
 * runs is shared out, and there are no more of those than runs. The cost is that of sorting the
 * runs, whatever the quantities are.
 */
final class SetPass {
  private final Scratch scratch;
  private int runs;
  private int[] runLine = new int[32];
  private long[] runPrice = new long[32];
  private int[] runUnits = new int[32];
  private int groups;
  private int[] group = new int[32];
  private int[] groupUnits = new int[32];
  private long[] groupShare = new long[32];
  private long[] groupRest = new long[32];

  SetPass(Scratch scratch) {
    this.scratch = scratch;
  }

  void apply(CompiledRule rule) {
    reserve();
    long units = formRuns();
    int quantity = rule.setQuantity;
    long price = Rounding.divide(rule.valueE4, scratch.unitsPerMinor);
    long sets = units / quantity;
    if (sets == 0) {
      return;
    }
    Arrays.fill(scratch.units, 0, scratch.size, 0);
    Arrays.fill(scratch.off, 0, scratch.size, 0);
    int run = 0;
    while (sets > 0) {
      if (runUnits[run] >= quantity) {
        long alike = Math.min(sets, runUnits[run] / quantity);
        long worth = quantity * runPrice[run];
        use(run, (int) (alike * quantity));
        scratch.off[runLine[run]] += alike * Math.max(0, worth - price);
        sets -= alike;
      } else if (runUnits[run] == 0) {
        run++;
      } else {
        priceCrossingSet(run, quantity, price);
        sets--;
      }
    }
    for (int line = 0; line < scratch.size; line++) {
      if (scratch.units[line] > 0) {
        scratch.take(rule, line, scratch.units[line], scratch.off[line]);
      }
    }
  }

  private void use(int run, int units) {
    runUnits[run] -= units;
    scratch.units[runLine[run]] += units;
  }

  private long formRuns() {
    runs = 0;
    long units = 0;
    for (int line = 0; line < scratch.size; line++) {
      if (scratch.covered[line]) {
        int quantity = scratch.quantity[line];
        long low = scratch.now[line] / quantity;
        int dearer = (int) (scratch.now[line] % quantity);
        insertRun(line, low + 1, dearer);
        insertRun(line, low, quantity - dearer);
        units += quantity;
      }
    }
    return units;
  }

  private void insertRun(int line, long price, int units) {
    if (units == 0) {
      return;
    }
    int at = runs++;
    for (; at > 0 && runPrice[at - 1] < price; at--) {
      runLine[at] = runLine[at - 1];
      runPrice[at] = runPrice[at - 1];
      runUnits[at] = runUnits[at - 1];
    }
    runLine[at] = line;
    runPrice[at] = price;
    runUnits[at] = units;
  }

  private void priceCrossingSet(int firstRun, int quantity, long price) {
    groups = 0;
    long worth = 0;
    int missing = quantity;
    for (int run = firstRun; missing > 0; run++) {
      int taken = Math.min(missing, runUnits[run]);
      if (taken > 0) {
        group[groups] = run;
        groupUnits[groups++] = taken;
        worth += taken * runPrice[run];
        missing -= taken;
        use(run, taken);
      }
    }
    if (price < worth) {
      shareOut(price, worth);
    }
  }

  private void shareOut(long price, long worth) {
    long left = price;
    for (int g = 0; g < groups; g++) {
      long unit = runPrice[group[g]];
      groupShare[g] = Rounding.floorDiv(price, unit, worth);
      groupRest[g] = Rounding.floorRest(price, unit, worth);
      scratch.off[runLine[group[g]]] += groupUnits[g] * (unit - groupShare[g]);
      left -= groupUnits[g] * groupShare[g];
    }
    while (left > 0) {
      int largest = 0;
      for (int g = 1; g < groups; g++) {
        boolean earlier = runLine[group[g]] < runLine[group[largest]];
        if (groupRest[g] > groupRest[largest] || (groupRest[g] == groupRest[largest] && earlier)) {
          largest = g;
        }
      }
      long given = Math.min(left, groupUnits[largest]);
      scratch.off[runLine[group[largest]]] -= given;
      groupRest[largest] = -1;
      left -= given;
    }
  }

  private void reserve() {
    int length = scratch.before.length * 2;
    if (runLine.length >= length) {
      return;
    }
    runLine = new int[length];
    runPrice = new long[length];
    runUnits = new int[length];
    group = new int[length];
    groupUnits = new int[length];
    groupShare = new long[length];
    groupRest = new long[length];
  }
}
