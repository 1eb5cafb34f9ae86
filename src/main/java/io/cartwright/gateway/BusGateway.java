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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event-bus face: each operation at {@code ecom.<module>.<operation>}. The request is the
 * message's JSON as Buffer, String or JsonObject, with the headers {@code Authorization}, {@code
 * wix-site-id} and {@code Idempotency-Key} as over HTTP. The reply is a Buffer of JSON with the
 * headers {@code status} and {@code x-wix-request-id}; a refusal is a reply too, not a failure.
 */
final class BusGateway {
  private static final Logger LOG = LoggerFactory.getLogger(BusGateway.class);
  private static final byte[] EMPTY = {'{', '}'};
  private final Edge edge;
  private final GatewayParts parts;
  private final Admission admission;

  BusGateway(Edge edge, Admission admission, GatewayParts parts) {
    this.edge = edge;
    this.admission = admission;
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
    long started = System.nanoTime();
    if (!admission.enter(operation.write(), false, started)) {
      reply(message, requestId, operation, GatewayVerticle.BUSY);
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
            done -> {
              admission.leave();
              Outcome<Object> outcome =
                  done.succeeded() ? done.result() : fault(requestId, operation, done.cause());
              reply(message, requestId, operation, outcome);
              parts
                  .meter()
                  .answered(operation.address(), status(outcome), System.nanoTime() - started);
            });
  }

  private static int status(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().kind().status() : 200;
  }

  private Outcome<Object> fault(String requestId, Operation<?, ?> operation, Throwable cause) {
    Outcome<Object> known = parts.faults().apply(cause);
    if (known != null) return known;
    LOG.error("{} {} failed", requestId, operation, cause);
    return Outcome.refused(CommonRefusal.INTERNAL_ERROR, "the engine failed; see its log");
  }

  private void reply(
      Message<Object> message, String requestId, Operation<?, ?> operation, Outcome<?> outcome) {
    DeliveryOptions options =
        new DeliveryOptions()
            .addHeader("x-wix-request-id", requestId)
            .addHeader("status", String.valueOf(status(outcome)));
    byte[] body =
        outcome instanceof Outcome.Refused<?> refused
            ? ErrorBody.of(refused)
            : parts.encode(operation, (Outcome.Done<?>) outcome);
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
