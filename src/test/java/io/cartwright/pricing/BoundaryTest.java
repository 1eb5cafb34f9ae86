package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Coupon.Benefit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every threshold on its last unit on this side, on itself, and on the first beyond. */
class BoundaryTest extends PricingBase {

  /** Each kind, on all eligible units and on one, and as what a set gives. */
  static Stream<Rule> kinds() {
    Target items = Target.Items.of(ALL);
    Target sets = new Target.BuyXGetY(1, null, List.of(), 1, List.of(), List.of(), null);
    Target spend = new Target.BuyXGetY(null, 1L, List.of(), 1, List.of(), List.of(), null);
    List<Rule> kinds = new ArrayList<>();
    kinds.add(rule("sets", null, items, sets(2, "0.01"), Rule.AppliesTo.ALL_ITEMS));
    for (Discount discount : List.of(percent(10), off("1"), at("0.01"))) {
      for (Rule.AppliesTo appliesTo : Rule.AppliesTo.values()) {
        String name = discount.getClass().getSimpleName() + " " + appliesTo;
        kinds.add(rule(name, null, items, discount, appliesTo));
        kinds.add(rule(name + " to get", null, sets, discount, appliesTo));
        kinds.add(rule(name + " to get for a spend", null, spend, discount, appliesTo));
      }
    }
    return kinds.stream();
  }

  private static boolean fires(Rule kind, Trigger trigger, Basket.Builder basket) {
    Rule rule = rule(kind.id(), trigger, kind.target(), kind.discount(), kind.appliesTo());
    return !price(basket, rule).discounts().isEmpty();
  }

  private static void assertFires(boolean expected, Trigger trigger, Basket.Builder basket) {
    kinds().forEach(kind -> assertEquals(expected, fires(kind, trigger, basket), kind.id()));
  }

  /** Where a value stands to a range from 100 to 200, and whether it is in it. */
  static Stream<Arguments> aroundARange() {
    return Stream.of(
        Arguments.of(99, false, true),
        Arguments.of(100, true, true),
        Arguments.of(101, true, true),
        Arguments.of(199, true, true),
        Arguments.of(200, true, true),
        Arguments.of(201, true, false));
  }

  private static Basket.Builder of(Currency currency, BasketLine... lines) {
    return Basket.builder(currency, NOW, List.of(lines));
  }

