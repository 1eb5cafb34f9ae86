package io.cartwright.pricing;

import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What rules take off a basket, beside other ways of finding that out: see {@link Rival.Kind}. All
 * have the same rules and the same baskets, and must take the same off each to the minor unit
 * before they are measured. Drools and the bare map have rules of one kind: category and quantity,
 * percentage; three of a basket's ten lines match. No quote is made, but by the naive evaluator.
 *
 * <pre>benchmarks/evaluator/run.sh rivals</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch"})
public class RivalBenchmark {
  @Param({"OURS", "NAIVE", "LINEAR_SCAN", "BARE_SCAN", "BARE_MAP", "DROOLS_FACTS_UPDATED"})
  Rival.Kind rival;

  @Param({"10", "1000"})
  int rules;

  /** The naive evaluator knows all shapes, a scan some, the others this one. */
  @Param({"CATEGORY_AND_QUANTITY"})
  Workload.Shape shape;

  private Basket[] baskets;
  private Rival subject;
  private int turn;

  /** Refuses a rival that does not take what the evaluator takes. */
  @Setup
  public void prepare() {
    Workload workload = new Workload(shape, rules, 10, 10);
    List<Rule> all = workload.rules();
    baskets = workload.baskets(EvaluatorBenchmark.BASKETS);
    Rival ours = Rival.Kind.OURS.of(all);
    long started = System.nanoTime();
    subject = rival.of(all);
    System.out.printf("built in %.1f s%n", (System.nanoTime() - started) / 1e9);
    for (int round = 0; round < 2; round++) {
      for (Basket basket : baskets) {
        long expected = ours.discount(basket);
        long actual = subject.discount(basket);
        if (expected == 0 || expected != actual) {
          throw new IllegalStateException(rival + " takes " + actual + ", not " + expected);
        }
      }
    }
  }

  @TearDown
  public void close() {
    subject.close();
  }

  @Benchmark
  public long discount() {
    turn = turn + 1 == baskets.length ? 0 : turn + 1;
    return subject.discount(baskets[turn]);
  }
}
