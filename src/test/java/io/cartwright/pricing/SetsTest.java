package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Buy X get Y, and sets for an amount. */
class SetsTest extends PricingBase {

  private static Rule buy(
      Integer quantity, String spend, List<Scope> buys, int get, List<Scope> gets, Integer limit) {
    Target target =
        new Target.BuyXGetY(
            quantity, spend == null ? null : e4(spend), buys, get, gets, List.of(), limit);
    return rule("r", null, target, percent(100), Rule.AppliesTo.ALL_ITEMS);
  }

  private static Rule buyOfAll(int quantity, int get, Integer limit) {
    return buy(quantity, null, List.of(), get, List.of(), limit);
  }

  @Test
  void theCheapestUnitsAreTheGets() {
    assertEquals(
        "0.00 20.00 30.00",
        afterRules(
            price(
                basket(line("a", "10.00", 1), line("b", "20.00", 1), line("c", "30.00", 1)),
                buyOfAll(2, 1, null))));
  }

  @Test
  void cheapestIsByThePriceThatFormerRulesLeft() {
    // c costs 9.00 after the first rule
    assertEquals(
        "10.00 20.00 0.00",
        afterRules(
            price(
                basket(line("a", "10.00", 1), line("b", "20.00", 1), line("c", "30.00", 1)),
                rule("p", percent(70), only("c")),
                buyOfAll(2, 1, null))));
  }

  @Test
  void tiesGoToTheEarlierLine() {
    assertEquals(
        "0.00 10.00",
        afterRules(
            price(basket(line("a", "10.00", 1), line("b", "10.00", 1)), buyOfAll(1, 1, null))));
  }

  @Test
  void withoutLimitItRepeatsAsOftenAsTheCartHoldsWholeSets() {
    // 7 units make two sets of 2 + 1; the seventh pays
    assertEquals("50.00", afterRules(price(basket(line("a", "10.00", 7)), buyOfAll(2, 1, null))));
    assertEquals("60.00", afterRules(price(basket(line("a", "10.00", 7)), buyOfAll(2, 1, 1))));
  }

  @Test
  void incompleteSetsGetNothing() {
    assertEquals("20.00", afterRules(price(basket(line("a", "10.00", 2)), buyOfAll(2, 1, null))));
    // one unit to get where the set asks for two
    assertEquals(
        "20.00 5.00",
        afterRules(
            price(
                basket(line("a", "10.00", 2), line("b", "5.00", 1)),
                buy(2, null, List.of(only("a")), 2, List.of(only("b")), null))));
  }

  @Test
  void noUnitIsInBothRoles() {
    Rule own = buy(1, null, List.of(only("a")), 1, List.of(only("a")), null);
    assertEquals("10.00", afterRules(price(basket(line("a", "10.00", 1)), own)));
    assertEquals("10.00", afterRules(price(basket(line("a", "10.00", 2)), own)));
  }

  @Test
  void aUnitThatIsStillNeededAsBoughtIsPassedOver() {
    // a is the cheapest, but nothing else can be bought
    assertEquals(
        "10.00 0.00",
        afterRules(
            price(
                basket(line("a", "10.00", 1), line("b", "20.00", 1)),
                buy(1, null, List.of(only("a")), 1, List.of(only("a", "b")), null))));
  }

  @Test
  void spendIsWhatTheOtherUnitsCostBeforeRules() {
    // the gift is got once for every 50.00 of a; the former rule's discount does not count
    Rule gift = buy(null, "50", List.of(only("a")), 1, List.of(only("g")), null);
    BasketLine gifts = line("g", "7.00", 3);
    assertEquals(
        "50.00 7.00",
        afterRules(
            price(basket(line("a", "50.00", 2), gifts), rule("p", percent(50), only("a")), gift)));
    assertEquals("99.98 14.00", afterRules(price(basket(line("a", "49.99", 2), gifts), gift)));
    assertEquals("49.99 21.00", afterRules(price(basket(line("a", "49.99", 1), gifts), gift)));
  }

