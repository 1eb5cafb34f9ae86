package io.cartwright.discount.rule;

import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.wire.discountrules.DiscountRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What stored states do to a book. Rules are read and mapped by several threads where there are
 * many; the last state of a rule counts.
 */
final class RuleChanges {
  /** From how many states on several threads read them. */
  private static final int PARALLEL_FROM = 500;

  private final Map<UUID, Change> changes = new HashMap<>();

  /**
   * A rule as it is after a state.
   *
   * @param rule null when it is deleted, inactive or unusable
   * @param limit null without one
   * @param unusable true when the stored rule cannot be used; it is left out, and does no harm to
   *     the others
   */
  private record Change(UUID id, Rule rule, UsageLimit limit, boolean unusable) {
    static Change of(RuleState state) {
      UUID id = state.ruleId();
      if (state.doc() == null) return new Change(id, null, null, false);
      try {
        DiscountRule rule = DiscountRule.CODEC.fromText(state.doc());
        return Boolean.TRUE.equals(rule.active())
            ? new Change(id, RuleMapping.rule(rule), RuleMapping.limit(rule), false)
            : new Change(id, null, null, false);
      } catch (RuntimeException wrong) {
        return new Change(id, null, null, true);
      }
    }
  }

  /** Takes in states, in the order of their versions. */
  RuleChanges add(List<RuleState> states) {
    var stream = states.size() < PARALLEL_FROM ? states.stream() : states.parallelStream();
    stream.map(Change::of).toList().forEach(change -> changes.put(change.id(), change));
    return this;
  }

  /** Rules that cannot be used. */
  List<UUID> unusable() {
    return changes.values().stream().filter(Change::unusable).map(Change::id).toList();
  }

  /** The book that these changes make of another, at its instant. */
  RuleBook on(RuleBook base, long version) {
    List<Rule> put = new ArrayList<>(changes.size());
    List<String> removed = new ArrayList<>();
    for (Change change : changes.values()) {
      if (change.rule() == null) {
        removed.add(change.id().toString());
      } else {
        put.add(change.rule());
      }
    }
    return base.change(version, put, removed, new Breather());
  }

  /** Brings limits up to these changes. */
  void on(UsageLimits limits) {
    changes.values().forEach(change -> limits.set(change.id(), change.limit()));
  }
}
