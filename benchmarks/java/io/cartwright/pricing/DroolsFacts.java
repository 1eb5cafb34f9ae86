package io.cartwright.pricing;

import io.cartwright.pricing.drools.Promotion;
import java.util.List;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * Drools with the rules as data: one rule of the engine joins lines with promotions, which are
 * facts that stay in the session. The join is on the category, which Drools indexes by hash.
 */
final class DroolsFacts {
  private static final String JOIN =
      """
      package io.cartwright.promotions;
      import io.cartwright.pricing.drools.CartLine;
      import io.cartwright.pricing.drools.Promotion;

      rule "percentage off a category"
      when
        $promotion : Promotion()
        $line : CartLine(category == $promotion.category, quantity >= $promotion.unitsMin)
      then
        $line.take($promotion.getPercentE4());
      end
      """;

  private DroolsFacts() {}

  static KieBase base() {
    return DroolsSession.compile(JOIN);
  }

  /** The session with the rules put into it. */
  static KieSession filled(KieSession session, List<Rule> rules) {
    for (Rule rule : rules) {
      session.insert(
          new Promotion(
              CategoryRule.category(rule),
              CategoryRule.unitsMin(rule),
              CategoryRule.percentE4(rule)));
    }
    session.fireAllRules();
    return session;
  }
}
