package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.pricing.Quote.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Automatic rules one after the other, and what each kind takes off. */
class StackingTest extends PricingBase {

  @Test
  void eachRuleTakesFromWhatTheFormerLeft() {
    // 100 − 20 % = 80; 80 − 20 % = 64: 36 % off
    Quote quote =
        price(
            basket(line("a", "100.00", 1)),
            rule("r", percent(20), ALL),
            rule("s", percent(20), ALL));
    assertEquals("64.00", afterRules(quote));
    assertEquals(
        List.of("r 10000 8000", "s 8000 6400"),
        quote.steps().stream()
            .map(s -> s.sourceId() + " " + s.beforeMinor() + " " + s.afterMinor())
            .toList());
  }

  @Test
  void rulesStackByCreationDateThenByIdAsLowerCaseText() {
    Rule b = rule("B", percent(10), ALL);
    Rule a = rule("a", percent(10), ALL);
    Rule first =
        new Rule(
            "z", NOW.minusSeconds(1), "z", null, null, null, b.target(), b.discount(), null, false);
    BookPair book = BookPair.compile(1, List.of(b, a, first), NOW);
    Quote quote = book.price(basket(line("x", "1.00", 1)).build());
    assertEquals(List.of("z", "a", "B"), quote.steps().stream().map(Step::sourceId).toList());
  }

  @Test
  void aRuleAppliesOnceToAnItemThatSeveralOfItsScopesName() {
    Rule rule =
        rule(
            "r", percent(10), only("a"), Scope.app(STORES), Scope.collections(STORES, Set.of("c")));
    BasketLine line = item("a", "10.00", 1).collections(Set.of("c")).build();
    assertEquals("9.00", afterRules(price(basket(line), rule)));
  }

  @Test
  void scopesNameItemsCollectionsOrAnApp() {
    BasketLine a = item("a", "10.00", 1).build();
    BasketLine b = item("b", "10.00", 1).collections(Set.of("c")).build();
    BasketLine other = BasketLine.builder("o", 1000, 1).item("bookings", "a").build();
    BasketLine custom = BasketLine.builder("x", 1000, 1).build();
    Basket.Builder basket = basket(a, b, other, custom);
    Discount tenth = percent(10);
    assertEquals("9.00 10.00 10.00 10.00", afterRules(price(basket, rule("r", tenth, only("a")))));
    assertEquals(
        "10.00 9.00 10.00 10.00",
        afterRules(price(basket, rule("r", tenth, Scope.collections(STORES, Set.of("c"))))));
    assertEquals(
        "9.00 9.00 10.00 10.00", afterRules(price(basket, rule("r", tenth, Scope.app(STORES)))));
    assertEquals("9.00 9.00 9.00 9.00", afterRules(price(basket, rule("r", tenth, ALL))));
  }

  @Test
  void excludedScopesAreLeftOut() {
    Target target = new Target.Items(List.of(Scope.app(STORES)), List.of(only("b")));
    Rule rule = rule("r", null, target, percent(50), Rule.AppliesTo.ALL_ITEMS);
    assertEquals(
        "5.00 10.00",
        afterRules(price(basket(line("a", "10.00", 1), line("b", "10.00", 1)), rule)));
  }

  @Test
  void fixedPriceSetsThePriceOfEachUnitAndNeverRaises() {
    assertEquals(
        "16.00", afterRules(price(basket(line("a", "10.00", 2)), rule("r", at("8.00"), ALL))));
    // the first rule leaves 5.00: the second would raise it to 8.00
    assertEquals(
        "5.00",
        afterRules(
            price(
                basket(line("a", "10.00", 1)),
                rule("r", percent(50), ALL),
                rule("s", at("8.00"), ALL))));
  }

  @Test
  void fixedAmountIsOffEachEligibleUnit() {
    assertEquals(
        "21.00", afterRules(price(basket(line("a", "10.00", 3)), rule("r", off("3.00"), ALL))));
  }

  @Test
  void lowestPricedItemTakesOneUnitByThePriceThatFormerRulesLeft() {
    // b costs 6.00 after the first rule and is then the lowest: one of its two units is halved
    Quote quote =
        price(
            basket(line("a", "8.00", 1), line("b", "12.00", 2)),
            rule("r", percent(50), only("b")),
            lowest("s", percent(50), ALL));
    assertEquals("8.00 9.00", afterRules(quote));
    assertEquals(450, quote.lines().get(1).priceMinor());
  }

  @Test
  void lowestPricedItemOfEqualsIsTheEarlierLine() {
    assertEquals(
        "4.00 8.00",
        afterRules(
            price(
                basket(line("a", "8.00", 1), line("b", "8.00", 1)),
                lowest("r", percent(50), ALL))));
  }

  @Test
  void subscriptionsNeedTheRuleToIncludeThem() {
    BasketLine subscription = item("a", "10.00", 1).subscription(true).build();
    Rule without = rule("r", percent(10), ALL);
    Rule with =
        new Rule("r", NOW, "r", null, null, null, without.target(), percent(10), null, true);
    assertEquals("10.00", afterRules(price(basket(subscription), without)));
    assertEquals("9.00", afterRules(price(basket(subscription), with)));
  }

  @Test
  void anExhaustedRuleTakesNothing() {
    Basket.Builder basket = basket(line("a", "10.00", 1)).exhaustedRuleIds(Set.of("r"));
    assertEquals(
        "5.00",
        afterRules(price(basket, rule("r", percent(10), ALL), rule("s", percent(50), ALL))));
  }

  @Test
  void modifiersArePartOfThePrice() {
    BasketLine line = item("a", "10.00", 2).fullPrice(1500).modifiers(200).build();
    Quote quote = price(basket(line), rule("r", percent(50), ALL));
    assertEquals("12.00", afterRules(quote));
    assertEquals(1700, first(quote).fullPriceMinor());
    assertEquals(1200, first(quote).priceBeforeDiscountsMinor());
    assertEquals(600, first(quote).priceMinor());
    assertEquals(200, first(quote).modifiersMinor());
  }
}
