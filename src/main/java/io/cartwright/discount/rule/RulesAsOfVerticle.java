package io.cartwright.discount.rule;

import io.cartwright.bus.Bus;
import io.cartwright.discount.DiscountQuestions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the rules as they stood. */
public final class RulesAsOfVerticle extends VerticleBase {
  private final Bus bus;
  private final RulesAsOfFlow rules;

  /**
   * @param rules may be shared by all instances
   */
  public RulesAsOfVerticle(Bus bus, RulesAsOfFlow rules) {
    this.bus = bus;
    this.rules = rules;
  }

  @Override
  public Future<?> start() {
    return bus.serve(DiscountQuestions.RULES_AS_OF, rules::rulesAsOf);
  }
}
