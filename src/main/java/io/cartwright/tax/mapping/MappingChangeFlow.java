package io.cartwright.tax.mapping;

import static io.cartwright.tax.RemovalFlow.MAPPING_FQDN;
import static io.cartwright.tax.TaxRefusal.MANUAL_TAX_MAPPING_ALREADY_EXISTS;
import static io.cartwright.tax.TaxRefusal.MANUAL_TAX_MAPPING_NOT_FOUND;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Refusal;
import io.cartwright.bus.Retries;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.tax.TaxStore;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes mappings. A mapping's own revision, which callers see, may lag behind that of its row:
 * extended fields change without it. So a row that moved on is loaded and decided again, and only a
 * mapping whose own revision moved on is stale.
 */
final class MappingChangeFlow {
  private final Documents documents;
  private final Commits commits;

  MappingChangeFlow(Documents documents, Commits commits) {
    this.documents = documents;
    this.commits = commits;
  }

  /** The mapping, or the refusal of an unknown id. */
  Future<Outcome<Stored<ManualTaxMapping>>> load(UUID siteId, UUID id) {
    return documents
        .find(TaxStore.MAPPINGS, siteId, id)
        .map(found -> found.map(Outcome::done).orElseGet(() -> unknown(id)));
  }

  static <T> Outcome<T> unknown(UUID id) {
    return Outcome.refused(MANUAL_TAX_MAPPING_NOT_FOUND, "there is no such id: " + id);
  }

  /** A mapping as it is when it is new. */
  static ManualTaxMapping first(ManualTaxMapping mapping, UUID id, Call<?> call) {
    return mapping.toBuilder()
        .id(id.toString())
        .revision("1")
        .createdDate(call.now())
        .updatedDate(call.now())
        .build();
  }

  /** Adds a new mapping, and its event, to a change. */
  static void insert(Change change, Call<?> call, ManualTaxMapping mapping) {
    UUID siteId = call.caller().siteId();
    change
        .insert(TaxStore.MAPPINGS, siteId, UUID.fromString(mapping.id()), mapping)
        .emit(events(call).created(mapping.id(), 1, ManualTaxMapping.CODEC, mapping));
  }

  /** The mapping's next state, with its own revision raised. */
  static ManualTaxMapping next(ManualTaxMapping moved, ManualTaxMapping before, Call<?> call) {
    return moved.toBuilder()
        .revision(Long.toString(Long.parseLong(before.revision()) + 1))
        .updatedDate(call.now())
        .build();
  }

  /** Adds an update, and its event, to a change. */
  static void update(
      Change change, Call<?> call, Stored<ManualTaxMapping> before, ManualTaxMapping next) {
    change
        .update(TaxStore.MAPPINGS, call.caller().siteId(), before.id(), before.revision(), next)
        .emit(
            events(call)
                .updated(
                    before.id().toString(), before.revision() + 1, ManualTaxMapping.CODEC, next));
  }

  private static DomainEvents events(Call<?> call) {
    return new DomainEvents(call.caller().siteId(), MAPPING_FQDN, call.now());
  }

  static Refusal refusal(String constraint) {
    return TaxStore.MAPPING_PLACE.equals(constraint) ? MANUAL_TAX_MAPPING_ALREADY_EXISTS : null;
  }

  /**
   * Changes a mapping.
   *
   * @param revision that the caller knows; null when it needs to know none
   * @param move its next state, or a refusal
   */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID id,
      Long revision,
      Function<ManualTaxMapping, Outcome<ManualTaxMapping>> move,
      Function<ManualTaxMapping, A> reply) {
    return Retries.whileStale(
            () ->
                load(call.caller().siteId(), id)
                    .compose(
                        found -> {
                          Outcome<Stored<ManualTaxMapping>> stored =
                              found.then(known -> current(known, revision));
                          Outcome<ManualTaxMapping> next =
                              stored.then(known -> move.apply(known.value()));
                          return next.isDone()
                              ? save(operation, call, stored.orNull(), next.orNull(), reply)
                                  .map(saved -> saved.map(Outcome::done))
                              : Future.succeededFuture(Outcome.done(next.<A>retype()));
                        }))
        .map(decided -> decided.then(outcome -> outcome));
  }

  private <Q, A> Future<Outcome<A>> save(
      Operation<Q, A> operation,
      Call<Q> call,
      Stored<ManualTaxMapping> before,
      ManualTaxMapping next,
      Function<ManualTaxMapping, A> reply) {
    Change change = Change.at(call.now());
    update(change, call, before, next);
    return commits.commit(operation, call, change, reply.apply(next), MappingChangeFlow::refusal);
  }

  private static Outcome<Stored<ManualTaxMapping>> current(
      Stored<ManualTaxMapping> stored, Long revision) {
    return revision == null || revision == Long.parseLong(stored.value().revision())
        ? Outcome.done(stored)
        : Outcome.refused(
            CommonRefusal.INVALID_REVISION,
            "the revision is " + stored.value().revision() + ", not " + revision);
  }
}
