package io.cartwright.store;

import java.util.Objects;
import java.util.UUID;

/**
 * A command that was done, remembered with its answer so that a repeat is answered and not done
 * again.
 *
 * @param caller whose key it is; two callers may use the same key
 * @param key the {@code Idempotency-Key}
 * @param bodyHash hash of what was asked, to tell a repeat from another command under the same key
 * @param reply the answer's bytes
 */
public record CommandRow(UUID siteId, String caller, String key, byte[] bodyHash, byte[] reply) {
  public CommandRow {
    Objects.requireNonNull(siteId, "siteId");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(bodyHash, "bodyHash");
    Objects.requireNonNull(reply, "reply");
  }
}
