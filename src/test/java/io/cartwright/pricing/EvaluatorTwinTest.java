package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.pricing.Quote.Line;
import io.cartwright.pricing.Quote.Summary;
import io.cartwright.pricing.Quote.TaxRow;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * Random baskets over currencies of 0, 2 and 3 decimals: the fast evaluator is its naive twin, and
 * sums hold.
 */
class EvaluatorTwinTest {
  private final Evaluator fast = new Evaluator();
  private final NaiveEvaluator naive = new NaiveEvaluator();

  @Property(tries = 100_000, shrinking = ShrinkingMode.OFF)
  void fastEqualsNaiveAndSumsHold(@ForAll long seed) {
    BasketGenerator generator = new BasketGenerator(seed);
    RuleBook book = generator.book();
    Basket basket = generator.basket(book);
    Quote quote = naive.price(book, basket);
    assertEquals(quote, fast.price(book, basket));
    assertSums(basket, quote);
    if (seed % 16 == 0) {
      assertExplained(book, Explanation.of(book, basket, quote), quote);
    }
  }

  @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
  void rangesTurnAtTheLastTenThousandth(
      @ForAll long seed, @ForAll @IntRange(min = -1, max = 1) int beside) {
    Basket basket = new BasketGenerator(seed).basket(RuleBook.empty(1));
    if (basket.lines().isEmpty()) {
      return;
    }
    long subtotal =
        fast.price(RuleBook.empty(1), basket).lines().stream()
            .mapToLong(Line::lineBeforeDiscountsMinor)
            .sum();
    long bound = subtotal * basket.currency().unitsPerMinor(4) + beside;
    long units = basket.lines().stream().mapToLong(BasketLine::quantity).sum() + beside;
    assertEquals(beside <= 0, fires(basket, new Trigger.SubtotalRange(List.of(), bound, null)));
    assertEquals(beside >= 0, fires(basket, new Trigger.SubtotalRange(List.of(), null, bound)));
    assertEquals(beside <= 0, fires(basket, new Trigger.QuantityRange(List.of(), units, null)));
    assertEquals(beside >= 0, fires(basket, new Trigger.QuantityRange(List.of(), null, units)));
  }

  private boolean fires(Basket basket, Trigger trigger) {
    Rule rule =
        new Rule(
            "r",
            BasketGenerator.NOW,
            "r",
            null,
            null,
            trigger,
            Target.Items.of(Scope.all()),
            new Discount.FixedAmount(1),
            null,
            true);
    RuleBook book = RuleBook.compile(1, List.of(rule), BasketGenerator.NOW);
    Quote quote = fast.price(book, basket);
    assertEquals(naive.price(book, basket), quote);
    return quote.steps().stream().anyMatch(step -> step.source() == Quote.Source.RULE);
  }

  private static void assertExplained(RuleBook book, Explanation explanation, Quote quote) {
    for (int i = 0; i < quote.lines().size(); i++) {
      Line line = quote.lines().get(i);
      List<Explanation.Verdict> verdicts = explanation.lines().get(i).rules();
      assertEquals(book.rules().size(), verdicts.size());
      long now = line.lineBeforeDiscountsMinor();
      for (Explanation.Verdict verdict : verdicts) {
        boolean took = verdict.afterMinor() < verdict.beforeMinor();
        assertEquals(now, verdict.beforeMinor());
        assertEquals(took, verdict.reason() == null);
        assertTrue(verdict.fired() || !took);
        if (verdict.reason() == Explanation.Reason.NOT_LOWEST_PRICED) {
          Rule rule =
              book.rules().stream().filter(r -> r.id().equals(verdict.ruleId())).findFirst().get();
          assertEquals(Rule.AppliesTo.LOWEST_PRICED_ITEM, rule.appliesTo());
        }
        now = verdict.afterMinor();
      }
      assertEquals(line.linePriceMinor(), now);
    }
  }

  private static void assertSums(Basket basket, Quote quote) {
    Summary all = quote.summary();
    List<Summary> parts = List.of(quote.payNow(), quote.payLater(), quote.payAfterFreeTrial());
    for (Summary summary : List.of(all, parts.get(0), parts.get(1), parts.get(2))) {
      assertNotNegative(
          summary.subtotalMinor(),
          summary.discountMinor(),
          summary.shippingMinor(),
          summary.feesMinor(),
          summary.taxMinor(),
          summary.totalMinor());
      assertEquals(
          summary.totalMinor(),
          summary.subtotalMinor()
              - summary.discountMinor()
              + summary.shippingMinor()
              + summary.feesMinor()
              + summary.taxMinor());
    }
    assertEquals(all.subtotalMinor(), parts.stream().mapToLong(Summary::subtotalMinor).sum());
    assertEquals(all.discountMinor(), parts.stream().mapToLong(Summary::discountMinor).sum());
    assertEquals(all.taxMinor(), parts.stream().mapToLong(Summary::taxMinor).sum());
    assertEquals(all.totalMinor(), parts.stream().mapToLong(Summary::totalMinor).sum());
    long taxes = quote.shipping().tax().taxMinor();
    long total = quote.shipping().totalAfterTaxMinor();
    for (Quote.FeeQuote fee : quote.fees()) {
      taxes += fee.tax().taxMinor();
      total += fee.priceAfterTaxMinor();
    }
    for (Line line : quote.lines()) {
      assertLine(quote, line);
      taxes += line.tax().taxMinor();
      total += line.totalAfterTaxMinor();
    }
    assertEquals(all.taxMinor(), taxes);
    assertEquals(all.taxMinor(), quote.tax().stream().mapToLong(TaxRow::taxMinor).sum());
    assertEquals(all.totalMinor(), total);
    assertNotNegative(quote.totalAfterGiftCardMinor(), quote.dueNowMinor(), quote.dueLaterMinor());
    if (!basket.tax().taxIncluded()) {
      assertEquals(
          all.subtotalMinor(),
          quote.lines().stream().mapToLong(Line::lineBeforeDiscountsMinor).sum());
      assertEquals(
          all.discountMinor(),
          quote.discounts().stream().mapToLong(Quote.Applied::amountMinor).sum());
    }
  }

  private static void assertLine(Quote quote, Line line) {
    assertNotNegative(
        line.priceMinor(),
        line.linePriceMinor(),
        line.ruleDiscountMinor(),
        line.merchantDiscountMinor(),
        line.couponDiscountMinor(),
        line.lineAfterDiscountsMinor(),
        line.totalBeforeTaxMinor(),
        line.tax().taxMinor(),
        line.payNowMinor(),
        line.payLaterMinor(),
        line.payAfterFreeTrialMinor());
    assertEquals(
        line.totalAfterTaxMinor(),
        line.payNowMinor() + line.payLaterMinor() + line.payAfterFreeTrialMinor());
    assertEquals(line.totalAfterTaxMinor(), line.totalBeforeTaxMinor() + line.tax().taxMinor());
    assertEquals(
        line.lineAfterDiscountsMinor(),
        quote.taxIncluded() ? line.totalAfterTaxMinor() : line.totalBeforeTaxMinor());
    long rows =
        quote.discounts().stream()
            .flatMap(row -> row.lines().stream())
            .filter(amount -> amount.lineId().equals(line.id()))
            .mapToLong(Quote.LineAmount::amountMinor)
            .sum();
    assertEquals(line.totalDiscountMinor(), rows);
  }

  private static void assertNotNegative(long... amounts) {
    for (long amount : amounts) {
      assertTrue(amount >= 0, () -> "negative amount " + amount);
    }
  }
}
