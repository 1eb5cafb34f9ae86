package io.cartwright.order.draft;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.bus.Retries;
import io.cartwright.order.OrderStore;
import io.cartwright.order.draft.DraftWriteFlow.Move;
import io.cartwright.order.money.LedgerStore;
import io.cartwright.pricing.Pricer;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.Pools;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.discountrules.Sorting;
import io.cartwright.wire.draftorders.CalculatedDraftOrder;
import io.cartwright.wire.draftorders.CreateCustomAdditionalFeesRequest;
import io.cartwright.wire.draftorders.CreateCustomAdditionalFeesResponse;
import io.cartwright.wire.draftorders.CreateCustomDiscountsRequest;
import io.cartwright.wire.draftorders.CreateCustomDiscountsResponse;
import io.cartwright.wire.draftorders.CursorQuery;
import io.cartwright.wire.draftorders.DeleteCustomAdditionalFeesResponse;
import io.cartwright.wire.draftorders.DeleteCustomDiscountsResponse;
import io.cartwright.wire.draftorders.DeleteDraftOrderRequest;
import io.cartwright.wire.draftorders.DeleteDraftOrderResponse;
import io.cartwright.wire.draftorders.GetDraftOrderRequest;
import io.cartwright.wire.draftorders.GetDraftOrderResponse;
import io.cartwright.wire.draftorders.QueryDraftOrdersRequest;
import io.cartwright.wire.draftorders.QueryDraftOrdersResponse;
import io.cartwright.wire.draftorders.SetAdditionalFeesResponse;
import io.cartwright.wire.draftorders.SetBillingInfoResponse;
import io.cartwright.wire.draftorders.SetBusinessLocationResponse;
import io.cartwright.wire.draftorders.SetBuyerInfoResponse;
import io.cartwright.wire.draftorders.SetDepositResponse;
import io.cartwright.wire.draftorders.SetDiscountsResponse;
import io.cartwright.wire.draftorders.SetRecipientInfoResponse;
import io.cartwright.wire.draftorders.SetShippingInfoRequest;
import io.cartwright.wire.draftorders.SetShippingInfoResponse;
import io.cartwright.wire.draftorders.SetTaxExemptionResponse;
import io.cartwright.wire.draftorders.UpdateExtendedFieldsResponse;
import io.cartwright.wire.orders.CursorPagingMetadata;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Serves draft orders. To be deployed once on each event loop. */
public final class DraftVerticle extends VerticleBase {
  private final Bus bus;
  private final Committer committer;
  private final Ids ids;
  private final DraftStore drafts;
  private final DraftWriteFlow writes;
  private final StartFlow starts;
  private final LineFlow lines;
  private final CommitFlow commits;
  private final MakeFlow makes;

  /**
   * @param pricer of this event loop alone
   */
  public DraftVerticle(
      Bus bus, Pools pools, Queries queries, Committer committer, Pricer pricer, Ids ids) {
    OrderStore orders = new OrderStore(pools);
    DraftPricingFlow pricing = new DraftPricingFlow(bus, pricer);
    this.bus = bus;
    this.committer = committer;
    this.ids = ids;
    this.drafts = new DraftStore(pools, queries);
    this.writes =
        new DraftWriteFlow(bus, drafts, orders, new LedgerStore(pools), pricing, committer);
    this.starts = new StartFlow(drafts, writes, pricing, committer, ids);
    this.lines = new LineFlow(bus, writes, pricing, ids);
    this.commits = new CommitFlow(bus, orders, writes, ids);
    this.makes = new MakeFlow(bus, orders, writes, ids);
  }

  @Override
  public Future<?> start() {
    List<Future<?>> served = new ArrayList<>();
    served.add(bus.serve(DraftOperations.CREATE_DRAFT_ORDER, starts::create));
    served.add(bus.serve(DraftOperations.CREATE_EMPTY_DRAFT_ORDER, starts::createEmpty));
    served.add(bus.serve(DraftOperations.GET_ORDER_DRAFTABILITY_STATUS, starts::draftability));
    served.add(bus.serve(DraftOperations.GET_DRAFT_ORDER, this::get));
    served.add(bus.serve(DraftOperations.QUERY_DRAFT_ORDERS, this::query));
    served.add(bus.serve(DraftOperations.DELETE_DRAFT_ORDER, this::delete));
    served.add(bus.serve(DraftOperations.ADD_LINE_ITEMS_TO_DRAFT_ORDER, lines::add));
    served.add(bus.serve(DraftOperations.UPDATE_LINE_ITEMS, lines::update));
    served.add(bus.serve(DraftOperations.COMMIT_DRAFT_ORDER, commits::commit));
    served.add(bus.serve(DraftOperations.CREATE_ORDER_FROM_DRAFT, makes::make));
    served.add(bus.serve(DraftOperations.CREATE_CUSTOM_DISCOUNTS, this::createDiscounts));
    served.add(bus.serve(DraftOperations.CREATE_CUSTOM_ADDITIONAL_FEES, this::createFees));
    served.add(bus.serve(DraftOperations.SET_SHIPPING_INFO, this::setShipping));
    served.add(bus.serve(DraftOperations.UPDATE_EXTENDED_FIELDS, this::extend));
    servePrices(served);
    serveParts(served);
    return Future.all(served);
  }

