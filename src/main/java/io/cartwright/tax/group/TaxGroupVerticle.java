package io.cartwright.tax.group;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Entities;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Documents;
import io.cartwright.store.query.Operator;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.tax.RemovalFlow;
import io.cartwright.tax.SystemGroups;
import io.cartwright.tax.TaxCache;
import io.cartwright.tax.TaxIds;
import io.cartwright.tax.TaxOperations;
import io.cartwright.tax.TaxPages;
import io.cartwright.tax.TaxRefusal;
import io.cartwright.tax.TaxStore;
import io.cartwright.wire.taxgroups.CreateTaxGroupRequest;
import io.cartwright.wire.taxgroups.CreateTaxGroupResponse;
import io.cartwright.wire.taxgroups.DeleteTaxGroupRequest;
import io.cartwright.wire.taxgroups.DeleteTaxGroupResponse;
import io.cartwright.wire.taxgroups.GetTaxGroupRequest;
import io.cartwright.wire.taxgroups.GetTaxGroupResponse;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsByAppIdsRequest;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsByAppIdsResponse;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsRequest;
import io.cartwright.wire.taxgroups.ListDefaultTaxGroupsResponse;
import io.cartwright.wire.taxgroups.QueryTaxGroupsRequest;
import io.cartwright.wire.taxgroups.QueryTaxGroupsResponse;
import io.cartwright.wire.taxgroups.QueryV2;
import io.cartwright.wire.taxgroups.TaxGroup;
import io.cartwright.wire.taxgroups.UpdateTaxGroupRequest;
import io.cartwright.wire.taxgroups.UpdateTaxGroupResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Serves tax groups. */
public final class TaxGroupVerticle extends VerticleBase {
  private static final String FQDN = "wix.billing.v1.tax_group";
  private static final Operator[] EQUALITY = {Operator.EQ, Operator.IN, Operator.NE, Operator.NIN};

  private static final RemovalFlow.Kind REMOVED =
      new RemovalFlow.Kind(TaxStore.GROUPS, "tax_group_id", FQDN, TaxRefusal.TAX_GROUP_NOT_FOUND);

  private static final QueryFields<TaxGroup> FIELDS =
      QueryFields.of(TaxStore.GROUPS)
          .field("id", "id", ColumnType.UUID, EQUALITY)
          .field("name", "name", ColumnType.TEXT, EQUALITY)
          .field("createdDate", "created_at", ColumnType.TIMESTAMPTZ)
          .field("updatedDate", "updated_at", ColumnType.TIMESTAMPTZ)
          .defaultSort(Sort.ascending("createdDate"))
          .limits(50, 100)
          .build();

  private final Bus bus;
  private final Queries queries;
  private final TaxCache cache;
  private final Ids ids;
  private final Entities<TaxGroup> groups;
  private final RemovalFlow removal;

  public TaxGroupVerticle(
      Bus bus, Documents documents, Queries queries, Commits commits, TaxCache cache, Ids ids) {
    this.bus = bus;
    this.queries = queries;
    this.cache = cache;
    this.ids = ids;
    this.removal = new RemovalFlow(documents, commits);
    this.groups =
        new Entities<>(
            new Entities.Kind<>(
                TaxStore.GROUPS,
                TaxGroup.CODEC,
                FQDN,
                TaxGroupVerticle::stamp,
                TaxRefusal.TAX_GROUP_NOT_FOUND,
                constraint -> null),
            documents,
            commits);
  }

