package io.cartwright.bus;

import io.cartwright.wire.Codec;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers repeats of commands that carry an Idempotency-Key. The key, the hash of the body and the
 * reply are stored by the handler in the transaction of its change; so of any number of repeats, at
 * once or later, one is done and all get its reply. Repeats that meet on one event loop wait for
 * the first of them.
 */
final class Idempotence {
  private final CommandLog commands;

  private record CommandKey(Caller caller, String value) {}

  private record Running<A>(long bodyHash, Future<Outcome<A>> outcome) {}

  Idempotence(CommandLog commands) {
    this.commands = commands;
  }

  /** The handler of one event loop, guarded. */
  <Q, A> Handler<Q, A> guard(Operation<Q, A> operation, Handler<Q, A> handler) {
    if (!operation.write() || operation.route() == null) return handler;
    Map<CommandKey, Running<A>> running = new HashMap<>();
    return call ->
        call.id().byCaller() && !call.id().first()
            ? joined(running, operation, handler, call)
            : handler.handle(call);
  }

  private <Q, A> Future<Outcome<A>> joined(
      Map<CommandKey, Running<A>> running,
      Operation<Q, A> operation,
      Handler<Q, A> handler,
      Call<Q> call) {
    CommandKey key = new CommandKey(call.caller(), call.id().value());
    Running<A> first = running.get(key);
    if (first != null) {
      return first.bodyHash() == call.id().bodyHash()
          ? first.outcome()
          : first.outcome().transform(done -> joined(running, operation, handler, call));
    }
    Future<Outcome<A>> outcome = once(operation, handler, call);
    if (outcome.isComplete()) return outcome;
    Running<A> mine = new Running<>(call.id().bodyHash(), outcome);
    running.put(key, mine);
    outcome.onComplete(done -> running.remove(key, mine));
    return outcome;
  }

  private <Q, A> Future<Outcome<A>> once(
      Operation<Q, A> operation, Handler<Q, A> handler, Call<Q> call) {
    return repeatOf(operation, call)
        .compose(
            known ->
                known != null
                    ? Future.succeededFuture(known)
                    : handler.handle(call).compose(outcome -> settle(operation, call, outcome)));
  }

  /** A repeat that ran beside the first one lost in Postgres: it gets the reply of the winner. */
  private <Q, A> Future<Outcome<A>> settle(
      Operation<Q, A> operation, Call<Q> call, Outcome<A> outcome) {
    boolean lost =
        outcome instanceof Outcome.Refused<A> refused && refused.refusal().kind() == Kind.CONFLICT;
    if (!lost) return Future.succeededFuture(outcome);
    return repeatOf(operation, call).map(known -> known == null ? outcome : known);
  }

  private <Q, A> Future<Outcome<A>> repeatOf(Operation<Q, A> operation, Call<Q> call) {
    Codec<A> codec = operation.responseCodec();
    return commands
        .find(call.caller(), call.id().value())
        .map(found -> found.map(entry -> replay(codec, entry, call.id())).orElse(null));
  }

  private static <A> Outcome<A> replay(Codec<A> codec, CommandLog.Entry entry, CallId id) {
    if (entry.bodyHash() != id.bodyHash()) {
      return Outcome.refused(
          CommonRefusal.IDEMPOTENCY_KEY_REUSED,
          "this Idempotency-Key was used with another request");
    }
    return Outcome.done(codec.fromBytes(entry.reply()));
  }
}
