package io.cartwright.pricing;

import io.cartwright.money.Rounding;

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

  BuyAndGetPass(Scratch scratch) {
    this.scratch = scratch;
  }

  /** Sets {@code units} of every line; the lines that can be got are marked as covered. */
  void choose(CompiledRule rule) {
    for (int line = 0; line < scratch.size; line++) {
      scratch.units[line] = 0;
      scratch.bought[line] =
          (rule.includeSubscription || !scratch.subscription[line])
              && scratch.atoms.hasOne(line, rule.sets.buys());
    }
    int lines = scratch.orderCheapestFirst();
    if (rule.sets.buyQuantity() > 0) {
      chooseByQuantity(rule, lines);
    } else {
      chooseBySpend(rule, lines);
    }
    if (rule.lowestOnly) {
      keepCheapest(lines);
    }
  }

  private void chooseByQuantity(CompiledRule rule, int lines) {
    long buyOnly = 0;
    long getOnly = 0;
    long either = 0;
    for (int line = 0; line < scratch.size; line++) {
      if (scratch.bought[line] && scratch.covered[line]) {
        either += scratch.quantity[line];
      } else if (scratch.bought[line]) {
        buyOnly += scratch.quantity[line];
      } else if (scratch.covered[line]) {
        getOnly += scratch.quantity[line];
      }
    }
    long x = rule.sets.buyQuantity();
    long y = rule.sets.getQuantity();
    long sets = Math.min(rule.sets.limit(), (buyOnly + either) / x);
    sets = Math.min(sets, (getOnly + either) / y);
    sets = Math.min(sets, (buyOnly + getOnly + either) / (x + y));
    long toGet = sets * y;
    long fromEither = buyOnly + either - sets * x;
    for (int i = 0; i < lines && toGet > 0; i++) {
      int line = scratch.order[i];
      long most = Math.min(toGet, scratch.quantity[line]);
      if (scratch.bought[line]) {
        most = Math.min(most, fromEither);
        fromEither -= most;
      }
      scratch.units[line] = (int) most;
      toGet -= most;
    }
  }

  private void chooseBySpend(CompiledRule rule, int lines) {
    long units = 0;
    for (int i = 0; i < lines; i++) {
      units += scratch.quantity[scratch.order[i]];
    }
    long low = 0;
    long high = Math.min(rule.sets.limit(), units / rule.sets.getQuantity());
    while (low < high) {
      long middle = (low + high + 1) / 2;
      long leftE4 = spentBeside(middle * rule.sets.getQuantity(), lines) * scratch.unitsPerMinor;
      if (leftE4 >= Rounding.timesCapped(rule.sets.buySpendE4(), middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    long toGet = low * rule.sets.getQuantity();
    for (int i = 0; i < lines && toGet > 0; i++) {
      int line = scratch.order[i];
      scratch.units[line] = (int) Math.min(toGet, scratch.quantity[line]);
      toGet -= scratch.units[line];
    }
  }

  /** What the bought lines cost before all rules when so many of the cheapest units are got. */
  private long spentBeside(long toGet, int lines) {
    long spent = 0;
    for (int line = 0; line < scratch.size; line++) {
      spent += scratch.bought[line] ? scratch.before[line] : 0;
    }
    long left = toGet;
    for (int i = 0; i < lines && left > 0; i++) {
      int line = scratch.order[i];
      long got = Math.min(left, scratch.quantity[line]);
      left -= got;
      if (scratch.bought[line]) {
        spent -= scratch.before[line] / scratch.quantity[line] * got;
      }
    }
    return spent;
  }

  private void keepCheapest(int lines) {
    boolean kept = false;
    for (int i = 0; i < lines; i++) {
      int line = scratch.order[i];
      scratch.units[line] = !kept && scratch.units[line] > 0 ? 1 : 0;
      kept |= scratch.units[line] > 0;
    }
  }
}
