package io.cartwright.tax.region;

import static io.cartwright.tax.TaxRefusal.ALREADY_EXISTS;
import static io.cartwright.tax.TaxRefusal.TAX_REGION_NOT_FOUND;

import io.cartwright.bus.BulkAnswers;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Entities;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.bus.Refusal;
import io.cartwright.bus.Retries;
import io.cartwright.event.DomainEvents;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Documents;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.tax.Calculators;
import io.cartwright.tax.RemovalFlow;
import io.cartwright.tax.TaxCache;
import io.cartwright.tax.TaxIds;
import io.cartwright.tax.TaxOperations;
import io.cartwright.tax.TaxPages;
import io.cartwright.tax.TaxStore;
import io.cartwright.tax.TaxTable;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.taxregions.BulkCreateTaxRegionRequest;
import io.cartwright.wire.taxregions.BulkCreateTaxRegionResponse;
import io.cartwright.wire.taxregions.BulkCreateTaxRegionResult;
import io.cartwright.wire.taxregions.CreateTaxRegionRequest;
import io.cartwright.wire.taxregions.CreateTaxRegionResponse;
import io.cartwright.wire.taxregions.CursorQuery;
import io.cartwright.wire.taxregions.DeleteTaxRegionRequest;
import io.cartwright.wire.taxregions.DeleteTaxRegionResponse;
import io.cartwright.wire.taxregions.GetTaxRegionRequest;
import io.cartwright.wire.taxregions.GetTaxRegionResponse;
import io.cartwright.wire.taxregions.QueryTaxRegionsRequest;
import io.cartwright.wire.taxregions.QueryTaxRegionsResponse;
import io.cartwright.wire.taxregions.TaxRegion;
import io.cartwright.wire.taxregions.UpdateTaxRegionRequest;
import io.cartwright.wire.taxregions.UpdateTaxRegionResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Serves tax regions. */
public final class TaxRegionVerticle extends VerticleBase {
  private static final String FQDN = "wix.billing.v1.tax_region";

  private static final RemovalFlow.Kind REMOVED =
      new RemovalFlow.Kind(TaxStore.REGIONS, "tax_region_id", FQDN, TAX_REGION_NOT_FOUND);

  private static final QueryFields<TaxRegion> FIELDS =
      QueryFields.of(TaxStore.REGIONS)
          .field("id", "id", ColumnType.UUID)
          .field("createdDate", "created_at", ColumnType.TIMESTAMPTZ)
          .field("updatedDate", "updated_at", ColumnType.TIMESTAMPTZ)
          .field("appId", "app_id", ColumnType.UUID)
          .field("country", "country", ColumnType.TEXT)
          .field("subdivision", "subdivision", ColumnType.TEXT)
          .defaultSort(Sort.ascending("createdDate"))
          .limits(50, 100)
          .build();

  private final Bus bus;
  private final Queries queries;
  private final Commits commits;
  private final TaxCache cache;
  private final Ids ids;
  private final Calculators calculators;
  private final Entities<TaxRegion> regions;
  private final RemovalFlow removal;

  public TaxRegionVerticle(
      Bus bus,
      Documents documents,
      Queries queries,
      Commits commits,
      TaxCache cache,
      Ids ids,
      Calculators calculators) {
    this.bus = bus;
    this.queries = queries;
    this.commits = commits;
    this.cache = cache;
    this.ids = ids;
    this.calculators = calculators;
    this.removal = new RemovalFlow(documents, commits);
    this.regions =
        new Entities<>(
            new Entities.Kind<>(
                TaxStore.REGIONS,
                TaxRegion.CODEC,
                FQDN,
                TaxRegionVerticle::stamp,
                TAX_REGION_NOT_FOUND,
                TaxRegionVerticle::refusal),
            documents,
            commits);
  }

  private static Refusal refusal(String constraint) {
    return TaxStore.REGION_PLACE.equals(constraint) ? ALREADY_EXISTS : null;
  }

