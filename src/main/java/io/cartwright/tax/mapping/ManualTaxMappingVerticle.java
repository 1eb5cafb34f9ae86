package io.cartwright.tax.mapping;

import static io.cartwright.store.ColumnType.NUMERIC;
import static io.cartwright.store.ColumnType.TEXT;
import static io.cartwright.store.ColumnType.TEXT_ARRAY;
import static io.cartwright.store.ColumnType.TIMESTAMPTZ;
import static io.cartwright.store.ColumnType.UUID;
import static io.cartwright.tax.TaxRefusal.MANUAL_TAX_MAPPING_NOT_FOUND;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.bus.Retries;
import io.cartwright.store.Change;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Operator;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.tax.RemovalFlow;
import io.cartwright.tax.TaxCache;
import io.cartwright.tax.TaxIds;
import io.cartwright.tax.TaxOperations;
import io.cartwright.tax.TaxPages;
import io.cartwright.tax.TaxStore;
import io.cartwright.tax.mapping.MappingBulkFlow.Step;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.manualtaxmappings.AssignOverride;
import io.cartwright.wire.manualtaxmappings.BulkAssignExemptOverridesRequest;
import io.cartwright.wire.manualtaxmappings.BulkAssignExemptOverridesResponse;
import io.cartwright.wire.manualtaxmappings.BulkCreateManualTaxMappingsRequest;
import io.cartwright.wire.manualtaxmappings.BulkCreateManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.BulkUnassignExemptOverridesRequest;
import io.cartwright.wire.manualtaxmappings.BulkUnassignExemptOverridesResponse;
import io.cartwright.wire.manualtaxmappings.CreateManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.CreateManualTaxMappingResponse;
import io.cartwright.wire.manualtaxmappings.CursorQuery;
import io.cartwright.wire.manualtaxmappings.DeleteManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.DeleteManualTaxMappingResponse;
import io.cartwright.wire.manualtaxmappings.ExemptGroupIdOverride;
import io.cartwright.wire.manualtaxmappings.GetManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.GetManualTaxMappingResponse;
import io.cartwright.wire.manualtaxmappings.ListManualTaxMappingsRequest;
import io.cartwright.wire.manualtaxmappings.ListManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.cartwright.wire.manualtaxmappings.QueryManualTaxMappingsRequest;
import io.cartwright.wire.manualtaxmappings.QueryManualTaxMappingsResponse;
import io.cartwright.wire.manualtaxmappings.UnassignOverride;
import io.cartwright.wire.manualtaxmappings.UpdateExtendedFieldsResponse;
import io.cartwright.wire.manualtaxmappings.UpdateManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.UpdateManualTaxMappingResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves manual tax mappings. */
public final class ManualTaxMappingVerticle extends VerticleBase {
  /** The contract's limit of a list that cannot be paged. */
  private static final int LIST_MAX = 1_000;

  private static final QueryFields<ManualTaxMapping> FIELDS = fields().limits(50, 100).build();
  private static final QueryFields<ManualTaxMapping> LISTED =
      fields().limits(LIST_MAX, LIST_MAX).build();

  private final Bus bus;
  private final Queries queries;
  private final Commits commits;
  private final TaxCache cache;
  private final Ids ids;
  private final MappingChangeFlow changes;
  private final MappingBulkFlow bulk;

  public ManualTaxMappingVerticle(
      Bus bus, Documents documents, Queries queries, Commits commits, TaxCache cache, Ids ids) {
    this.bus = bus;
    this.queries = queries;
    this.commits = commits;
    this.cache = cache;
    this.ids = ids;
    this.changes = new MappingChangeFlow(documents, commits);
    this.bulk = new MappingBulkFlow(documents, commits, cache, ids);
  }

