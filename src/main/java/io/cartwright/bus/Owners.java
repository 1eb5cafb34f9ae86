package io.cartwright.bus;

import java.util.function.Consumer;

/**
 * Which node owns a key. The owner keeps the aggregate hot in memory; it is a help and not a proof,
 * since every write is decided by Postgres.
 */
public interface Owners {
  /** An {@link #epoch} in which two nodes may both think that they own a key. */
  long MOVING = -1;

  /** Everything is owned here. */
  Owners LOCAL = key -> null;

  /** The id of the node that owns the key, or null for this node. */
  String nodeOf(String key);

  /** Whether there may be other nodes. */
  default boolean isShared() {
    return false;
  }

  /**
   * Another number after each change of ownership; {@link #MOVING} while keys move. What was kept
   * of a key in one epoch is of no worth in the next: another node may have owned it in between.
   */
  default long epoch() {
    return 0;
  }

  /** Has the listener told the id of each node that is gone. */
  default void onGone(Consumer<String> listener) {}
}
