package io.cartwright.fulfillment;

import io.cartwright.bus.BulkAnswers;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.fulfillment.FulfillmentQuestions.SentOf;
import io.cartwright.fulfillment.SendingFlow.Next;
import io.cartwright.fulfillment.SendingFlow.Part;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.OrdersOf;
import io.cartwright.store.Documents;
import io.cartwright.wire.Fields;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.orderfulfillments.BulkCreateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.BulkCreateFulfillmentResponse;
import io.cartwright.wire.orderfulfillments.BulkCreateOrderWithFulfillments;
import io.cartwright.wire.orderfulfillments.BulkOrderFulfillmentsResult;
import io.cartwright.wire.orderfulfillments.CreateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.CreateFulfillmentResponse;
import io.cartwright.wire.orderfulfillments.DeleteFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.DeleteFulfillmentResponse;
import io.cartwright.wire.orderfulfillments.Fulfillment;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForMultipleOrdersRequest;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForMultipleOrdersResponse;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForSingleOrderRequest;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForSingleOrderResponse;
import io.cartwright.wire.orderfulfillments.OrderWithFulfillments;
import io.cartwright.wire.orderfulfillments.UpdateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.UpdateFulfillmentResponse;
import io.cartwright.wire.orders.Order;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Serves fulfillments. */
public final class FulfillmentVerticle extends VerticleBase {
  private final Bus bus;
  private final Ids ids;
  private final FulfillmentStore store;
  private final SendingFlow sending;

