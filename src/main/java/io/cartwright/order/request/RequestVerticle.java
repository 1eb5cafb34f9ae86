package io.cartwright.order.request;

import static io.cartwright.order.request.RequestOperations.reads;
import static io.cartwright.order.request.RequestOperations.writes;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.BULK_CREATE_ORDER_PAYMENT_REQUESTS;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.CHARGE_ORDER_PAYMENT_REQUEST;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.CREATE_ORDER_PAYMENT_REQUEST;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.DELETE_ORDER_PAYMENT_REQUEST;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST_URL;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.QUERY_ORDER_PAYMENT_REQUESTS;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.UPDATE_EXTENDED_FIELDS;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.UPDATE_ORDER_PAYMENT_REQUEST;
import static io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi.VOID_ORDER_PAYMENT_REQUEST;

import io.cartwright.bus.BulkAnswers;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderStore;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.Pools;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.Fields;
import io.cartwright.wire.common.CursorPagingMetadata;
import io.cartwright.wire.common.CursorQuery;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.manualtaxmappings.ItemMetadata;
import io.cartwright.wire.orderpaymentrequests.BulkCreateOrderPaymentRequestsRequest;
import io.cartwright.wire.orderpaymentrequests.BulkCreateOrderPaymentRequestsResponse;
import io.cartwright.wire.orderpaymentrequests.BulkOrderPaymentRequestItem;
import io.cartwright.wire.orderpaymentrequests.BulkOrderPaymentRequestResult;
import io.cartwright.wire.orderpaymentrequests.ChargeOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.ChargeOrderPaymentRequestResponse;
import io.cartwright.wire.orderpaymentrequests.CreateOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.CreateOrderPaymentRequestResponse;
import io.cartwright.wire.orderpaymentrequests.DeleteOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.DeleteOrderPaymentRequestResponse;
import io.cartwright.wire.orderpaymentrequests.GetOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.GetOrderPaymentRequestResponse;
import io.cartwright.wire.orderpaymentrequests.GetOrderPaymentRequestURLRequest;
import io.cartwright.wire.orderpaymentrequests.GetOrderPaymentRequestURLResponse;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequest;
import io.cartwright.wire.orderpaymentrequests.QueryOrderPaymentRequestsRequest;
import io.cartwright.wire.orderpaymentrequests.QueryOrderPaymentRequestsResponse;
import io.cartwright.wire.orderpaymentrequests.UpdateExtendedFieldsResponse;
import io.cartwright.wire.orderpaymentrequests.UpdateOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.UpdateOrderPaymentRequestResponse;
import io.cartwright.wire.orderpaymentrequests.VoidOrderPaymentRequestRequest;
import io.cartwright.wire.orderpaymentrequests.VoidOrderPaymentRequestResponse;
import io.cartwright.wire.own.paymentrequest.StoredPaymentRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Serves payment requests. */
public final class RequestVerticle extends VerticleBase {
  private final Bus bus;
  private final Queries queries;
  private final RequestStore store;
  private final RequestFlow requests;
  private final RequestPayFlow payments;
  private final RequestLinks links;