  private void servePrices(List<Future<?>> served) {
    served.add(
        serve(
            DraftOperations.SET_DISCOUNTS,
            ask -> ask.draftOrderId(),
            (draft, ask) -> DraftDiscounts.set(draft, ask.discounts()),
            SetDiscountsResponse::new));
    served.add(
        serve(
            DraftOperations.DELETE_CUSTOM_DISCOUNTS,
            ask -> ask.draftOrderId(),
            (draft, ask) -> DraftDiscounts.deleted(draft, ask.discountIds()),
            DeleteCustomDiscountsResponse::new));
    served.add(
        serve(
            DraftOperations.SET_ADDITIONAL_FEES,
            ask -> ask.draftOrderId(),
            (draft, ask) -> DraftFees.set(draft, ask.additionalFees()),
            SetAdditionalFeesResponse::new));
    served.add(
        serve(
            DraftOperations.DELETE_CUSTOM_ADDITIONAL_FEES,
            ask -> ask.draftOrderId(),
            (draft, ask) -> DraftFees.deleted(draft, ask.customAdditionalFees()),
            DeleteCustomAdditionalFeesResponse::new));
    served.add(
        serve(
            DraftOperations.SET_DEPOSIT,
            ask -> ask.draftOrderId(),
            (draft, ask) -> DraftParts.deposit(draft, ask.depositDetails()),
            SetDepositResponse::new));
  }

  private void serveParts(List<Future<?>> served) {
    served.add(
        serve(
            DraftOperations.SET_BUYER_INFO,
            ask -> ask.draftOrderId(),
            (draft, ask) -> Outcome.done(draft.toBuilder().buyerInfo(ask.buyerInfo()).build()),
            SetBuyerInfoResponse::new));
    served.add(
        serve(
            DraftOperations.SET_BILLING_INFO,
            ask -> ask.draftOrderId(),
            (draft, ask) -> Outcome.done(draft.toBuilder().billingInfo(ask.billingInfo()).build()),
            SetBillingInfoResponse::new));
    served.add(
        serve(
            DraftOperations.SET_RECIPIENT_INFO,
            ask -> ask.draftOrderId(),
            (draft, ask) ->
                Outcome.done(draft.toBuilder().recipientInfo(ask.recipientInfo()).build()),
            SetRecipientInfoResponse::new));
    served.add(
        serve(
            DraftOperations.SET_BUSINESS_LOCATION,
            ask -> ask.draftOrderId(),
            (draft, ask) -> DraftParts.location(draft, ask.businessLocation()),
            SetBusinessLocationResponse::new));
    served.add(
        serve(
            DraftOperations.SET_TAX_EXEMPTION,
            ask -> ask.draftOrderId(),
            (draft, ask) -> Outcome.done(draft.toBuilder().taxExempt(ask.taxExempt()).build()),
            SetTaxExemptionResponse::new));
  }

  /** Serves an operation that changes a draft by what the request says alone. */
  private <Q, A> Future<?> serve(
      Operation<Q, A> operation,
      Function<Q, String> id,
      BiFunction<StoredDraft, Q, Outcome<StoredDraft>> decide,
      Function<CalculatedDraftOrder, A> reply) {
    return bus.serve(
        operation,
        call ->
            writes.change(
                operation,
                call,
                id.apply(call.body()),
                Move.of((draft, site) -> decide.apply(draft, call.body())),
                reply));
  }

  private Future<Outcome<CreateCustomDiscountsResponse>> createDiscounts(
      Call<CreateCustomDiscountsRequest> call) {
    CreateCustomDiscountsRequest ask = call.body();
    return writes.change(
        DraftOperations.CREATE_CUSTOM_DISCOUNTS,
        call,
        ask.draftOrderId(),
        Move.of(
            (draft, site) ->
                DraftParts.inCurrency(draft, site, ask.currency())
                    .then(open -> DraftDiscounts.created(open, ask.discounts(), ids::next))),
        CreateCustomDiscountsResponse::new);
  }

