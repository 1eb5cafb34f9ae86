package io.cartwright.discount;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.discount.coupon.CouponBulkFlow;
import io.cartwright.discount.coupon.CouponCache;
import io.cartwright.discount.coupon.CouponFlow;
import io.cartwright.discount.coupon.CouponForFlow;
import io.cartwright.discount.coupon.CouponReadFlow;
import io.cartwright.discount.coupon.CouponStore;
import io.cartwright.discount.rule.RuleBookCache;
import io.cartwright.discount.rule.RuleFlow;
import io.cartwright.discount.rule.RuleQueryFlow;
import io.cartwright.discount.rule.RuleStore;
import io.cartwright.discount.rule.RulesAsOfFlow;
import io.cartwright.discount.rule.RulesForFlow;
import io.cartwright.discount.rule.UsedUpFlow;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves the operations on rules and coupons, and what other domains ask about them. */
public final class DiscountVerticle extends VerticleBase {
  private final Bus bus;
  private final RuleFlow rules;
  private final RuleQueryFlow ruleQueries;
  private final RulesForFlow rulesFor;
  private final UsedUpFlow usedUp;
  private final CouponFlow coupons;
  private final CouponBulkFlow couponBulks;
  private final CouponReadFlow couponReads;
  private final CouponForFlow couponFor;

  /**
   * What the instances on one node share.
   *
   * @param books kept by one {@link io.cartwright.discount.rule.RuleBookVerticle}
   */
  public record Shared(
      RuleStore rules,
      RuleBookCache books,
      RulesForFlow rulesFor,
      UsedUpFlow usedUp,
      RulesAsOfFlow rulesAsOf,
      CouponStore coupons,
      CouponCache couponCache) {
    public Shared(
        RuleStore rules, RuleBookCache books, RulesAsOfFlow rulesAsOf, CouponStore coupons) {
      this(
          rules,
          books,
          new RulesForFlow(books),
          new UsedUpFlow(rules),
          rulesAsOf,
          coupons,
          new CouponCache(coupons));
    }
  }

  public DiscountVerticle(Bus bus, Commits commits, Ids ids, Shared shared) {
    this.bus = bus;
    this.rules = new RuleFlow(shared.rules(), shared.books(), commits, ids);
    this.ruleQueries = new RuleQueryFlow(shared.rules());
    this.rulesFor = shared.rulesFor();
    this.usedUp = shared.usedUp();
    this.coupons = new CouponFlow(shared.coupons(), shared.couponCache(), commits, ids);
    this.couponBulks = new CouponBulkFlow(coupons, commits, ids);
    this.couponReads = new CouponReadFlow(bus, shared.coupons());
    this.couponFor = new CouponForFlow(shared.coupons(), shared.couponCache());
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(DiscountOperations.CREATE_DISCOUNT_RULE, rules::create),
            bus.serve(DiscountOperations.UPDATE_DISCOUNT_RULE, rules::update),
            bus.serve(DiscountOperations.DELETE_DISCOUNT_RULE, rules::delete),
            bus.serve(DiscountOperations.GET_DISCOUNT_RULE, rules::get),
            bus.serve(DiscountOperations.QUERY_DISCOUNT_RULES, ruleQueries::query),
            bus.serve(DiscountOperations.CREATE_COUPON, coupons::create),
            bus.serve(DiscountOperations.UPDATE_COUPON, coupons::update),
            bus.serve(DiscountOperations.DELETE_COUPON, coupons::delete),
            bus.serve(DiscountOperations.GET_COUPON, call -> couponReads.get(call, coupons)),
            bus.serve(DiscountOperations.QUERY_COUPONS, couponReads::query),
            bus.serve(DiscountOperations.BULK_CREATE_COUPONS, couponBulks::create),
            bus.serve(DiscountOperations.BULK_DELETE_COUPONS, couponBulks::delete),
            bus.serve(DiscountQuestions.RULES_FOR, rulesFor::rulesFor),
            bus.serve(DiscountQuestions.USED_UP, usedUp::usedUp),
            bus.serve(DiscountQuestions.COUPON_FOR, couponFor::couponFor)));
  }
}
