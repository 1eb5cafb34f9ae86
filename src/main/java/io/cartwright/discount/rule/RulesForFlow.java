package io.cartwright.discount.rule;

import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.discount.DiscountQuestions.RulesFor;
import io.vertx.core.Future;

/** Answers which rules are in force, from memory. */
public final class RulesForFlow {
  private final RuleBookCache books;

  public RulesForFlow(RuleBookCache books) {
    this.books = books;
  }

  /** Never refuses. */
  public Future<Outcome<Rules>> rulesFor(Call<RulesFor> call) {
    return books
        .at(call.caller().siteId(), call.body().now())
        .map(site -> Outcome.done(site.rules()));
  }
}
