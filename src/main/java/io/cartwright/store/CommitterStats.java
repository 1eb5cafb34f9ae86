package io.cartwright.store;

import java.util.concurrent.atomic.LongAdder;

/** What the committer has done so far, for metrics. */
public final class CommitterStats {
  final LongAdder changes = new LongAdder();
  final LongAdder batches = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder overloaded = new LongAdder();
  final LongAdder retried = new LongAdder();

  CommitterStats() {}

  /** Changes that were sent to Postgres. */
  public long changes() {
    return changes.sum();
  }

  /** Transactions that were tried. */
  public long batches() {
    return batches.sum();
  }

  /** Changes that were turned down. */
  public long refused() {
    return refused.sum();
  }

  /** Changes that found the queue full. */
  public long overloaded() {
    return overloaded.sum();
  }

  /** Batches that were sent again, whole or in halves. */
  public long retried() {
    return retried.sum();
  }
}
