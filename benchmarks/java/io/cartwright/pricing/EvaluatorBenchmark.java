package io.cartwright.pricing;

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
 * What it costs to price a basket: the rules alone, and the whole quote with tax and delivery, by
 * shape of the rules ({@link Workload.Shape}), their number, the lines of the basket, and how many
 * of the rules on a hot item fire. The baskets come in turn, so that no branch is learnt by heart;
 * {@code baskets} says how many there are: with thousands, neither they nor what they touch in the
 * book are in the processor's caches.
 *
 * <pre>benchmarks/evaluator/run.sh ours</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch"})
public class EvaluatorBenchmark {
  /** Baskets in turn where nothing else is said. */
  static final int BASKETS = 16;

  @Param({"CATEGORY_AND_QUANTITY", "MIXED"})
  Workload.Shape shape;

  @Param({"10", "1000", "100000", "1000000"})
  int rules;

  @Param({"10"})
  int lines;

  @Param({"0"})
  int matching;

  @Param({"16"})
  int baskets;

  private final Evaluator evaluator = new Evaluator();
  private Basket[] inTurn;
  private RuleBook book;
  private int turn;

  @Setup
  public void prepare() {
    Workload workload = new Workload(shape, rules, lines, matching);
    inTurn = workload.baskets(baskets);
    book = workload.book();
  }

  private Basket next() {
    turn = turn + 1 == inTurn.length ? 0 : turn + 1;
    return inTurn[turn];
  }

  /** Loading the basket and applying the rules. */
  @Benchmark
  public long rulesAlone() {
    return evaluator.discount(book, next());
  }

  @Benchmark
  public Quote wholeQuote() {
    return evaluator.price(book, next());
  }
}
