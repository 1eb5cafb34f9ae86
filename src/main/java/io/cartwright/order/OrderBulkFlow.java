package io.cartwright.order;

import io.cartwright.bus.BulkAnswers;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.Fields;
import io.cartwright.wire.common.BulkActionMetadata;
import io.cartwright.wire.common.ItemMetadata;
import io.cartwright.wire.orders.BulkOrderResult;
import io.cartwright.wire.orders.BulkUpdateOrderTagsRequest;
import io.cartwright.wire.orders.BulkUpdateOrderTagsResponse;
import io.cartwright.wire.orders.BulkUpdateOrderTagsResult;
import io.cartwright.wire.orders.BulkUpdateOrdersRequest;
import io.cartwright.wire.orders.BulkUpdateOrdersResponse;
import io.cartwright.wire.orders.MaskedOrder;
import io.cartwright.wire.orders.Order;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Changes many orders: each is decided on its own, and those that can be changed are written in one
 * transaction together with the reply.
 */
final class OrderBulkFlow {
  private final OrderStore orders;
  private final Commits commits;
  private final Ids ids;

  OrderBulkFlow(OrderStore orders, Commits commits, Ids ids) {
    this.orders = orders;
    this.commits = commits;
    this.ids = ids;
  }

  /** What became of one element; the order as it stands after it. */
  private record Result(String id, Outcome<Order> outcome) {
    ItemMetadata metadata(int index) {
      return new ItemMetadata(id, index, outcome.isDone(), BulkAnswers.error(outcome));
    }
  }

  Future<Outcome<BulkUpdateOrdersResponse>> update(Call<BulkUpdateOrdersRequest> call) {
    BulkUpdateOrdersRequest ask = call.body();
    List<String> orderIds = ask.orders().stream().map(one -> one.order().id()).toList();
    boolean full = Boolean.TRUE.equals(ask.returnEntity());
    return change(
        OrderOperations.BULK_UPDATE_ORDERS,
        call,
        orderIds,
        (order, index) -> {
          MaskedOrder one = ask.orders().get(index);
          Fields mask =
              one.fieldMask() == null || one.fieldMask().isEmpty()
                  ? null
                  : Fields.ofPaths(one.fieldMask());
          return OrderPatch.updated(order, one.order(), mask, call.now(), ids::next);
        },
        results -> {
          List<BulkOrderResult> items = new ArrayList<>();
          for (int i = 0; i < results.size(); i++) {
            Order item = full ? results.get(i).outcome().orNull() : null;
            items.add(new BulkOrderResult(results.get(i).metadata(i), item));
          }
          return new BulkUpdateOrdersResponse(items, metadata(results));
        });
  }

  Future<Outcome<BulkUpdateOrderTagsResponse>> updateTags(Call<BulkUpdateOrderTagsRequest> call) {
    BulkUpdateOrderTagsRequest ask = call.body();
    return change(
        OrderOperations.BULK_UPDATE_ORDER_TAGS,
        call,
        ask.orderIds(),
        (order, index) -> OrderTags.changed(order, ask.assignTags(), ask.unassignTags()),
        results -> {
          List<BulkUpdateOrderTagsResult> items = new ArrayList<>();
          for (int i = 0; i < results.size(); i++) {
            items.add(new BulkUpdateOrderTagsResult(results.get(i).metadata(i)));
          }
          return new BulkUpdateOrderTagsResponse(items, metadata(results));
        });
  }

  private <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      List<String> orderIds,
      BiFunction<Order, Integer, Outcome<Order>> decide,
      Function<List<Result>, A> reply) {
    Set<UUID> wanted = new LinkedHashSet<>();
    orderIds.stream().map(OrderIds::parse).filter(Objects::nonNull).forEach(wanted::add);
    return Retries.whileStale(
        () ->
            orders
                .findAll(call.caller().siteId(), wanted)
                .compose(found -> save(operation, call, orderIds, found, decide, reply)),
        OrderWriteFlow.TRIES_MAX);
  }

  private <Q, A> Future<Outcome<A>> save(
      Operation<Q, A> operation,
      Call<Q> call,
      List<String> orderIds,
      Map<UUID, Stored<Order>> found,
      BiFunction<Order, Integer, Outcome<Order>> decide,
      Function<List<Result>, A> reply) {
    Map<UUID, Order> next = new HashMap<>();
    found.forEach((id, stored) -> next.put(id, stored.value()));
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < orderIds.size(); i++) {
      UUID id = OrderIds.parse(orderIds.get(i));
      Order order = id == null ? null : next.get(id);
      Outcome<Order> outcome =
          order == null
              ? Outcome.refused(OrderRefusal.ORDER_NOT_FOUND, "there is no such order")
              : decide.apply(order, i).map(after -> dated(order, after, call));
      if (outcome.isDone()) next.put(id, outcome.orNull());
      results.add(new Result(orderIds.get(i), outcome));
    }
    return commits.commit(
        operation, call, change(call, found, next), reply.apply(results), OrderIds::unique);
  }

  private static Order dated(Order before, Order after, Call<?> call) {
    return after == before ? before : after.toBuilder().updatedDate(call.now()).build();
  }

  private static Change change(
      Call<?> call, Map<UUID, Stored<Order>> found, Map<UUID, Order> next) {
    UUID siteId = call.caller().siteId();
    Change change = Change.at(call.now());
    for (Stored<Order> before : found.values()) {
      Order after = next.get(before.id());
      if (after == before.value()) continue;
      change.update(OrderStore.ORDERS, siteId, before.id(), before.revision(), after);
      change.emit(OrderEvents.of(siteId, before, after).updated());
    }
    return change;
  }

  private static BulkActionMetadata metadata(List<Result> results) {
    return BulkAnswers.metadata(results.stream().map(Result::outcome).toList());
  }
}
