package io.cartwright.store;

import java.util.concurrent.atomic.LongAdder;

/** Counts the statements sent to Postgres, so that metrics can show and tests can hold a budget. */
public final class StatementCount {
  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();

  /** Reads so far, by key and by query. */
  public long reads() {
    return reads.sum();
  }

  /** Statements of the committer so far, BEGIN and COMMIT among them. */
  public long writes() {
    return writes.sum();
  }

  void read() {
    reads.increment();
  }

  void write() {
    writes.increment();
  }
}
