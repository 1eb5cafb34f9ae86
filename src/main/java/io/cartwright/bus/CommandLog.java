package io.cartwright.bus;

import io.vertx.core.Future;
import java.util.Optional;

/** What became of the commands that carried an Idempotency-Key. */
public interface CommandLog {

  /** A command that was done: the hash of its request, and its reply as JSON. */
  record Entry(long bodyHash, byte[] reply) {}

  /** Finds the done command of this caller under this key. */
  Future<Optional<Entry>> find(Caller caller, String key);
}