  /**
   * Makes one.
   *
   * @param secret makes links that nobody can guess; the same on all engines of a cluster
   * @param publicUrl what links for buyers start with; known once the engine listens
   */
  public RequestVerticle(
      Bus bus,
      Pools pools,
      Queries queries,
      Committer committer,
      Ids ids,
      byte[] secret,
      Supplier<String> publicUrl) {
    this.bus = bus;
    this.queries = queries;
    this.store = new RequestStore(pools, committer);
    this.links = new RequestLinks(secret, publicUrl);
    this.requests = new RequestFlow(bus, store, new OrderStore(pools), ids);
    this.payments = new RequestPayFlow(bus, store, requests, links, ids);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(writes(CREATE_ORDER_PAYMENT_REQUEST), this::create),
            bus.serve(writes(BULK_CREATE_ORDER_PAYMENT_REQUESTS), this::bulkCreate),
            bus.serve(reads(GET_ORDER_PAYMENT_REQUEST), this::get),
            bus.serve(reads(GET_ORDER_PAYMENT_REQUEST_URL), this::getUrl),
            bus.serve(reads(QUERY_ORDER_PAYMENT_REQUESTS), this::query),
            bus.serve(writes(UPDATE_ORDER_PAYMENT_REQUEST), this::update),
            bus.serve(writes(UPDATE_EXTENDED_FIELDS), this::extend),
            bus.serve(writes(VOID_ORDER_PAYMENT_REQUEST), this::cancel),
            bus.serve(writes(DELETE_ORDER_PAYMENT_REQUEST), this::delete),
            bus.serve(writes(CHARGE_ORDER_PAYMENT_REQUEST), this::charge),
            bus.serve(RequestOperations.VIEW, payments::view),
            bus.serve(RequestOperations.PAY, payments::pay),
            bus.serve(OrderQuestions.REQUESTED, payments::requested)));
  }

  private static UUID id(String guid) {
    return guid == null ? null : UUID.fromString(guid);
  }

  private String url(Call<?> call, OrderPaymentRequest request) {
    return links.url(call.caller().siteId(), UUID.fromString(request.id()));
  }

  private Future<Outcome<CreateOrderPaymentRequestResponse>> create(
      Call<CreateOrderPaymentRequestRequest> call) {
    return requests
        .create(
            call,
            call.body().orderPaymentRequest(),
            (change, stored) ->
                Commits.remember(
                    writes(CREATE_ORDER_PAYMENT_REQUEST), call, change, created(call, stored)))
        .map(outcome -> outcome.map(stored -> created(call, stored)));
  }

  private CreateOrderPaymentRequestResponse created(Call<?> call, StoredPaymentRequest stored) {
    return new CreateOrderPaymentRequestResponse(stored.request(), url(call, stored.request()));
  }

  /** One after the other; each by itself is done or refused. */
  private Future<Outcome<BulkCreateOrderPaymentRequestsResponse>> bulkCreate(
      Call<BulkCreateOrderPaymentRequestsRequest> call) {
    Future<List<BulkOrderPaymentRequestResult>> all = Future.succeededFuture(new ArrayList<>());
    for (int i = 0; i < call.body().orderPaymentRequests().size(); i++) {
      int index = i;
      OrderPaymentRequest given = call.body().orderPaymentRequests().get(i);
      all =
          all.compose(
              results ->
                  requests
                      .create(call, given, RequestFlow.Remember.NOTHING)
                      .map(
                          outcome -> {
                            results.add(result(call, index, outcome));
                            return results;
                          }));
    }
    return all.compose(
        results -> {
          long good = results.stream().filter(it -> it.itemMetadata().success()).count();
          BulkCreateOrderPaymentRequestsResponse reply =
              new BulkCreateOrderPaymentRequestsResponse(
                  results, BulkAnswers.metadata(good, results.size()));
          Change change = Change.at(call.now());
          Commits.remember(writes(BULK_CREATE_ORDER_PAYMENT_REQUESTS), call, change, reply);
          return store.commit(change).map(done -> Outcome.done(reply));
        });
  }

  private BulkOrderPaymentRequestResult result(
      Call<BulkCreateOrderPaymentRequestsRequest> call,
      int index,
      Outcome<StoredPaymentRequest> outcome) {
    if (!outcome.isDone()) {
      return new BulkOrderPaymentRequestResult(
          new ItemMetadata(null, index, false, BulkAnswers.error(outcome)), null);
    }
    OrderPaymentRequest request = outcome.orNull().request();
    boolean whole = Boolean.TRUE.equals(call.body().returnEntity());
    return new BulkOrderPaymentRequestResult(
        new ItemMetadata(request.id(), index, true, null),
        new BulkOrderPaymentRequestItem(whole ? request : null, url(call, request)));
  }

  private Future<Outcome<GetOrderPaymentRequestResponse>> get(
      Call<GetOrderPaymentRequestRequest> call) {
    return requests
        .load(call.caller().siteId(), id(call.body().orderPaymentRequestId()))
        .map(
            found ->
                found.map(
                    stored ->
                        new GetOrderPaymentRequestResponse(
                            PaymentRequests.shown(stored.value().request(), call.now()))));
  }

  private Future<Outcome<GetOrderPaymentRequestURLResponse>> getUrl(
      Call<GetOrderPaymentRequestURLRequest> call) {
    return requests
        .load(call.caller().siteId(), id(call.body().orderPaymentRequestId()))
        .compose(found -> found.thenAwait(stored -> requests.page(call, stored.value().request())))
        .map(
            found ->
                found.map(request -> new GetOrderPaymentRequestURLResponse(url(call, request))));
  }

  private Future<Outcome<QueryOrderPaymentRequestsResponse>> query(
      Call<QueryOrderPaymentRequestsRequest> call) {
    return queries
        .page(RequestStore.FIELDS, call.caller().siteId(), request(call.body().query()))
        .map(found -> QueryAnswers.of("query", found).map(page -> shown(call, page)));
  }

  private static QueryRequest request(CursorQuery query) {
    if (query == null) return QueryRequest.cursor(null, List.of(), null, null);
    List<Sort> sorts =
        query.sort() == null
            ? List.of()
            : query.sort().stream()
                .map(
                    it ->
                        Sort.of(
                            it.fieldName() == null ? "" : it.fieldName(),
                            it.order() == null ? null : it.order().wire()))
                .toList();
    String filter = query.filter() == null ? null : query.filter().text();
    return query.cursorPaging() == null
        ? QueryRequest.cursor(filter, sorts, null, null)
        : QueryRequest.cursor(
            filter, sorts, query.cursorPaging().limit(), query.cursorPaging().cursor());
  }

  private static QueryOrderPaymentRequestsResponse shown(
      Call<?> call, Page<StoredPaymentRequest> page) {
    return new QueryOrderPaymentRequestsResponse(
        page.items().stream()
            .map(it -> PaymentRequests.shown(it.value().request(), call.now()))
            .toList(),
        new CursorPagingMetadata(
            page.count(), new Cursors(page.next(), page.prev()), page.hasNext()));
  }

  private Future<Outcome<UpdateOrderPaymentRequestResponse>> update(
      Call<UpdateOrderPaymentRequestRequest> call) {
    OrderPaymentRequest patch = call.body().orderPaymentRequest();
    Fields present = call.present() == null ? null : call.present().child("orderPaymentRequest");
    return requests.change(
        writes(UPDATE_ORDER_PAYMENT_REQUEST),
        call,
        id(patch.id()),
        stored -> PaymentRequests.updated(stored, patch, present, call.now()),
        UpdateOrderPaymentRequestResponse::new);
  }

  private Future<Outcome<UpdateExtendedFieldsResponse>> extend(
      Call<UpdateExtendedFieldsRequest> call) {
    UpdateExtendedFieldsRequest ask = call.body();
    UUID id = RequestPayFlow.id(ask.id());
    return requests.change(
        writes(UPDATE_EXTENDED_FIELDS),
        call,
        id,
        stored ->
            Outcome.done(
                PaymentRequests.extended(stored, ask.namespace(), ask.namespaceData(), call.now())),
        request -> new UpdateExtendedFieldsResponse(PaymentRequests.shown(request, call.now())));
  }

  private Future<Outcome<VoidOrderPaymentRequestResponse>> cancel(
      Call<VoidOrderPaymentRequestRequest> call) {
    return requests.change(
        writes(VOID_ORDER_PAYMENT_REQUEST),
        call,
        id(call.body().orderPaymentRequestId()),
        stored -> PaymentRequests.voided(stored, call.now()),
        request -> new VoidOrderPaymentRequestResponse());
  }

  private Future<Outcome<DeleteOrderPaymentRequestResponse>> delete(
      Call<DeleteOrderPaymentRequestRequest> call) {
    return requests.delete(
        writes(DELETE_ORDER_PAYMENT_REQUEST),
        call,
        id(call.body().orderPaymentRequestId()),
        new DeleteOrderPaymentRequestResponse());
  }

  private Future<Outcome<ChargeOrderPaymentRequestResponse>> charge(
      Call<ChargeOrderPaymentRequestRequest> call) {
    return payments
        .charge(call, id(call.body().orderPaymentRequestId()), call.body().paymentToken())
        .compose(
            charged ->
                charged.thenAwait(
                    outcome -> {
                      ChargeOrderPaymentRequestResponse reply =
                          new ChargeOrderPaymentRequestResponse(outcome);
                      Change change = Change.at(call.now());
                      Commits.remember(writes(CHARGE_ORDER_PAYMENT_REQUEST), call, change, reply);
                      return store.commit(change).map(done -> Outcome.done(reply));
                    }));
  }
}
