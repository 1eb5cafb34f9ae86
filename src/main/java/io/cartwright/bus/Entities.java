package io.cartwright.bus;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.wire.Codec;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Creates, changes and deletes entities of one kind, as the contract's plain entities want it: a
 * revision that rises with each change and refuses a stale one, dates, a domain event for each
 * change, all in one transaction.
 */
public final class Entities<T> {
  /** Writes id, revision and dates into an entity. */
  @FunctionalInterface
  public interface Stamp<T> {
    T stamp(T entity, UUID id, long revision, Instant created, Instant updated);
  }

  /**
   * A kind of entity.
   *
   * @param entityFqdn the contract's name in events
   * @param notFound the refusal for an unknown id
   * @param onUnique the refusal for a unique constraint of the table, by its name
   */
  public record Kind<T>(
      DocumentTable<T> table,
      Codec<T> codec,
      String entityFqdn,
      Stamp<T> stamp,
      Refusal notFound,
      Function<String, Refusal> onUnique) {}

  private final Kind<T> kind;
  private final Documents documents;
  private final Commits commits;

  public Entities(Kind<T> kind, Documents documents, Commits commits) {
    this.kind = kind;
    this.documents = documents;
    this.commits = commits;
  }

  /** The entity, or the refusal of an unknown id. */
  public Future<Outcome<Stored<T>>> load(UUID siteId, UUID id) {
    return documents.find(kind.table(), siteId, id).map(found -> known(found, id));
  }

  private Outcome<Stored<T>> known(Optional<Stored<T>> found, UUID id) {
    return found
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(kind.notFound(), "there is no such id: " + id));
  }

  /** Stores a new entity at revision 1. */
  public <Q, A> Future<Outcome<A>> create(
      Operation<Q, A> operation, Call<Q> call, UUID id, T entity, Function<T, A> reply) {
    UUID siteId = call.caller().siteId();
    T stamped = kind.stamp().stamp(entity, id, 1, call.now(), call.now());
    Change change =
        Change.at(call.now())
            .insert(kind.table(), siteId, id, stamped)
            .emit(events(siteId, call.now()).created(id.toString(), 1, kind.codec(), stamped));
    return commits.commit(operation, call, change, reply.apply(stamped), kind.onUnique());
  }

  /**
   * Changes an entity.
   *
   * @param revision that the caller knows; null when it names none: the change is then decided
   *     again when another one came between
   * @param move the next state of the entity, or a refusal
   */
  public <Q, A> Future<Outcome<A>> update(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID id,
      Long revision,
      Function<T, Outcome<T>> move,
      Function<T, A> reply) {
    return Retries.whileStale(
        () -> tryUpdate(operation, call, id, revision, move, reply),
        revision == null ? Retries.TRIES_MAX : 1);
  }

  private <Q, A> Future<Outcome<A>> tryUpdate(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID id,
      Long revision,
      Function<T, Outcome<T>> move,
      Function<T, A> reply) {
    return load(call.caller().siteId(), id)
        .compose(
            found ->
                found
                    .then(stored -> current(stored, revision))
                    .thenAwait(
                        stored ->
                            move.apply(stored.value())
                                .thenAwait(next -> save(operation, call, stored, next, reply))));
  }

  private <Q, A> Future<Outcome<A>> save(
      Operation<Q, A> operation, Call<Q> call, Stored<T> before, T next, Function<T, A> reply) {
    UUID siteId = call.caller().siteId();
    long revision = before.revision() + 1;
    T stamped = kind.stamp().stamp(next, before.id(), revision, before.createdAt(), call.now());
    Change change =
        Change.at(call.now())
            .update(kind.table(), siteId, before.id(), before.revision(), stamped)
            .emit(
                events(siteId, call.now())
                    .updated(before.id().toString(), revision, kind.codec(), stamped));
    return commits.commit(operation, call, change, reply.apply(stamped), kind.onUnique());
  }

  /** Deletes an entity. */
  public <Q, A> Future<Outcome<A>> delete(
      Operation<Q, A> operation, Call<Q> call, UUID id, A reply) {
    return delete(operation, call, id, entity -> Outcome.done(entity), reply);
  }

  /** Deletes an entity unless {@code check} refuses. */
  public <Q, A> Future<Outcome<A>> delete(
      Operation<Q, A> operation, Call<Q> call, UUID id, Function<T, Outcome<T>> check, A reply) {
    UUID siteId = call.caller().siteId();
    return load(siteId, id)
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        check
                            .apply(stored.value())
                            .thenAwait(entity -> remove(operation, call, siteId, stored, reply))));
  }

  private <Q, A> Future<Outcome<A>> remove(
      Operation<Q, A> operation, Call<Q> call, UUID siteId, Stored<T> stored, A reply) {
    Change change =
        Change.at(call.now())
            .delete(kind.table(), siteId, stored.id(), stored.revision())
            .emit(
                events(siteId, call.now())
                    .deleted(
                        stored.id().toString(),
                        stored.revision() + 1,
                        kind.codec(),
                        stored.value()));
    return commits.commit(operation, call, change, reply, kind.onUnique());
  }

  private Outcome<Stored<T>> current(Stored<T> stored, Long revision) {
    return revision == null || revision == stored.revision()
        ? Outcome.done(stored)
        : Outcome.refused(
            CommonRefusal.INVALID_REVISION,
            "the revision is " + stored.revision() + ", not " + revision);
  }

  private DomainEvents events(UUID siteId, Instant at) {
    return new DomainEvents(siteId, kind.entityFqdn(), at);
  }
}
