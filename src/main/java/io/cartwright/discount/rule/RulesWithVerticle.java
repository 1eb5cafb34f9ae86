package io.cartwright.discount.rule;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Ids;
import io.cartwright.discount.DiscountQuestions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the rules as they would be. */
public final class RulesWithVerticle extends VerticleBase {
  private final Bus bus;
  private final RuleStore store;
  private final Ids ids;

  public RulesWithVerticle(Bus bus, RuleStore store, Ids ids) {
    this.bus = bus;
    this.store = store;
    this.ids = ids;
  }

  @Override
  public Future<?> start() {
    RulesWithFlow rules = new RulesWithFlow(vertx, bus, store, ids);
    return bus.serve(DiscountQuestions.RULES_WITH, rules::rulesWith);
  }
}
