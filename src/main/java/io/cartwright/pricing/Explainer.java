package io.cartwright.pricing;

import io.cartwright.money.Decimals;
import io.cartwright.pricing.Explanation.CouponReason;
import io.cartwright.pricing.Explanation.LineReasons;
import io.cartwright.pricing.Explanation.Reason;
import io.cartwright.pricing.Explanation.Share;
import io.cartwright.pricing.Explanation.TaxRounding;
import io.cartwright.pricing.Explanation.Verdict;
import io.cartwright.pricing.Quote.Source;
import io.cartwright.pricing.Quote.Step;
import io.cartwright.pricing.Quote.Tax;
import io.cartwright.pricing.TriggerCheck.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes an {@link Explanation}: the steps of the quote tell what fired, the rules' conditions tell
 * why others did not.
 */
final class Explainer {
  private final RuleBook book;
  private final Basket basket;
  private final Quote quote;
  private final TriggerCheck triggers;
  private final ExactAmounts exact;
  private final Map<String, Map<String, Step>> stepByRuleAndLine = new HashMap<>();
  private final Set<String> stacking = new LinkedHashSet<>();

  Explainer(RuleBook book, Basket basket, Quote quote) {
    this.book = book;
    this.basket = basket;
    this.quote = quote;
    this.triggers = new TriggerCheck(basket);
    this.exact = new ExactAmounts(basket, quote);
    for (Step step : quote.steps()) {
      if (step.source() == Source.RULE) {
        stacking.add(step.sourceId());
        stepByRuleAndLine
            .computeIfAbsent(step.sourceId(), id -> new HashMap<>())
            .put(step.lineId(), step);
      }
    }
  }

  Explanation explain() {
    boolean complete = book.size() <= Explanation.RULES_MAX;
    List<Rule> rules = complete ? book.rules() : book.near(basket, Explanation.RULES_MAX);
    Map<String, Failure> failures = new HashMap<>();
    for (Rule rule : rules) {
      Failure failure = failure(rule);
      if (failure != null) {
        failures.put(rule.id(), failure);
      }
    }
    List<LineReasons> lines = new ArrayList<>();
    for (int i = 0; i < basket.lines().size(); i++) {
      lines.add(line(basket.lines().get(i), quote.lines().get(i), rules, failures));
    }
    return new Explanation(
        quote.ruleBookVersion(),
        quote.instant(),
        quote.currency(),
        complete,
        List.copyOf(stacking),
        lines,
        coupon(),
        tax(
            quote.shipping().priceMinor() - quote.shipping().discountMinor(),
            quote.shipping().tax(),
            quote.taxIncluded()),
        quote.fees().stream()
            .map(fee -> tax(fee.priceBeforeTaxMinor(), fee.tax(), false))
            .toList());
  }

  /** Why the rule fires on no line at all; null when it may. */
  private Failure failure(Rule rule) {
    if (rule.start() != null && book.instant().isBefore(rule.start())) {
      return new Failure(Reason.NOT_YET_STARTED, text(book.instant()), text(rule.start()));
    }
    if (rule.end() != null && !book.instant().isBefore(rule.end())) {
      return new Failure(Reason.ENDED, text(book.instant()), text(rule.end()));
    }
    if (basket.exhaustedRuleIds().contains(rule.id())) {
      return new Failure(Reason.USAGE_LIMIT_REACHED, null, null);
    }
    return rule.trigger() == null ? null : triggers.firstFailure(rule.trigger());
  }

  private static String text(Object instant) {
    return instant.toString();
  }

  private LineReasons line(
      BasketLine line, Quote.Line quoted, List<Rule> rules, Map<String, Failure> failures) {
    List<Verdict> verdicts = new ArrayList<>(rules.size());
    long now = quoted.lineBeforeDiscountsMinor();
    for (Rule rule : rules) {
      Verdict verdict = verdict(rule, line, now, failures.get(rule.id()));
      verdicts.add(verdict);
      now = verdict.afterMinor();
    }
    List<Share> shares = new ArrayList<>();
    for (Step step : quote.steps()) {
      if (step.source() != Source.RULE && step.lineId().equals(line.id())) {
        shares.add(share(step, line));
      }
    }
    return new LineReasons(
        line.id(),
        verdicts,
        shares,
        tax(quoted.lineAfterDiscountsMinor(), quoted.tax(), quote.taxIncluded()));
  }