  private static TaxRegion stamp(
      TaxRegion region, UUID id, long revision, Instant created, Instant updated) {
    return region.toBuilder()
        .id(id.toString())
        .revision(Long.toString(revision))
        .createdDate(created)
        .updatedDate(updated)
        .build();
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(TaxOperations.CREATE_TAX_REGION, this::create),
            bus.serve(TaxOperations.BULK_CREATE_TAX_REGION, this::bulkCreate),
            bus.serve(TaxOperations.UPDATE_TAX_REGION, this::update),
            bus.serve(TaxOperations.DELETE_TAX_REGION, this::delete),
            bus.serve(TaxOperations.GET_TAX_REGION, this::get),
            bus.serve(TaxOperations.QUERY_TAX_REGIONS, this::query)));
  }

  private Future<Outcome<CreateTaxRegionResponse>> create(Call<CreateTaxRegionRequest> call) {
    return taxIncluded(call)
        .compose(
            known ->
                known
                    .then(
                        included -> TaxRegions.made(call.body().taxRegion(), included, calculators))
                    .thenAwait(
                        region ->
                            regions.create(
                                TaxOperations.CREATE_TAX_REGION,
                                call,
                                ids.next(),
                                region,
                                CreateTaxRegionResponse::new)))
        .map(TaxRegionVerticle::withReason)
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  /** What new regions do: as the tax settings say, else as the site's settings say. */
  private Future<Outcome<Boolean>> taxIncluded(Call<?> call) {
    return cache
        .table(call.caller().siteId())
        .compose(
            table ->
                table.settings() == null
                    ? bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
                        .map(answer -> answer.map(site -> site.taxIncludedInPrice()))
                    : Future.succeededFuture(
                        Outcome.done(
                            Boolean.TRUE.equals(table.settings().taxIncludedInItemPrices()))));
  }

  /** Tells the reason of a conflict that Postgres found. */
  private static <T> Outcome<T> withReason(Outcome<T> outcome) {
    return outcome instanceof Outcome.Refused<T> refused && refused.refusal() == ALREADY_EXISTS
        ? TaxRegions.alreadyExists()
        : outcome;
  }

  private Future<Outcome<BulkCreateTaxRegionResponse>> bulkCreate(
      Call<BulkCreateTaxRegionRequest> call) {
    return taxIncluded(call)
        .compose(
            known ->
                known.thenAwait(included -> Retries.whileStale(() -> bulkAttempt(call, included))))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<BulkCreateTaxRegionResponse>> bulkAttempt(
      Call<BulkCreateTaxRegionRequest> call, boolean included) {
    return cache
        .fresh(call.caller().siteId())
        .compose(table -> commitAll(call, decide(call, included, table)));
  }

  private List<Outcome<TaxRegion>> decide(
      Call<BulkCreateTaxRegionRequest> call, boolean included, TaxTable table) {
    List<Outcome<TaxRegion>> decided = new ArrayList<>();
    TaxRegions.made(call.body().taxRegions(), included, calculators, table)
        .forEach(
            each ->
                decided.add(
                    each.map(region -> stamp(region, ids.next(), 1, call.now(), call.now()))));
    return decided;
  }

  /** A region that appears in between makes this stale: the attempt is repeated. */
  private Future<Outcome<BulkCreateTaxRegionResponse>> commitAll(
      Call<BulkCreateTaxRegionRequest> call, List<Outcome<TaxRegion>> decided) {
    UUID siteId = call.caller().siteId();
    DomainEvents events = new DomainEvents(siteId, FQDN, call.now());
    Change change = Change.at(call.now());
    boolean shown = !Boolean.FALSE.equals(call.body().returnEntity());
    List<BulkCreateTaxRegionResult> results = new ArrayList<>();
    for (Outcome<TaxRegion> outcome : decided) {
      TaxRegion region = outcome.orNull();
      if (region != null) {
        change
            .insert(TaxStore.REGIONS, siteId, UUID.fromString(region.id()), region)
            .emit(events.created(region.id(), 1, TaxRegion.CODEC, region));
      }
      String id = region == null ? null : region.id();
      results.add(
          new BulkCreateTaxRegionResult(
              new ItemMetadata(id, results.size(), region != null, BulkAnswers.error(outcome)),
              shown ? region : null));
    }
    return commits.commit(
        TaxOperations.BULK_CREATE_TAX_REGION,
        call,
        change,
        new BulkCreateTaxRegionResponse(results, BulkAnswers.metadata(decided)),
        constraint -> CommonRefusal.INVALID_REVISION);
  }

  private Future<Outcome<UpdateTaxRegionResponse>> update(Call<UpdateTaxRegionRequest> call) {
    TaxRegion patch = call.body().taxRegion();
    return TaxIds.parse(patch.id(), TAX_REGION_NOT_FOUND)
        .thenAwait(
            id ->
                regions.update(
                    TaxOperations.UPDATE_TAX_REGION,
                    call,
                    id,
                    TaxIds.revision(patch.revision()),
                    region ->
                        TaxRegions.changed(
                            region, patch, call.present().child("taxRegion"), calculators),
                    UpdateTaxRegionResponse::new))
        .map(TaxRegionVerticle::withReason)
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<DeleteTaxRegionResponse>> delete(Call<DeleteTaxRegionRequest> call) {
    return TaxIds.parse(call.body().taxRegionId(), TAX_REGION_NOT_FOUND)
        .thenAwait(
            id ->
                removal.remove(
                    TaxOperations.DELETE_TAX_REGION,
                    call,
                    REMOVED,
                    id,
                    new DeleteTaxRegionResponse()))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<GetTaxRegionResponse>> get(Call<GetTaxRegionRequest> call) {
    return TaxIds.parse(call.body().taxRegionId(), TAX_REGION_NOT_FOUND)
        .thenAwait(id -> regions.load(call.caller().siteId(), id))
        .map(found -> found.map(region -> new GetTaxRegionResponse(region.value())));
  }

  private Future<Outcome<QueryTaxRegionsResponse>> query(Call<QueryTaxRegionsRequest> call) {
    CursorQuery query = call.body().query();
    return queries
        .page(FIELDS, call.caller().siteId(), request(query))
        .map(found -> QueryAnswers.of("query", found))
        .map(
            outcome ->
                outcome.map(
                    page ->
                        new QueryTaxRegionsResponse(
                            TaxPages.values(page), TaxPages.metadata(page))));
  }

  private static QueryRequest request(CursorQuery query) {
    if (query == null) return QueryRequest.cursor(null, List.of(), null, null);
    return TaxPages.request(query.filter(), TaxPages.sorts(query.sort()), query.cursorPaging());
  }
}
