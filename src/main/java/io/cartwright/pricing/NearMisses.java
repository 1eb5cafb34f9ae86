package io.cartwright.pricing;

import io.cartwright.pricing.BasketLine.PaymentOption;
import io.cartwright.pricing.Gap.Measure;
import io.cartwright.pricing.Quote.CouponProblem;
import io.cartwright.pricing.Quote.Source;
import io.cartwright.pricing.Quote.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what a basket lacks for discounts that it does not get.
 *
 * <p>The idea: rules whose rarest condition the basket meets are looked at one by one; one is a
 * near miss when a single threshold is not reached. Each is proved by pricing the basket with just
 * the missing amount or units in addition: if it then takes nothing, it is no near miss. The
 * nearest come first, by the part of the threshold that is reached; equals stay in stacking order.
 * Not found is a rule whose rarest condition is about items of which the basket has none. Cost: at
 * most {@link #RULES_MAX} rules looked at and {@link #PRICINGS_MAX} baskets priced, however large
 * the book is.
 */
public final class NearMisses {
  /** Most rules that are looked at. */
  public static final int RULES_MAX = 1_000;

  /** Most baskets that are priced. */
  static final int PRICINGS_MAX = 100;

  private static final long LOOKS_MAX = 100_000;
  private static final String ADDED_LINE = "added";

  private final RuleBook book;
  private final Basket basket;
  private final Quote quote;
  private final Pricer pricer;
  private final Wording wording;
  private final TriggerCheck triggers;
  private final Set<String> fired = new HashSet<>();

  private record Found(Rule rule, Coupon coupon, Gap gap) {
    Source source() {
      return rule == null ? Source.COUPON : Source.RULE;
    }

    String id() {
      return rule == null ? coupon.id() : rule.id();
    }
  }

  private NearMisses(RuleBook book, Basket basket, Quote quote, Pricer pricer) {
    this.book = book;
    this.basket = basket;
    this.quote = quote;
    this.pricer = pricer;
    this.wording = new Wording(basket.currency());
    this.triggers = new TriggerCheck(basket);
    for (Step step : quote.steps()) {
      if (step.source() == Source.RULE) {
        fired.add(step.sourceId());
      }
    }
  }

  /**
   * The nearest misses of a basket, nearest first.
   *
   * @param quote that {@code book} gave for {@code basket}
   * @param pricer prices what the basket might become
   * @param max most of them, up to {@link NearMiss#MAX}
   */
  public static List<NearMiss> of(
      RuleBook book, Basket basket, Quote quote, Pricer pricer, int max) {
    return new NearMisses(book, basket, quote, pricer).find(Math.min(max, NearMiss.MAX));
  }

  private List<NearMiss> find(int max) {
    List<Found> found = new ArrayList<>();
    int lines = Math.max(1, basket.lines().size());
    for (Rule rule : book.near(basket, (int) Math.min(RULES_MAX, LOOKS_MAX / lines))) {
      Gap gap = gap(rule);
      if (gap != null) {
        found.add(new Found(rule, null, gap));
      }
    }
    if (quote.couponProblem() == CouponProblem.MINIMUM_SUBTOTAL_NOT_MET) {
      found.add(new Found(null, basket.coupon(), couponGap(basket.coupon())));
    }
    found.sort(
        Comparator.comparing((Found each) -> each.gap().reached(), Comparator.reverseOrder()));
    List<NearMiss> misses = new ArrayList<>();
    for (int i = 0; i < Math.min(found.size(), PRICINGS_MAX) && misses.size() < max; i++) {
      NearMiss miss = proved(found.get(i));
      if (miss != null) {
        misses.add(miss);
      }
    }
    return misses;
  }

  private Gap couponGap(Coupon coupon) {
    long minor = quote.lines().stream().mapToLong(Quote.Line::lineBeforeDiscountsMinor).sum();
    long e4 = minor * basket.currency().unitsPerMinor(4);
    return new Gap(Measure.SUBTOTAL, e4, coupon.minimumSubtotalE4(), List.of(), List.of());
  }

  /** The one thing that keeps a rule from taking something; null when there is none, or more. */
  private Gap gap(Rule rule) {
    boolean open = rule.isOpenAt(book.instant()) && rule.isOpenAt(basket.instant());
    if (!open || fired.contains(rule.id()) || basket.exhaustedRuleIds().contains(rule.id())) {
      return null;
    }
    if (rule.trigger() != null && triggers.firstFailure(rule.trigger()) != null) {
      return coversALine(rule) ? triggers.onlyGap(rule.trigger()) : null;
    }
    Map<BasketLine, Long> now = isBySpend(rule) ? nowAt(rule) : Map.of();
    TriggerCheck.Failure failure = new UnitsAtHand(rule, basket, now::get).whyNoSet();
    return failure == null || !coversALine(rule) && !isBought(rule) ? null : failure.gap();
  }

  private boolean coversALine(Rule rule) {
    List<Scope> scopes;
    List<Scope> excluded;
    if (rule.target() instanceof Target.BuyXGetY sets) {
      scopes = sets.gets();
      excluded = sets.excluded();
    } else {
      Target.Items items = (Target.Items) rule.target();
      scopes = items.scopes();
      excluded = items.excluded();
    }
    return basket.lines().stream()
        .anyMatch(
            line ->
                (rule.includeSubscription() || !line.subscription())
                    && TriggerCheck.isIn(scopes, line)
                    && !TriggerCheck.isInAny(excluded, line));
  }

  private boolean isBought(Rule rule) {
    return rule.target() instanceof Target.BuyXGetY sets
        && basket.lines().stream().anyMatch(line -> TriggerCheck.isIn(sets.buys(), line));
  }

  private static boolean isBySpend(Rule rule) {
    return rule.target() instanceof Target.BuyXGetY sets && sets.minimumSpendE4() != null;
  }

  /** What each line costs when the rule's turn comes. */
  private Map<BasketLine, Long> nowAt(Rule rule) {
    Map<String, Long> byId = new HashMap<>();
    for (Step step : quote.steps()) {
      boolean before =
          step.source() == Source.RULE
              && Rule.STACKING.compare(book.rule(step.sourceId()), rule) < 0;
      if (before) {
        byId.put(step.lineId(), step.afterMinor());
      }
    }
    Map<BasketLine, Long> now = new HashMap<>();
    for (BasketLine line : basket.lines()) {
      now.put(line, byId.getOrDefault(line.id(), line.baseUnitMinor() * line.quantity()));
    }
    return now;
  }

  /** Null when the discount takes nothing even if what is missing is added. */
  private NearMiss proved(Found found) {
    Gap gap = found.gap();
    boolean amount = gap.measure() == Measure.SUBTOTAL;
    long missing = amount ? wording.missingMinor(gap) : gap.missing();
    Long discount = null;
    try {
      BasketLine template = template(found);
      List<BasketLine> lines =
          amount
              ? withAmount(gap, template, Math.max(missing, leastPrice(found)))
              : withUnits(gap, template);
      if (lines != null && !isFreeShipping(found)) {
        discount = taken(found, pricer.price(book, basket.withLines(lines)));
        if (discount == 0) {
          return null;
        }
      }
    } catch (IllegalArgumentException | ArithmeticException tooLarge) {
      return null;
    }
    return miss(found, missing, discount);
  }

  private NearMiss miss(Found found, long missing, Long discount) {
    Gap gap = found.gap();
    boolean amount = gap.measure() == Measure.SUBTOTAL;
    String reward =
        found.rule() == null ? wording.reward(found.coupon()) : wording.reward(found.rule());
    return new NearMiss(
        found.rule(),
        found.coupon(),
        gap,
        amount ? wording.e4(gap.seen()) : Long.toString(gap.seen()),
        amount ? wording.e4(gap.needed()) : Long.toString(gap.needed()),
        amount ? basket.currency().format(missing) : Long.toString(missing),
        discount,
        wording.nearMiss(gap, reward));
  }

  private static boolean isFreeShipping(Found found) {
    return found.coupon() != null
        && found.coupon().benefit() instanceof Coupon.Benefit.FreeShipping;
  }

  private static long taken(Found found, Quote quote) {
    long taken = 0;
    for (Quote.Applied applied : quote.discounts()) {
      if (applied.source() == found.source() && applied.id().equals(found.id())) {
        taken += applied.amountMinor();
      }
    }
    return taken;
  }

  /** A line that counts, rather one that the rule takes something off; null without one. */
  private BasketLine template(Found found) {
    BasketLine any = null;
    for (BasketLine line : basket.lines()) {
      if (found.gap().counts(line)) {
        boolean discounted =
            !line.subscription() || found.rule() == null || found.rule().includeSubscription();
        if (discounted) {
          return line;
        }
        any = any == null ? line : any;
      }
    }
    return any;
  }

  private List<BasketLine> withUnits(Gap gap, BasketLine template) {
    if (template == null) {
      return null;
    }
    int units = Math.toIntExact(template.quantity() + gap.missing());
    List<BasketLine> lines = new ArrayList<>(basket.lines());
    lines.set(lines.indexOf(template), copy(template, template.id(), units, null));
    return lines;
  }

  private List<BasketLine> withAmount(Gap gap, BasketLine template, long missingMinor) {
    BasketLine like = template == null ? lineIn(gap.scopes()) : template;
    List<BasketLine> lines = new ArrayList<>(basket.lines());
    String id = ADDED_LINE;
    while (hasLine(id)) {
      id += "+";
    }
    lines.add(copy(like, id, 1, missingMinor));
    return lines;
  }

  private boolean hasLine(String id) {
    return basket.lines().stream().anyMatch(line -> line.id().equals(id));
  }

  /** A line that the first scope covers. */
  private static BasketLine lineIn(List<Scope> scopes) {
    BasketLine.Builder line = BasketLine.builder(ADDED_LINE, 0, 1);
    Scope scope = scopes.isEmpty() ? Scope.all() : scopes.get(0);
    return switch (scope.kind()) {
      case ALL -> line.build();
      case APP -> line.item(scope.appId(), ADDED_LINE).build();
      case ITEMS -> line.item(scope.appId(), first(scope)).build();
      case COLLECTIONS ->
          line.item(scope.appId(), ADDED_LINE).collections(Set.of(first(scope))).build();
    };
  }

  private static String first(Scope scope) {
    return scope.ids().isEmpty() ? ADDED_LINE : new TreeSet<>(scope.ids()).first();
  }

  /** Of a set the cheapest units are got: what is bought in addition must not be among them. */
  private long leastPrice(Found found) {
    if (found.rule() == null || !(found.rule().target() instanceof Target.BuyXGetY)) {
      return 0;
    }
    return basket.lines().stream().mapToLong(BasketLine::baseUnitMinor).max().orElse(0);
  }

  /**
   * A line like another.
   *
   * @param priceMinor null: the same price; else paid now in full, without modifiers
   */
  private static BasketLine copy(BasketLine of, String id, int quantity, Long priceMinor) {
    boolean same = priceMinor == null;
    return new BasketLine(
        id,
        of.appId(),
        of.catalogItemId(),
        of.collectionIds(),
        same ? of.unitPriceMinor() : priceMinor,
        same ? of.fullPriceMinor() : priceMinor,
        same ? of.modifiersMinor() : 0,
        quantity,
        same ? of.payment() : PaymentOption.FULL_PAYMENT_ONLINE,
        same ? of.depositMinor() : null,
        of.taxGroup(),
        of.weightE6(),
        same && of.shippable(),
        of.subscription(),
        of.freeTrial(),
        of.giftCardItem());
  }
}
