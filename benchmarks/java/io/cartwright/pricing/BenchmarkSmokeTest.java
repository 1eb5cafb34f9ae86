package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.money.Currency;
import io.cartwright.pricing.SwapHistogram.Beside;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs each benchmark of pricing once, at a small size. */
final class BenchmarkSmokeTest {

  @ParameterizedTest
  @EnumSource
  void everyShapeIsPricedAsTheNaiveEvaluatorPricesIt(Workload.Shape shape) {
    Workload workload = new Workload(shape, 60, 10, 5);
    RuleBook book = workload.book();
    NaiveEvaluator naive = new NaiveEvaluator(workload.rules());
    for (Basket basket : workload.baskets(4)) {
      Quote quote = new Evaluator().price(book, basket);
      assertEquals(naive.price(book, basket), quote);
      assertTrue(Rival.Kind.discount(quote) > 0, "no rule fires");
    }
  }

  @Test
  void evaluatorBenchmarkRuns() {
    EvaluatorBenchmark benchmark = new EvaluatorBenchmark();
    benchmark.shape = Workload.Shape.MIXED;
    benchmark.rules = 10;
    benchmark.lines = 10;
    benchmark.baskets = 4;
    benchmark.prepare();
    assertTrue(benchmark.rulesAlone() > 0);
    assertEquals(Currency.of("EUR"), benchmark.wholeQuote().currency());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"OURS", "NAIVE", "LINEAR_SCAN", "BARE_SCAN", "BARE_MAP", "DROOLS_FACTS_UPDATED"})
  void rivalsTakeTheSame(Rival.Kind rival) {
    RivalBenchmark benchmark = new RivalBenchmark();
    benchmark.rival = rival;
    benchmark.shape = Workload.Shape.CATEGORY_AND_QUANTITY;
    benchmark.rules = 10;
    benchmark.prepare();
    assertTrue(benchmark.discount() > 0);
    benchmark.close();
  }

  @Test
  void bookBenchmarkRuns() {
    BookBenchmark benchmark = new BookBenchmark();
    benchmark.shape = Workload.Shape.MIXED;
    benchmark.rules = 100;
    benchmark.prepare();
    assertEquals(100, benchmark.oneRuleChanged().size());
    assertEquals(105, benchmark.tenthImported().size());
    assertEquals(100, benchmark.wholeBook().size());
  }

  @Test
  void memoryAndSwapAreMeasured() throws InterruptedException {
    assertTrue(BookMemory.measure(Workload.Shape.MIXED, 1_000).contains("\"rules\":1000"));
    for (Beside beside : List.of(Beside.ONE_RULE, Beside.WHOLE_BOOKS)) {
      String line = new SwapHistogram(100, 1).run(beside, 1, 100);
      assertFalse(line.contains("\"evaluation\":{\"count\":0"), line);
      assertFalse(line.contains("\"change\":{\"count\":0"), line);
    }
  }
}
