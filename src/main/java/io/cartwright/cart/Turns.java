package io.cartwright.cart;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Lets work on one thing run one after the other, on one event loop. It spares changes of the same
 * cart from losing to each other in Postgres; that they may lose all the same is provided for.
 */
final class Turns {
  /** Most pieces of work that wait for one thing. */
  static final int WAITING_MAX = 64;

  private final Map<Object, Queue<Runnable>> waiting = new HashMap<>();

  /**
   * Runs the work when it is its turn, at once if nobody is before it. The work must call {@link
   * #done} when it has ended. False when too many wait already: then it will not run.
   */
  boolean take(Object key, Runnable work) {
    Queue<Runnable> queue = waiting.get(key);
    if (queue == null) {
      waiting.put(key, new ArrayDeque<>(1));
      work.run();
      return true;
    }
    return queue.size() < WAITING_MAX && queue.add(work);
  }

  /** Ends a piece of work; the next one runs. */
  void done(Object key) {
    Runnable next = waiting.get(key).poll();
    if (next == null) {
      waiting.remove(key);
    } else {
      next.run();
    }
  }

  /** Things that somebody works on. */
  int busy() {
    return waiting.size();
  }
}
