package io.cartwright.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Takes calls to the event loop that serves them.
 *
 * <p>A call with a key goes to the node that owns the key, and there to one of the domain's
 * verticle instances, chosen by hash. When that instance runs on the calling event loop the handler
 * is called directly; otherwise the call, the same object, is handed to that loop, and between
 * nodes it travels as a message in JSON. When an owner cannot be reached the call is served here:
 * Postgres decides.
 */
public final class Bus {
  /** How long a caller waits for the owner on another node. */
  public static final long REPLY_TIMEOUT_MS = 10_000;

  private record Served(Context context, int place, Handler<Object, Object> handler) {}

  private final Vertx vertx;
  private final Owners owners;
  private final Idempotence idempotence;
  private final Nodes nodes;
  private final Map<String, Served[]> served = new ConcurrentHashMap<>();
  private final Map<Context, Integer> places = new HashMap<>();
  private final Map<String, Operation<?, ?>> operations = new ConcurrentHashMap<>();

  public Bus(Vertx vertx, Owners owners, CommandLog commands) {
    this.vertx = vertx;
    this.owners = owners;
    this.idempotence = new Idempotence(commands);
    this.nodes = new Nodes(vertx, this, this::local);
    Envelope.registerCodecs(vertx.eventBus(), this::operation);
  }

  /** Makes the current verticle instance a server of this operation. Call it from {@code start}. */
  @SuppressWarnings("unchecked")
  public <Q, A> Future<Void> serve(Operation<Q, A> operation, Handler<Q, A> handler) {
    Context context = vertx.getOrCreateContext();
    Handler<Object, Object> guarded =
        (Handler<Object, Object>) (Handler<?, ?>) idempotence.guard(operation, handler);
    Operation<?, ?> known = operations.putIfAbsent(operation.address(), operation);
    if (known != null && known.route() != operation.route()) {
      throw new IllegalStateException("declared twice: " + operation.address());
    }
    enlist(operation.address(), context, guarded);
    return Future.succeededFuture();
  }

  /**
   * Instances stand in the order in which their verticles came, the same for every operation: so
   * all operations with one key meet in one instance, in whatever order the instances started.
   */
  private synchronized void enlist(
      String address, Context context, Handler<Object, Object> handler) {
    Integer place = places.get(context);
    if (place == null) {
      place = places.size();
      places.put(context, place);
    }
    Served[] before = served.getOrDefault(address, new Served[0]);
    Served[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = new Served(context, place, handler);
    Arrays.sort(after, Comparator.comparingInt(Served::place));
    served.put(address, after);
  }

  /** Every operation that is served here. */
  public Iterable<Operation<?, ?>> operations() {
    return operations.values();
  }

  Operation<?, ?> operation(String address) {
    return operations.get(address);
  }

  /** Asks a further operation with another body on behalf of the same call. */
  public <Q, A> Future<Outcome<A>> ask(Operation<Q, A> operation, Call<?> parent, Q body) {
    return call(operation, parent.with(body));
  }

  /**
   * Carries a call to its owner. An operation without codecs does not leave the node: it is served
   * here, whoever owns its key. A caller's command that leaves it is remembered, so that it is done
   * once when its answer is lost and it is served here after all.
   */
  public <Q, A> Future<Outcome<A>> call(Operation<Q, A> operation, Call<Q> call) {
    String key = operation.key() == null ? null : operation.key().apply(call.caller(), call.body());
    String node = key == null || !operation.leavesNode() ? null : owners.nodeOf(key);
    if (node == null) return local(operation, key, call);
    boolean remembers = operation.write() && call.caller().role() != Role.SYSTEM;
    if (!remembers) {
      return nodes.<Q, A>call(node, operation, call).recover(gone -> local(operation, key, call));
    }
    CallId id = call.id().remembered();
    return nodes
        .<Q, A>call(node, operation, call.under(id))
        .recover(gone -> local(operation, key, call.under(id.again())));
  }

  /** Serves a call on this node. */
  @SuppressWarnings("unchecked")
  <Q, A> Future<Outcome<A>> local(Operation<Q, A> operation, String key, Call<Q> call) {
    Served[] instances = served.get(operation.address());
    if (instances == null) {
      return Future.succeededFuture(
          Outcome.refused(CommonRefusal.UNAVAILABLE, operation + " is not served here"));
    }
    Context here = Vertx.currentContext();
    Served target = key == null ? anyOf(instances, here) : instances[slot(key, instances.length)];
    if (sameLoop(target.context(), here)) {
      return (Future<Outcome<A>>)
          (Future<?>) target.handler().handle((Call<Object>) (Call<?>) call);
    }
    Promise<Outcome<A>> answer = ((ContextInternal) vertx.getOrCreateContext()).promise();
    target.context().runOnContext(there -> answer(target.handler(), call, answer));
    return answer.future();
  }

  @SuppressWarnings("unchecked")
  private static <Q, A> void answer(
      Handler<Object, Object> handler, Call<Q> call, Promise<Outcome<A>> answer) {
    Future<Outcome<A>> outcome;
    try {
      outcome = (Future<Outcome<A>>) (Future<?>) handler.handle((Call<Object>) (Call<?>) call);
    } catch (RuntimeException fault) {
      outcome = Future.failedFuture(fault);
    }
    outcome.onComplete(answer);
  }

  /** Whether this node owns a key. */
  public boolean owns(String key) {
    return owners.nodeOf(key) == null;
  }

  /** Who owns which key. */
  public Owners owners() {
    return owners;
  }

  /**
   * Tells the owner of an entity's key that somebody else has written it, so that it forgets what
   * it keeps; done when it has. Never fails: that the owner may not hear is provided for, see
   * {@link HotCopies}.
   */
  public Future<Void> tell(Operation<Changed, Changed> topic, Call<?> call, Changed changed) {
    String node = owners.nodeOf(changed.key());
    Call<Changed> told = call.asSystem(changed);
    return node == null
        ? local(topic, changed.key(), told).<Void>mapEmpty().otherwiseEmpty()
        : nodes.tell(node, topic, told);
  }

  /** Serves the calls that other nodes of the cluster send to this one. */
  public Future<Void> serveNode(String nodeId) {
    owners.onGone(nodes::gone);
    return nodes.start(nodeId);
  }

  private static Served anyOf(Served[] instances, Context here) {
    for (Served instance : instances) {
      if (sameLoop(instance.context(), here)) return instance;
    }
    return instances[ThreadLocalRandom.current().nextInt(instances.length)];
  }

  private static boolean sameLoop(Context target, Context here) {
    return here != null
        && here.isEventLoopContext()
        && ((ContextInternal) target).nettyEventLoop().inEventLoop();
  }

  private static int slot(String key, int count) {
    int hash = key.hashCode();
    hash ^= hash >>> 16;
    return Math.floorMod(hash, count);
  }
}
