package io.cartwright.pricing;

import java.util.Set;

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
    Candidates candidates = scratch.candidates;
    candidates.clear();
    scratch.collectCandidates(book, candidates);
    candidates.sortDistinct();
    Set<String> exhausted = scratch.basket.exhaustedRuleIds();
    boolean anyExhausted = !exhausted.isEmpty();
    for (int i = 0; i < candidates.size(); i++) {
      CompiledRule rule = candidates.get(i);
      if (!(anyExhausted && exhausted.contains(rule.id))
          && (rule.triggerProven() || holds(rule.trigger))) {
        scratch.candidate = i;
        apply(rule);
      }
    }
  }

  private void apply(CompiledRule rule) {
    scratch.find(rule.target);
    scratch.keepEligible(rule.includeSubscription(), rule.excluded);
    if (scratch.foundCount == 0) {
      return;
    }
    if (rule.sets != null) {
      buyAndGet.choose(rule);
      for (int i = 0; i < scratch.foundCount; i++) {
        int line = scratch.found[i];
        if (scratch.units[line] > 0) {
          take(rule, line, scratch.units[line]);
        }
      }
    } else if (rule.kind == CompiledRule.QUANTITY_BASED) {
      sets.apply(rule);
    } else if (rule.lowestOnly()) {
      take(rule, scratch.cheapest(), 1);
    } else {
      for (int i = 0; i < scratch.foundCount; i++) {
        int line = scratch.found[i];
        take(rule, line, scratch.quantity[line]);
      }
    }
  }

  private void take(CompiledRule rule, int line, int units) {
    long now = scratch.now[line];
    int quantity = scratch.quantity[line];
    long value = rule.valueE4;
    long off =
        switch (rule.kind) {
          case CompiledRule.PERCENTAGE -> TakeOff.percentage(now, quantity, units, value);
          case CompiledRule.FIXED_AMOUNT ->
              TakeOff.amount(now, quantity, units, value, scratch.unitsPerMinor);
          case CompiledRule.FIXED_PRICE ->
              TakeOff.fixedPrice(now, quantity, units, value, scratch.unitsPerMinor);
          default -> throw new IllegalStateException("kind " + rule.kind);
        };
    scratch.takeByRule(line, units, off);
  }

  private boolean holds(CompiledTrigger condition) {
    return switch (condition.kind()) {
      case CompiledTrigger.AND -> {
        for (CompiledTrigger part : condition.parts()) {
          if (!holds(part)) {
            yield false;
          }
        }
        yield true;
      }
      case CompiledTrigger.OR -> {
        for (CompiledTrigger part : condition.parts()) {
          if (holds(part)) {
            yield true;
          }
        }
        yield false;
      }
      case CompiledTrigger.SUBTOTAL, CompiledTrigger.QUANTITY -> isInRange(condition);
      case CompiledTrigger.CUSTOM, CompiledTrigger.MEMBERS -> hasOne(condition.scope());
      default -> throw new IllegalStateException("condition " + condition.kind());
    };
  }

  private boolean isInRange(CompiledTrigger condition) {
    boolean money = condition.kind() == CompiledTrigger.SUBTOTAL;
    int[] scope = condition.scope();
    long sum;
    if (scope.length == 1 && scope[0] != Atom.ALWAYS_NUMBER) {
      int at = scratch.atoms.indexOf(scope[0]);
      if (at < 0) {
        return false;
      }
      sum = money ? scratch.atoms.subtotal[at] : scratch.atoms.units[at];
    } else if (scope.length == 1) {
      if (scratch.size == 0) {
        return false;
      }
      sum = money ? scratch.subtotal : scratch.unitsInAll;
    } else {
      scratch.find(scope);
      if (scratch.foundCount == 0) {
        return false;
      }
      sum = money ? scratch.foundSubtotal() : scratch.foundUnits();
    }
    long number = money ? sum * scratch.unitsPerMinor : sum;
    return number >= condition.from() && number <= condition.to();
  }

  /** True when the buyer or the basket has one of the atoms. */
  private boolean hasOne(int[] scope) {
    if (scope.length == 1) {
      return scratch.atoms.indexOf(scope[0]) >= 0;
    }
    if (scope.length <= scratch.atoms.size) {
      for (int atom : scope) {
        if (scratch.atoms.indexOf(atom) >= 0) {
          return true;
        }
      }
      return false;
    }
    return scratch.atoms.isAnyIn(scope);
  }
}
