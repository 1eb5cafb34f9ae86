package io.cartwright.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls from node to node. A node that is slow is waited for, one that is gone is not: a call fails
 * at once when its node leaves the cluster, and soon when the node does not even say that it lives;
 * from then on nobody calls it until it does.
 */
final class Nodes {
  /** How long a node may take to answer a call before it is asked whether it lives. */
  static final long PATIENCE_MS = 1_500;

  /** How long it may take to say so. */
  static final long ALIVE_MS = 1_000;

  /** How long the owner of a key may take to forget what it keeps. */
  static final long TELL_MS = 1_000;

  private static final long WATCH_MS = 500;
  private static final String CHANGED = "ecom.changed";

  private static final DeliveryOptions CALL =
      new DeliveryOptions()
          .setSendTimeout(Bus.REPLY_TIMEOUT_MS)
          .setCodecName(Envelope.WireCodec.NAME);

  /** Serves on this node what another node asks for. */
  interface Local {
    <Q, A> Future<Outcome<A>> serve(Operation<Q, A> operation, String key, Call<Q> call);
  }

  private record Waiting(Promise<?> promise, long sinceMs) {}

  private final Vertx vertx;
  private final Bus bus;
  private final Local local;
  private final Map<String, Set<Waiting>> waiting = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  Nodes(Vertx vertx, Bus bus, Local local) {
    this.vertx = vertx;
    this.bus = bus;
    this.local = local;
  }

  /** Serves what other nodes send to this one, and watches over what they are asked. */
  Future<Void> start(String self) {
    vertx.setPeriodic(WATCH_MS, timer -> waiting.forEach(this::watch));
    return Future.all(
            vertx.eventBus().<Envelope>consumer(callAddress(self), this::answer).completion(),
            vertx
                .eventBus()
                .<Boolean>consumer(aliveAddress(self), message -> message.reply(true))
                .completion(),
            vertx.eventBus().<JsonObject>consumer(tellAddress(self), this::hear).completion(),
            vertx.eventBus().<JsonObject>consumer(CHANGED, this::hear).completion())
        .mapEmpty();
  }

  /** Has a node serve a call. */
  <Q, A> Future<Outcome<A>> call(String node, Operation<Q, A> operation, Call<Q> call) {
    if (silent.contains(node)) return Future.failedFuture(node + " does not answer");
    Promise<Outcome<A>> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    Set<Waiting> calls = waiting.computeIfAbsent(node, id -> ConcurrentHashMap.newKeySet());
    Waiting mine = new Waiting(promise, System.nanoTime() / 1_000_000);
    calls.add(mine);
    vertx
        .eventBus()
        .<Envelope>request(callAddress(node), Envelope.request(operation.address(), call), CALL)
        .compose(reply -> reply.body().<A>outcome())
        .onComplete(
            done -> {
              calls.remove(mine);
              if (done.succeeded()) {
                promise.tryComplete(done.result());
              } else {
                promise.tryFail(done.cause());
              }
            });
    return promise.future();
  }

  private void watch(String node, Set<Waiting> calls) {
    long limit = System.nanoTime() / 1_000_000 - PATIENCE_MS;
    boolean isLate = calls.stream().anyMatch(call -> call.sinceMs() < limit);
    if (!isLate && !silent.contains(node)) return;
    vertx
        .eventBus()
        .request(aliveAddress(node), true, new DeliveryOptions().setSendTimeout(ALIVE_MS))
        .onSuccess(alive -> silent.remove(node))
        .onFailure(
            fault -> {
              if (waiting.containsKey(node)) silent.add(node);
              fail(calls, node + " does not answer");
            });
  }

  /** Fails the calls that wait for a node. */
  void gone(String node) {
    Set<Waiting> calls = waiting.remove(node);
    silent.remove(node);
    if (calls != null) fail(calls, node + " is gone");
  }

  private static void fail(Set<Waiting> calls, String why) {
    for (Waiting call : calls) {
      if (calls.remove(call)) call.promise().tryFail(why);
    }
  }

  @SuppressWarnings("unchecked")
  private void answer(Message<Envelope> message) {
    Envelope envelope = message.body();
    Operation<Object, Object> operation =
        (Operation<Object, Object>) bus.operation(envelope.address());
    DeliveryOptions options = new DeliveryOptions().setCodecName(Envelope.WireCodec.NAME);
    if (operation == null) {
      message.fail(Envelope.FAULT, envelope.address() + " is not served");
      return;
    }
    Call<Object> call = envelope.call();
    String key = operation.key() == null ? null : operation.key().apply(call.caller(), call.body());
    local
        .serve(operation, key, call)
        .onSuccess(outcome -> message.reply(Envelope.reply(envelope.address(), outcome), options))
        .onFailure(fault -> message.fail(Envelope.FAULT, String.valueOf(fault.getMessage())));
  }

  /**
   * Tells the node that owns a key of a change; when it does not hear, everybody is told. Never
   * fails.
   */
  Future<Void> tell(String node, Operation<Changed, Changed> topic, Call<Changed> call) {
    Changed changed = call.body();
    JsonObject message =
        new JsonObject()
            .put("topic", topic.address())
            .put("key", changed.key())
            .put("siteId", changed.siteId().toString())
            .put("id", changed.id().toString())
            .put("now", call.now().toString())
            .put("requestId", call.requestId());
    Future<?> heard =
        silent.contains(node)
            ? Future.failedFuture(node + " does not answer")
            : vertx
                .eventBus()
                .request(tellAddress(node), message, new DeliveryOptions().setSendTimeout(TELL_MS));
    return heard
        .<Void>mapEmpty()
        .otherwise(
            fault -> {
              vertx.eventBus().publish(CHANGED, message);
              return null;
            });
  }

  @SuppressWarnings("unchecked")
  private void hear(Message<JsonObject> message) {
    JsonObject told = message.body();
    Operation<Changed, Changed> topic =
        (Operation<Changed, Changed>) bus.operation(told.getString("topic"));
    if (topic == null) {
      message.reply(true);
      return;
    }
    Changed changed =
        new Changed(
            told.getString("key"),
            UUID.fromString(told.getString("siteId")),
            UUID.fromString(told.getString("id")));
    Call<Changed> call =
        new Call<>(
            Caller.system(changed.siteId()),
            CallId.minted(""),
            changed,
            null,
            Instant.parse(told.getString("now")),
            told.getString("requestId"));
    local
        .serve(topic, changed.key(), call)
        .onSuccess(done -> message.reply(true))
        .onFailure(fault -> message.fail(Envelope.FAULT, String.valueOf(fault.getMessage())));
  }

  private static String callAddress(String node) {
    return "ecom.node." + node;
  }

  private static String aliveAddress(String node) {
    return "ecom.node." + node + ".alive";
  }

  private static String tellAddress(String node) {
    return "ecom.node." + node + ".changed";
  }
}
