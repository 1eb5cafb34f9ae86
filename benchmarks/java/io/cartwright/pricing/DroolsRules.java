package io.cartwright.pricing;

import java.util.List;
import org.kie.api.KieBase;
import org.kie.api.conf.SequentialOption;

/** Drools with each rule of the book as a rule of the engine. */
final class DroolsRules {
  private static final String HEAD =
      """
      package io.cartwright.promotions;
      import io.cartwright.pricing.drools.CartLine;

      """;
  private static final String RULE =
      """
      rule "%d"
      when
        $line : CartLine(category == "%s", quantity >= %d)
      then
        $line.take(%dL);
      end

      """;

  private DroolsRules() {}

  static KieBase base(List<Rule> rules) {
    return DroolsSession.compile(text(rules));
  }

  static KieBase sequential(List<Rule> rules) {
    return DroolsSession.compile(text(rules), SequentialOption.YES);
  }

  private static String text(List<Rule> rules) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      text.append(
          RULE.formatted(
              i,
              CategoryRule.category(rule),
              CategoryRule.unitsMin(rule),
              CategoryRule.percentE4(rule)));
    }
    return text.toString();
  }
}