  private static BasketLine line(String id, long minor, int quantity) {
    return BasketLine.builder(id, minor, quantity).item(STORES, id).build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aroundARange")
  void theSubtotalMeetsBothEndsOfItsRange(long minor, boolean reaches, boolean staysBelow) {
    for (String code : List.of("JPY", "USD", "KWD")) {
      Currency currency = Currency.of(code);
      long perMinor = currency.unitsPerMinor(4);
      Scope a = only("a");
      // the subtotal of everything: a and b together; of the scope: a alone
      Basket.Builder both = of(currency, line("a", minor - 51, 1), line("b", 17, 3));
      Basket.Builder alone = of(currency, line("a", minor, 1), line("b", 17, 3));
      for (long hair : new long[] {0, 1 - perMinor, perMinor - 1}) {
        long from = 100 * perMinor + Math.min(0, hair);
        long to = 200 * perMinor + Math.max(0, hair);
        assertFires(reaches, new Trigger.SubtotalRange(List.of(), from, null), both);
        assertFires(staysBelow, new Trigger.SubtotalRange(List.of(), null, to), both);
        assertFires(reaches && staysBelow, new Trigger.SubtotalRange(List.of(), from, to), both);
        assertFires(reaches, new Trigger.SubtotalRange(List.of(a), from, null), alone);
        assertFires(staysBelow, new Trigger.SubtotalRange(List.of(a), null, to), alone);
        assertFires(reaches && staysBelow, new Trigger.SubtotalRange(List.of(a), from, to), alone);
      }
    }
  }

  @Test
  void aTenThousandthBeyondTheSubtotalIsBeyondIt() {
    Basket.Builder basket = basket(line("a", 5_000, 2));
    assertFires(true, subtotal("99.9999", "100.0001"), basket);
    assertFires(true, subtotal("100", "100"), basket);
    assertFires(false, subtotal("100.0001", null), basket);
    assertFires(false, subtotal(null, "99.9999"), basket);
    assertFires(false, subtotal("100.0001", "99.9999"), basket);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aroundARange")
  void theQuantityMeetsBothEndsOfItsRange(int units, boolean reaches, boolean staysBelow) {
    Basket.Builder both = basket(line("a", 100, units - 60), line("b", 100, 60));
    Basket.Builder alone = basket(line("a", 100, units), line("b", 100, 60));
    Scope a = only("a");
    assertFires(reaches, quantity(100, null), both);
    assertFires(staysBelow, quantity(null, 200), both);
    assertFires(reaches && staysBelow, quantity(100, 200), both);
    assertFires(reaches, quantity(100, null, a), alone);
    assertFires(staysBelow, quantity(null, 200, a), alone);
    assertFires(reaches && staysBelow, quantity(100, 200, a), alone);
  }

  @ParameterizedTest
  @CsvSource({"99999, false, true", "100000, true, true"})
  void theLargestQuantityIsInReach(int units, boolean reaches, boolean staysBelow) {
    Rule kind = rule("percent", percent(10), ALL);
    Basket.Builder basket = basket(line("a", 100, units));
    assertEquals(reaches, fires(kind, quantity(100_000, null), basket));
    assertEquals(staysBelow, fires(kind, quantity(null, 100_000), basket));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    ", 1, true",
    ", 0, false",
    ", -1, false",
    "1, , false",
    "0, , true",
    "-1, , true",
    "0, 1, true",
    "-1, 0, false",
    "0, 0, false",
    "1, 2, false"
  })
  void aWindowStartsOnItsStartAndEndsBeforeItsEnd(Long start, Long end, boolean open) {
    kinds()
        .forEach(
            kind -> {
              Rule rule =
                  new Rule(
                      kind.id(),
                      NOW,
                      kind.name(),
                      start == null ? null : NOW.plusNanos(start),
                      end == null ? null : NOW.plusNanos(end),
                      null,
                      kind.target(),
                      kind.discount(),
                      kind.appliesTo(),
                      false);
              Basket.Builder basket = basket(line("a", 100, 3));
              assertEquals(open, !price(basket, rule).discounts().isEmpty());
              // a book that moves to the instant from before, or from after, opens it alike
              for (Instant other : List.of(NOW.minusSeconds(9), NOW.plusSeconds(9))) {
                RuleBook moved = RuleBook.compile(1, List.of(rule), other).at(NOW);
                Quote quote = BookPair.of(moved, List.of(rule)).price(basket.build());
                assertEquals(open, !quote.discounts().isEmpty());
              }
            });
  }

  private static String bought(
      Integer quantity, String spend, Integer limit, Basket.Builder basket) {
    Target target =
        new Target.BuyXGetY(
            quantity,
            spend == null ? null : e4(spend),
            List.of(only("a")),
            2,
            List.of(only("g")),
            List.of(),
            limit);
    return afterRules(price(basket, rule("r", null, target, percent(100), null)));
  }

  @ParameterizedTest(name = "{0} bought, {1} to get: {2} paid")
  @CsvSource({
    "2, 9, 9", "3, 9, 7", "4, 9, 7", "5, 9, 7", "6, 9, 5",
    "3, 1, 1", "3, 2, 0", "3, 3, 1", "6, 3, 1", "6, 4, 0"
  })
  void threeBoughtGiveTwo(int bought, int toGet, int paid) {
    Basket.Builder basket = basket(line("a", 1_000, bought), line("g", 100, toGet));
    assertEquals(text(bought * 1_000L) + " " + text(paid * 100L), bought(3, null, null, basket));
  }

  @ParameterizedTest(name = "limit {0}: {1} paid")
  @CsvSource({"1, 7", "2, 5", "3, 3", "4, 3", ", 3"})
  void aLimitCountsSets(Integer limit, int paid) {
    // nine units bought make three sets
    Basket.Builder basket = basket(line("a", 1_000, 9), line("g", 100, 9));
    assertEquals("90.00 " + text(paid * 100L), bought(3, null, limit, basket));
    assertEquals("90.00 " + text(paid * 100L), bought(null, "30", limit, basket));
  }

  @ParameterizedTest(name = "{0} spent: {1} paid")
  @CsvSource({"29.99, 900", "30.00, 700", "30.01, 700", "59.99, 700", "60.00, 500", "60.01, 500"})
  void aMinimumSpendIsMetByItself(String spent, int paidMinor) {
    Basket.Builder basket = basket(line("a", USD.parse(spent), 1), line("g", 100, 9));
    assertEquals(spent + " " + text(paidMinor), bought(null, "30", null, basket));
  }

  @Test
  void aMinimumSpendFinerThanTheCurrencyIsNotRounded() {
    Basket.Builder basket = basket(line("a", 3_000, 1), line("g", 100, 9));
    assertEquals("30.00 7.00", bought(null, "29.9999", null, basket));
    assertEquals("30.00 9.00", bought(null, "30.0001", null, basket));
    // two sets of 15.0001 are 30.0002
    assertEquals("30.00 7.00", bought(null, "15.0001", null, basket));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"99.99, MINIMUM_SUBTOTAL_NOT_MET", "100.00, ", "100.01, "})
  void aCouponsMinimumIsMetByItself(String subtotal, Quote.CouponProblem problem) {
    for (Benefit benefit :
        List.of(
            new Benefit.MoneyOff(1),
            new Benefit.PercentOff(1),
            new Benefit.FreeShipping(),
            new Benefit.FixedPrice(1),
            new Benefit.BuyXGetY(1, 1))) {
      Coupon coupon = new Coupon("c", "C", "C", benefit, null, e4("100"), false, false);
      BasketLine line = item("a", subtotal, 1).build();
      assertEquals(problem, price(basket(line).coupon(coupon)).couponProblem());
    }
  }

