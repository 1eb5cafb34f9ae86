package io.cartwright.pricing;

import io.cartwright.money.Currency;
import io.cartwright.money.Decimals;
import io.cartwright.pricing.Quote.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Words for pricing tests: amounts as text, in dollars unless a test says otherwise; both pricers
 * answer alike.
 */
abstract class PricingBase {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Currency USD = Currency.of("USD");
  static final String STORES = "stores";
  static final Scope ALL = Scope.all();

  static Quote price(Basket.Builder basket, Rule... rules) {
    return book(rules).price(basket.build());
  }

  /** Rules are created one second after the other. */
  static BookPair book(Rule... rules) {
    List<Rule> dated = new ArrayList<>();
    for (int i = 0; i < rules.length; i++) {
      Rule rule = rules[i];
      dated.add(
          new Rule(
              rule.id(),
              NOW.minusSeconds(1_000 - i),
              rule.name(),
              rule.start(),
              rule.end(),
              rule.trigger(),
              rule.target(),
              rule.discount(),
              rule.appliesTo(),
              rule.includeSubscription()));
    }
    return BookPair.compile(7, dated, NOW);
  }

  static Rule rule(String id, Discount discount, Scope... scopes) {
    return rule(id, null, Target.Items.of(scopes), discount, Rule.AppliesTo.ALL_ITEMS);
  }

  static Rule when(Trigger trigger, Discount discount) {
    return rule("rule", trigger, Target.Items.of(ALL), discount, Rule.AppliesTo.ALL_ITEMS);
  }

  static Rule lowest(String id, Discount discount, Scope... scopes) {
    return rule(id, null, Target.Items.of(scopes), discount, Rule.AppliesTo.LOWEST_PRICED_ITEM);
  }

  static Rule rule(
      String id, Trigger trigger, Target target, Discount discount, Rule.AppliesTo appliesTo) {
    return new Rule(id, NOW, "Rule " + id, null, null, trigger, target, discount, appliesTo, false);
  }

  static Discount percent(double value) {
    return new Discount.Percentage(Decimals.percentE4(value));
  }

  static Discount off(String amount) {
    return new Discount.FixedAmount(e4(amount));
  }

  static Discount at(String price) {
    return new Discount.FixedPrice(e4(price));
  }

  static Discount sets(int quantity, String price) {
    return new Discount.QuantityBased(quantity, e4(price));
  }

  static Trigger subtotal(String from, String to, Scope... scopes) {
    return new Trigger.SubtotalRange(
        List.of(scopes), from == null ? null : e4(from), to == null ? null : e4(to));
  }

  static Trigger quantity(Integer from, Integer to, Scope... scopes) {
    return new Trigger.QuantityRange(
        List.of(scopes),
        from == null ? null : Long.valueOf(from),
        to == null ? null : Long.valueOf(to));
  }

  /** A line of the item that has the line's id. */
  static BasketLine line(String id, String price, int quantity) {
    return item(id, price, quantity).build();
  }

  static BasketLine.Builder item(String id, String price, int quantity) {
    return BasketLine.builder(id, USD.parse(price), quantity).item(STORES, id).shippable(true);
  }

  static Scope only(String... itemIds) {
    return Scope.items(STORES, Set.of(itemIds));
  }

  static Basket.Builder basket(BasketLine... lines) {
    return Basket.builder(USD, NOW, List.of(lines));
  }

  static long e4(String amount) {
    return Decimals.scaled(amount, 4);
  }

  static String text(long minor) {
    return USD.format(minor);
  }

  /** Displayed line amounts after automatic rules, in order: "10.00 5.00". */
  static String afterRules(Quote quote) {
    return String.join(" ", quote.lines().stream().map(l -> text(l.linePriceMinor())).toList());
  }

  /** Displayed line amounts after all discounts, in order. */
  static String afterDiscounts(Quote quote) {
    return String.join(
        " ", quote.lines().stream().map(l -> text(l.lineAfterDiscountsMinor())).toList());
  }

  /** "subtotal - discount + shipping + fees + tax = total". */
  static String text(Quote.Summary s) {
    return String.format(
        "%s - %s + %s + %s + %s = %s",
        text(s.subtotalMinor()),
        text(s.discountMinor()),
        text(s.shippingMinor()),
        text(s.feesMinor()),
        text(s.taxMinor()),
        text(s.totalMinor()));
  }

  static Line first(Quote quote) {
    return quote.lines().get(0);
  }
}
