package io.cartwright.pricing;

import io.cartwright.money.Currency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to price a basket of 12 lines by a book of 10 or 1,000 rules: the rules alone, and
 * the whole quote. One rule in ten fires; the others are for other items, members or larger
 * baskets.
 *
 * <pre>
 * mvn -o -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/classes:target/test-classes:$(cat target/classpath) org.openjdk.jmh.Main EvaluatorBenchmark -prof gc
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EvaluatorBenchmark {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String APP = "stores";
  private static final int LINES = 12;

  @Param({"10", "1000"})
  int rules;

  private RuleBook book;
  private Basket basket;
  private final Evaluator evaluator = new Evaluator();
  private NaiveEvaluator naive;

  @Setup
  public void prepare() {
    List<Rule> all = new ArrayList<>();
    for (int i = 0; i < rules; i++) {
      all.add(rule(i));
    }
    book = RuleBook.compile(1, all, NOW);
    naive = new NaiveEvaluator(all);
    List<BasketLine> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(
          BasketLine.builder("line" + i, 1_000 + i * 37, 1 + i % 3)
              .item(APP, "item" + i)
              .collections(Set.of("collection" + i % 4))
              .shippable(true)
              .build());
    }
    TaxFacts.TaxRate rate = new TaxFacts.TaxRate("VAT", 190_000, "VAT", "DE", "COUNTRY");
    basket =
        Basket.builder(Currency.of("EUR"), NOW, lines)
            .tax(new TaxFacts(true, false, Map.of("default", List.of(rate)), "default", null))
            .build();
  }

  private static Rule rule(int i) {
    Target items = Target.Items.of(io.cartwright.pricing.Scope.app(APP));
    Discount discount = new Discount.FixedAmount(100);
    return switch (i % 10) {
      case 0 -> rule(i, null, Target.Items.of(collection(i % 4)), new Discount.Percentage(1_000));
      case 1, 2, 3 -> rule(i, atLeast(1_000_000_000L + i), items, discount);
      case 4, 5, 6 -> rule(i, new Trigger.Members(Set.of("m" + i)), items, discount);
      default -> rule(i, null, Target.Items.of(collection(i + 4)), discount);
    };
  }

  private static io.cartwright.pricing.Scope collection(int i) {
    return io.cartwright.pricing.Scope.collections(APP, Set.of("collection" + i));
  }

  private static Trigger atLeast(long amountE4) {
    return new Trigger.SubtotalRange(List.of(), amountE4, null);
  }

  private static Rule rule(int i, Trigger trigger, Target target, Discount discount) {
    return new Rule(
        "rule" + i, NOW.plusNanos(i), "Rule", null, null, trigger, target, discount, null, false);
  }

  /** Loading the basket and applying the rules. */
  @Benchmark
  public long rulesAlone() {
    return evaluator.discount(book, basket);
  }

  @Benchmark
  public Quote wholeQuote() {
    return evaluator.price(book, basket);
  }

  @Benchmark
  public Quote naiveQuote() {
    return naive.price(book, basket);
  }
}
