package io.cartwright.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Some rules and a basket that fail a test, made as small as the failure allows. */
record SmallCase(List<Rule> rules, Basket basket) {

  /** The smallest case to be had by taking away one thing at a time while it still fails. */
  static SmallCase of(List<Rule> rules, Basket basket, Predicate<SmallCase> fails) {
    SmallCase smallest = new SmallCase(rules, basket);
    for (SmallCase next = smallest; next != null; ) {
      smallest = next;
      next = smallest.smaller().filter(fails).findFirst().orElse(null);
    }
    return smallest;
  }

  private Stream<SmallCase> smaller() {
    List<SmallCase> smaller = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      smaller.add(new SmallCase(without(rules, i), basket));
    }
    for (int i = 0; i < basket.lines().size(); i++) {
      smaller.add(with(without(basket.lines(), i)));
    }
    withLess().forEach(less -> smaller.add(new SmallCase(rules, less)));
    for (int i = 0; i < rules.size(); i++) {
      for (Rule simpler : simpler(rules.get(i))) {
        smaller.add(new SmallCase(replaced(rules, i, simpler), basket));
      }
    }
    for (int i = 0; i < basket.lines().size(); i++) {
      for (BasketLine simpler : simpler(basket.lines().get(i))) {
        smaller.add(with(replaced(basket.lines(), i, simpler)));
      }
    }
    return smaller.stream();
  }

  private SmallCase with(List<BasketLine> lines) {
    return new SmallCase(rules, builder(lines).build());
  }

  private Basket.Builder builder(List<BasketLine> lines) {
    return Basket.builder(basket.currency(), basket.instant(), lines)
        .memberId(basket.memberId())
        .coupon(basket.coupon())
        .merchantDiscounts(basket.merchantDiscounts())
        .delivery(basket.delivery())
        .fees(basket.fees())
        .tax(basket.tax())
        .giftCard(basket.giftCard())
        .customTriggers(basket.customTriggers())
        .exhaustedRuleIds(basket.exhaustedRuleIds());
  }

  private Stream<Basket> withLess() {
    List<BasketLine> lines = basket.lines();
    return Stream.of(
            builder(lines).coupon(null),
            builder(lines).merchantDiscounts(List.of()),
            builder(lines).delivery(Delivery.NONE),
            builder(lines).fees(List.of()),
            builder(lines).tax(TaxFacts.NONE),
            builder(lines).giftCard(null),
            builder(lines).memberId(null),
            builder(lines).customTriggers(java.util.Set.of()),
            builder(lines).exhaustedRuleIds(java.util.Set.of()))
        .map(Basket.Builder::build)
        .filter(less -> !less.equals(basket));
  }

  private static List<Rule> simpler(Rule rule) {
    List<Rule> simpler = new ArrayList<>();
    if (rule.trigger() != null) {
      simpler.add(with(rule, null));
    }
    if (rule.trigger() instanceof Trigger.And and) {
      and.children().forEach(child -> simpler.add(with(rule, child)));
    }
    if (rule.trigger() instanceof Trigger.Or or) {
      or.children().forEach(child -> simpler.add(with(rule, child)));
    }
    if (rule.start() != null || rule.end() != null) {
      simpler.add(
          new Rule(
              rule.id(),
              rule.createdAt(),
              rule.name(),
              null,
              null,
              rule.trigger(),
              rule.target(),
              rule.discount(),
              rule.appliesTo(),
              rule.includeSubscription()));
    }
    return simpler;
  }

  private static Rule with(Rule rule, Trigger trigger) {
    return new Rule(
        rule.id(),
        rule.createdAt(),
        rule.name(),
        rule.start(),
        rule.end(),
        trigger,
        rule.target(),
        rule.discount(),
        rule.appliesTo(),
        rule.includeSubscription());
  }

  private static List<BasketLine> simpler(BasketLine line) {
    BasketLine plain =
        BasketLine.builder(line.id(), line.unitPriceMinor(), line.quantity())
            .item(line.appId(), line.catalogItemId())
            .collections(line.collectionIds())
            .build();
    BasketLine fewer =
        BasketLine.builder(line.id(), line.unitPriceMinor(), (line.quantity() + 1) / 2)
            .item(line.appId(), line.catalogItemId())
            .collections(line.collectionIds())
            .build();
    return Stream.of(plain, fewer).filter(other -> !other.equals(line)).toList();
  }

  private static <T> List<T> without(List<T> all, int index) {
    List<T> rest = new ArrayList<>(all);
    rest.remove(index);
    return rest;
  }

  private static <T> List<T> replaced(List<T> all, int index, T by) {
    List<T> changed = new ArrayList<>(all);
    changed.set(index, by);
    return changed;
  }
}