  private Verdict verdict(Rule rule, BasketLine line, long now, Failure failure) {
    Step step = stepByRuleAndLine.getOrDefault(rule.id(), Map.of()).get(line.id());
    if (step != null) {
      boolean took = step.afterMinor() < step.beforeMinor();
      return new Verdict(
          rule.id(),
          rule.name(),
          true,
          took ? null : Reason.NOTHING_LEFT_TO_TAKE,
          null,
          null,
          step.units(),
          step.beforeMinor(),
          step.afterMinor(),
          exact.ofRule(rule, step, line));
    }
    Failure why = failure == null ? lineFailure(rule, line) : failure;
    return new Verdict(
        rule.id(), rule.name(), false, why.reason(), why.seen(), why.needed(), 0, now, now, null);
  }

  /** Why a rule whose trigger holds was not applied to the line. */
  private Failure lineFailure(Rule rule, BasketLine line) {
    boolean anyStep = stepByRuleAndLine.containsKey(rule.id());
    if (rule.target() instanceof Target.BuyXGetY sets) {
      boolean canGet =
          TriggerCheck.isIn(sets.gets(), line) && !TriggerCheck.isInAny(sets.excluded(), line);
      boolean canBuy = TriggerCheck.isIn(sets.buys(), line);
      if (!canGet && !canBuy) {
        return new Failure(Reason.LINE_NOT_IN_SCOPE, null, null);
      }
      if (line.subscription() && !rule.includeSubscription()) {
        return new Failure(Reason.LINE_IS_SUBSCRIPTION, null, null);
      }
      if (!anyStep) {
        return new Failure(Reason.NO_WHOLE_SET, null, null);
      }
      return new Failure(canGet ? Reason.NOT_IN_A_SET : Reason.LINE_ONLY_BOUGHT, null, null);
    }
    Target.Items items = (Target.Items) rule.target();
    if (!covers(items, line)) {
      return new Failure(Reason.LINE_NOT_IN_SCOPE, null, null);
    }
    if (line.subscription() && !rule.includeSubscription()) {
      return new Failure(Reason.LINE_IS_SUBSCRIPTION, null, null);
    }
    if (rule.discount() instanceof Discount.QuantityBased sets) {
      return anyStep
          ? new Failure(Reason.NOT_IN_A_SET, null, null)
          : new Failure(
              Reason.NO_WHOLE_SET,
              Long.toString(eligibleUnits(rule, items)),
              Integer.toString(sets.quantity()));
    }
    return new Failure(Reason.NOT_LOWEST_PRICED, null, null);
  }

  private long eligibleUnits(Rule rule, Target.Items items) {
    return basket.lines().stream()
        .filter(line -> covers(items, line))
        .filter(line -> rule.includeSubscription() || !line.subscription())
        .mapToLong(BasketLine::quantity)
        .sum();
  }

  private static boolean covers(Target.Items items, BasketLine line) {
    return TriggerCheck.isIn(items.scopes(), line) && !TriggerCheck.isInAny(items.excluded(), line);
  }

  private Share share(Step step, BasketLine line) {
    String exactly =
        step.source() == Source.COUPON
            ? exact.ofCoupon(basket.coupon(), step, line)
            : basket.merchantDiscounts().stream()
                .filter(discount -> discount.id().equals(step.sourceId()))
                .findFirst()
                .map(discount -> exact.ofMerchant(discount, step, line))
                .orElse(null);
    return new Share(
        step.source(),
        step.sourceId(),
        step.units(),
        step.beforeMinor(),
        step.afterMinor(),
        exactly);
  }

  private TaxRounding tax(long shownMinor, Tax tax, boolean inside) {
    return new TaxRounding(
        Decimals.shortText(tax.rateE6(), 6),
        inside,
        exact.ofTax(shownMinor, tax.rateE6(), inside),
        tax.taxMinor());
  }

  private CouponReason coupon() {
    Coupon coupon = basket.coupon();
    if (coupon == null) {
      return null;
    }
    long amount =
        quote.discounts().stream()
            .filter(row -> row.source() == Source.COUPON)
            .mapToLong(Quote.Applied::amountMinor)
            .sum();
    boolean belowMinimum = quote.couponProblem() == Quote.CouponProblem.MINIMUM_SUBTOTAL_NOT_MET;
    long subtotal = quote.lines().stream().mapToLong(Quote.Line::lineBeforeDiscountsMinor).sum();
    return new CouponReason(
        coupon.id(),
        coupon.code(),
        quote.couponProblem(),
        belowMinimum ? basket.currency().format(subtotal) : null,
        belowMinimum ? triggers.e4(coupon.minimumSubtotalE4()) : null,
        amount);
  }
}
