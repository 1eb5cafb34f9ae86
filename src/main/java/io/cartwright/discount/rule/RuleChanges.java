package io.cartwright.discount.rule;

import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.wire.discountrules.DiscountRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a run of stored states does to a book: the last state of a rule counts. Used by one thread
 * at a time.
 */
final class RuleChanges {
  private final Map<String, Rule> put = new HashMap<>();
  private final Set<String> removed = new HashSet<>();

  /**
   * Takes in states, in the order of their versions.
   *
   * @return rules that cannot be used; they are left out, and do no harm to the others
   */
  List<UUID> add(List<RuleSet.State> states) {
    List<UUID> unusable = new ArrayList<>();
    for (RuleSet.State state : states) {
      Rule rule = null;
      try {
        rule = active(state);
      } catch (RuntimeException wrong) {
        unusable.add(state.ruleId());
      }
      String id = state.ruleId().toString();
      if (rule == null) {
        put.remove(id);
        removed.add(id);
      } else {
        put.put(id, rule);
        removed.remove(id);
      }
    }
    return unusable;
  }

  private static Rule active(RuleSet.State state) {
    if (state.doc() == null) return null;
    DiscountRule rule = DiscountRule.CODEC.fromText(state.doc());
    return Boolean.TRUE.equals(rule.active()) ? RuleMapping.rule(rule) : null;
  }

  /** The book that these changes make of another. */
  RuleBook on(RuleBook base, long version, Instant instant) {
    List<Rule> rules = new ArrayList<>(put.values());
    for (Rule rule : base.rules()) {
      if (!put.containsKey(rule.id()) && !removed.contains(rule.id())) rules.add(rule);
    }
    return RuleBook.compile(version, rules, instant);
  }
}
