package io.cartwright.gateway;

import io.cartwright.bus.Authenticator;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Role;
import io.cartwright.wire.Decoded;
import io.cartwright.wire.MalformedJson;
import io.cartwright.wire.Route;
import io.cartwright.wire.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What every call passes, over HTTP and over the bus alike: authentication, the caller's role, the
 * caller's rate, reading and checking the message, and then the way to the operation's owner.
 */
final class Edge {
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * A request as it came in.
   *
   * @param pathValues values of the path's parameters; null when the message came over the bus
   * @param body the message as JSON; null when it is in the parameters
   * @param parameters the query's parameters; null when there is a body
   * @param address where it came from, for the rate of callers without a token
   */
  record Request(
      Operation<?, ?> operation,
      List<String> pathValues,
      byte[] body,
      Iterable<Map.Entry<String, String>> parameters,
      String authorization,
      String siteId,
      String idempotencyKey,
      String requestId,
      String address) {}

  private final Bus bus;
  private final Authenticator authenticator;
  private final RateLimiter rates;
  private final Clock clock;
  private final Supplier<String> ids;

  Edge(Bus bus, Authenticator authenticator, RateLimiter rates, Clock clock, Supplier<String> ids) {
    this.bus = bus;
    this.authenticator = authenticator;
    this.rates = rates;
    this.clock = clock;
    this.ids = ids;
  }

  /** Carries the request to its operation. A failed future is a fault. */
  Future<Outcome<Object>> handle(Request request) {
    if (request.operation().callers().contains(Role.ANONYMOUS)) {
      return admitted(request, Caller.anonymous());
    }
    if (request.authorization() == null || request.authorization().isEmpty()) {
      return unauthenticated();
    }
    Outcome<Caller> known = authenticator.known(request.authorization(), request.siteId());
    if (known != null) return known.thenAwait(caller -> admitted(request, caller));
    return authenticator
        .authenticate(request.authorization(), request.siteId())
        .compose(found -> found.thenAwait(caller -> admitted(request, caller)));
  }

  private Future<Outcome<Object>> admitted(Request request, Caller caller) {
    Operation<?, ?> operation = request.operation();
    if (caller.role() == Role.ANONYMOUS && !operation.callers().contains(Role.ANONYMOUS)) {
      return unauthenticated();
    }
    if (!operation.callers().contains(caller.role())) {
      return refused(
          CommonRefusal.PERMISSION_DENIED,
          "a caller of role " + caller.role() + " may not call " + operation.route().operation());
    }
    Instant now = clock.instant();
    if (caller.role() != Role.ADMIN && !rates.admit(rateKey(request, caller), now.toEpochMilli())) {
      return refused(CommonRefusal.RATE_LIMITED, "too many requests of this caller");
    }
    return read(request, operation, caller, now);
  }

  private static Future<Outcome<Object>> unauthenticated() {
    return refused(
        CommonRefusal.UNAUTHENTICATED, "send an access token or an API key as Authorization");
  }

  private static String rateKey(Request request, Caller caller) {
    return caller.subjectId() == null ? request.address() : caller.subjectId().toString();
  }

  @SuppressWarnings("unchecked")
  private <Q, A> Future<Outcome<Object>> read(
      Request request, Operation<Q, A> operation, Caller caller, Instant now) {
    Route<Q, A> route = operation.route();
    String key = request.idempotencyKey();
    if (key != null && (key.isEmpty() || key.length() > CallId.KEY_LENGTH_MAX)) {
      return Future.succeededFuture(
          Outcome.invalid(
              "Idempotency-Key",
              Violation.Rule.MAX_LENGTH,
              "1 to " + CallId.KEY_LENGTH_MAX + " characters"));
    }
    Decoded<Q> decoded;
    try {
      decoded =
          request.parameters() == null
              ? route.decode(request.body(), request.pathValues())
              : route.decodeQuery(request.parameters(), request.pathValues());
    } catch (MalformedJson malformed) {
      return refused(CommonRefusal.MALFORMED_JSON, malformed.getMessage());
    }
    if (!decoded.valid()) return Future.succeededFuture(Outcome.invalid(decoded.violations()));
    CallId id =
        key == null || !operation.write()
            ? CallId.minted(ids.get())
            : new CallId(key, true, hash(request, operation));
    String credential = caller.role() == Role.ANONYMOUS ? request.authorization() : null;
    Call<Q> call =
        new Call<>(
            caller, id, decoded.body(), decoded.present(), now, request.requestId(), credential);
    return (Future<Outcome<Object>>) (Future<?>) bus.call(operation, call);
  }

  /** FNV-1a over operation, path and body: enough to tell an honest repeat from another request. */
  private static long hash(Request request, Operation<?, ?> operation) {
    long hash = 0xcbf29ce484222325L;
    if (request.body() != null) {
      for (byte b : request.body()) hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    if (request.parameters() != null) hash = fold(hash, request.parameters().toString());
    if (request.pathValues() != null) hash = fold(hash, request.pathValues().toString());
    return fold(hash, operation.address());
  }

  private static long fold(long hash, String text) {
    long folded = hash;
    for (int i = 0; i < text.length(); i++) folded = (folded ^ text.charAt(i)) * FNV_PRIME;
    return folded;
  }

  private static Future<Outcome<Object>> refused(CommonRefusal refusal, String description) {
    return Future.succeededFuture(Outcome.refused(refusal, description));
  }
}
