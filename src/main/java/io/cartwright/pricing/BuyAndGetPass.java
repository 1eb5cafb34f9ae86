package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import java.util.Arrays;

/**
 * Chooses the units that a buy X get Y rule gives.
 *
 * <p>By quantity: with b units that can only be bought, g that can only be got and c that can be
 * either, n sets of x + y units can be made exactly when nx ≤ b + c, ny ≤ g + c and n(x + y) ≤ b +
 * g + c. Of those that can be either, b + c − nx may be got; walking from the cheapest unit up and
 * passing over what is still needed as bought gives the cheapest choice (Hall's theorem, and the
 * greedy choice of a matroid).
 *
 * <p>By spend: the gets of n sets are the n·y cheapest units, and what the other units of the
 * bought lines cost before all rules must reach n times the minimum. More sets leave less and need
 * more, so n is found by bisection.
 */
final class BuyAndGetPass {
  private final Scratch scratch;
  private boolean[] bought = new boolean[16];
  private long buyable;

  BuyAndGetPass(Scratch scratch) {
    this.scratch = scratch;
  }

  /** Sets {@code units} of the found lines, which are those that can be got. */
  void choose(CompiledRule rule) {
    if (bought.length < scratch.size) {
      bought = new boolean[scratch.before.length];
    }
    int gets = scratch.foundCount;
    for (int i = 0; i < gets; i++) {
      scratch.units[scratch.found[i]] = 0;
    }
    int[] getLines = scratch.swapFound();
    scratch.find(rule.sets.buys());
    scratch.keepEligible(rule.includeSubscription(), AtomsEdit.NOTHING);
    int buys = scratch.foundCount;
    for (int i = 0; i < buys; i++) {
      bought[scratch.found[i]] = true;
    }
    long sets = rule.sets.buyQuantity() > 0 ? setsByQuantity(rule, getLines, gets) : Long.MAX_VALUE;
    long spent = scratch.foundSubtotal();
    int[] buyLines = scratch.swapFound();
    scratch.foundCount = gets;
    if (sets > 0) {
      scratch.sortCheapestFirst();
      if (rule.sets.buyQuantity() > 0) {
        take(sets * rule.sets.getQuantity(), buyable - sets * rule.sets.buyQuantity());
      } else {
        take(setsBySpend(rule, spent) * rule.sets.getQuantity(), Long.MAX_VALUE);
      }
      if (rule.lowestOnly()) {
        keepCheapest();
      }
      Arrays.sort(scratch.found, 0, gets);
    }
    for (int i = 0; i < buys; i++) {
      bought[buyLines[i]] = false;
    }
  }

  /** How many sets there are, of the found lines as bought and those of {@code getLines}. */
  private long setsByQuantity(CompiledRule rule, int[] getLines, int gets) {
    buyable = scratch.foundUnits();
    long getOnly = 0;
    long gettable = 0;
    for (int i = 0; i < gets; i++) {
      int units = scratch.quantity[getLines[i]];
      gettable += units;
      getOnly += bought[getLines[i]] ? 0 : units;
    }
    long x = rule.sets.buyQuantity();
    long y = rule.sets.getQuantity();
    long sets = Math.min(rule.sets.limit(), buyable / x);
    sets = Math.min(sets, gettable / y);
    return Math.min(sets, (buyable + getOnly) / (x + y));
  }

  /** Takes the cheapest units, of lines that are also bought no more than {@code fromEither}. */
  private void take(long toGet, long fromEither) {
    long left = toGet;
    long leftOfEither = fromEither;
    for (int i = 0; i < scratch.foundCount && left > 0; i++) {
      int line = scratch.found[i];
      long most = Math.min(left, scratch.quantity[line]);
      if (bought[line]) {
        most = Math.min(most, leftOfEither);
        leftOfEither -= most;
      }
      scratch.units[line] = (int) most;
      left -= most;
    }
  }

  private long setsBySpend(CompiledRule rule, long spent) {
    long low = 0;
    long high = Math.min(rule.sets.limit(), scratch.foundUnits() / rule.sets.getQuantity());
    while (low < high) {
      long middle = (low + high + 1) / 2;
      long leftE4 = spentBeside(middle * rule.sets.getQuantity(), spent) * scratch.unitsPerMinor;
      if (leftE4 >= Rounding.timesCapped(rule.sets.buySpendE4(), middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** What the bought lines cost before all rules when so many of the cheapest units are got. */
  private long spentBeside(long toGet, long spent) {
    long rest = spent;
    long left = toGet;
    for (int i = 0; i < scratch.foundCount && left > 0; i++) {
      int line = scratch.found[i];
      long taken = Math.min(left, scratch.quantity[line]);
      left -= taken;
      if (bought[line]) {
        rest -= scratch.before[line] / scratch.quantity[line] * taken;
      }
    }
    return rest;
  }

  private void keepCheapest() {
    boolean kept = false;
    for (int i = 0; i < scratch.foundCount; i++) {
      int line = scratch.found[i];
      scratch.units[line] = !kept && scratch.units[line] > 0 ? 1 : 0;
      kept |= scratch.units[line] > 0;
    }
  }
}
