package io.cartwright.order;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderWriteFlow.Edit;
import io.cartwright.order.OrderWriteFlow.Extra;
import io.cartwright.store.Committer;
import io.cartwright.store.Pools;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.Activity;
import io.cartwright.wire.orders.AddActivitiesRequest;
import io.cartwright.wire.orders.AddActivitiesResponse;
import io.cartwright.wire.orders.AddActivityRequest;
import io.cartwright.wire.orders.AddActivityResponse;
import io.cartwright.wire.orders.DeleteActivityRequest;
import io.cartwright.wire.orders.DeleteActivityResponse;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.PublicActivity;
import io.cartwright.wire.orders.UpdateActivityRequest;
import io.cartwright.wire.orders.UpdateActivityResponse;
import io.cartwright.wire.orders.UpdateOrderLineItemRequest;
import io.cartwright.wire.orders.UpdateOrderLineItemResponse;
import io.cartwright.wire.orders.UpdateOrderRequest;
import io.cartwright.wire.orders.UpdateOrderResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Serves what staff do with orders, payments and parcels apart. */
public final class OrderChangeVerticle extends VerticleBase {
  private final Bus bus;
  private final Ids ids;
  private final OrderWriteFlow writes;
  private final OrderEndFlow ends;
  private final OrderRecordFlow records;
  private final OrderBulkFlow bulk;
  private final SendFlow sends;

  public OrderChangeVerticle(Bus bus, Pools pools, Committer committer, Ids ids) {
    OrderStore orders = new OrderStore(pools);
    Commits commits = new Commits(committer);
    this.bus = bus;
    this.ids = ids;
    this.writes = new OrderWriteFlow(orders, committer);
    this.ends = new OrderEndFlow(bus, writes, new GiveBackFlow(orders, ids), ids);
    this.records = new OrderRecordFlow(bus, orders, commits, ids);
    this.bulk = new OrderBulkFlow(orders, commits, ids);
    this.sends = new SendFlow(orders, committer, ids);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(OrderQuestions.READ, sends::read),
            bus.serve(OrderQuestions.SEND, sends::send),
            bus.serve(OrderOperations.CREATE_ORDER, records::create),
            bus.serve(OrderOperations.IMPORT_ORDER, records::importOrder),
            bus.serve(OrderOperations.BULK_DELETE_IMPORTED_ORDERS, records::deleteImported),
            bus.serve(OrderOperations.SET_ORDER_NUMBER_COUNTER, records::setCounter),
            bus.serve(OrderOperations.UPDATE_ORDER, this::updateOrder),
            bus.serve(OrderOperations.UPDATE_ORDER_LINE_ITEM, this::updateLine),
            bus.serve(OrderOperations.BULK_UPDATE_ORDERS, bulk::update),
            bus.serve(OrderOperations.BULK_UPDATE_ORDER_TAGS, bulk::updateTags),
            bus.serve(OrderOperations.CANCEL_ORDER, ends::cancel),
            bus.serve(OrderOperations.UPDATE_ORDER_STATUS, ends::updateStatus),
            bus.serve(OrderOperations.ADD_ACTIVITY, this::addActivity),
            bus.serve(OrderOperations.ADD_ACTIVITIES, this::addActivities),
            bus.serve(OrderOperations.UPDATE_ACTIVITY, this::updateActivity),
            bus.serve(OrderOperations.DELETE_ACTIVITY, this::deleteActivity)));
  }

  private static Edit edit(Function<Order, Outcome<Order>> decide) {
    return new Edit(decide, OrderEvents::updated, Extra.NONE);
  }

  private Future<Outcome<UpdateOrderResponse>> updateOrder(Call<UpdateOrderRequest> call) {
    Order patch = call.body().order();
    Fields present = call.present() == null ? null : call.present().child("order");
    return writes.change(
        OrderOperations.UPDATE_ORDER,
        call,
        patch.id(),
        edit(order -> OrderPatch.updated(order, patch, present, call.now(), ids::next)),
        UpdateOrderResponse::new);
  }

  private Future<Outcome<UpdateOrderLineItemResponse>> updateLine(
      Call<UpdateOrderLineItemRequest> call) {
    Fields present = call.present() == null ? null : call.present().child("lineItem");
    return writes.change(
        OrderOperations.UPDATE_ORDER_LINE_ITEM,
        call,
        call.body().id(),
        edit(order -> OrderPatch.lineUpdated(order, call.body().lineItem(), present)),
        UpdateOrderLineItemResponse::new);
  }

  private Future<Outcome<AddActivityResponse>> addActivity(Call<AddActivityRequest> call) {
    UUID activityId = ids.next();
    return OrderComments.content("activity", call.body().activity())
        .thenAwait(
            content ->
                writes.change(
                    OrderOperations.ADD_ACTIVITY,
                    call,
                    call.body().id(),
                    edit(
                        order ->
                            OrderComments.added(
                                order, List.of(content), List.of(activityId), call.now())),
                    order -> new AddActivityResponse(order, activityId.toString())));
  }

  private Future<Outcome<AddActivitiesResponse>> addActivities(Call<AddActivitiesRequest> call) {
    return contents(call.body())
        .thenAwait(
            contents -> {
              List<UUID> activityIds = contents.stream().map(content -> ids.next()).toList();
              return writes.change(
                  OrderOperations.ADD_ACTIVITIES,
                  call,
                  call.body().orderId(),
                  edit(order -> OrderComments.added(order, contents, activityIds, call.now())),
                  order ->
                      new AddActivitiesResponse(
                          order, activityIds.stream().map(UUID::toString).toList()));
            });
  }

  private static Outcome<List<PublicActivity>> contents(AddActivitiesRequest ask) {
    List<PublicActivity> contents = new ArrayList<>();
    List<Violation> wrong = new ArrayList<>();
    for (Activity asked :
        ask.orderActivities() == null ? List.<Activity>of() : ask.orderActivities()) {
      gather(OrderComments.content("orderActivities", asked), contents, wrong);
    }
    for (PublicActivity asked :
        ask.activities() == null ? List.<PublicActivity>of() : ask.activities()) {
      gather(OrderComments.content("activities", asked), contents, wrong);
    }
    if (!wrong.isEmpty()) return Outcome.invalid(wrong);
    return contents.isEmpty()
        ? Outcome.invalid("orderActivities", Violation.Rule.MIN_SIZE, "must not be empty")
        : Outcome.done(contents);
  }

  private static void gather(
      Outcome<PublicActivity> checked, List<PublicActivity> contents, List<Violation> wrong) {
    if (checked.isDone()) contents.add(checked.orNull());
    else wrong.addAll(((Outcome.Refused<PublicActivity>) checked).violations());
  }

  private Future<Outcome<UpdateActivityResponse>> updateActivity(Call<UpdateActivityRequest> call) {
    UpdateActivityRequest ask = call.body();
    return OrderComments.content("activity", ask.activity())
        .thenAwait(
            content ->
                writes.change(
                    OrderOperations.UPDATE_ACTIVITY,
                    call,
                    ask.id(),
                    edit(order -> OrderComments.updated(order, ask.activityId(), content)),
                    UpdateActivityResponse::new));
  }

  private Future<Outcome<DeleteActivityResponse>> deleteActivity(Call<DeleteActivityRequest> call) {
    return writes.change(
        OrderOperations.DELETE_ACTIVITY,
        call,
        call.body().id(),
        edit(order -> OrderComments.deleted(order, call.body().activityId())),
        DeleteActivityResponse::new);
  }
}