  public FulfillmentVerticle(Bus bus, Documents documents, Ids ids) {
    this.bus = bus;
    this.ids = ids;
    this.store = new FulfillmentStore(documents);
    this.sending = new SendingFlow(bus, store);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(FulfillmentQuestions.SENT, this::sent),
            bus.serve(FulfillmentOperations.CREATE_FULFILLMENT, this::create),
            bus.serve(FulfillmentOperations.BULK_CREATE_FULFILLMENTS, this::bulkCreate),
            bus.serve(FulfillmentOperations.UPDATE_FULFILLMENT, this::update),
            bus.serve(FulfillmentOperations.DELETE_FULFILLMENT, this::delete),
            bus.serve(FulfillmentOperations.LIST_FULFILLMENTS_FOR_SINGLE_ORDER, this::list),
            bus.serve(FulfillmentOperations.LIST_FULFILLMENTS_FOR_MULTIPLE_ORDERS, this::listAll)));
  }

  private Future<Outcome<CreateFulfillmentResponse>> create(Call<CreateFulfillmentRequest> call) {
    UUID fulfillmentId = ids.next();
    return Parcels.checked("fulfillment", call.body().fulfillment())
        .thenAwait(
            asked ->
                sending.change(
                    FulfillmentOperations.CREATE_FULFILLMENT,
                    call,
                    List.of(
                        new Part(
                            call.body().orderId(),
                            (order, before) -> created(call, order, before, asked, fulfillmentId))),
                    outcomes ->
                        outcomes
                            .get(0)
                            .map(
                                all ->
                                    new CreateFulfillmentResponse(all, fulfillmentId.toString()))));
  }

  private static Outcome<Next> created(
      Call<?> call, Order order, List<Fulfillment> before, Fulfillment asked, UUID id) {
    return Parcels.created(order, before, asked, call.now(), () -> id)
        .map(after -> new Next(after, notes(asked)));
  }

  private static List<ActivityType> notes(Fulfillment asked) {
    if (Parcels.number(asked) != null) return List.of(ActivityType.TRACKING_NUMBER_ADDED);
    boolean link = asked.trackingInfo() != null && asked.trackingInfo().trackingLink() != null;
    return link ? List.of(ActivityType.TRACKING_LINK_ADDED) : List.of();
  }

  private Future<Outcome<BulkCreateFulfillmentResponse>> bulkCreate(
      Call<BulkCreateFulfillmentRequest> call) {
    List<BulkCreateOrderWithFulfillments> asked = call.body().ordersWithFulfillments();
    List<Part> parts = new ArrayList<>();
    for (BulkCreateOrderWithFulfillments one : asked) {
      List<UUID> newIds = one.fulfillments().stream().map(each -> ids.next()).toList();
      parts.add(
          new Part(
              one.orderId(),
              (order, before) -> createdAll(call, order, before, one.fulfillments(), newIds)));
    }
    return sending.change(
        FulfillmentOperations.BULK_CREATE_FULFILLMENTS,
        call,
        parts,
        outcomes -> Outcome.done(bulkReply(asked, outcomes)));
  }

  /** All of an order's new fulfillments, or none of them. */
  private static Outcome<Next> createdAll(
      Call<?> call,
      Order order,
      List<Fulfillment> before,
      List<Fulfillment> asked,
      List<UUID> ids) {
    Outcome<Next> next = Outcome.done(new Next(before, List.of()));
    for (int i = 0; i < asked.size(); i++) {
      UUID id = ids.get(i);
      Outcome<Fulfillment> checked = Parcels.checked("fulfillments[" + i + "]", asked.get(i));
      next =
          next.then(
              known ->
                  checked
                      .then(one -> created(call, order, known.fulfillments(), one, id))
                      .map(
                          more -> {
                            List<ActivityType> notes = new ArrayList<>(known.notes());
                            notes.addAll(more.notes());
                            return new Next(more.fulfillments(), notes);
                          }));
    }
    return next;
  }

  private static BulkCreateFulfillmentResponse bulkReply(
      List<BulkCreateOrderWithFulfillments> asked, List<Outcome<OrderWithFulfillments>> outcomes) {
    List<BulkOrderFulfillmentsResult> results = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome<OrderWithFulfillments> outcome = outcomes.get(i);
      ItemMetadata item =
          new ItemMetadata(asked.get(i).orderId(), i, outcome.isDone(), BulkAnswers.error(outcome));
      results.add(new BulkOrderFulfillmentsResult(item, outcome.orNull()));
    }
    return new BulkCreateFulfillmentResponse(results, BulkAnswers.metadata(outcomes));
  }

  private Future<Outcome<UpdateFulfillmentResponse>> update(Call<UpdateFulfillmentRequest> call) {
    Fulfillment patch = call.body().fulfillment();
    Fields present = call.present() == null ? null : call.present().child("fulfillment");
    return sending.change(
        FulfillmentOperations.UPDATE_FULFILLMENT,
        call,
        List.of(
            new Part(
                call.body().orderId(),
                (order, before) ->
                    ParcelPatch.updated(before, patch.id(), patch, present)
                        .map(after -> new Next(after, edited(before, after, patch.id()))))),
        outcomes -> outcomes.get(0).map(UpdateFulfillmentResponse::new));
  }

  private static List<ActivityType> edited(
      List<Fulfillment> before, List<Fulfillment> after, String id) {
    String was = Parcels.number(Parcels.find(before, id));
    String is = Parcels.number(Parcels.find(after, id));
    if (is == null || is.equals(was)) return List.of();
    return List.of(
        was == null ? ActivityType.TRACKING_NUMBER_ADDED : ActivityType.TRACKING_NUMBER_EDITED);
  }

  private Future<Outcome<DeleteFulfillmentResponse>> delete(Call<DeleteFulfillmentRequest> call) {
    return sending.change(
        FulfillmentOperations.DELETE_FULFILLMENT,
        call,
        List.of(
            new Part(
                call.body().orderId(),
                (order, before) ->
                    Parcels.deleted(before, call.body().fulfillmentId())
                        .map(after -> new Next(after, List.of())))),
        outcomes -> outcomes.get(0).map(DeleteFulfillmentResponse::new));
  }

  private Future<Outcome<ListFulfillmentsForSingleOrderResponse>> list(
      Call<ListFulfillmentsForSingleOrderRequest> call) {
    UUID orderId = SendingFlow.id(call.body().orderId());
    if (orderId == null) return Future.succeededFuture(SendingFlow.unknown());
    return find(call, Set.of(orderId))
        .map(
            found ->
                found.then(
                    all ->
                        all.isEmpty()
                            ? SendingFlow.unknown()
                            : Outcome.done(
                                new ListFulfillmentsForSingleOrderResponse(all.get(0)))));
  }

  /** Orders that the caller does not see are left out. */
  private Future<Outcome<ListFulfillmentsForMultipleOrdersResponse>> listAll(
      Call<ListFulfillmentsForMultipleOrdersRequest> call) {
    Set<UUID> orderIds = new LinkedHashSet<>();
    call.body().orderIds().stream()
        .map(SendingFlow::id)
        .filter(Objects::nonNull)
        .forEach(orderIds::add);
    return find(call, orderIds)
        .map(found -> found.map(ListFulfillmentsForMultipleOrdersResponse::new));
  }

  private Future<Outcome<List<OrderWithFulfillments>>> find(Call<?> call, Set<UUID> orderIds) {
    return bus.ask(OrderQuestions.READ, call, new OrdersOf(orderIds))
        .compose(
            orders ->
                orders.thenAwait(
                    readable ->
                        store
                            .findAll(call.caller().siteId(), readable.keySet())
                            .map(
                                found ->
                                    Outcome.done(
                                        orderIds.stream()
                                            .filter(readable::containsKey)
                                            .map(
                                                id ->
                                                    found.containsKey(id)
                                                        ? found.get(id).value()
                                                        : Parcels.all(id.toString(), List.of()))
                                            .toList()))));
  }

  private Future<Outcome<Map<String, Integer>>> sent(Call<SentOf> call) {
    UUID orderId = call.body().orderId();
    return store
        .findAll(call.caller().siteId(), List.of(orderId))
        .map(
            found ->
                Outcome.done(
                    found.containsKey(orderId)
                        ? Parcels.sentByLine(Parcels.of(found.get(orderId).value()))
                        : Map.of()));
  }
}
