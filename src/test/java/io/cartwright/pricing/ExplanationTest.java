package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.pricing.Explanation.Reason;
import io.cartwright.pricing.Explanation.Verdict;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest extends PricingBase {

  private static Explanation explain(Basket.Builder basket, Rule... rules) {
    BookPair book = book(rules);
    Basket built = basket.build();
    return Explanation.of(book.book(), built, book.price(built));
  }

  private static Target spend(String least, int gets) {
    return new Target.BuyXGetY(null, e4(least), List.of(), gets, List.of(), List.of(), null);
  }

  private static Rule window(Integer start, Integer end) {
    return new Rule(
        "r",
        NOW,
        "r",
        start == null ? null : NOW.plusSeconds(start),
        end == null ? null : NOW.plusSeconds(end),
        null,
        Target.Items.of(ALL),
        percent(10),
        null,
        false);
  }

  static Stream<Arguments> reasons() {
    Target sets = new Target.BuyXGetY(4, null, List.of(), 1, List.of(), List.of(), null);
    Target giftOnly =
        new Target.BuyXGetY(1, null, List.of(only("a")), 1, List.of(only("b")), List.of(), null);
    Rule.AppliesTo all = Rule.AppliesTo.ALL_ITEMS;
    return Stream.of(
        Arguments.of(
            window(1, null), Reason.NOT_YET_STARTED, NOW.toString(), NOW.plusSeconds(1).toString()),
        Arguments.of(window(null, 0), Reason.ENDED, NOW.toString(), NOW.toString()),
        Arguments.of(rule("used", percent(10), ALL), Reason.USAGE_LIMIT_REACHED, null, null),
        Arguments.of(
            PricingBase.when(subtotal("1", null, only("z")), percent(10)),
            Reason.NO_LINE_IN_TRIGGER_SCOPE,
            "0.00",
            "1.00"),
        Arguments.of(
            PricingBase.when(subtotal("100", null), percent(10)),
            Reason.SUBTOTAL_BELOW_RANGE,
            "84.00",
            "100.00"),
        Arguments.of(
            PricingBase.when(subtotal("84.0001", null), percent(10)),
            Reason.SUBTOTAL_BELOW_RANGE,
            "84.00",
            "84.0001"),
        Arguments.of(
            PricingBase.when(subtotal(null, "50"), percent(10)),
            Reason.SUBTOTAL_ABOVE_RANGE,
            "84.00",
            "50.00"),
        Arguments.of(
            PricingBase.when(quantity(4, null), percent(10)),
            Reason.QUANTITY_BELOW_RANGE,
            "3",
            "4"),
        Arguments.of(
            PricingBase.when(quantity(1, 2), percent(10)), Reason.QUANTITY_ABOVE_RANGE, "3", "2"),
        Arguments.of(
            PricingBase.when(new Trigger.Custom("k"), percent(10)),
            Reason.CUSTOM_TRIGGER_NOT_MET,
            null,
            "k"),
        Arguments.of(
            PricingBase.when(new Trigger.Members(Set.of("n")), percent(10)),
            Reason.BUYER_NOT_ELIGIBLE,
            "m",
            null),
        Arguments.of(
            PricingBase.when(
                new Trigger.And(List.of(quantity(1, null), quantity(9, null))), percent(10)),
            Reason.QUANTITY_BELOW_RANGE,
            "3",
            "9"),
        Arguments.of(
            PricingBase.when(
                new Trigger.Or(List.of(quantity(8, null), quantity(9, null))), percent(10)),
            Reason.QUANTITY_BELOW_RANGE,
            "3",
            "8"),
        Arguments.of(rule("r", percent(10), only("b")), Reason.LINE_NOT_IN_SCOPE, null, null),
        Arguments.of(lowest("r", percent(10), ALL), Reason.NOT_LOWEST_PRICED, null, null),
        Arguments.of(rule("r", sets(4, "1"), ALL), Reason.NO_WHOLE_SET, "3", "4"),
        Arguments.of(
            rule("r", null, sets, percent(100), all), Reason.BOUGHT_QUANTITY_BELOW, "3", "5"),
        Arguments.of(
            rule("r", null, spend("70", 1), percent(100), all),
            Reason.BOUGHT_SPEND_BELOW,
            "63.00",
            "70.00"),
        Arguments.of(
            rule("r", null, spend("1", 4), percent(100), all), Reason.GOT_QUANTITY_BELOW, "3", "4"),
        Arguments.of(
            rule("r", null, giftOnly, percent(100), all), Reason.LINE_ONLY_BOUGHT, null, null),
        Arguments.of(rule("r", at("50"), ALL), Reason.NOTHING_LEFT_TO_TAKE, null, null));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("reasons")
  void namesTheFirstReasonWhyNot(Rule rule, Reason reason, String seen, String needed) {
    Basket.Builder basket =
        basket(line("a", "42.00", 1), line("b", "21.00", 2))
            .memberId("m")
            .exhaustedRuleIds(Set.of("used"));
    Verdict verdict = explain(basket, rule).lines().get(0).rules().get(0);
    assertEquals(reason, verdict.reason());
    assertEquals(seen, verdict.seen());
    assertEquals(needed, verdict.needed());
    assertEquals(verdict.beforeMinor(), verdict.afterMinor());
    assertEquals(reason == Reason.NOTHING_LEFT_TO_TAKE, verdict.fired());
  }

  @Test
  void tellsOfEachRuleOnceWhereItFailedAndInWords() {
    Trigger nested =
        new Trigger.And(
            List.of(
                quantity(1, null),
                new Trigger.Or(List.of(subtotal("100", null, only("a", "b")), quantity(9, null)))));
    Basket.Builder basket = basket(line("a", "42.00", 1), line("b", "21.00", 2));
    List<Explanation.RuleReason> reasons =
        explain(
                basket,
                rule("half", percent(50), only("b")),
                rule("later", nested, Target.Items.of(ALL), percent(10), null),
                rule("other", percent(10), only("z")),
                rule("none", at("99"), ALL))
            .rules();
    assertEquals(
        List.of("half", "later", "other", "none"),
        reasons.stream().map(Explanation.RuleReason::ruleId).toList());
    assertTrue(reasons.get(0).fired());
    assertEquals(2100, reasons.get(0).amountMinor());
    assertNull(reasons.get(0).reason());
    assertNull(reasons.get(0).text());
    Explanation.RuleReason later = reasons.get(1);
    assertFalse(later.fired());
    assertEquals(Reason.SUBTOTAL_BELOW_RANGE, later.reason());
    assertEquals("trigger.and.triggers[1].or.triggers[0].subtotalRange.from", later.condition());
    assertEquals(List.of(only("a", "b")), later.scopes());
    assertEquals("subtotal 84.00 of 100.00 in items a, b", later.text());
    assertEquals("covers other items", reasons.get(2).text());
    assertTrue(reasons.get(3).fired());
    assertEquals(Reason.NOTHING_LEFT_TO_TAKE, reasons.get(3).reason());
    assertEquals("the price is as low already", reasons.get(3).text());
  }

  @Test
  void aSetBySpendSeesWhatIsNotGot() {
    // Of 20.00, 30.00 and 40.00 the cheapest is got; the others come to 70.00 of 70.01.
    Verdict verdict =
        explain(
                basket(line("a", "20.00", 1), line("b", "30.00", 1), line("c", "40.00", 1)),
                rule("r", null, spend("70.01", 1), percent(100), null))
            .lines()
            .get(0)
            .rules()
            .get(0);
    assertEquals("70.00", verdict.seen());
    assertEquals("70.01", verdict.needed());
  }

  @Test
  void manyRulesOnManyLinesAreToldOnceEachAndOnTheLinesThatTheyTouch() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      rules.add(rule("r" + i, percent(10), only("i" + i)));
    }
    BasketLine[] lines = new BasketLine[20];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line("i" + i, "1.00", 1);
    }
    Explanation explanation = explain(basket(lines), rules.toArray(Rule[]::new));
    assertTrue(explanation.complete());
    assertFalse(explanation.linesComplete());
    assertEquals(501, explanation.rules().size());
    assertEquals(20, explanation.rules().stream().filter(r -> r.fired()).count());
    assertEquals(
        List.of("r7"), explanation.lines().get(7).rules().stream().map(Verdict::ruleId).toList());
  }

  @Test
  void aSubscriptionIsNamedAsSuch() {
    BasketLine line = item("a", "10.00", 1).subscription(true).build();
    Verdict verdict =
        explain(basket(line), rule("r", percent(10), ALL)).lines().get(0).rules().get(0);
    assertEquals(Reason.LINE_IS_SUBSCRIPTION, verdict.reason());
  }

  @Test
  void tellsStackingSharesAndRounding() {
    Coupon coupon =
        new Coupon(
            "c", "SAVE", "Save", new Coupon.Benefit.MoneyOff(e4("10")), null, null, false, false);
    TaxFacts tax =
        new TaxFacts(
            false,
            false,
            Map.of("g", List.of(new TaxRate("VAT", 190_000, null, null, null))),
            "g",
            null);
    Explanation explanation =
        explain(
            basket(line("a", "10.05", 1), line("b", "20.00", 1)).coupon(coupon).tax(tax),
            rule("r", percent(50), only("a")),
            rule("s", percent(10), only("b")));
    assertEquals(List.of("r", "s"), explanation.stacking());
    assertEquals(7, explanation.ruleBookVersion());
    Verdict half = explanation.lines().get(0).rules().get(0);
    assertTrue(half.fired());
    assertNull(half.reason());
    assertEquals("5.025", half.exact());
    assertEquals(1005, half.beforeMinor());
    assertEquals(502, half.afterMinor());
    assertFalse(explanation.lines().get(0).rules().get(1).fired());
    // 10.00 over 5.02 and 18.00
    assertEquals("2.18071242", explanation.lines().get(0).shares().get(0).exact());
    assertEquals(502 - 218, explanation.lines().get(0).shares().get(0).afterMinor());
    assertEquals("0.19", explanation.lines().get(0).tax().rate());
    assertEquals("0.5396", explanation.lines().get(0).tax().exact());
    assertEquals(54, explanation.lines().get(0).tax().roundedMinor());
    assertEquals(1000, explanation.coupon().amountMinor());
  }

  @Test
  void tellsWhyTheCouponTookNothing() {
    Coupon coupon =
        new Coupon(
            "c",
            "SAVE",
            "Save",
            new Coupon.Benefit.MoneyOff(e4("10")),
            null,
            e4("50"),
            false,
            false);
    Explanation.CouponReason reason =
        explain(basket(line("a", "10.00", 1)).coupon(coupon)).coupon();
    assertEquals(Quote.CouponProblem.MINIMUM_SUBTOTAL_NOT_MET, reason.problem());
    assertEquals("10.00", reason.seen());
    assertEquals("50.00", reason.needed());
  }

  @Test
  void ofALargeBookOnlyRulesNearTheBasketAreTold() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i <= Explanation.RULES_MAX; i++) {
      rules.add(rule("r" + i, percent(10), only("i" + i)));
    }
    Explanation explanation = explain(basket(line("i7", "1.00", 1)), rules.toArray(Rule[]::new));
    assertFalse(explanation.complete());
    assertEquals(
        List.of("r7"), explanation.lines().get(0).rules().stream().map(Verdict::ruleId).toList());
  }
}
