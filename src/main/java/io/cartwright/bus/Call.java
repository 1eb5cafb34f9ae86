package io.cartwright.bus;

import io.cartwright.wire.Fields;
import java.time.Instant;

/**
 * One request to an operation, as its handler sees it.
 *
 * @param present for PATCH operations the fields that the body (or its mask) names; else null
 * @param now the instant of the request, read once at the edge
 * @param requestId for logs and the reply header
 * @param credential the Authorization header as it came, only for operations that are open to
 *     {@link Role#ANONYMOUS}; else null. It never leaves the node.
 */
public record Call<Q>(
    Caller caller,
    CallId id,
    Q body,
    Fields present,
    Instant now,
    String requestId,
    String credential) {

  public Call(Caller caller, CallId id, Q body, Fields present, Instant now, String requestId) {
    this(caller, id, body, present, now, requestId, null);
  }

  /** The same call with another body, for asking a further operation on the caller's behalf. */
  public <R> Call<R> with(R other) {
    return new Call<>(caller, id, other, null, now, requestId);
  }

  /** Like {@link #with} but as the engine itself: the callee does not check the buyer's rights. */
  public <R> Call<R> asSystem(R other) {
    return new Call<>(Caller.system(caller.siteId()), id, other, null, now, requestId);
  }

  /** The same call under another id. */
  Call<Q> under(CallId other) {
    return new Call<>(caller, other, body, present, now, requestId, credential);
  }
}
