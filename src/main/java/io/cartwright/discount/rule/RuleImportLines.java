package io.cartwright.discount.rule;

import io.cartwright.bus.Ids;
import io.cartwright.discount.DiscountOperations;
import io.cartwright.wire.Decoded;
import io.cartwright.wire.MalformedJson;
import io.cartwright.wire.Violation;
import io.cartwright.wire.discountrules.CreateDiscountRuleRequest;
import io.cartwright.wire.discountrules.DiscountRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads rules from lines, each the JSON body of {@code createDiscountRule}, and checks them as the
 * operation does. Empty lines are skipped.
 */
final class RuleImportLines {
  private static final int PROBLEMS_MAX = 20;

  private final Iterator<String> lines;
  private final Ids ids;
  private final Instant now;
  private final List<RuleImportFlow.Problem> problems = new ArrayList<>();
  private final Set<String> apps = new TreeSet<>();
  private long line;
  private long quantityBased;

  RuleImportLines(Iterator<String> lines, Ids ids, Instant now) {
    this.lines = lines;
    this.ids = ids;
    this.now = now;
  }

  /** The next good rules, at most {@code max}; none at the end, or after many problems. */
  List<DiscountRule> next(int max) {
    List<DiscountRule> rules = new ArrayList<>();
    while (rules.size() < max && problems.size() < PROBLEMS_MAX && lines.hasNext()) {
      line++;
      String text = lines.next();
      if (text.isBlank()) continue;
      DiscountRule rule = read(text);
      if (rule == null) continue;
      rules.add(rule);
      apps.addAll(RuleColumns.customTriggerAppIds(rule));
      if (RuleColumns.isQuantityBased(rule)) quantityBased++;
    }
    return rules;
  }

  private DiscountRule read(String text) {
    Decoded<CreateDiscountRuleRequest> decoded;
    try {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      decoded = DiscountOperations.CREATE_DISCOUNT_RULE.route().decode(body, List.of());
    } catch (MalformedJson wrong) {
      problems.add(new RuleImportFlow.Problem(line, "", wrong.getMessage()));
      return null;
    }
    if (!isGood(decoded.violations())) return null;
    DiscountRule sent = RuleForm.created(decoded.body().discountRule(), ids);
    DiscountRule rule = RuleFlow.stamped(sent, ids.next(), 1, now, now);
    return isGood(RuleChecks.check(rule)) ? rule : null;
  }

  private boolean isGood(List<Violation> violations) {
    for (Violation violation : violations) {
      problems.add(new RuleImportFlow.Problem(line, violation.field(), violation.description()));
    }
    return violations.isEmpty();
  }

  List<RuleImportFlow.Problem> problems() {
    return problems;
  }

  /** The apps whose custom triggers the good rules name. */
  Set<String> customTriggerApps() {
    return apps;
  }

  /** How many of the good rules have sets at a price. */
  long quantityBased() {
    return quantityBased;
  }
}