  private static QueryFields.Builder<ManualTaxMapping> fields() {
    return QueryFields.of(TaxStore.MAPPINGS)
        .field("id", "id", UUID)
        .field("createdDate", "created_at", TIMESTAMPTZ)
        .field("updatedDate", "updated_at", TIMESTAMPTZ)
        .field("jurisdiction", "jurisdiction", TEXT)
        .field("jurisdictionType", "jurisdiction_type", TEXT)
        .field("taxName", "tax_name", TEXT)
        .field("taxRate", "tax_rate", NUMERIC)
        .field("taxType", "tax_type", TEXT)
        .filterOnly(
            "exemptRates.taxExemptGroupId",
            "exempt_group_ids",
            TEXT_ARRAY,
            Operator.HAS_ALL,
            Operator.HAS_SOME)
        .filterOnly("description", "description", TEXT)
        .filterOnly("taxGroupId", "tax_group_id", UUID)
        .filterOnly("taxRegionId", "tax_region_id", UUID)
        .defaultSort(Sort.ascending("createdDate"));
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(TaxOperations.CREATE_MANUAL_TAX_MAPPING, this::create),
            bus.serve(TaxOperations.BULK_CREATE_MANUAL_TAX_MAPPINGS, this::bulkCreate),
            bus.serve(TaxOperations.UPDATE_MANUAL_TAX_MAPPING, this::update),
            bus.serve(TaxOperations.UPDATE_MAPPING_EXTENDED_FIELDS, this::extend),
            bus.serve(TaxOperations.BULK_ASSIGN_EXEMPT_OVERRIDES, this::assign),
            bus.serve(TaxOperations.BULK_UNASSIGN_EXEMPT_OVERRIDES, this::unassign),
            bus.serve(TaxOperations.DELETE_MANUAL_TAX_MAPPING, this::delete),
            bus.serve(TaxOperations.GET_MANUAL_TAX_MAPPING, this::get),
            bus.serve(TaxOperations.LIST_MANUAL_TAX_MAPPINGS, this::list),
            bus.serve(TaxOperations.QUERY_MANUAL_TAX_MAPPINGS, this::query)));
  }

  private Future<Outcome<CreateManualTaxMappingResponse>> create(
      Call<CreateManualTaxMappingRequest> call) {
    return cache
        .fresh(call.caller().siteId())
        .compose(
            table ->
                ManualTaxMappings.made(call.body().manualTaxMapping(), table)
                    .thenAwait(mapping -> insert(call, mapping)))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<CreateManualTaxMappingResponse>> insert(
      Call<CreateManualTaxMappingRequest> call, ManualTaxMapping made) {
    ManualTaxMapping mapping = MappingChangeFlow.first(made, ids.next(), call);
    Change change = Change.at(call.now());
    MappingChangeFlow.insert(change, call, mapping);
    return commits.commit(
        TaxOperations.CREATE_MANUAL_TAX_MAPPING,
        call,
        change,
        new CreateManualTaxMappingResponse(mapping),
        MappingChangeFlow::refusal);
  }

  private Future<Outcome<BulkCreateManualTaxMappingsResponse>> bulkCreate(
      Call<BulkCreateManualTaxMappingsRequest> call) {
    return bulk.create(call).compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<UpdateManualTaxMappingResponse>> update(
      Call<UpdateManualTaxMappingRequest> call) {
    ManualTaxMapping patch = call.body().manualTaxMapping();
    return TaxIds.parse(patch.id(), MANUAL_TAX_MAPPING_NOT_FOUND)
        .thenAwait(
            id ->
                cache
                    .fresh(call.caller().siteId())
                    .compose(
                        table ->
                            changes.change(
                                TaxOperations.UPDATE_MANUAL_TAX_MAPPING,
                                call,
                                id,
                                TaxIds.revision(patch.revision()),
                                mapping ->
                                    ManualTaxMappings.changed(
                                            mapping,
                                            patch,
                                            call.present().child("manualTaxMapping"),
                                            table)
                                        .map(next -> MappingChangeFlow.next(next, mapping, call)),
                                UpdateManualTaxMappingResponse::new)))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<UpdateExtendedFieldsResponse>> extend(
      Call<UpdateExtendedFieldsRequest> call) {
    UpdateExtendedFieldsRequest ask = call.body();
    return TaxIds.parse(ask.id(), MANUAL_TAX_MAPPING_NOT_FOUND)
        .thenAwait(
            id ->
                changes.change(
                    TaxOperations.UPDATE_MAPPING_EXTENDED_FIELDS,
                    call,
                    id,
                    null,
                    mapping ->
                        Outcome.done(
                            ManualTaxMappings.extended(
                                    mapping, ask.namespace(), ask.namespaceData())
                                .toBuilder()
                                .updatedDate(call.now())
                                .build()),
                    UpdateExtendedFieldsResponse::new));
  }

  private Future<Outcome<BulkAssignExemptOverridesResponse>> assign(
      Call<BulkAssignExemptOverridesRequest> call) {
    List<AssignOverride> asked = orEmpty(call.body().assignOverrides());
    for (AssignOverride each : asked) {
      for (ExemptGroupIdOverride override : orEmpty(each.exemptGroupOverrides())) {
        Outcome<ExemptGroupIdOverride> checked = ManualTaxMappings.override(override);
        if (!checked.isDone()) return Future.succeededFuture(checked.retype());
      }
    }
    List<Step> steps =
        asked.stream()
            .map(
                each ->
                    new Step(
                        each.manualTaxMappingId(),
                        mapping ->
                            ManualTaxMappings.assigned(
                                mapping, orEmpty(each.exemptGroupOverrides()))))
            .toList();
    return bulk.change(
            TaxOperations.BULK_ASSIGN_EXEMPT_OVERRIDES,
            call,
            steps,
            results ->
                MappingAnswers.assigned(
                    asked.stream().map(AssignOverride::manualTaxMappingId).toList(),
                    results,
                    call.body().returnEntity()))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<BulkUnassignExemptOverridesResponse>> unassign(
      Call<BulkUnassignExemptOverridesRequest> call) {
    List<UnassignOverride> asked = orEmpty(call.body().unassignOverrides());
    List<Step> steps =
        asked.stream()
            .map(
                each ->
                    new Step(
                        each.manualTaxMappingId(),
                        mapping ->
                            Outcome.done(
                                ManualTaxMappings.unassigned(
                                    mapping, orEmpty(each.exemptGroupIds())))))
            .toList();
    return bulk.change(
            TaxOperations.BULK_UNASSIGN_EXEMPT_OVERRIDES,
            call,
            steps,
            results ->
                MappingAnswers.unassigned(
                    asked.stream().map(UnassignOverride::manualTaxMappingId).toList(),
                    results,
                    call.body().returnEntity()))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private Future<Outcome<DeleteManualTaxMappingResponse>> delete(
      Call<DeleteManualTaxMappingRequest> call) {
    return TaxIds.parse(call.body().manualTaxMappingId(), MANUAL_TAX_MAPPING_NOT_FOUND)
        .thenAwait(
            id ->
                Retries.whileStale(
                    () ->
                        changes
                            .load(call.caller().siteId(), id)
                            .compose(found -> found.thenAwait(stored -> remove(call, stored)))))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<DeleteManualTaxMappingResponse>> remove(
      Call<DeleteManualTaxMappingRequest> call, Stored<ManualTaxMapping> stored) {
    Change change = Change.at(call.now());
    RemovalFlow.remove(change, call, stored);
    return commits.commit(
        TaxOperations.DELETE_MANUAL_TAX_MAPPING,
        call,
        change,
        new DeleteManualTaxMappingResponse());
  }

  private Future<Outcome<GetManualTaxMappingResponse>> get(Call<GetManualTaxMappingRequest> call) {
    return TaxIds.parse(call.body().manualTaxMappingId(), MANUAL_TAX_MAPPING_NOT_FOUND)
        .thenAwait(id -> changes.load(call.caller().siteId(), id))
        .map(found -> found.map(mapping -> new GetManualTaxMappingResponse(mapping.value())));
  }

  private Future<Outcome<ListManualTaxMappingsResponse>> list(
      Call<ListManualTaxMappingsRequest> call) {
    return page(LISTED, call, QueryRequest.cursor(null, List.of(), null, null))
        .map(
            outcome ->
                outcome.map(
                    page ->
                        new ListManualTaxMappingsResponse(
                            TaxPages.values(page), TaxPages.metadata(page))));
  }

  private Future<Outcome<QueryManualTaxMappingsResponse>> query(
      Call<QueryManualTaxMappingsRequest> call) {
    return page(FIELDS, call, request(call.body().query()))
        .map(
            outcome ->
                outcome.map(
                    page ->
                        new QueryManualTaxMappingsResponse(
                            TaxPages.values(page), TaxPages.metadata(page))));
  }

  private Future<Outcome<Page<ManualTaxMapping>>> page(
      QueryFields<ManualTaxMapping> fields, Call<?> call, QueryRequest request) {
    return queries
        .page(fields, call.caller().siteId(), request)
        .map(found -> QueryAnswers.of("query", found));
  }

  private static QueryRequest request(CursorQuery query) {
    if (query == null) return QueryRequest.cursor(null, List.of(), null, null);
    List<Sort> sorts =
        orEmpty(query.sort()).stream()
            .map(each -> TaxPages.sort(each.fieldName(), each.order()))
            .toList();
    return TaxPages.request(query.filter(), sorts, query.cursorPaging());
  }
}
