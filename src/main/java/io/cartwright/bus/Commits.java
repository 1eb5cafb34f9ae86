package io.cartwright.bus;

import io.cartwright.store.Change;
import io.cartwright.store.CommandRow;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.Taken;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Commits changes on behalf of calls. When the call carries an Idempotency-Key, the key and the
 * reply are stored in the same transaction, so that a repeat finds them.
 */
public final class Commits {
  private final Committer committer;

  public Commits(Committer committer) {
    this.committer = committer;
  }

  /**
   * Commits a change whose reply is known before. A stale revision is refused as INVALID_REVISION,
   * a counter with the refusal that was given as its token, a unique constraint by {@code
   * onUnique}.
   */
  public <Q, A> Future<Outcome<A>> commit(
      Operation<Q, A> operation,
      Call<Q> call,
      Change change,
      A reply,
      Function<String, Refusal> onUnique) {
    remember(operation, call, change, reply);
    return committer.commit(change).map(done -> outcome(done, reply, onUnique));
  }

  /** Commits a change that has all that it needs, a remembered command included. */
  public Future<Committed> commit(Change change) {
    return committer.commit(change);
  }

  /** Commits a change whose tables have no unique constraint of their own. */
  public <Q, A> Future<Outcome<A>> commit(
      Operation<Q, A> operation, Call<Q> call, Change change, A reply) {
    return commit(operation, call, change, reply, constraint -> null);
  }

  /** Commits a change whose reply is made from the counters that it moved. */
  public <Q, A> Future<Outcome<A>> commitWith(
      Operation<Q, A> operation,
      Call<Q> call,
      Change change,
      Function<Taken, A> reply,
      Function<String, Refusal> onUnique) {
    rememberWith(operation, call, change, reply);
    return committer
        .commit(change)
        .map(
            done ->
                done instanceof Committed.Done ok
                    ? Outcome.done(reply.apply(ok.taken()))
                    : outcome(done, null, onUnique));
  }

  /**
   * Adds the call's Idempotency-Key, if it has one, and the reply to a change that another commits.
   */
  public static <A> void remember(Operation<?, A> operation, Call<?> call, Change change, A reply) {
    if (call.id().byCaller()) change.command(row(operation, call, reply));
  }

  /** Like {@link #remember}, with a reply that is made only when it is needed. */
  public static <A> void rememberBy(
      Operation<?, A> operation, Call<?> call, Change change, Supplier<A> reply) {
    if (call.id().byCaller()) change.command(row(operation, call, reply.get()));
  }

  /** Like {@link #remember}, with a reply that is made from the counters of the change. */
  public static <A> void rememberWith(
      Operation<?, A> operation, Call<?> call, Change change, Function<Taken, A> reply) {
    if (!call.id().byCaller()) return;
    change.commandWith(taken -> row(operation, call, reply.apply(taken)));
  }

  /** What became of a change, as the outcome of an operation. */
  public static <A> Outcome<A> outcome(
      Committed committed, A reply, Function<String, Refusal> onUnique) {
    if (committed instanceof Committed.Done) return Outcome.done(reply);
    if (committed instanceof Committed.Stale) {
      return Outcome.refused(
          CommonRefusal.INVALID_REVISION, "the entity has changed: read it again");
    }
    if (committed instanceof Committed.CommandRepeated) {
      return Outcome.refused(CommonRefusal.COMMAND_REPEATED, "this command was done before");
    }
    if (committed instanceof Committed.TallyRefused tally
        && tally.token() instanceof Refusal refusal) {
      return Outcome.refused(refusal, "available: " + tally.available());
    }
    if (committed instanceof Committed.UniqueBroken unique) {
      Refusal refusal = onUnique.apply(unique.constraint());
      if (refusal != null) return Outcome.refused(refusal, "this must be unique");
      throw new IllegalStateException("no refusal for the constraint " + unique.constraint());
    }
    throw new IllegalStateException("a counter without a refusal as its token: " + committed);
  }

  private static <A> CommandRow row(Operation<?, A> operation, Call<?> call, A reply) {
    return new CommandRow(
        call.caller().siteId(),
        StoredCommands.nameOf(call.caller()),
        call.id().value(),
        ByteBuffer.allocate(Long.BYTES).putLong(call.id().bodyHash()).array(),
        operation.responseCodec().toBytes(reply));
  }
}