  private Future<Outcome<CreateCustomAdditionalFeesResponse>> createFees(
      Call<CreateCustomAdditionalFeesRequest> call) {
    CreateCustomAdditionalFeesRequest ask = call.body();
    return writes.change(
        DraftOperations.CREATE_CUSTOM_ADDITIONAL_FEES,
        call,
        ask.draftOrderId(),
        Move.of(
            (draft, site) ->
                DraftParts.inCurrency(draft, site, ask.currency())
                    .then(open -> DraftFees.created(open, ask.customAdditionalFees(), ids::next))),
        CreateCustomAdditionalFeesResponse::new);
  }

  private Future<Outcome<SetShippingInfoResponse>> setShipping(Call<SetShippingInfoRequest> call) {
    SetShippingInfoRequest ask = call.body();
    return writes.change(
        DraftOperations.SET_SHIPPING_INFO,
        call,
        ask.draftOrderId(),
        Move.of(
            (draft, site) ->
                DraftParts.inCurrency(draft, site, ask.currency())
                    .then(open -> DraftParts.shipping(open, ask.shippingInfo()))),
        SetShippingInfoResponse::new);
  }

  private Future<Outcome<UpdateExtendedFieldsResponse>> extend(
      Call<UpdateExtendedFieldsRequest> call) {
    return writes.change(
        DraftOperations.UPDATE_EXTENDED_FIELDS,
        call,
        call.body().id(),
        Move.of((draft, site) -> Outcome.done(DraftParts.extended(draft, call.body()))),
        view -> new UpdateExtendedFieldsResponse(view.draftOrder()));
  }

  /** A draft is priced anew until it is committed. */
  private Future<Outcome<GetDraftOrderResponse>> get(Call<GetDraftOrderRequest> call) {
    return writes
        .load(call, call.body().draftOrderId())
        .compose(
            found ->
                found.thenAwait(
                    draft ->
                        Boolean.TRUE.equals(draft.value().committed())
                            ? Future.succeededFuture(Outcome.done(committed(draft.value())))
                            : writes
                                .shown(call, draft.id(), draft.value())
                                .map(
                                    shown ->
                                        shown.map(it -> new GetDraftOrderResponse(it.view())))));
  }

  private static GetDraftOrderResponse committed(StoredDraft draft) {
    return new GetDraftOrderResponse(
        CalculatedDraftOrder.builder().draftOrder(draft.shown()).build());
  }

  private Future<Outcome<QueryDraftOrdersResponse>> query(Call<QueryDraftOrdersRequest> call) {
    return drafts
        .query(call.caller().siteId(), request(call.body().query()))
        .map(found -> QueryAnswers.of("query", found).map(DraftVerticle::page));
  }

  private static QueryRequest request(CursorQuery query) {
    if (query == null) return QueryRequest.cursor(null, List.of(), null, null);
    List<Sort> sorts = new ArrayList<>();
    for (Sorting sorting : query.sort() == null ? List.<Sorting>of() : query.sort()) {
      String field = sorting.fieldName() == null ? "" : sorting.fieldName();
      sorts.add(Sort.of(field, sorting.order() == null ? null : sorting.order().name()));
    }
    var paging = query.cursorPaging();
    return QueryRequest.cursor(
        query.filter() == null ? null : query.filter().text(),
        sorts,
        paging == null ? null : paging.limit(),
        paging == null ? null : paging.cursor());
  }

  private static QueryDraftOrdersResponse page(Page<StoredDraft> page) {
    return new QueryDraftOrdersResponse(
        page.items().stream().map(stored -> stored.value().shown()).toList(),
        CursorPagingMetadata.builder()
            .count(page.count())
            .cursors(new Cursors(page.next(), page.prev()))
            .hasNext(page.hasNext())
            .build());
  }

  /** Refuses DRAFT_ORDER_DOES_NOT_EXIST, DRAFT_ORDER_CANNOT_BE_DELETED. */
  private Future<Outcome<DeleteDraftOrderResponse>> delete(Call<DeleteDraftOrderRequest> call) {
    return Retries.whileStale(
        () ->
            writes
                .load(call, call.body().draftOrderId())
                .compose(
                    found ->
                        found.thenAwait(
                            draft -> {
                              if (Boolean.TRUE.equals(draft.value().committed())) {
                                return Future.succeededFuture(
                                    Outcome.refused(
                                        DraftRefusal.DRAFT_ORDER_CANNOT_BE_DELETED,
                                        "the draft is committed"));
                              }
                              Change change = Change.at(call.now());
                              DraftStore.delete(change, call.caller().siteId(), draft, call.now());
                              return writes.commit(
                                  DraftOperations.DELETE_DRAFT_ORDER,
                                  call,
                                  change,
                                  new DeleteDraftOrderResponse());
                            })),
        DraftWriteFlow.TRIES_MAX);
  }
}
