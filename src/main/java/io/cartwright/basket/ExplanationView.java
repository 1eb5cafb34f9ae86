package io.cartwright.basket;

import io.cartwright.pricing.Explanation;
import io.cartwright.wire.own.basket.BasketExplanation;
import io.cartwright.wire.own.basket.CouponExplanation;
import io.cartwright.wire.own.basket.DiscountShare;
import io.cartwright.wire.own.basket.LineExplanation;
import io.cartwright.wire.own.basket.RuleVerdict;
import io.cartwright.wire.own.basket.StoredLine;
import io.cartwright.wire.own.basket.TaxExplanation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a priced basket costs what it costs: every rule's verdict on every line, and the rounding.
 */
public final class ExplanationView {
  private final Prices prices;
  private final Map<String, StoredLine> lines = new HashMap<>();

  private ExplanationView(Priced priced) {
    prices = Prices.in(priced.quote().currency());
    for (StoredLine line : Lines.of(priced.basket())) lines.put(line.id(), line);
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
        .stacking(of.stacking())
        .lineItems(of.lines().stream().map(this::line).toList())
        .coupon(coupon(of.coupon()))
        .shippingTax(tax(of.shippingTax()))
        .feeTaxes(of.feeTaxes().stream().map(this::tax).toList())
        .build();
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
    return coupon == null
        ? null
        : CouponExplanation.builder()
            .id(coupon.id())
            .code(coupon.code())
            .problem(coupon.problem() == null ? null : coupon.problem().name())
            .seen(coupon.seen())
            .needed(coupon.needed())
            .amount(prices.amount(coupon.amountMinor()))
            .build();
  }
}
