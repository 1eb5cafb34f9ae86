package io.cartwright.discount.rule;

import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.ChangedRule;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.RulesWith;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.RuleBook;
import io.cartwright.wire.Violation;
import io.cartwright.wire.discountrules.DiscountRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a question adds to the rules, changes in them and switches off. Pure. */
final class RuleEdits {
  static final String ADDED = "addRules";
  static final String CHANGED = "changeRules";
  static final String SWITCHED_OFF = "switchOffRuleIds";

  private static final String CHECKED_ROOT = "discountRule";

  private final List<Rule> put = new ArrayList<>();
  private final Set<String> removed = new HashSet<>();
  private final Map<String, UsageLimit> limits = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  private RuleEdits() {}

  static boolean none(RulesWith ask) {
    return ask.added().isEmpty() && ask.changed().isEmpty() && ask.switchedOff().isEmpty();
  }

  /** Ids of the rules that have to exist, in lower case, each with the field that names it. */
  static Map<String, String> namedIds(RulesWith ask) {
    Map<String, String> ids = new HashMap<>();
    ask.changed().forEach(each -> ids.put(lower(each.ruleId()), CHANGED + ".ruleId"));
    ask.switchedOff().forEach(id -> ids.put(lower(id), SWITCHED_OFF));
    return ids;
  }

  /**
   * Refuses the fields at fault.
   *
   * @param created when each of the named rules was made; without those that do not exist
   * @param now added rules are created now
   */
  static Outcome<RuleEdits> of(RulesWith ask, Map<String, Instant> created, Ids ids, Instant now) {
    RuleEdits edits = new RuleEdits();
    namedIds(ask)
        .forEach(
            (id, field) -> {
              if (!created.containsKey(id)) {
                edits.violate(field, "there is no discount rule " + id);
              }
            });
    for (DiscountRule rule : ask.added()) {
      edits.put(RuleForm.created(rule, ids), ids.next().toString(), now, ADDED);
    }
    Set<String> named = new HashSet<>();
    for (ChangedRule each : ask.changed()) {
      String id = lower(each.ruleId());
      if (!named.add(id)) edits.violate(CHANGED + ".ruleId", "names a rule twice");
      DiscountRule rule = RuleForm.created(each.rule(), ids);
      edits.put(rule, id, created.getOrDefault(id, now), CHANGED + "." + CHECKED_ROOT);
    }
    for (String id : ask.switchedOff()) {
      if (named.contains(lower(id))) edits.violate(SWITCHED_OFF, "names a rule that is changed");
      edits.removed.add(lower(id));
    }
    return edits.violations.isEmpty() ? Outcome.done(edits) : Outcome.invalid(edits.violations);
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private void put(DiscountRule rule, String id, Instant created, String field) {
    List<Violation> wrong = RuleChecks.check(rule);
    for (Violation each : wrong) {
      String below = each.field().substring(CHECKED_ROOT.length());
      violations.add(
          new Violation(
              field + below,
              each.description(),
              each.violatedRule(),
              each.ruleName(),
              each.data()));
    }
    if (!wrong.isEmpty()) return;
    removed.add(id);
    if (!Boolean.TRUE.equals(rule.active())) return;
    put.add(RuleMapping.rule(rule.toBuilder().id(id).createdDate(created).build()));
    UsageLimit limit = RuleMapping.limit(rule);
    if (limit != null) limits.put(id, limit);
  }

  private void violate(String field, String description) {
    violations.add(Violation.of(field, description, Violation.Rule.VALIDATION));
  }

  /** The book that these make of another, which stays as it is; it keeps its version. */
  RuleBook on(RuleBook book) {
    return book.change(book.version(), put, removed);
  }

  /** The limits that these make of others. */
  Limits on(Limits before) {
    return id -> removed.contains(id) ? limits.get(id) : before.of(id);
  }
}
