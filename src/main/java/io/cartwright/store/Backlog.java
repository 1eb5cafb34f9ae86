package io.cartwright.store;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the committer is behind: what waits divided by what is committed in a second is how long
 * the next change will wait (Little's law). Looked at by one thread every now and then, read by
 * any.
 */
public final class Backlog {
  /** How long a change may wait for its turn. */
  static final long DELAY_MAX_MS = 50;

  /** So many may always wait: a pause of the disk is not a queue that stands. */
  static final int WAITING_FREE = 512;

  private static final double NANOS_PER_MS = 1e6;

  /** Weight of the latest look in the rate. */
  private static final double LATEST = 0.3;

  private final IntSupplier waiting;
  private final LongSupplier committed;
  private long lastCommitted;
  private long lastNanos;
  private double perMs;
  private volatile boolean behind;

  /**
   * A backlog of nothing.
   *
   * @param waiting changes that wait now
   * @param committed changes that were ever taken to be committed
   * @param now nanoseconds, on the scale of {@link #look}
   */
  Backlog(IntSupplier waiting, LongSupplier committed, long now) {
    this.waiting = waiting;
    this.committed = committed;
    this.lastCommitted = committed.getAsLong();
    this.lastNanos = now;
  }

  /** The backlog of a committer. */
  public static Backlog of(Committer committer, long now) {
    return new Backlog(committer::waiting, committer.stats()::changes, now);
  }

  /** Looks at the committer anew. */
  public void look(long now) {
    long total = committed.getAsLong();
    double latest = (total - lastCommitted) / Math.max(1e-3, (now - lastNanos) / NANOS_PER_MS);
    perMs += LATEST * (latest - perMs);
    lastCommitted = total;
    lastNanos = now;
    int changes = waiting.getAsInt();
    behind = changes > WAITING_FREE && changes > perMs * DELAY_MAX_MS;
  }

  /** Whether a change would wait too long now. */
  public boolean behind() {
    return behind;
  }
}
