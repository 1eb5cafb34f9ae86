package io.cartwright.tax.mapping;

import static io.cartwright.tax.TaxRefusal.MANUAL_TAX_MAPPING_NOT_FOUND;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.store.Change;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.tax.TaxCache;
import io.cartwright.tax.TaxIds;
import io.cartwright.tax.TaxOperations;
import io.cartwright.tax.TaxStore;
import io.cartwright.wire.manualtaxmappings.BulkCreateManualTaxMappingsRequest;
import io.cartwright.wire.manualtaxmappings.BulkCreateManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes many mappings in one transaction. Each is decided on its own; when another change came
 * between, all are decided again.
 */
final class MappingBulkFlow {
  /** One item of a bulk change: which mapping, and its next state. */
  record Step(String mappingId, Function<ManualTaxMapping, Outcome<ManualTaxMapping>> move) {}

  private final Documents documents;
  private final Commits commits;
  private final TaxCache cache;
  private final Ids ids;

  MappingBulkFlow(Documents documents, Commits commits, TaxCache cache, Ids ids) {
    this.documents = documents;
    this.commits = commits;
    this.cache = cache;
    this.ids = ids;
  }

  /** Creates mappings. */
  Future<Outcome<BulkCreateManualTaxMappingsResponse>> create(
      Call<BulkCreateManualTaxMappingsRequest> call) {
    return Retries.whileStale(
        () ->
            cache
                .fresh(call.caller().siteId())
                .compose(
                    table ->
                        insert(
                            call, ManualTaxMappings.made(call.body().manualTaxMappings(), table))));
  }

  private Future<Outcome<BulkCreateManualTaxMappingsResponse>> insert(
      Call<BulkCreateManualTaxMappingsRequest> call, List<Outcome<ManualTaxMapping>> decided) {
    Change change = Change.at(call.now());
    List<Outcome<ManualTaxMapping>> results = new ArrayList<>();
    for (Outcome<ManualTaxMapping> each : decided) {
      Outcome<ManualTaxMapping> first =
          each.map(mapping -> MappingChangeFlow.first(mapping, ids.next(), call));
      if (first.isDone()) MappingChangeFlow.insert(change, call, first.orNull());
      results.add(first);
    }
    return commits.commit(
        TaxOperations.BULK_CREATE_MANUAL_TAX_MAPPINGS,
        call,
        change,
        MappingAnswers.created(results, call.body().returnEntity()),
        constraint -> CommonRefusal.INVALID_REVISION);
  }

  /** Changes mappings; one that is named by several steps goes through all of them. */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      List<Step> steps,
      Function<List<Outcome<ManualTaxMapping>>, A> reply) {
    Set<UUID> known = new HashSet<>();
    steps.forEach(step -> id(step).map(known::add));
    return Retries.whileStale(
        () ->
            documents
                .findAll(TaxStore.MAPPINGS, call.caller().siteId(), known)
                .compose(found -> update(operation, call, steps, found, reply)));
  }

  private static Outcome<UUID> id(Step step) {
    return TaxIds.parse(step.mappingId(), MANUAL_TAX_MAPPING_NOT_FOUND);
  }

  private <Q, A> Future<Outcome<A>> update(
      Operation<Q, A> operation,
      Call<Q> call,
      List<Step> steps,
      Map<UUID, Stored<ManualTaxMapping>> before,
      Function<List<Outcome<ManualTaxMapping>>, A> reply) {
    Map<UUID, ManualTaxMapping> after = new LinkedHashMap<>();
    List<Outcome<ManualTaxMapping>> results = new ArrayList<>();
    for (Step step : steps) {
      results.add(id(step).then(id -> moved(call, step, id, before.get(id), after)));
    }
    Change change = Change.at(call.now());
    after.forEach((id, next) -> MappingChangeFlow.update(change, call, before.get(id), next));
    return commits.commit(operation, call, change, reply.apply(results));
  }

  private static Outcome<ManualTaxMapping> moved(
      Call<?> call,
      Step step,
      UUID id,
      Stored<ManualTaxMapping> before,
      Map<UUID, ManualTaxMapping> after) {
    if (before == null) return MappingChangeFlow.unknown(id);
    Outcome<ManualTaxMapping> moved =
        step.move()
            .apply(after.getOrDefault(id, before.value()))
            .map(next -> MappingChangeFlow.next(next, before.value(), call));
    if (moved.isDone()) after.put(id, moved.orNull());
    return moved;
  }
}
