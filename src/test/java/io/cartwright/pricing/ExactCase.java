package io.cartwright.pricing;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Coupon.Benefit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A random basket and rules of which no amount is ever rounded: prices and amounts are multiples of
 * ten billion minor units, and at most five whole percentages are taken of one another.
 *
 * @param endsWithSets the last rule makes sets for an amount, which is shared over lines
 */
record ExactCase(List<Rule> rules, Basket basket, boolean endsWithSets) {
  private static final long GRAIN_MINOR = 10_000_000_000L;
  private static final long GRAIN_E4 = GRAIN_MINOR * 100;

  static ExactCase random(SplittableRandom random) {
    Basket basket = basket(random);
    RuleGenerator generator = new RuleGenerator(random, basket.instant(), List.of(basket));
    List<Rule> rules = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Rule rule = generator.rule(RuleGenerator.id(i));
      Target target =
          rule.target() instanceof Target.BuyXGetY sets
              ? new Target.Items(sets.gets(), sets.excluded())
              : rule.target();
      rules.add(exact(random, rule, i, false, target, Rule.AppliesTo.ALL_ITEMS));
    }
    boolean sets = false;
    if (random.nextInt(3) > 0) {
      Rule last = generator.rule(RuleGenerator.id(count));
      last = exact(random, last, count, true, last.target(), last.appliesTo());
      sets = last.discount() instanceof Discount.QuantityBased;
      rules.add(last);
    }
    return new ExactCase(
        rules,
        sets ? Basket.builder(basket.currency(), basket.instant(), basket.lines()).build() : basket,
        sets);
  }

  private static Rule exact(
      SplittableRandom random,
      Rule rule,
      int order,
      boolean last,
      Target target,
      Rule.AppliesTo appliesTo) {
    boolean sets = last && rule.discount() instanceof Discount.QuantityBased;
    Discount discount =
        sets
            ? new Discount.QuantityBased(1 + random.nextInt(4), random.nextInt(1, 300) * GRAIN_E4)
            : switch (random.nextInt(3)) {
              case 0 -> new Discount.Percentage(random.nextInt(1, 101) * 10_000L);
              case 1 -> new Discount.FixedAmount(random.nextInt(30) * GRAIN_E4);
              default -> new Discount.FixedPrice(random.nextInt(90) * GRAIN_E4);
            };
    return new Rule(
        rule.id(),
        BasketGenerator.NOW.plusSeconds(order),
        rule.name(),
        rule.start(),
        rule.end(),
        rule.trigger(),
        target,
        discount,
        appliesTo,
        rule.includeSubscription());
  }

  private static Basket basket(SplittableRandom random) {
    List<BasketLine> lines = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      lines.add(
          BasketLine.builder(
                  "line" + i, random.nextInt(1, 100) * GRAIN_MINOR, 1 + random.nextInt(6))
              .item("app" + random.nextInt(2), "i" + random.nextInt(5))
              .collections(Set.of("c" + random.nextInt(3)))
              .shippable(random.nextBoolean())
              .subscription(random.nextInt(5) == 0)
              .build());
    }
    TaxFacts.TaxRate rate =
        new TaxFacts.TaxRate("tax", random.nextInt(26) * 10_000L, "VAT", "X", "COUNTRY");
    Basket.Builder basket =
        Basket.builder(Currency.of("USD"), BasketGenerator.NOW, lines)
            .memberId("m" + random.nextInt(3))
            .customTriggers(Set.of("t0"))
            .tax(new TaxFacts(false, false, Map.of("g", List.of(rate)), "g", null));
    if (random.nextBoolean()) {
      Benefit percent = new Benefit.PercentOff(random.nextInt(101) * 10_000L);
      Scope scope = random.nextBoolean() ? BasketGenerator.scope(random, true) : null;
      basket.coupon(new Coupon("c", "C", "C", percent, scope, null, false, true));
    }
    return basket.build();
  }

  /** Some units of a line, as a line of their own. */
  static BasketLine part(BasketLine line, String id, int quantity) {
    return BasketLine.builder(id, line.unitPriceMinor(), quantity)
        .item(line.appId(), line.catalogItemId())
        .collections(line.collectionIds())
        .shippable(line.shippable())
        .subscription(line.subscription())
        .build();
  }
}
