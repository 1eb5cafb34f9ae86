package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.pricing.Gap.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NearMissesTest extends PricingBase {
  private static final Rule.AppliesTo ALL_ITEMS = Rule.AppliesTo.ALL_ITEMS;

  private static List<NearMiss> misses(Basket.Builder basket, Rule... rules) {
    BookPair pair = book(rules);
    Basket built = basket.build();
    Quote quote = pair.price(built);
    return NearMisses.of(pair.book(), built, quote, new Evaluator(), NearMiss.MAX);
  }

  private static NearMiss only(List<NearMiss> misses) {
    assertEquals(1, misses.size(), misses.toString());
    return misses.get(0);
  }

  private static Rule when(String id, Trigger trigger, Discount discount, Scope... scopes) {
    return rule(id, trigger, Target.Items.of(scopes), discount, ALL_ITEMS);
  }

  private static Target sets(int buy, Scope bought, int get, Scope got) {
    return new Target.BuyXGetY(buy, null, List.of(bought), get, List.of(got), List.of(), null);
  }

  @Test
  void sixteenMoreForTenPercentOff() {
    NearMiss miss =
        only(
            misses(
                basket(line("a", "42.00", 2)), when("r", subtotal("100", null), percent(10), ALL)));
    assertEquals("spend 16.00 more for 10 % off", miss.text());
    assertEquals(Measure.SUBTOTAL, miss.gap().measure());
    assertEquals(840_000, miss.gap().seen());
    assertEquals(1_000_000, miss.gap().needed());
    assertEquals("84.00", miss.seen());
    assertEquals("100.00", miss.needed());
    assertEquals("16.00", miss.missing());
    // 10 % of 100.00: of the 84.00 that are there and of the 16.00 that are not.
    assertEquals(1000, miss.discountMinor());
    assertEquals("0.840000", miss.gap().reached().toPlainString());
  }

  @Test
  void aThresholdFinerThanMoneyIsReachedByTheNextCent() {
    NearMiss miss =
        only(
            misses(
                basket(line("a", "84.00", 1)),
                when("r", subtotal("84.0001", null), percent(50), ALL)));
    assertEquals("0.01", miss.missing());
    // Half of 84.00 and half of 0.01, each rounded half up.
    assertEquals(4201, miss.discountMinor());
  }

  @Test
  void unitsAreMissingInTheScopeOfTheCondition() {
    Scope mugs = Scope.collections(STORES, Set.of("mugs"));
    BasketLine mug = item("m", "8.00", 2).collections(Set.of("mugs")).build();
    NearMiss miss =
        only(
            misses(
                basket(line("a", "42.00", 1), mug),
                when("r", quantity(3, null, mugs), percent(25), mugs)));
    assertEquals("add 1 more in collection mugs for 25 % off", miss.text());
    assertEquals(List.of(mugs), miss.gap().scopes());
    assertEquals("1", miss.missing());
    // 25 % of three mugs.
    assertEquals(600, miss.discountMinor());
  }

  @Test
  void theNearestComesFirst() {
    List<NearMiss> misses =
        misses(
            basket(line("a", "20.00", 3)),
            when("quarter", subtotal("240", null), percent(10), ALL),
            when("most", quantity(4, null), percent(10), ALL),
            when("half", subtotal("120", null), percent(10), ALL),
            when("alsoHalf", quantity(6, null), percent(10), ALL));
    assertEquals(
        List.of("most", "half", "alsoHalf", "quarter"),
        misses.stream().map(miss -> miss.rule().id()).toList());
  }

  @Test
  void nothingElseMayStandInTheWay() {
    Trigger gap = subtotal("100", null);
    Rule ended =
        new Rule(
            "ended",
            NOW,
            "ended",
            null,
            NOW,
            gap,
            Target.Items.of(ALL),
            percent(10),
            ALL_ITEMS,
            false);
    Rule[] rules = {
      ended,
      when("used", gap, percent(10), ALL),
      when("stranger", and(gap, new Trigger.Members(Set.of("n"))), percent(10), ALL),
      when("custom", and(gap, new Trigger.Custom("k")), percent(10), ALL),
      when("two", and(gap, quantity(3, null)), percent(10), ALL),
      when("over", subtotal(null, "50"), percent(10), ALL),
      when("capped", and(gap, subtotal(null, "90")), percent(10), ALL),
      when("elsewhere", gap, percent(10), only("z")),
      when("free", subtotal("1", null), percent(10), ALL),
      when("dear", gap, at("500"), ALL)
    };
    Basket.Builder basket =
        basket(line("a", "84.00", 1)).memberId("m").exhaustedRuleIds(Set.of("used"));
    assertEquals(List.of(), misses(basket, rules));
  }

  private static Trigger and(Trigger... children) {
    return new Trigger.And(List.of(children));
  }

  @Test
  void ofAnOrTheNearestCounts() {
    Trigger or = new Trigger.Or(List.of(subtotal("200", null), quantity(5, null)));
    NearMiss miss = only(misses(basket(line("a", "10.00", 4)), when("r", or, percent(10), ALL)));
    assertEquals("add 1 more for 10 % off", miss.text());
    assertEquals(500, miss.discountMinor());
  }

  @Test
  void aSetThatIsNotWhole() {
    Rule three = rule("three", sets(3, "20"), ALL);
    NearMiss miss = only(misses(basket(line("a", "10.00", 2)), three));
    assertEquals("add 1 more for 3 for 20.00", miss.text());
    assertEquals(1000, miss.discountMinor());

    Rule twoPlusOne = rule("b", null, sets(2, only("a"), 1, only("a")), percent(100), ALL_ITEMS);
    miss = only(misses(basket(line("a", "10.00", 2)), twoPlusOne));
    assertEquals("add 1 more in item a for 100 % off on 1", miss.text());
    assertEquals(2, miss.gap().seen());
    assertEquals(3, miss.gap().needed());
    assertEquals(1000, miss.discountMinor());
  }

  @Test
  void whatWouldBeGotNeedNotBeThere() {
    Scope mugs = Scope.collections(STORES, Set.of("mugs"));
    Rule gift = rule("g", null, sets(2, only("a"), 1, mugs), percent(100), ALL_ITEMS);
    NearMiss miss = only(misses(basket(line("a", "10.00", 2)), gift));
    assertEquals("add 1 more in collection mugs for 100 % off on 1", miss.text());
    assertNull(miss.discountMinor());
    // Both a further unit of a and a mug are missing.
    assertEquals(List.of(), misses(basket(line("a", "10.00", 1)), gift));
  }

  @Test
  void aSetBySpend() {
    Target target = new Target.BuyXGetY(null, e4("70"), List.of(), 1, List.of(), List.of(), null);
    Rule rule = rule("s", null, target, percent(100), ALL_ITEMS);
    NearMiss miss = only(misses(basket(line("a", "20.00", 1), line("b", "60.00", 1)), rule));
    assertEquals("spend 10.00 more for 100 % off on 1", miss.text());
    // The 20.00 are got when enough is bought beside them.
    assertEquals(2000, miss.discountMinor());
  }

  @Test
  void theCouponWhoseMinimumIsNotMet() {
    Coupon coupon =
        new Coupon(
            "c",
            "SAVE",
            "Save",
            new Coupon.Benefit.MoneyOff(e4("5")),
            null,
            e4("50"),
            false,
            false);
    NearMiss miss = only(misses(basket(line("a", "40.00", 1)).coupon(coupon)));
    assertNull(miss.rule());
    assertEquals("spend 10.00 more for 5.00 off", miss.text());
    assertEquals(500, miss.discountMinor());
    assertEquals(List.of(), misses(basket(line("a", "50.00", 1)).coupon(coupon)));
  }

  @Test
  void aScopeThatNoLineIsInIsPricedByWhatWouldBeSpent() {
    Scope mugs = Scope.collections(STORES, Set.of("mugs"));
    Rule rule = when("r", subtotal("20", null, mugs), percent(10), only("a"));
    NearMiss miss = only(misses(basket(line("a", "40.00", 1)), rule));
    assertEquals("spend 20.00 more in collection mugs for 10 % off", miss.text());
    assertEquals(400, miss.discountMinor());
    assertEquals(0, miss.gap().seen());
  }

  @Test
  void aRuleIsFarFromABasketThatHasNothingOfItsRarestCondition() {
    Rule rule = when("r", subtotal("20", null, only("z")), percent(10), ALL);
    assertEquals(List.of(), misses(basket(line("a", "40.00", 1)), rule));
  }

  @Test
  void atMostTwentyAreToldHoweverManyThereAre() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      rules.add(when("r" + i, subtotal("" + (100 + i), null), percent(10), ALL));
    }
    List<NearMiss> misses = misses(basket(line("a", "84.00", 1)), rules.toArray(Rule[]::new));
    assertEquals(NearMiss.MAX, misses.size());
    assertEquals("r0", misses.get(0).rule().id());
    assertTrue(misses.get(19).gap().reached().compareTo(misses.get(0).gap().reached()) < 0);
  }

  @Test
  void whatIsTooMuchForABasketIsNoMiss() {
    Rule rule = when("r", subtotal("900000000000000", null), percent(10), ALL);
    assertEquals(List.of(), misses(basket(line("a", "84.00", 1)), rule));
  }
}
