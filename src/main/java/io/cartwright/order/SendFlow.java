package io.cartwright.order;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderQuestions.OrdersOf;
import io.cartwright.order.OrderQuestions.Send;
import io.cartwright.order.OrderQuestions.Sent;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.orders.Order;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Lets the fulfillments of orders be written together with the status that follows from them. */
final class SendFlow {
  private final OrderStore orders;
  private final Committer committer;
  private final Ids ids;

  SendFlow(OrderStore orders, Committer committer, Ids ids) {
    this.orders = orders;
    this.committer = committer;
    this.ids = ids;
  }

  Future<Outcome<Map<UUID, Order>>> read(Call<OrdersOf> call) {
    return orders
        .findAll(call.caller().siteId(), call.body().orderIds())
        .map(
            found -> {
              Map<UUID, Order> readable = new HashMap<>();
              found.forEach(
                  (id, stored) -> {
                    if (OrderVerticle.mayRead(call.caller(), stored.value())) {
                      readable.put(id, stored.value());
                    }
                  });
              return Outcome.done(readable);
            });
  }

  Future<Outcome<Send>> send(Call<Send> call) {
    return orders
        .findAll(call.caller().siteId(), call.body().orderIds())
        .compose(
            found -> {
              Map<UUID, Order> known = new HashMap<>();
              found.forEach((id, stored) -> known.put(id, stored.value()));
              Change change = Change.at(call.now());
              for (Sent sent : call.body().decide().apply(known, change)) {
                write(change, call, found.get(sent.orderId()), sent);
              }
              return committer.commit(change);
            })
        .map(committed -> Commits.outcome(committed, call.body(), constraint -> null));
  }

  private void write(Change change, Call<Send> call, Stored<Order> before, Sent sent) {
    UUID siteId = call.caller().siteId();
    FulfillmentStatus was = before.value().fulfillmentStatus();
    Order derived = OrderStatuses.withFulfillment(before.value(), sent.sentByLine());
    FulfillmentStatus is = derived.fulfillmentStatus();
    Activities activities = new Activities(before.value().activities(), call.now(), ids::next);
    sent.notes().forEach(activities::add);
    boolean became = is != was && is == FulfillmentStatus.FULFILLED;
    if (became) activities.add(ActivityType.ORDER_FULFILLED);
    if (is != was && was == FulfillmentStatus.FULFILLED) {
      activities.add(ActivityType.ORDER_NOT_FULFILLED);
    }
    Order after = derived.toBuilder().activities(activities.list()).updatedDate(call.now()).build();
    change.update(OrderStore.ORDERS, siteId, before.id(), before.revision(), after);
    OrderEvents events = OrderEvents.of(siteId, before, after);
    change.emit(became ? events.fulfilled(was) : events.updated());
  }
}
