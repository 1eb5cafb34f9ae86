package io.cartwright.order;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.OutboxRow;
import io.cartwright.store.Stored;
import io.cartwright.wire.orders.Order;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Changes one order: loads it, lets a pure function decide, and saves order, events and reply in
 * one transaction. Every write is a compare-and-set on the order's revision; who loses a race loads
 * and decides again, so that two people who edit one order both find their change in it.
 */
final class OrderWriteFlow {
  /** Most tries against other writers of the same order. */
  static final int TRIES_MAX = 20;

  private final OrderStore orders;
  private final Committer committer;

  OrderWriteFlow(OrderStore orders, Committer committer) {
    this.orders = orders;
    this.committer = committer;
  }

  /** Adds what else an edit writes to its change. */
  @FunctionalInterface
  interface Extra {
    Future<?> addTo(Change change, Stored<Order> before, Order after);

    Extra NONE = (change, before, after) -> Future.succeededFuture();
  }

  /**
   * One change.
   *
   * @param decide the next state, or a refusal; the same object when nothing changes
   * @param event what is told of it, from the events of the order's new revision
   * @param extra further writes of the same transaction
   */
  record Edit(
      Function<Order, Outcome<Order>> decide,
      Function<OrderEvents, OutboxRow> event,
      Extra extra) {}

  /** Refuses ORDER_NOT_FOUND, then what {@code edit} refuses. */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      String orderId,
      Edit edit,
      Function<Order, A> reply) {
    return Retries.whileStale(() -> attempt(operation, call, orderId, edit, reply), TRIES_MAX);
  }

  /** An order for staff; refuses ORDER_NOT_FOUND. */
  Future<Outcome<Stored<Order>>> load(Call<?> call, String orderId) {
    UUID id = OrderIds.parse(orderId);
    Future<Optional<Stored<Order>>> found =
        id == null
            ? Future.succeededFuture(Optional.empty())
            : orders.find(call.caller().siteId(), id);
    return found.map(
        it ->
            it.map(Outcome::done)
                .orElseGet(
                    () -> Outcome.refused(OrderRefusal.ORDER_NOT_FOUND, "there is no such order")));
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation,
      Call<Q> call,
      String orderId,
      Edit edit,
      Function<Order, A> reply) {
    return load(call, orderId)
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        edit.decide()
                            .apply(stored.value())
                            .thenAwait(
                                after -> save(operation, call, edit, stored, after, reply))));
  }

  private <Q, A> Future<Outcome<A>> save(
      Operation<Q, A> operation,
      Call<Q> call,
      Edit edit,
      Stored<Order> before,
      Order decided,
      Function<Order, A> reply) {
    if (decided == before.value() && !call.id().byCaller()) {
      return Future.succeededFuture(Outcome.done(reply.apply(decided)));
    }
    UUID siteId = call.caller().siteId();
    Change change = Change.at(call.now());
    Order after = decided;
    Future<?> extra = Future.succeededFuture();
    if (decided != before.value()) {
      after = decided.toBuilder().updatedDate(call.now()).build();
      change.update(OrderStore.ORDERS, siteId, before.id(), before.revision(), after);
      change.emit(edit.event().apply(OrderEvents.of(siteId, before, after)));
      extra = edit.extra().addTo(change, before, after);
    }
    A answer = reply.apply(after);
    Commits.remember(operation, call, change, answer);
    return extra
        .compose(ready -> committer.commit(change))
        .map(committed -> Commits.outcome(committed, answer, OrderIds::unique));
  }
}