  private static TaxGroup stamp(
      TaxGroup group, UUID id, long revision, Instant created, Instant updated) {
    return group.toBuilder()
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
            bus.serve(TaxOperations.CREATE_TAX_GROUP, this::create),
            bus.serve(TaxOperations.UPDATE_TAX_GROUP, this::update),
            bus.serve(TaxOperations.DELETE_TAX_GROUP, this::delete),
            bus.serve(TaxOperations.GET_TAX_GROUP, this::get),
            bus.serve(TaxOperations.QUERY_TAX_GROUPS, this::query),
            bus.serve(TaxOperations.LIST_DEFAULT_TAX_GROUPS, this::listDefaults),
            bus.serve(TaxOperations.LIST_DEFAULT_TAX_GROUPS_BY_APP_IDS, this::listByApps)));
  }

  private Future<Outcome<CreateTaxGroupResponse>> create(Call<CreateTaxGroupRequest> call) {
    return TaxGroups.changed(null, call.body().taxGroup(), null)
        .thenAwait(
            group ->
                groups.create(
                    TaxOperations.CREATE_TAX_GROUP,
                    call,
                    ids.next(),
                    group,
                    CreateTaxGroupResponse::new))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<UpdateTaxGroupResponse>> update(Call<UpdateTaxGroupRequest> call) {
    TaxGroup patch = call.body().taxGroup();
    UUID siteId = call.caller().siteId();
    return TaxIds.parse(patch.id(), TaxRefusal.TAX_GROUP_NOT_FOUND)
        .then(id -> TaxGroups.mayChange(siteId, id))
        .thenAwait(
            id ->
                groups.update(
                    TaxOperations.UPDATE_TAX_GROUP,
                    call,
                    id,
                    TaxIds.revision(patch.revision()),
                    group -> TaxGroups.changed(group, patch, call.present().child("taxGroup")),
                    UpdateTaxGroupResponse::new))
        .compose(outcome -> cache.after(siteId, outcome));
  }

  private Future<Outcome<DeleteTaxGroupResponse>> delete(Call<DeleteTaxGroupRequest> call) {
    UUID siteId = call.caller().siteId();
    return TaxIds.parse(call.body().taxGroupId(), TaxRefusal.TAX_GROUP_NOT_FOUND)
        .then(id -> TaxGroups.mayChange(siteId, id))
        .thenAwait(
            id ->
                removal.remove(
                    TaxOperations.DELETE_TAX_GROUP,
                    call,
                    REMOVED,
                    id,
                    new DeleteTaxGroupResponse()))
        .compose(outcome -> cache.after(siteId, outcome));
  }

  private Future<Outcome<GetTaxGroupResponse>> get(Call<GetTaxGroupRequest> call) {
    UUID siteId = call.caller().siteId();
    return TaxIds.parse(call.body().taxGroupId(), TaxRefusal.TAX_GROUP_NOT_FOUND)
        .thenAwait(
            id -> {
              Optional<TaxGroup> system = SystemGroups.find(siteId, id);
              return system.isPresent()
                  ? Future.succeededFuture(Outcome.done(new GetTaxGroupResponse(system.get())))
                  : groups
                      .load(siteId, id)
                      .map(found -> found.map(group -> new GetTaxGroupResponse(group.value())));
            });
  }

  private Future<Outcome<QueryTaxGroupsResponse>> query(Call<QueryTaxGroupsRequest> call) {
    QueryV2 query = call.body().query();
    return queries
        .page(FIELDS, call.caller().siteId(), request(query == null ? empty() : query))
        .map(found -> QueryAnswers.of("query", found))
        .map(
            outcome ->
                outcome.map(
                    page ->
                        new QueryTaxGroupsResponse(
                            TaxPages.values(page), TaxPages.metadata(page))));
  }

  private static QueryV2 empty() {
    return QueryV2.builder().build();
  }

  private static QueryRequest request(QueryV2 query) {
    List<Sort> sorts = TaxPages.sorts(query.sort());
    if (query.paging() != null) {
      return QueryRequest.offset(
          TaxPages.filter(query.filter()), sorts, query.paging().limit(), query.paging().offset());
    }
    return TaxPages.request(query.filter(), sorts, query.cursorPaging());
  }

  private Future<Outcome<ListDefaultTaxGroupsResponse>> listDefaults(
      Call<ListDefaultTaxGroupsRequest> call) {
    List<TaxGroup> all = SystemGroups.of(call.caller().siteId());
    return Future.succeededFuture(Outcome.done(new ListDefaultTaxGroupsResponse(all)));
  }

  private Future<Outcome<ListDefaultTaxGroupsByAppIdsResponse>> listByApps(
      Call<ListDefaultTaxGroupsByAppIdsRequest> call) {
    return Future.succeededFuture(
        Outcome.done(TaxGroups.ofApps(call.caller().siteId(), call.body().appIds())));
  }
}
