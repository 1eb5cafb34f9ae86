package io.cartwright;

import io.cartwright.discount.DiscountVerticle;
import io.cartwright.discount.coupon.CouponStore;
import io.cartwright.discount.rule.RuleBookCache;
import io.cartwright.discount.rule.RuleStore;
import io.cartwright.discount.rule.RuleVersionStore;
import io.cartwright.discount.rule.RulesAsOfFlow;
import java.util.function.Supplier;

/** What the verticles of discounts share on one node: made when the first of them is deployed. */
final class DiscountParts implements Supplier<DiscountVerticle.Shared> {
  private final Services services;
  private DiscountVerticle.Shared made;

  DiscountParts(Services services) {
    this.services = services;
  }

  @Override
  public synchronized DiscountVerticle.Shared get() {
    if (made == null) made = make();
    return made;
  }

  private DiscountVerticle.Shared make() {
    RuleStore rules = new RuleStore(services.pools(), services.documents(), services.queries());
    RuleBookCache books = new RuleBookCache(services.vertx(), rules, services.clock());
    return new DiscountVerticle.Shared(
        rules,
        books,
        new RulesAsOfFlow(services.vertx(), new RuleVersionStore(services.pools()), books::bookAt),
        new CouponStore(services.documents(), services.queries()));
  }
}
