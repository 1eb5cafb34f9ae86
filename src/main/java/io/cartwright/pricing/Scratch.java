package io.cartwright.pricing;

import io.cartwright.pricing.Quote.Source;
import java.util.Arrays;

/**
 * A basket as columns, and the steps taken on it: the memory of an {@link Evaluator}, used again
 * for every basket.
 */
final class Scratch {
  Basket basket;
  int size;

  /** Ten-thousandths of the major unit in one minor unit. */
  long unitsPerMinor;

  long subtotal;
  long subtotalE4;
  long unitsInAll;

  long[] before = new long[16];
  long[] now = new long[16];
  long[] byRules = new long[16];
  long[] byMerchant = new long[16];
  long[] byCoupon = new long[16];
  int[] quantity = new int[16];
  boolean[] subscription = new boolean[16];

  /** Lines that the discount at hand covers. */
  boolean[] covered = new boolean[16];

  /** Lines whose units count as bought. */
  boolean[] bought = new boolean[16];

  /** Units of each line that the discount at hand takes from. */
  int[] units = new int[16];

  /** Amount that the discount at hand takes from each line. */
  long[] off = new long[16];

  /** Line numbers in the order at hand. */
  int[] order = new int[16];

  long[] price = new long[16];
  long[] shares = new long[16];
  long[] rests = new long[16];

  private final IntColumn lineAtoms = new IntColumn();
  private int[] lineAtomEnd = new int[16];
  final IntColumn basketAtoms = new IntColumn();
  final IntColumn candidates = new IntColumn();

  int steps;
  Source[] stepSource = new Source[32];
  int[] stepRef = new int[32];
  int[] stepLine = new int[32];
  int[] stepUnits = new int[32];
  long[] stepBefore = new long[32];
  long[] stepAfter = new long[32];

  void load(RuleTable table, Basket next) {
    basket = next;
    size = next.lines().size();
    reserve();
    unitsPerMinor = next.currency().unitsPerMinor(4);
    subtotal = 0;
    unitsInAll = 0;
    steps = 0;
    lineAtoms.clear();
    basketAtoms.clear();
    table.atoms.collect(next, basketAtoms);
    for (int i = 0; i < size; i++) {
      BasketLine line = next.lines().get(i);
      quantity[i] = line.quantity();
      subscription[i] = line.subscription();
      before[i] = line.baseUnitMinor() * line.quantity();
      now[i] = before[i];
      byRules[i] = 0;
      byMerchant[i] = 0;
      byCoupon[i] = 0;
      subtotal += before[i];
      unitsInAll += line.quantity();
      int first = lineAtoms.size();
      table.atoms.collect(line, lineAtoms);
      lineAtomEnd[i] = lineAtoms.size();
      for (int at = first; at < lineAtomEnd[i]; at++) {
        basketAtoms.add(lineAtoms.get(at));
      }
    }
    subtotalE4 = subtotal * unitsPerMinor;
    basketAtoms.sortDistinct();
  }

  /** True when the line has one of the sorted atoms. */
  boolean covers(int[] atoms, int line) {
    if (atoms.length == 0) {
      return false;
    }
    if (atoms[0] == Atoms.ALWAYS) {
      return true;
    }
    for (int at = line == 0 ? 0 : lineAtomEnd[line - 1]; at < lineAtomEnd[line]; at++) {
      if (Arrays.binarySearch(atoms, lineAtoms.get(at)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Price of one unit: half up of line ÷ quantity. */
  long unitPrice(int line) {
    return TakeOff.worth(now[line], quantity[line], 1);
  }

  /**
   * The covered line with the lowest unit price, the earlier of equals; -1 when none is covered.
   */
  int cheapest() {
    int lowest = -1;
    long least = 0;
    for (int i = 0; i < size; i++) {
      if (covered[i]) {
        long unit = unitPrice(i);
        if (lowest < 0 || unit < least) {
          lowest = i;
          least = unit;
        }
      }
    }
    return lowest;
  }

  /**
   * Puts the covered lines, cheapest unit first and the earlier of equals first, into {@code
   * order}; how many they are.
   */
  int orderCheapestFirst() {
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (covered[i]) {
        long unit = unitPrice(i);
        int at = count++;
        for (; at > 0 && price[at - 1] > unit; at--) {
          price[at] = price[at - 1];
          order[at] = order[at - 1];
        }
        price[at] = unit;
        order[at] = i;
      }
    }
    return count;
  }

  /** Takes an amount off a line and notes the step. */
  void take(Source source, int ref, int line, int unitCount, long amount) {
    if (steps == stepRef.length) {
      growSteps();
    }
    stepSource[steps] = source;
    stepRef[steps] = ref;
    stepLine[steps] = line;
    stepUnits[steps] = unitCount;
    stepBefore[steps] = now[line];
    now[line] -= amount;
    stepAfter[steps] = now[line];
    steps++;
    switch (source) {
      case RULE -> byRules[line] += amount;
      case MERCHANT -> byMerchant[line] += amount;
      case COUPON -> byCoupon[line] += amount;
    }
  }

  private void growSteps() {
    int length = steps * 2;
    stepSource = Arrays.copyOf(stepSource, length);
    stepRef = Arrays.copyOf(stepRef, length);
    stepLine = Arrays.copyOf(stepLine, length);
    stepUnits = Arrays.copyOf(stepUnits, length);
    stepBefore = Arrays.copyOf(stepBefore, length);
    stepAfter = Arrays.copyOf(stepAfter, length);
  }

  private void reserve() {
    if (size <= before.length) {
      return;
    }
    int length = Integer.highestOneBit(size) * 2;
    before = new long[length];
    now = new long[length];
    byRules = new long[length];
    byMerchant = new long[length];
    byCoupon = new long[length];
    quantity = new int[length];
    subscription = new boolean[length];
    covered = new boolean[length];
    bought = new boolean[length];
    units = new int[length];
    off = new long[length];
    order = new int[length];
    price = new long[length];
    shares = new long[length];
    rests = new long[length];
    lineAtomEnd = new int[length];
  }
}
