package io.cartwright.basket;

import io.cartwright.pricing.Explanation;
import io.cartwright.pricing.Scope;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.own.basket.BasketExplanation;
import io.cartwright.wire.own.basket.CouponExplanation;
import io.cartwright.wire.own.basket.DiscountShare;
import io.cartwright.wire.own.basket.ExplainedScope;
import io.cartwright.wire.own.basket.LineExplanation;
import io.cartwright.wire.own.basket.RuleExplanation;
import io.cartwright.wire.own.basket.RuleVerdict;
import io.cartwright.wire.own.basket.StoredCoupon;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.basket.TaxExplanation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a priced basket costs what it costs: every rule's verdict on every line, and the rounding.
 */
public final class ExplanationView {
  private static final int IDS_MAX = 20;

  private final Prices prices;
  private final CouponExplanation refusedCoupon;
  private final Map<String, StoredLine> lines = new HashMap<>();

  private ExplanationView(Priced priced) {
    prices = Prices.in(priced.quote().currency());
    for (StoredLine line : Lines.of(priced.basket())) lines.put(line.id(), line);
    refusedCoupon = refusedCoupon(priced);
  }

  /** A coupon of the basket that may not be used now; null without one. */
  private CouponExplanation refusedCoupon(Priced priced) {
    StoredCoupon coupon = priced.basket().coupon();
    ApplicationError error = priced.answers().couponError();
    return coupon == null || error == null
        ? null
        : CouponExplanation.builder()
            .id(coupon.id())
            .code(coupon.code())
            .problem(error.code())
            .amount(prices.amount(0))
            .build();
  }

  /** The explanation of a priced basket. */
  public static BasketExplanation of(Priced priced) {
    Explanation explanation =
        Explanation.of(priced.answers().rules().book(), priced.input(), priced.quote());
    return new ExplanationView(priced).explanation(explanation);
  }

  private BasketExplanation explanation(Explanation of) {
    return BasketExplanation.builder()
        .ruleBookVersion(Long.toString(of.ruleBookVersion()))
        .instant(of.instant())
        .currency(of.currency().code())
        .complete(of.complete())
        .linesComplete(of.linesComplete())
        .stacking(of.stacking())
        .rules(of.rules().stream().map(this::rule).toList())
        .lineItems(of.lines().stream().map(this::line).toList())
        .coupon(of.coupon() == null ? refusedCoupon : coupon(of.coupon()))
        .shippingTax(tax(of.shippingTax()))
        .feeTaxes(of.feeTaxes().stream().map(this::tax).toList())
        .build();
  }

  private RuleExplanation rule(Explanation.RuleReason rule) {
    return RuleExplanation.builder()
        .ruleId(rule.ruleId())
        .name(rule.name())
        .fired(rule.fired())
        .reason(rule.reason() == null ? null : rule.reason().name())
        .condition(rule.condition())
        .seen(rule.seen())
        .needed(rule.needed())
        .scopes(scopes(rule.scopes()))
        .text(rule.text())
        .amount(prices.amount(rule.amountMinor()))
        .build();
  }

  /** Scopes as they are shown; of long lists of ids the first {@value #IDS_MAX}. */
  public static List<ExplainedScope> scopes(List<Scope> scopes) {
    return scopes.stream()
        .map(
            scope ->
                new ExplainedScope(
                    scope.kind().name(),
                    scope.appId(),
                    scope.ids().stream().sorted().limit(IDS_MAX).toList(),
                    scope.ids().size()))
        .toList();
  }

  private LineExplanation line(Explanation.LineReasons reasons) {
    StoredLine line = lines.get(reasons.lineId());
    return LineExplanation.builder()
        .lineItemId(reasons.lineId())
        .productName(
            line.facts().productName() == null ? null : line.facts().productName().original())
        .quantity(line.quantity())
        .price(prices.amount(line.facts().priceMinor()))
        .rules(reasons.rules().stream().map(this::verdict).toList())
        .discounts(shares(reasons.shares()))
        .tax(tax(reasons.tax()))
        .build();
  }

  private RuleVerdict verdict(Explanation.Verdict verdict) {
    return RuleVerdict.builder()
        .ruleId(verdict.ruleId())
        .name(verdict.name())
        .fired(verdict.fired())
        .reason(verdict.reason() == null ? null : verdict.reason().name())
        .seen(verdict.seen())
        .needed(verdict.needed())
        .quantity(verdict.units())
        .before(prices.amount(verdict.beforeMinor()))
        .after(prices.amount(verdict.afterMinor()))
        .exact(verdict.exact())
        .build();
  }

  private List<DiscountShare> shares(List<Explanation.Share> shares) {
    return shares.stream()
        .map(
            share ->
                DiscountShare.builder()
                    .source(share.source().name())
                    .id(share.id())
                    .quantity(share.units())
                    .before(prices.amount(share.beforeMinor()))
                    .after(prices.amount(share.afterMinor()))
                    .exact(share.exact())
                    .build())
        .toList();
  }

  private TaxExplanation tax(Explanation.TaxRounding tax) {
    return tax == null
        ? null
        : new TaxExplanation(
            tax.rate(), tax.inside(), tax.exact(), prices.amount(tax.roundedMinor()));
  }

  private CouponExplanation coupon(Explanation.CouponReason coupon) {
    return CouponExplanation.builder()
        .id(coupon.id())
        .code(coupon.code())
        .problem(coupon.problem() == null ? null : coupon.problem().name())
        .seen(coupon.seen())
        .needed(coupon.needed())
        .amount(prices.amount(coupon.amountMinor()))
        .build();
  }
}
