package io.cartwright.pricing;

import io.cartwright.money.Decimals;
import io.cartwright.pricing.Explanation.CouponReason;
import io.cartwright.pricing.Explanation.LineReasons;
import io.cartwright.pricing.Explanation.Reason;
import io.cartwright.pricing.Explanation.RuleReason;
import io.cartwright.pricing.Explanation.Share;
import io.cartwright.pricing.Explanation.TaxRounding;
import io.cartwright.pricing.Explanation.Verdict;
import io.cartwright.pricing.Quote.Source;
import io.cartwright.pricing.Quote.Step;
import io.cartwright.pricing.TriggerCheck.Failure;
import java.time.Instant;
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
  private static final String DISCOUNT = "discounts.values[0].";

  private final RuleBook book;
  private final Basket basket;
  private final Quote quote;
  private final TriggerCheck triggers;
  private final ExactAmounts exact;
  private final Map<String, Map<String, Step>> stepByRuleAndLine = new HashMap<>();
  private final Set<String> stacking = new LinkedHashSet<>();
  private final Map<BasketLine, Long> now = new HashMap<>();
  private final Wording wording;

  Explainer(RuleBook book, Basket basket, Quote quote) {
    this.book = book;
    this.basket = basket;
    this.quote = quote;
    this.triggers = new TriggerCheck(basket);
    this.exact = new ExactAmounts(basket, quote);
    this.wording = new Wording(basket.currency());
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
    List<Rule> rules = complete ? book.rules() : nearRules();
    int lineCount = basket.lines().size();
    boolean linesComplete = (long) rules.size() * lineCount <= Explanation.VERDICTS_MAX;
    List<List<Verdict>> verdicts = new ArrayList<>();
    for (int i = 0; i < lineCount; i++) {
      verdicts.add(new ArrayList<>());
      now.put(basket.lines().get(i), quote.lines().get(i).lineBeforeDiscountsMinor());
    }
    List<RuleReason> reasons = new ArrayList<>(rules.size());
    for (Rule rule : rules) {
      reasons.add(judge(rule, linesComplete, verdicts));
    }
    List<LineReasons> lines = new ArrayList<>();
    for (int i = 0; i < lineCount; i++) {
      lines.add(line(basket.lines().get(i), quote.lines().get(i), verdicts.get(i)));
    }
    return new Explanation(
        quote.ruleBookVersion(),
        quote.instant(),
        quote.currency(),
        complete,
        linesComplete,
        List.copyOf(stacking),
        reasons,
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

  /** The rules whose rarest condition this basket meets, and those that fired. */
  private List<Rule> nearRules() {
    Map<String, Rule> rules = new HashMap<>();
    book.near(basket, Explanation.RULES_MAX).forEach(rule -> rules.put(rule.id(), rule));
    stacking.forEach(id -> rules.computeIfAbsent(id, book::rule));
    return rules.values().stream().sorted(Rule.STACKING).toList();
  }

  /** Adds the rule's verdict on each line, and takes the lines on to what they cost after it. */
  private RuleReason judge(Rule rule, boolean every, List<List<Verdict>> verdicts) {
    Failure failure = failure(rule);
    Map<String, Step> steps = stepByRuleAndLine.getOrDefault(rule.id(), Map.of());
    Failure noSet =
        failure == null && steps.isEmpty()
            ? new UnitsAtHand(rule, basket, now::get).whyNoSet()
            : null;
    Failure furthest = failure;
    long amount = 0;
    for (int i = 0; i < verdicts.size(); i++) {
      BasketLine line = basket.lines().get(i);
      Step step = steps.get(line.id());
      if (step != null) {
        verdicts.get(i).add(fired(rule, step, line));
        amount += step.beforeMinor() - step.afterMinor();
        now.put(line, step.afterMinor());
        continue;
      }
      Failure why = failure == null ? lineFailure(rule, line, noSet) : failure;
      if (every) {
        verdicts.get(i).add(notFired(rule, why, now.get(line)));
      }
      if (furthest == null || why.reason().compareTo(furthest.reason()) > 0) {
        furthest = why;
      }
    }
    return reason(rule, !steps.isEmpty(), furthest, amount);
  }

  private RuleReason reason(Rule rule, boolean fired, Failure furthest, long amount) {
    Failure why = fired ? Failure.of(Reason.NOTHING_LEFT_TO_TAKE, null) : furthest;
    if (amount > 0 || why == null) {
      return new RuleReason(
          rule.id(), rule.name(), fired, null, null, null, null, List.of(), null, amount);
    }
    return new RuleReason(
        rule.id(),
        rule.name(),
        fired,
        why.reason(),
        why.condition(),
        why.seen(),
        why.needed(),
        why.scopes(),
        wording.reason(why.reason(), why.seen(), why.needed(), why.scopes()),
        amount);
  }

  /** Why the rule fires on no line at all; null when it may. */
  private Failure failure(Rule rule) {
    if (rule.start() != null && book.instant().isBefore(rule.start())) {
      return window(Reason.NOT_YET_STARTED, "activeTimeInfo.start", rule.start());
    }
    if (rule.end() != null && !book.instant().isBefore(rule.end())) {
      return window(Reason.ENDED, "activeTimeInfo.end", rule.end());
    }
    if (basket.exhaustedRuleIds().contains(rule.id())) {
      return Failure.of(Reason.USAGE_LIMIT_REACHED, "settings.usageLimit");
    }
    return rule.trigger() == null ? null : triggers.firstFailure(rule.trigger());
  }

  private Failure window(Reason reason, String condition, Instant needed) {
    return new Failure(
        reason, condition, book.instant().toString(), needed.toString(), List.of(), null);
  }

  private LineReasons line(BasketLine line, Quote.Line quoted, List<Verdict> verdicts) {
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

  private Verdict fired(Rule rule, Step step, BasketLine line) {
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

  private static Verdict notFired(Rule rule, Failure why, long nowMinor) {
    return new Verdict(
        rule.id(),
        rule.name(),
        false,
        why.reason(),
        why.seen(),
        why.needed(),
        0,
        nowMinor,
        nowMinor,
        null);
  }

  /**
   * Why a rule whose trigger holds was not applied to the line.
   *
   * @param noSet why it made no set at all; null when it did, or makes none
   */
  private Failure lineFailure(Rule rule, BasketLine line, Failure noSet) {
    boolean anyStep = stepByRuleAndLine.containsKey(rule.id());
    if (rule.target() instanceof Target.BuyXGetY sets) {
      boolean canGet =
          TriggerCheck.isIn(sets.gets(), line) && !TriggerCheck.isInAny(sets.excluded(), line);
      if (!canGet && !TriggerCheck.isIn(sets.buys(), line)) {
        return Failure.of(Reason.LINE_NOT_IN_SCOPE, DISCOUNT + "buyXGetYInfo");
      }
      if (line.subscription() && !rule.includeSubscription()) {
        return subscription();
      }
      if (!anyStep) {
        return noSet == null ? Failure.of(Reason.NO_WHOLE_SET, null) : noSet;
      }
      return Failure.of(canGet ? Reason.NOT_IN_A_SET : Reason.LINE_ONLY_BOUGHT, null);
    }
    Target.Items items = (Target.Items) rule.target();
    boolean covered =
        TriggerCheck.isIn(items.scopes(), line) && !TriggerCheck.isInAny(items.excluded(), line);
    if (!covered) {
      return Failure.of(Reason.LINE_NOT_IN_SCOPE, DISCOUNT + "specificItemsInfo.scopes");
    }
    if (line.subscription() && !rule.includeSubscription()) {
      return subscription();
    }
    if (rule.discount() instanceof Discount.QuantityBased) {
      return noSet == null ? Failure.of(Reason.NOT_IN_A_SET, null) : noSet;
    }
    return Failure.of(Reason.NOT_LOWEST_PRICED, null);
  }

  private static Failure subscription() {
    return Failure.of(Reason.LINE_IS_SUBSCRIPTION, "settings.includeSubscription");
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
        belowMinimum ? wording.e4(coupon.minimumSubtotalE4()) : null,
        amount);
  }
}
