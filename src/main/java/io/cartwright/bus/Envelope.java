package io.cartwright.bus;

import io.cartwright.wire.Codec;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What travels between nodes: a call, or its outcome. */
final class Envelope {
  /** Failure code of a fault on another node. */
  static final int FAULT = 500;

  private final String address;
  private final Object content;

  private Envelope(String address, Object content) {
    this.address = address;
    this.content = content;
  }

  static Envelope request(String address, Call<?> call) {
    return new Envelope(address, call);
  }

  static Envelope reply(String address, Outcome<?> outcome) {
    return new Envelope(address, outcome);
  }

  String address() {
    return address;
  }

  @SuppressWarnings("unchecked")
  Call<Object> call() {
    return (Call<Object>) content;
  }

  @SuppressWarnings("unchecked")
  <A> Future<Outcome<A>> outcome() {
    return Future.succeededFuture((Outcome<A>) content);
  }

  static void registerCodecs(EventBus eventBus, Function<String, Operation<?, ?>> operations) {
    eventBus.registerCodec(new WireCodec(operations));
  }

  /** Between nodes: a JSON head, and the message as the operation's own codec writes it. */
  static final class WireCodec implements MessageCodec<Envelope, Envelope> {
    static final String NAME = "cartwright-wire";
    private final Function<String, Operation<?, ?>> operations;

    WireCodec(Function<String, Operation<?, ?>> operations) {
      this.operations = operations;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void encodeToWire(Buffer buffer, Envelope envelope) {
      Operation<Object, Object> operation =
          (Operation<Object, Object>) operations.apply(envelope.address);
      JsonObject head = new JsonObject().put("address", envelope.address);
      byte[] body = new byte[0];
      if (envelope.content instanceof Call<?> call) {
        writeCall(head, call);
        body = ((Codec<Object>) operation.requestCodec()).toBytes(call.body());
      } else if (envelope.content instanceof Outcome.Done<?> done) {
        head.put("done", true);
        body = done.json() == null ? operation.responseCodec().toBytes(done.value()) : done.json();
      } else if (envelope.content instanceof Outcome.Refused<?> refused) {
        writeRefused(head, refused);
      }
      Buffer headBytes = head.toBuffer();
      buffer.appendInt(headBytes.length()).appendBuffer(headBytes);
      buffer.appendInt(body.length).appendBytes(body);
    }

    @Override
    public Envelope decodeFromWire(int position, Buffer buffer) {
      int headLength = buffer.getInt(position);
      int at = position + 4;
      JsonObject head = new JsonObject(buffer.getBuffer(at, at + headLength));
      at += headLength;
      int bodyLength = buffer.getInt(at);
      byte[] body = buffer.getBytes(at + 4, at + 4 + bodyLength);
      String address = head.getString("address");
      Operation<?, ?> operation = operations.apply(address);
      if (head.containsKey("callId")) {
        return request(address, readCall(head, operation.requestCodec().fromBytes(body)));
      }
      if (head.containsKey("code")) return reply(address, readRefused(head));
      return reply(address, Outcome.done(operation.responseCodec().fromBytes(body)));
    }

    @Override
    public Envelope transform(Envelope envelope) {
      return envelope;
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }

  private static void writeCall(JsonObject head, Call<?> call) {
    Caller caller = call.caller();
    head.put("siteId", caller.siteId().toString())
        .put("role", caller.role().name())
        .put("subjectId", caller.subjectId() == null ? null : caller.subjectId().toString())
        .put("callId", call.id().value())
        .put("byCaller", call.id().byCaller())
        .put("bodyHash", call.id().bodyHash())
        .put("first", call.id().first())
        .put("now", call.now().toString())
        .put("requestId", call.requestId());
    if (call.present() != null && !call.present().whole())
      head.put("present", new JsonArray(call.present().paths()));
  }

  private static Call<?> readCall(JsonObject head, Object body) {
    String subject = head.getString("subjectId");
    Caller caller =
        new Caller(
            UUID.fromString(head.getString("siteId")),
            Role.valueOf(head.getString("role")),
            subject == null ? null : UUID.fromString(subject));
    CallId id =
        new CallId(
            head.getString("callId"),
            head.getBoolean("byCaller"),
            head.getLong("bodyHash"),
            head.getBoolean("first"));
    JsonArray present = head.getJsonArray("present");
    return new Call<>(
        caller,
        id,
        body,
        present == null ? null : Fields.ofPaths(strings(present)),
        Instant.parse(head.getString("now")),
        head.getString("requestId"));
  }

  private static List<String> strings(JsonArray array) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) list.add(array.getString(i));
    return list;
  }

  private static void writeRefused(JsonObject head, Outcome.Refused<?> refused) {
    head.put("code", refused.refusal().name())
        .put("kind", refused.refusal().kind().name())
        .put("description", refused.description())
        .put("data", refused.data() == null ? null : refused.data().text());
    JsonArray violations = new JsonArray();
    for (Violation violation : refused.violations()) {
      violations.add(
          new JsonObject()
              .put("field", violation.field())
              .put("description", violation.description())
              .put("violatedRule", violation.violatedRule().name()));
    }
    head.put("violations", violations);
  }

  private static Outcome<?> readRefused(JsonObject head) {
    List<Violation> violations = new ArrayList<>();
    JsonArray listed = head.getJsonArray("violations");
    for (int i = 0; i < listed.size(); i++) {
      JsonObject v = listed.getJsonObject(i);
      violations.add(
          Violation.of(
              v.getString("field"),
              v.getString("description"),
              Violation.Rule.valueOf(v.getString("violatedRule"))));
    }
    String data = head.getString("data");
    return new Outcome.Refused<>(
        new RemoteRefusal(head.getString("code"), Kind.valueOf(head.getString("kind"))),
        head.getString("description"),
        data == null ? null : new Json(data),
        violations);
  }

  /** A refusal that another node gave: code and kind are all that the edge needs. */
  private record RemoteRefusal(String name, Kind kind) implements Refusal {}
}
