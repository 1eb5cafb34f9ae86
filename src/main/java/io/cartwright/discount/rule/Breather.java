package io.cartwright.discount.rule;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps long work from holding a processor: after {@value #WORK_US} µs of it the thread sleeps for
 * {@value #REST_US} µs. A thread that others wait for would else lose whole slices of the scheduler
 * to it, of 4 ms and more, and the collector would find all that the work keeps alive at once. To
 * be used by one thread.
 */
public final class Breather implements Runnable {
  private static final long WORK_US = 500;
  private static final long REST_US = 1_500;

  private long since = System.nanoTime();

  @Override
  public void run() {
    if (System.nanoTime() - since >= TimeUnit.MICROSECONDS.toNanos(WORK_US)) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(REST_US));
      since = System.nanoTime();
    }
  }
}
