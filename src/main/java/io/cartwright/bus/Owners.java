package io.cartwright.bus;

/**
 * Which node owns a key. The owner keeps the aggregate hot in memory; it is a help and not a proof,
 * since every write is decided by Postgres.
 */
public interface Owners {
  /** Everything is owned here. */
  Owners LOCAL = key -> null;

  /** The id of the node that owns the key, or null for this node. */
  String nodeOf(String key);
}
