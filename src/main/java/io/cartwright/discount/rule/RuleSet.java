package io.cartwright.discount.rule;

import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.wire.discountrules.DiscountRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The active rules of one site as of a version, while books are made from them. Used by one thread
 * at a time.
 */
final class RuleSet {
  private final Map<UUID, Rule> rules = new HashMap<>();
  private final Map<String, UsageLimit> limits = new HashMap<>();
  private long version;

  /**
   * A state of a rule.
   *
   * @param version of the site's rules that it came with; 0 for a rule that is read as it stands
   * @param doc text of the {@link DiscountRule}; null when it was deleted
   */
  record State(UUID ruleId, long version, String doc) {}

  long version() {
    return version;
  }

  /** Begins at a version; the rules as they stand follow. */
  void startAt(long version) {
    rules.clear();
    limits.clear();
    this.version = version;
  }

  /**
   * Takes in states, in the order of their versions.
   *
   * @return rules that cannot be used; they are left out, and do no harm to the others
   */
  List<UUID> apply(List<State> states) {
    List<UUID> unusable = new ArrayList<>();
    for (State state : states) {
      forget(state.ruleId());
      try {
        if (state.doc() != null) keep(state.ruleId(), DiscountRule.CODEC.fromText(state.doc()));
      } catch (RuntimeException wrong) {
        forget(state.ruleId());
        unusable.add(state.ruleId());
      }
      version = Math.max(version, state.version());
    }
    return unusable;
  }

  private void keep(UUID id, DiscountRule rule) {
    if (!Boolean.TRUE.equals(rule.active())) return;
    rules.put(id, RuleMapping.rule(rule));
    UsageLimit limit = RuleMapping.limit(rule);
    if (limit != null) limits.put(id.toString(), limit);
  }

  private void forget(UUID id) {
    rules.remove(id);
    limits.remove(id.toString());
  }

  /** The book of this version at an instant. */
  SiteRules compile(Instant at) {
    return new SiteRules(
        RuleBook.compile(version, List.copyOf(rules.values()), at), Map.copyOf(limits));
  }
}
