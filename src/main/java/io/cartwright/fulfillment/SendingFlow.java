package io.cartwright.fulfillment;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.Send;
import io.cartwright.order.OrderQuestions.Sent;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.orderfulfillments.Fulfillment;
import io.cartwright.wire.orderfulfillments.OrderWithFulfillments;
import io.cartwright.wire.orders.Order;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Changes the fulfillments of orders: loads them, lets a pure function decide for each order, and
 * has the order domain write orders and fulfillments in one transaction. Who loses a race decides
 * again.
 */
final class SendingFlow {
  /** Most tries against other writers of the same orders. */
  private static final int TRIES_MAX = 20;

  private final Bus bus;
  private final FulfillmentStore store;

  SendingFlow(Bus bus, FulfillmentStore store) {
    this.bus = bus;
    this.store = store;
  }

  /** Decides what the fulfillments of an order become. */
  @FunctionalInterface
  interface Move {
    Outcome<Next> decide(Order order, List<Fulfillment> before);
  }

  /** The fulfillments as they are to stand, and what the order's diary says of it. */
  record Next(List<Fulfillment> fulfillments, List<ActivityType> notes) {}

  /** One part of a command; several may be about one order. */
  record Part(String orderId, Move move) {}

  /**
   * Carries out the parts, each on its own; what can be done is done in one transaction.
   *
   * @param reply from what became of each part: the order's fulfillments after all of them
   */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      List<Part> parts,
      Function<List<Outcome<OrderWithFulfillments>>, Outcome<A>> reply) {
    return Retries.whileStale(() -> attempt(operation, call, parts, reply), TRIES_MAX);
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation,
      Call<Q> call,
      List<Part> parts,
      Function<List<Outcome<OrderWithFulfillments>>, Outcome<A>> reply) {
    UUID siteId = call.caller().siteId();
    Set<UUID> orderIds = new LinkedHashSet<>();
    parts.stream().map(part -> id(part.orderId())).filter(Objects::nonNull).forEach(orderIds::add);
    return store
        .findAll(siteId, orderIds)
        .compose(
            known -> {
              List<Outcome<A>> answer = new ArrayList<>(1);
              Send ask =
                  new Send(
                      orderIds,
                      (orders, change) -> {
                        Decided decided = decide(call, parts, orders, known);
                        Outcome<A> said = reply.apply(decided.outcomes());
                        answer.add(said);
                        if (!said.isDone()) return List.of();
                        decided.addTo(change, siteId, known, call);
                        Commits.remember(operation, call, change, said.orNull());
                        return decided.sent();
                      });
              return bus.call(OrderQuestions.SEND, call.asSystem(ask))
                  .map(written -> written.then(done -> answer.get(0)));
            });
  }

  /** What was decided of all parts: fulfillments and notes by order, for those that change. */
  private record Decided(
      List<Outcome<OrderWithFulfillments>> outcomes,
      Map<UUID, List<Fulfillment>> next,
      Map<UUID, List<ActivityType>> notes) {

    void addTo(
        Change change, UUID siteId, Map<UUID, Stored<OrderWithFulfillments>> known, Call<?> call) {
      next.forEach(
          (orderId, fulfillments) ->
              FulfillmentStore.save(
                  change,
                  siteId,
                  orderId,
                  known.get(orderId),
                  Parcels.all(orderId.toString(), fulfillments),
                  call.now()));
    }

    List<Sent> sent() {
      List<Sent> sent = new ArrayList<>();
      next.forEach(
          (orderId, fulfillments) ->
              sent.add(new Sent(orderId, Parcels.sentByLine(fulfillments), notes.get(orderId))));
      return sent;
    }
  }

  private static Decided decide(
      Call<?> call,
      List<Part> parts,
      Map<UUID, Order> orders,
      Map<UUID, Stored<OrderWithFulfillments>> known) {
    Map<UUID, List<Fulfillment>> next = new LinkedHashMap<>();
    Map<UUID, List<ActivityType>> notes = new LinkedHashMap<>();
    List<Outcome<UUID>> changed = new ArrayList<>();
    for (Part part : parts) {
      UUID orderId = id(part.orderId());
      Order order = orderId == null ? null : orders.get(orderId);
      if (order == null) {
        changed.add(unknown());
        continue;
      }
      Stored<OrderWithFulfillments> stored = known.get(orderId);
      List<Fulfillment> before =
          next.getOrDefault(orderId, Parcels.of(stored == null ? null : stored.value()));
      Outcome<Next> outcome = part.move().decide(order, before);
      if (outcome.isDone()) {
        next.put(orderId, outcome.orNull().fulfillments());
        notes.computeIfAbsent(orderId, key -> new ArrayList<>()).addAll(outcome.orNull().notes());
      }
      changed.add(outcome.map(done -> orderId));
    }
    List<Outcome<OrderWithFulfillments>> outcomes =
        changed.stream()
            .map(one -> one.map(id -> Parcels.all(id.toString(), next.get(id))))
            .toList();
    return new Decided(outcomes, next, notes);
  }

  static <T> Outcome<T> unknown() {
    return Outcome.refused(FulfillmentRefusal.ORDER_NOT_FOUND, "there is no such order");
  }

  /** The id; null when the text is none, so that no order has it. */
  static UUID id(String text) {
    try {
      return text == null || text.length() != 36 ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
