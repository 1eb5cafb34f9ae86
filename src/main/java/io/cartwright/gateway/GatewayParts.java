package io.cartwright.gateway;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.wire.Codec;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the gateways of all event loops share.
 *
 * @param routes where each verb and path leads
 * @param operations all declared operations
 * @param edges makes the edge of one event loop
 * @param pages makes the handler of what is no operation: health, metrics, documentation pages
 * @param faults maps a known fault (the database is away, a queue is full) to its answer; null for
 *     others
 * @param ids mints request ids
 * @param bodyMax bytes of a request body
 * @param admissions makes the admission of one event loop
 * @param meter told of each answer
 * @param stopMs how long a stop waits for requests under way
 */
record GatewayParts(
    RouteTable<Target> routes,
    List<Operation<?, ?>> operations,
    Supplier<Edge> edges,
    Function<Vertx, Handler<HttpServerRequest>> pages,
    Function<Throwable, Outcome<Object>> faults,
    Supplier<String> ids,
    long bodyMax,
    Supplier<Admission> admissions,
    OperationMeter meter,
    long stopMs) {

  /**
   * What stands behind a route.
   *
   * @param name module and operation, for messages
   * @param operation null for an operation of the contract that is not built
   */
  record Target(String name, Operation<?, ?> operation) {}

  Edge edge() {
    return edges.get();
  }

  @SuppressWarnings("unchecked")
  byte[] encode(Operation<?, ?> operation, Outcome.Done<?> done) {
    if (done.json() != null) return done.json();
    return ((Codec<Object>) operation.responseCodec()).toBytes(done.value());
  }
}
