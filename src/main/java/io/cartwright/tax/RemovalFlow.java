package io.cartwright.tax;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Deletes a tax group or region together with its mappings. */
public final class RemovalFlow {
  /** The contract's name of mappings in events. */
  public static final String MAPPING_FQDN = "wix.billing.v1.manual_tax_mapping";

  /**
   * What is deleted.
   *
   * @param mappingColumn the column of mappings that names it
   * @param fqdn the contract's name of it in events
   */
  public record Kind(
      DocumentTable<?> table, String mappingColumn, String fqdn, TaxRefusal notFound) {}

  private final Documents documents;
  private final Commits commits;

  public RemovalFlow(Documents documents, Commits commits) {
    this.documents = documents;
    this.commits = commits;
  }

  /** Deletes what has this id. */
  public <Q, A> Future<Outcome<A>> remove(
      Operation<Q, A> operation, Call<Q> call, Kind kind, UUID id, A reply) {
    return Retries.whileStale(() -> attempt(operation, call, kind, id, reply));
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation, Call<Q> call, Kind kind, UUID id, A reply) {
    UUID siteId = call.caller().siteId();
    return documents
        .find(kind.table(), siteId, id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(
                        Outcome.refused(kind.notFound(), "there is no such id: " + id))
                    : documents
                        .findBy(TaxStore.MAPPINGS, siteId, kind.mappingColumn(), id)
                        .compose(
                            mappings ->
                                commits.commit(
                                    operation,
                                    call,
                                    change(call, kind, id, found.get().revision(), mappings),
                                    reply)));
  }

  private static Change change(
      Call<?> call, Kind kind, UUID id, long revision, List<Stored<ManualTaxMapping>> mappings) {
    UUID siteId = call.caller().siteId();
    Change change = Change.at(call.now()).delete(kind.table(), siteId, id, revision);
    change.emit(
        new DomainEvents(siteId, kind.fqdn(), call.now()).deleted(id.toString(), revision + 1));
    for (Stored<ManualTaxMapping> mapping : mappings) remove(change, call, mapping);
    return change;
  }

  /** Adds the deletion of a mapping, and its event, to a change. */
  public static void remove(Change change, Call<?> call, Stored<ManualTaxMapping> mapping) {
    UUID siteId = call.caller().siteId();
    change
        .delete(TaxStore.MAPPINGS, siteId, mapping.id(), mapping.revision())
        .emit(
            new DomainEvents(siteId, MAPPING_FQDN, call.now())
                .deleted(
                    mapping.id().toString(),
                    mapping.revision() + 1,
                    ManualTaxMapping.CODEC,
                    mapping.value()));
  }
}
