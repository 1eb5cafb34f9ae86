package io.cartwright.gateway;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The event-bus face: each operation at {@code ecom.<module>.<operation>}. The request is the
 * message's JSON as Buffer, String or JsonObject, with the headers {@code Authorization}, {@code
 * wix-site-id} and {@code Idempotency-Key} as over HTTP. The reply is a Buffer of JSON with the
 * headers {@code status} and {@code x-wix-request-id}; a refusal is a reply too, not a failure.
 */
final class BusGateway {
  private static final byte[] EMPTY = {'{', '}'};
  private final Edge edge;
  private final GatewayParts parts;

  BusGateway(Edge edge, GatewayParts parts) {
    this.edge = edge;
    this.parts = parts;
  }

  Future<?> register(Vertx vertx) {
    List<Future<Void>> all = new ArrayList<>();
    for (Operation<?, ?> operation : parts.operations()) {
      if (operation.route() == null) continue;
      all.add(
          vertx
              .eventBus()
              .consumer(operation.address(), (Message<Object> m) -> serve(operation, m))
              .completion());
    }
    return Future.all(all);
  }

  private void serve(Operation<?, ?> operation, Message<Object> message) {
    String requestId = parts.ids().get();
    byte[] body = bytes(message.body());
    if (body == null || body.length > parts.bodyMax()) {
      reply(
          message,
          requestId,
          operation,
          Outcome.refused(CommonRefusal.MALFORMED_JSON, "send JSON as Buffer or String"));
      return;
    }
    edge.handle(
            new Edge.Request(
                operation,
                null,
                body,
                null,
                message.headers().get("Authorization"),
                message.headers().get("wix-site-id"),
                message.headers().get("Idempotency-Key"),
                requestId,
                "bus"))
        .onComplete(
            done ->
                reply(
                    message,
                    requestId,
                    operation,
                    done.succeeded() ? done.result() : fault(done.cause())));
  }

  private Outcome<Object> fault(Throwable cause) {
    Outcome<Object> known = parts.faults().apply(cause);
    return known != null
        ? known
        : Outcome.refused(CommonRefusal.INTERNAL_ERROR, "the engine failed; see its log");
  }

  private void reply(
      Message<Object> message, String requestId, Operation<?, ?> operation, Outcome<?> outcome) {
    DeliveryOptions options = new DeliveryOptions().addHeader("x-wix-request-id", requestId);
    byte[] body;
    if (outcome instanceof Outcome.Refused<?> refused) {
      options.addHeader("status", String.valueOf(refused.refusal().kind().status()));
      body = ErrorBody.of(refused);
    } else {
      Object value = ((Outcome.Done<?>) outcome).value();
      options.addHeader("status", "200");
      body = parts.encode(operation, value);
    }
    message.reply(Buffer.buffer(body), options);
  }

  private static byte[] bytes(Object body) {
    if (body == null) return EMPTY;
    if (body instanceof Buffer buffer) return buffer.getBytes();
    if (body instanceof String text) return text.getBytes(StandardCharsets.UTF_8);
    if (body instanceof JsonObject json) return json.toBuffer().getBytes();
    return null;
  }
}
