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
  /** A line has two runs at most. */
  private static final int RUN_BITS = Scratch.LINE_BITS + 1;

  private final Scratch scratch;
  private int runs;
  private int[] runLine = new int[32];
  private long[] runPrice = new long[32];
  private int[] runUnits = new int[32];
  private long[] order = new long[32];
  private int[] lineBefore = new int[32];
  private int[] unitsBefore = new int[32];
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
    for (int i = 0; i < scratch.foundCount; i++) {
      scratch.units[scratch.found[i]] = 0;
      scratch.off[scratch.found[i]] = 0;
    }
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
    for (int i = 0; i < scratch.foundCount; i++) {
      int line = scratch.found[i];
      if (scratch.units[line] > 0) {
        scratch.takeByRule(line, scratch.units[line], scratch.off[line]);
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
    for (int i = 0; i < scratch.foundCount; i++) {
      int line = scratch.found[i];
      int quantity = scratch.quantity[line];
      long low = scratch.now[line] / quantity;
      int dearer = (int) (scratch.now[line] % quantity);
      addRun(line, low + 1, dearer);
      addRun(line, low, quantity - dearer);
      units += quantity;
    }
    sortDearestFirst();
    return units;
  }

  private void addRun(int line, long price, int units) {
    if (units > 0) {
      runLine[runs] = line;
      runPrice[runs] = price;
      runUnits[runs++] = units;
    }
  }

  /** Sorts the runs; of equals, those of the earlier line come first. */
  private void sortDearestFirst() {
    for (int run = 0; run < runs; run++) {
      order[run] = Basket.TOTAL_MAX_MINOR + 1 - runPrice[run] << RUN_BITS | run;
    }
    Arrays.sort(order, 0, runs);
    for (int run = 0; run < runs; run++) {
      int from = (int) order[run] & (1 << RUN_BITS) - 1;
      lineBefore[run] = runLine[from];
      unitsBefore[run] = runUnits[from];
      order[run] = Basket.TOTAL_MAX_MINOR + 1 - (order[run] >> RUN_BITS);
    }
    System.arraycopy(order, 0, runPrice, 0, runs);
    System.arraycopy(lineBefore, 0, runLine, 0, runs);
    System.arraycopy(unitsBefore, 0, runUnits, 0, runs);
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
    order = new long[length];
    lineBefore = new int[length];
    unitsBefore = new int[length];
    group = new int[length];
    groupUnits = new int[length];
    groupShare = new long[length];
    groupRest = new long[length];
  }
}
