package io.cartwright.pricing;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How much memory a book holds on to: what is in use after garbage collection with it and without
 * it. The rules that were handed in are dropped; what the book keeps of them counts. Ids are
 * instances of their own in each rule, as they are when rules come from documents; the name and the
 * app id are shared.
 *
 * <pre>benchmarks/evaluator/run.sh memory [rules=1000000]</pre>
 */
public final class BookMemory {
  private BookMemory() {}

  /** Prints a line of JSON for each shape. */
  public static void main(String[] args) {
    int rules = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    for (Workload.Shape shape :
        List.of(Workload.Shape.CATEGORY_AND_QUANTITY, Workload.Shape.MIXED)) {
      System.out.println(measure(shape, rules));
    }
  }

  /** A line of JSON: bytes of the book with its rules, and of the rules as they came. */
  static String measure(Workload.Shape shape, int rules) {
    Workload workload = new Workload(shape, rules, 10, 0);
    workload.book().size();
    long empty = used();
    List<Rule> given = workload.rules();
    long withRules = used();
    RuleBook book = RuleBook.compile(1, given, Workload.NOW);
    given = null;
    long withBook = used();
    String line =
        "{\"shape\":\"%s\",\"rules\":%d,\"bookBytes\":%d,\"bookBytesPerRule\":%d,\"givenRulesBytesPerRule\":%d}"
            .formatted(
                shape,
                book.size(),
                withBook - empty,
                (withBook - empty) / rules,
                (withRules - empty) / rules);
    return given == null ? line : "";
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
