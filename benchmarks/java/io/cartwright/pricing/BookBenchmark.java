package io.cartwright.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
 * What it costs to make a book: all of it anew, one of its rules changed, and a tenth of its rules
 * imported at once (half of them changed, half of them new). Each change is made to the book that
 * the one before has made.
 *
 * <pre>benchmarks/evaluator/run.sh book</pre>
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch"})
public class BookBenchmark {
  private static final int CHANGES = 4_096;

  @Param({"CATEGORY_AND_QUANTITY", "MIXED"})
  Workload.Shape shape;

  @Param({"10", "1000", "100000", "1000000"})
  int rules;

  private List<Rule> all;
  private List<List<Rule>> changes;
  private List<Rule> imported;
  private RuleBook book;
  private RuleBook current;
  private int turn;

  @Setup
  public void prepare() {
    Workload workload = new Workload(shape, rules, 10, 0);
    all = workload.rules();
    book = RuleBook.compile(1, all, Workload.NOW);
    current = book;
    SplittableRandom random = new SplittableRandom(rules);
    changes = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      changes.add(List.of(workload.rule(random.nextInt(rules), 1 + i)));
    }
    imported = new ArrayList<>();
    int half = Math.max(1, rules / 20);
    for (int i = 0; i < half; i++) {
      imported.add(workload.rule((int) ((long) i * rules / half), 1));
      imported.add(workload.rule(rules + i, 0));
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Warmup(iterations = 5, time = 1)
  @Measurement(iterations = 5, time = 1)
  public RuleBook oneRuleChanged() {
    turn = turn + 1 == CHANGES ? 0 : turn + 1;
    current = current.change(current.version() + 1, changes.get(turn), List.of());
    return current;
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 3)
  @Measurement(iterations = 5)
  public RuleBook tenthImported() {
    return book.change(2, imported, List.of());
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 3)
  @Measurement(iterations = 5)
  public RuleBook wholeBook() {
    return RuleBook.compile(1, all, Workload.NOW);
  }
}