  @Test
  void laterRulesSeeTheAveragePriceOfTheLine() {
    // one of three is free: 20.00, on average 6.67; a fixed price of 6.00 leaves 18.00
    assertEquals(
        "18.00",
        afterRules(
            price(
                basket(line("a", "10.00", 3)), buyOfAll(2, 1, null), rule("s", at("6.00"), ALL))));
  }

  @Test
  void otherKindsDiscountTheGetsOnly() {
    Target target = new Target.BuyXGetY(1, null, List.of(), 1, List.of(), List.of(), null);
    Basket.Builder basket = basket(line("a", "10.00", 4));
    assertEquals(
        "30.00",
        afterRules(price(basket, rule("r", null, target, percent(50), Rule.AppliesTo.ALL_ITEMS))));
    assertEquals(
        "34.00",
        afterRules(price(basket, rule("r", null, target, off("3.00"), Rule.AppliesTo.ALL_ITEMS))));
    assertEquals(
        "22.00",
        afterRules(price(basket, rule("r", null, target, at("1.00"), Rule.AppliesTo.ALL_ITEMS))));
    assertEquals(
        "35.00",
        afterRules(
            price(
                basket, rule("r", null, target, percent(50), Rule.AppliesTo.LOWEST_PRICED_ITEM))));
  }

  @Test
  void setsAreFormedFromTheDearestUnitsDownAndTheRestPaysItsPrice() {
    // two of b (20.00 each) for 30.00; the two of a would be a set of 20.00 that 30.00 raises
    assertEquals(
        "20.00 30.00",
        afterRules(
            price(
                basket(line("a", "10.00", 2), line("b", "20.00", 2)),
                rule("r", sets(2, "30.00"), ALL))));
    // 5 units: 20, 20 | 20, 10 for 25 each; one of a pays 10
    assertEquals(
        "18.33 41.67",
        afterRules(
            price(
                basket(line("a", "10.00", 2), line("b", "20.00", 3)),
                rule("r", sets(2, "25.00"), ALL))));
  }

  @Test
  void unitsOfALineThatDoesNotDivideDifferByOneMinorUnit() {
    // 12.00 − 2.00 = 10.00 are 3.34, 3.33 and 3.33: two of them for 6.00, and 3.33
    assertEquals(
        "9.33",
        afterRules(
            price(
                basket(line("a", "4.00", 3)),
                lowest("r", off("2.00"), ALL),
                rule("s", sets(2, "6.00"), ALL))));
  }

  @Test
  void subscriptionsAreNeitherBoughtNorGivenUnlessTheRuleIncludesThem() {
    BasketLine subscription = item("s", "10.00", 2).subscription(true).build();
    Rule without = buyOfAll(2, 1, null);
    Rule with =
        new Rule("r", NOW, "r", null, null, null, without.target(), without.discount(), null, true);
    Basket.Builder basket = basket(subscription, line("a", "20.00", 1));
    assertEquals("20.00 20.00", afterRules(price(basket, without)));
    assertEquals("10.00 20.00", afterRules(price(basket, with)));
  }

  @Test
  void aSetsAmountIsSharedByLargestRemainder() {
    // 10.00 over 5.00, 5.00, 5.00: 3.34, 3.33, 3.33
    assertEquals(
        "3.34 3.33 3.33",
        afterRules(
            price(
                basket(line("a", "5.00", 1), line("b", "5.00", 1), line("c", "5.00", 1)),
                rule("r", sets(3, "10.00"), ALL))));
  }

  @Test
  void aSetNeverRaisesAndTooFewUnitsMakeNone() {
    assertEquals(
        "10.00", afterRules(price(basket(line("a", "5.00", 2)), rule("r", sets(2, "12.00"), ALL))));
    assertEquals(
        "10.00", afterRules(price(basket(line("a", "5.00", 2)), rule("r", sets(3, "1.00"), ALL))));
  }

  @Test
  void manyUnitsCostNoMoreThanFew() {
    BasketLine many = line("a", "10.00", BasketLine.QUANTITY_MAX);
    Quote quote =
        new Evaluator().price(book(rule("r", sets(3, "20.00"), ALL)).book(), basket(many).build());
    // 33,333 sets of 20.00, and one unit of 10.00
    assertEquals("666670.00", afterRules(quote));
  }
}
