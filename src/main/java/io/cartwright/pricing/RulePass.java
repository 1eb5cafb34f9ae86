package io.cartwright.pricing;

import io.cartwright.pricing.Quote.Source;

/**
 * Applies the automatic rules to a loaded basket, one after the other. Allocates nothing once its
 * memory has grown.
 */
final class RulePass {
  private final Scratch scratch;
  private final BuyAndGetPass buyAndGet;
  private final SetPass sets;

  RulePass(Scratch scratch) {
    this.scratch = scratch;
    this.buyAndGet = new BuyAndGetPass(scratch);
    this.sets = new SetPass(scratch);
  }

  void apply(RuleBook book) {
    RuleTable table = book.table();
    table.candidates(scratch.basketAtoms, scratch.subtotalE4, scratch.candidates);
    boolean anyExhausted = !scratch.basket.exhaustedRuleIds().isEmpty();
    for (int i = 0; i < scratch.candidates.size(); i++) {
      int rule = scratch.candidates.get(i);
      boolean exhausted =
          anyExhausted && scratch.basket.exhaustedRuleIds().contains(book.rules().get(rule).id());
      if (!exhausted && (table.trigger[rule] < 0 || holds(table, table.trigger[rule]))) {
        apply(table, rule);
      }
    }
  }

  private void apply(RuleTable table, int rule) {
    if (!cover(table, rule)) {
      return;
    }
    if (table.buyAndGet[rule]) {
      buyAndGet.choose(table, rule);
      applyToChosenUnits(table, rule);
    } else if (table.kind[rule] == RuleTable.QUANTITY_BASED) {
      sets.apply(table, rule);
    } else if (table.lowestOnly[rule]) {
      int line = scratch.cheapest();
      take(table, rule, line, 1);
    } else {
      for (int line = 0; line < scratch.size; line++) {
        if (scratch.covered[line]) {
          take(table, rule, line, scratch.quantity[line]);
        }
      }
    }
  }

  private void applyToChosenUnits(RuleTable table, int rule) {
    for (int line = 0; line < scratch.size; line++) {
      if (scratch.units[line] > 0) {
        take(table, rule, line, scratch.units[line]);
      }
    }
  }

  private boolean cover(RuleTable table, int rule) {
    boolean any = false;
    for (int line = 0; line < scratch.size; line++) {
      boolean in =
          (table.includeSubscription[rule] || !scratch.subscription[line])
              && scratch.covers(table.target[rule], line)
              && !scratch.covers(table.excluded[rule], line);
      scratch.covered[line] = in;
      any |= in;
    }
    return any;
  }

  private void take(RuleTable table, int rule, int line, int units) {
    long now = scratch.now[line];
    int quantity = scratch.quantity[line];
    long value = table.valueE4[rule];
    long off =
        switch (table.kind[rule]) {
          case RuleTable.PERCENTAGE -> TakeOff.percentage(now, quantity, units, value);
          case RuleTable.FIXED_AMOUNT ->
              TakeOff.amount(now, quantity, units, value, scratch.unitsPerMinor);
          case RuleTable.FIXED_PRICE ->
              TakeOff.fixedPrice(now, quantity, units, value, scratch.unitsPerMinor);
          default -> throw new IllegalStateException("kind " + table.kind[rule]);
        };
    scratch.take(Source.RULE, rule, line, units, off);
  }

  private boolean holds(RuleTable table, int node) {
    return switch (table.nodeKind[node]) {
      case RuleTable.AND -> allHold(table, node);
      case RuleTable.OR -> anyHolds(table, node);
      case RuleTable.SUBTOTAL -> subtotalInRange(table, node);
      case RuleTable.QUANTITY -> quantityInRange(table, node);
      case RuleTable.CUSTOM ->
          scratch.basket.customTriggers().contains((String) table.nodeFact[node]);
      case RuleTable.MEMBERS ->
          scratch.basket.memberId() != null
              && table.members(node).contains(scratch.basket.memberId());
      default -> throw new IllegalStateException("node " + table.nodeKind[node]);
    };
  }

  private boolean allHold(RuleTable table, int node) {
    for (int child = node + 1; child < table.nodeEnd[node]; child = table.nodeEnd[child]) {
      if (!holds(table, child)) {
        return false;
      }
    }
    return true;
  }

  private boolean anyHolds(RuleTable table, int node) {
    for (int child = node + 1; child < table.nodeEnd[node]; child = table.nodeEnd[child]) {
      if (holds(table, child)) {
        return true;
      }
    }
    return false;
  }

  private boolean subtotalInRange(RuleTable table, int node) {
    int[] scope = table.nodeScope[node];
    boolean any = false;
    long sum = 0;
    for (int line = 0; line < scratch.size; line++) {
      if (scratch.covers(scope, line)) {
        any = true;
        sum += scratch.before[line];
      }
    }
    long sumE4 = sum * scratch.unitsPerMinor;
    return any && sumE4 >= table.nodeFrom[node] && sumE4 <= table.nodeTo[node];
  }

  private boolean quantityInRange(RuleTable table, int node) {
    int[] scope = table.nodeScope[node];
    long sum = 0;
    for (int line = 0; line < scratch.size; line++) {
      if (scratch.covers(scope, line)) {
        sum += scratch.quantity[line];
      }
    }
    return sum > 0 && sum >= table.nodeFrom[node] && sum <= table.nodeTo[node];
  }
}
