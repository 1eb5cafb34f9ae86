package io.cartwright.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long evaluations take while the book is changed under them: threads price baskets without
 * pause, each by the book that stands when it begins, while another changes one rule at a time and
 * publishes the new book by a volatile write. Every evaluation counts, with whatever interrupts it:
 * garbage collection, and the scheduler where there are more threads than processors. The same is
 * measured without changes, for comparison.
 *
 * <pre>
 * benchmarks/evaluator/run.sh swap [rules=1000000] [seconds=30] [changes a second=100] [threads=2]
 * </pre>
 */
public final class SwapHistogram {
  private static final long SLOWEST_NS = TimeUnit.SECONDS.toNanos(10);
  private static final int CHANGES = 4_096;
  private static final long[] BUCKETS_US = {2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

  private final Workload workload;
  private final int rules;
  private final int threads;
  private volatile RuleBook book;
  private volatile boolean stopped;

  SwapHistogram(int rules, int threads) {
    this.workload = new Workload(Workload.Shape.MIXED, rules, 10, 0);
    this.rules = rules;
    this.threads = threads;
    this.book = workload.book();
  }

  /** Prints a line of JSON with changes and one without. */
  public static void main(String[] args) throws InterruptedException {
    int rules = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int perSecond = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    int threads = args.length > 3 ? Integer.parseInt(args[3]) : 2;
    SwapHistogram swap = new SwapHistogram(rules, threads);
    System.gc();
    swap.run(Math.max(1, seconds / 3), perSecond);
    System.out.println(swap.run(seconds, 0));
    System.out.println(swap.run(seconds, perSecond));
  }

  /**
   * Evaluates for so long.
   *
   * @param perSecond changes; none for 0
   * @return a line of JSON
   */
  String run(int seconds, int perSecond) throws InterruptedException {
    stopped = false;
    List<Histogram> evaluations = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Histogram histogram = new Histogram(SLOWEST_NS, 3);
      evaluations.add(histogram);
      running.add(new Thread(() -> evaluate(histogram), "evaluator " + i));
    }
    Histogram changes = new Histogram(SLOWEST_NS, 3);
    if (perSecond > 0) {
      running.add(new Thread(() -> change(changes, perSecond), "changes"));
    }
    running.forEach(Thread::start);
    TimeUnit.SECONDS.sleep(seconds);
    stopped = true;
    for (Thread thread : running) {
      thread.join();
    }
    Histogram all = new Histogram(SLOWEST_NS, 3);
    evaluations.forEach(all::add);
    return "{\"rules\":%d,\"seconds\":%d,\"threads\":%d,\"changesPerSecond\":%d,%s,%s}"
        .formatted(
            rules, seconds, threads, perSecond, json("evaluation", all), json("change", changes));
  }

  private void evaluate(Histogram histogram) {
    Evaluator evaluator = new Evaluator();
    Basket[] baskets = workload.baskets(EvaluatorBenchmark.BASKETS);
    for (int turn = 0; !stopped; turn = (turn + 1) % baskets.length) {
      long begun = System.nanoTime();
      Quote quote = evaluator.price(book, baskets[turn]);
      histogram.recordValue(Math.min(SLOWEST_NS, System.nanoTime() - begun));
      if (quote.lines().isEmpty()) {
        throw new IllegalStateException("a quote without lines");
      }
    }
  }

  private void change(Histogram histogram, int perSecond) {
    SplittableRandom random = new SplittableRandom(rules);
    List<List<Rule>> changed = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      changed.add(List.of(workload.rule(random.nextInt(rules), 1 + i)));
    }
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long next = System.nanoTime();
    for (int i = 0; !stopped; i = (i + 1) % CHANGES) {
      long begun = System.nanoTime();
      book = book.change(book.version() + 1, changed.get(i), List.of());
      long done = System.nanoTime();
      histogram.recordValue(Math.min(SLOWEST_NS, done - begun));
      next = Math.max(next + pause, done);
      LockSupport.parkNanos(next - done);
    }
  }

  private static String json(String name, Histogram histogram) {
    StringBuilder text = new StringBuilder("\"" + name + "\":{\"count\":");
    text.append(histogram.getTotalCount());
    for (double percentile : new double[] {50, 90, 99, 99.9, 99.99, 99.999}) {
      double micros = histogram.getValueAtPercentile(percentile) / 1e3;
      text.append(
          String.format(
              Locale.ROOT, ",\"p%s\":%.1f", Double.toString(percentile).replace(".0", ""), micros));
    }
    double max = histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue() / 1e3;
    text.append(String.format(Locale.ROOT, ",\"max\":%.1f,\"histogram\":{", max));
    long from = 0;
    for (long to : BUCKETS_US) {
      long count = histogram.getCountBetweenValues(from * 1_000, to * 1_000 - 1);
      text.append("\"").append(to).append(" µs\":").append(count).append(',');
      from = to;
    }
    long slower = histogram.getCountBetweenValues(from * 1_000, SLOWEST_NS);
    return text.append("\"more\":").append(slower).append("}}").toString();
  }
}
