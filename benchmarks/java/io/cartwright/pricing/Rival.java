package io.cartwright.pricing;

import static io.cartwright.pricing.DroolsSession.kept;
import static io.cartwright.pricing.DroolsSession.pooled;
import static io.cartwright.pricing.DroolsSession.stateless;
import static io.cartwright.pricing.DroolsSession.tuned;
import static io.cartwright.pricing.DroolsSession.updated;

import java.util.List;

/** Something that tells what a book of rules takes off a basket, in minor units. */
public interface Rival extends AutoCloseable {
  long discount(Basket basket);

  @Override
  default void close() {}

  /** The ways of doing it that are measured. */
  enum Kind {
    /** {@link Evaluator}, the rules alone. */
    OURS,
    NAIVE,
    LINEAR_SCAN,
    /** As {@link #LINEAR_SCAN}, for rules of one kind alone. */
    BARE_SCAN,
    BARE_MAP,
    /** {@link DroolsFacts} in one session that is kept; a basket's lines come and go. */
    DROOLS_FACTS,
    /** The same, with agenda and locks switched off. */
    DROOLS_FACTS_TUNED,
    /** {@link DroolsFacts}, tuned; its lines are kept too, and updated. */
    DROOLS_FACTS_UPDATED,
    /** {@link DroolsRules} in one session that is kept; a basket's lines come and go. */
    DROOLS_RULES,
    /** The same, with agenda and locks switched off. */
    DROOLS_RULES_TUNED,
    /** {@link DroolsRules}, tuned; its lines are kept too, and updated. */
    DROOLS_RULES_UPDATED,
    /** {@link DroolsRules} in a stateless session. */
    DROOLS_RULES_STATELESS,
    /** {@link DroolsRules} in a stateless session whose rules are run in sequence. */
    DROOLS_RULES_SEQUENTIAL,
    /** {@link DroolsRules} in a session from Drools' own pool. */
    DROOLS_RULES_POOLED;

    Rival of(List<Rule> rules) {
      return switch (this) {
        case OURS -> new OurRules(RuleBook.compile(1, rules, Workload.NOW));
        case NAIVE -> naive(rules);
        case LINEAR_SCAN -> new LinearScan(rules);
        case BARE_SCAN -> new BareScan(rules);
        case BARE_MAP -> new BareMap(rules);
        case DROOLS_FACTS -> kept(DroolsFacts.filled(DroolsFacts.base().newKieSession(), rules));
        case DROOLS_FACTS_TUNED -> kept(DroolsFacts.filled(tuned(DroolsFacts.base()), rules));
        case DROOLS_FACTS_UPDATED -> updated(DroolsFacts.filled(tuned(DroolsFacts.base()), rules));
        case DROOLS_RULES -> kept(DroolsRules.base(rules).newKieSession());
        case DROOLS_RULES_TUNED -> kept(tuned(DroolsRules.base(rules)));
        case DROOLS_RULES_UPDATED -> updated(tuned(DroolsRules.base(rules)));
        case DROOLS_RULES_STATELESS -> stateless(DroolsRules.base(rules).newStatelessKieSession());
        case DROOLS_RULES_SEQUENTIAL ->
            stateless(DroolsRules.sequential(rules).newStatelessKieSession());
        case DROOLS_RULES_POOLED -> pooled(DroolsRules.base(rules).newKieSessionsPool(1));
      };
    }

    private static Rival naive(List<Rule> rules) {
      NaiveEvaluator evaluator = new NaiveEvaluator(rules);
      RuleBook book = RuleBook.empty(1).at(Workload.NOW);
      return basket -> discount(evaluator.price(book, basket));
    }

    /** What the rules took in a quote. */
    static long discount(Quote quote) {
      long sum = 0;
      for (Quote.Line line : quote.lines()) {
        sum += line.ruleDiscountMinor();
      }
      return sum;
    }
  }
}
