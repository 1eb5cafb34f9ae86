package io.cartwright.pricing;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.cartwright.discount.rule.Breather;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.HdrHistogram.Histogram;

/**
 * How long evaluations take while the book is changed under them: threads price baskets without
 * pause, each by the book that stands when it begins, while another changes one rule at a time, or
 * compiles whole books one after the other, and publishes the new book by a volatile write. Every
 * evaluation counts, with whatever interrupts it: garbage collection, and the scheduler where there
 * are more threads than processors. What of the time the evaluation ran itself is told beside it,
 * by the thread's own clock, how long the collector's pauses were, and what a host of virtual
 * machines took of the processors (Linux; 10 ms is the least it tells). The same is measured
 * without changes, and for threads that do nothing but read the clock: what those see is the
 * machine's.
 *
 * <pre>
 * benchmarks/evaluator/run.sh swap [rules=1000000] [seconds=20] [changes a second=100] [threads=2]
 * </pre>
 */
public final class SwapHistogram {
  private static final long SLOWEST_NS = TimeUnit.SECONDS.toNanos(10);
  private static final int CHANGES = 4_096;

  /** Evaluations from here on are told apart by where their time went. */
  private static final long SLOW_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /** How often a thread's own clock is read: that costs half a microsecond. */
  private static final long OWN_TIME_EVERY_NS = TimeUnit.MICROSECONDS.toNanos(500);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long[] BUCKETS_US = {2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

  /** What the threads do, and what goes on beside their evaluations. */
  enum Beside {
    CLOCK_ALONE,
    NO_CHANGE,
    ONE_RULE,
    WHOLE_BOOKS
  }

  private final Workload workload;
  private final int rules;
  private final int threads;
  private final Histogram pauses = new Histogram(SLOWEST_NS, 3);
  private volatile RuleBook book;
  private volatile boolean stopped;

  SwapHistogram(int rules, int threads) {
    this.workload = new Workload(Workload.Shape.MIXED, rules, 10, 0);
    this.rules = rules;
    this.threads = threads;
    this.book = workload.book();
  }

  /** Prints lines of JSON: the clock alone, evaluations without changes, and with them. */
  public static void main(String[] args) throws InterruptedException {
    int rules = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    int perSecond = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    int threads = args.length > 3 ? Integer.parseInt(args[3]) : 2;
    SwapHistogram swap = new SwapHistogram(rules, threads);
    System.gc();
    swap.listenToPauses();
    swap.run(Beside.WHOLE_BOOKS, Math.max(1, seconds / 3), 0);
    swap.run(Beside.ONE_RULE, Math.max(1, seconds / 3), perSecond);
    System.out.println(swap.run(Beside.CLOCK_ALONE, seconds, 0));
    System.out.println(swap.run(Beside.NO_CHANGE, seconds, 0));
    System.out.println(swap.run(Beside.ONE_RULE, seconds, perSecond));
    System.out.println(swap.run(Beside.WHOLE_BOOKS, seconds, 0));
  }

  /**
   * Evaluates for so long.
   *
   * @param perSecond how often one rule is changed
   * @return a line of JSON
   */
  String run(Beside beside, int seconds, int perSecond) throws InterruptedException {
    boolean evaluating = beside != Beside.CLOCK_ALONE;
    stopped = false;
    synchronized (pauses) {
      pauses.reset();
    }
    List<Histogram> evaluations = new ArrayList<>();
    List<Histogram> own = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Histogram histogram = new Histogram(SLOWEST_NS, 3);
      Histogram slow = new Histogram(SLOWEST_NS, 3);
      evaluations.add(histogram);
      own.add(slow);
      running.add(new Thread(() -> evaluate(histogram, slow, evaluating), "evaluator " + i));
    }
    Histogram changes = new Histogram(SLOWEST_NS, 3);
    if (beside == Beside.ONE_RULE) {
      running.add(new Thread(() -> change(changes, perSecond), "changes"));
    } else if (beside == Beside.WHOLE_BOOKS) {
      running.add(new Thread(() -> compile(changes), "books"));
    }
    long stolen = stolenMs();
    running.forEach(Thread::start);
    TimeUnit.SECONDS.sleep(seconds);
    stopped = true;
    for (Thread thread : running) {
      thread.join();
    }
    stolen = stolenMs() - stolen;
    Histogram collector;
    synchronized (pauses) {
      collector = pauses.copy();
    }
    return "{\"collector\":\"%s\",\"rules\":%d,\"seconds\":%d,\"threads\":%d,\"beside\":\"%s\",\"changesPerSecond\":%d,\"stolenMs\":%d,%s,%s,%s,%s}"
        .formatted(
            collector(),
            rules,
            seconds,
            threads,
            beside,
            perSecond,
            stolen,
            json(evaluating ? "evaluation" : "clock", sum(evaluations)),
            json("slowOwn", sum(own)),
            json("change", changes),
            json("pause", collector));
  }

  private static String collector() {
    String young = ManagementFactory.getGarbageCollectorMXBeans().get(0).getName();
    return young.equals("Copy") ? "Serial" : young.split(" ")[0];
  }

  /** What the host took of all processors since the machine started; 0 where nobody tells. */
  private static long stolenMs() {
    try {
      String all = Files.readAllLines(Path.of("/proc/stat")).get(0);
      return 10 * Long.parseLong(all.split(" +")[8]);
    } catch (IOException elsewhere) {
      return 0;
    }
  }

  private static Histogram sum(List<Histogram> parts) {
    Histogram all = new Histogram(SLOWEST_NS, 3);
    parts.forEach(all::add);
    return all;
  }

  /** Notes every pause of the collector. */
  private void listenToPauses() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                var info =
                    GarbageCollectionNotificationInfo.from(
                        (CompositeData) notification.getUserData());
                synchronized (pauses) {
                  pauses.recordValue(TimeUnit.MILLISECONDS.toNanos(info.getGcInfo().getDuration()));
                }
              },
              notification ->
                  notification
                      .getType()
                      .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
              null);
    }
  }

  /**
   * @param slowOwn of evaluations from {@link #SLOW_NS} on, for how long the thread ran at most:
   *     the time since its clock was last read, up to {@link #OWN_TIME_EVERY_NS} before, is in it
   */
  private void evaluate(Histogram histogram, Histogram slowOwn, boolean evaluating) {
    Evaluator evaluator = new Evaluator();
    Basket[] baskets = workload.baskets(EvaluatorBenchmark.BASKETS);
    long ownRead = THREADS.getCurrentThreadCpuTime();
    long read = System.nanoTime();
    for (int turn = 0; !stopped; turn = (turn + 1) % baskets.length) {
      long begun = System.nanoTime();
      if (evaluating && evaluator.price(book, baskets[turn]).lines().isEmpty()) {
        throw new IllegalStateException("a quote without lines");
      }
      long done = System.nanoTime();
      long took = Math.min(SLOWEST_NS, done - begun);
      histogram.recordValue(took);
      if (done - read >= OWN_TIME_EVERY_NS) {
        long own = THREADS.getCurrentThreadCpuTime();
        if (took >= SLOW_NS) {
          slowOwn.recordValue(Math.min(took, own - ownRead));
        }
        ownRead = own;
        read = System.nanoTime();
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

  private void compile(Histogram histogram) {
    List<Rule> given = workload.rules();
    while (!stopped) {
      long begun = System.nanoTime();
      book = RuleBook.compile(book.version() + 1, given, Workload.NOW, new Breather());
      histogram.recordValue(Math.min(SLOWEST_NS, System.nanoTime() - begun));
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
