package io.cartwright.order;

import io.cartwright.bus.Call;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.order.OrderQuestions.Placed;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.order.OrderStore.Movement;
import io.cartwright.order.OrderStore.Reason;
import io.cartwright.store.Change;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.Documents;
import io.cartwright.store.Taken;
import io.cartwright.store.Tally;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/**
 * Places orders. Everything that makes an order stands or falls in one transaction, and Postgres
 * decides: stock and uses by conditional counters, one order for a checkout by a unique constraint.
 * Whoever loses a race for a checkout is answered with the winner's order.
 */
final class PlacementFlow {
  /** Tally kind that counts the orders of a site. */
  static final String ORDER_NUMBER = "order-number";

  private static final long FIRST_EVER = 1;

  private final OrderStore orders;
  private final Documents documents;
  private final Committer committer;
  private final Ids ids;

  PlacementFlow(OrderStore orders, Documents documents, Committer committer, Ids ids) {
    this.orders = orders;
    this.documents = documents;
    this.committer = committer;
    this.ids = ids;
  }

  Future<Outcome<Placed>> place(Call<Place> call) {
    Place ask = call.body();
    UUID siteId = call.caller().siteId();
    Order order = Placement.initial(ask, call.now(), ids::next);
    Tally number = new Tally(siteId, ORDER_NUMBER, "");
    NumberedOrder numbered = new NumberedOrder(order, number);

    Change change = ask.change();
    change.insertWith(OrderStore.ORDERS, siteId, ask.orderId(), numbered::of, numbered::json);
    boolean later =
        ask.stockWhenPaid() && order.paymentStatus() != PaymentStatusEnumPaymentStatus.PAID;
    if (later) StockDueFlow.note(change, siteId, ask.orderId(), ask.stock(), call.now());
    else takeStock(change, siteId, ask, call.now());
    Uses.take(change, siteId, ask.orderId(), ask.uses(), call.now(), PlacementFlow::exceeded);
    change.take(number, 1, Long.MIN_VALUE, Long.MAX_VALUE, null);
    change.emitWith(
        taken ->
            OrderEvents.of(siteId, numbered.of(taken), FIRST_EVER).created(numbered.json(taken)));
    if (order.status() == OrderStatus.APPROVED) {
      change.emitWith(
          taken ->
              OrderEvents.of(siteId, numbered.of(taken), FIRST_EVER)
                  .approved(numbered.json(taken)));
    }
    ask.join().accept(change, numbered::of);
    return committer
        .commit(change)
        .compose(committed -> answer(siteId, ask, numbered::of, committed));
  }

  private void takeStock(Change change, UUID siteId, Place ask, Instant now) {
    for (StockTake take : ask.stock()) {
      long min = take.oversell() ? Long.MIN_VALUE : 0;
      Tally shelf = stock(siteId, take.inventoryItemId());
      change.take(shelf, -take.quantity(), min, Long.MAX_VALUE, OrderRefusal.PARTIAL_OUT_OF_STOCK);
      change.append(
          OrderStore.MOVEMENTS,
          new Movement(
              siteId,
              ids.next(),
              take.inventoryItemId(),
              -take.quantity(),
              Reason.ORDER_PLACED,
              ask.orderId(),
              now));
    }
  }

  static Tally stock(UUID siteId, UUID inventoryItemId) {
    return new Tally(
        siteId, OrderQuestions.STOCK, inventoryItemId.toString().toLowerCase(Locale.ROOT));
  }

  private static OrderRefusal exceeded(String kind) {
    return switch (kind) {
      case DiscountQuestions.COUPON_USES -> OrderRefusal.ERROR_COUPON_USAGE_EXCEEDED;
      case DiscountQuestions.COUPON_BUYER_USES ->
          OrderRefusal.ERROR_COUPON_LIMIT_PER_CUSTOMER_EXCEEDED;
      case DiscountQuestions.RULE_USES, DiscountQuestions.RULE_BUYER_USES ->
          OrderRefusal.CHECKOUT_CHANGED;
      default -> throw new IllegalArgumentException("no kind of use: " + kind);
    };
  }

  private Future<Outcome<Placed>> answer(
      UUID siteId, Place ask, Function<Taken, Order> numbered, Committed committed) {
    if (committed instanceof Committed.Done done) {
      Placed placed = placed(numbered.apply(done.taken()), false);
      return Future.succeededFuture(Outcome.done(placed));
    }
    if (committed instanceof Committed.CommandRepeated) {
      return Future.succeededFuture(
          Outcome.refused(CommonRefusal.COMMAND_REPEATED, "this command was done before"));
    }
    return existing(siteId, ask)
        .compose(
            placed ->
                placed != null
                    ? Future.succeededFuture(Outcome.done(placed))
                    : refused(siteId, ask, committed));
  }

  private Future<Placed> existing(UUID siteId, Place ask) {
    String checkoutId = ask.order().checkoutId();
    if (checkoutId == null) return Future.succeededFuture();
    return orders
        .findByCheckout(siteId, checkoutId)
        .map(found -> found.map(order -> placed(order, true)).orElse(null));
  }

  private Future<Outcome<Placed>> refused(UUID siteId, Place ask, Committed committed) {
    if (committed instanceof Committed.TallyRefused tally
        && tally.token() instanceof OrderRefusal refusal) {
      if (refusal == OrderRefusal.PARTIAL_OUT_OF_STOCK) return outOfStock(siteId, ask);
      return Future.succeededFuture(Outcome.refused(refusal, "uses taken: " + tally.available()));
    }
    return Future.succeededFuture(
        Outcome.refused(CommonRefusal.INVALID_REVISION, "the checkout has changed"));
  }

  /** Full when every line of the order is taken from stock, and each shelf is empty. */
  private Future<Outcome<Placed>> outOfStock(UUID siteId, Place ask) {
    List<Tally> shelves = new ArrayList<>();
    ask.stock().forEach(take -> shelves.add(stock(siteId, take.inventoryItemId())));
    boolean allTracked = ask.stock().size() >= ask.order().lineItems().size();
    return documents
        .tallies(shelves)
        .map(
            values -> {
              boolean empty = values.values().stream().allMatch(value -> value <= 0);
              return allTracked && empty
                  ? Outcome.refused(OrderRefusal.FULL_OUT_OF_STOCK, "nothing is left")
                  : Outcome.refused(OrderRefusal.PARTIAL_OUT_OF_STOCK, "not all units are left");
            });
  }

  private static Placed placed(Order order, boolean existing) {
    boolean toPay = order.status() == OrderStatus.INITIALIZED;
    return new Placed(
        UUID.fromString(order.id()),
        order.number(),
        order.status(),
        toPay ? order.id() : null,
        existing);
  }
}