  @Test
  void aTenThousandthBelowTheCouponsMinimumIsBelowIt() {
    Coupon coupon =
        new Coupon("c", "C", "C", new Benefit.PercentOff(1), null, e4("100.0001"), false, false);
    assertEquals(
        Quote.CouponProblem.MINIMUM_SUBTOTAL_NOT_MET,
        price(basket(line("a", 10_000, 1)).coupon(coupon)).couponProblem());
  }

  @ParameterizedTest(name = "{0} of 10 units: {1} free")
  @CsvSource({
    "8, 2, 2",
    "9, 1, 1",
    "9, 2, 0",
    "10, 1, 0",
    "4, 1, 2",
    "1, 1, 5",
    "1, 9, 9",
    "1, 10, 0"
  })
  void aCouponsSetsAreWhole(int x, int y, int free) {
    Coupon coupon = new Coupon("c", "C", "C", new Benefit.BuyXGetY(x, y), null, null, false, false);
    assertEquals(
        text((10 - free) * 100L), afterDiscounts(price(basket(line("a", 100, 10)).coupon(coupon))));
  }

  /** What a kind leaves of 10.00 at the ends of its own value. */
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(percent(100), "0.00"),
        Arguments.of(percent(99.95), "0.00"),
        Arguments.of(percent(99.9499), "0.01"),
        Arguments.of(percent(0.05), "9.99"),
        Arguments.of(percent(0.0499), "10.00"),
        Arguments.of(off("0"), "10.00"),
        Arguments.of(off("0.0049"), "10.00"),
        Arguments.of(off("0.005"), "9.99"),
        Arguments.of(off("9.99"), "0.01"),
        Arguments.of(off("10"), "0.00"),
        Arguments.of(off("10.01"), "0.00"),
        Arguments.of(at("0"), "0.00"),
        Arguments.of(at("9.99"), "9.99"),
        Arguments.of(at("9.9949"), "9.99"),
        Arguments.of(at("9.995"), "10.00"),
        Arguments.of(at("10"), "10.00"),
        Arguments.of(at("10.01"), "10.00"),
        Arguments.of(sets(1, "0"), "0.00"),
        Arguments.of(sets(1, "9.99"), "9.99"),
        Arguments.of(sets(1, "10"), "10.00"),
        Arguments.of(sets(1, "10.01"), "10.00"),
        Arguments.of(sets(2, "5"), "10.00"));
  }

  @ParameterizedTest(name = "{0} leaves {1}")
  @MethodSource("values")
  void aKindAtTheEndsOfItsValue(Discount discount, String left) {
    Basket.Builder basket = basket(line("a", 1_000, 1));
    assertEquals(left, afterRules(price(basket, rule("r", discount, ALL))));
  }

  @ParameterizedTest(name = "{0} units: {1}")
  @CsvSource({"1, 10.00", "2, 20.00", "3, 12.00", "4, 22.00", "5, 32.00", "6, 24.00", "7, 34.00"})
  void setsOfThreeForTwelve(int units, String left) {
    assertEquals(
        left, afterRules(price(basket(line("a", 1_000, units)), rule("r", sets(3, "12.00"), ALL))));
  }

  @Test
  void aRuleOfOneMemberIsForThatMemberAlone() {
    Trigger member = new Trigger.Members(Set.of("m1", "m2"));
    assertFires(false, member, basket(line("a", 100, 2)));
    assertFires(false, member, basket(line("a", 100, 2)).memberId("m"));
    assertFires(true, member, basket(line("a", 100, 2)).memberId("m2"));
  }
}
