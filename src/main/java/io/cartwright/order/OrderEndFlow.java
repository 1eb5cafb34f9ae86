package io.cartwright.order;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.checkout.CheckoutQuestions;
import io.cartwright.checkout.CheckoutQuestions.Completion;
import io.cartwright.checkout.CheckoutQuestions.CompletionOf;
import io.cartwright.order.OrderStore.Reason;
import io.cartwright.order.OrderWriteFlow.Edit;
import io.cartwright.store.Change;
import io.cartwright.store.OutboxRow;
import io.cartwright.store.Stored;
import io.cartwright.wire.orders.CancelOrderRequest;
import io.cartwright.wire.orders.CancelOrderResponse;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.UpdateOrderStatusRequest;
import io.cartwright.wire.orders.UpdateOrderStatusResponse;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Leads orders to another status by hand. What the order gives back, and the completion of its
 * checkout where it is approved, are part of the same transaction.
 */
final class OrderEndFlow {
  private final Bus bus;
  private final OrderWriteFlow writes;
  private final GiveBackFlow giveBack;
  private final Ids ids;

  OrderEndFlow(Bus bus, OrderWriteFlow writes, GiveBackFlow giveBack, Ids ids) {
    this.bus = bus;
    this.writes = writes;
    this.giveBack = giveBack;
    this.ids = ids;
  }

  Future<Outcome<CancelOrderResponse>> cancel(Call<CancelOrderRequest> call) {
    CancelOrderRequest ask = call.body();
    boolean restock = Boolean.TRUE.equals(ask.restockAllItems());
    boolean email = Boolean.TRUE.equals(ask.sendOrderCanceledEmail());
    Edit edit =
        new Edit(
            order -> OrderEnds.canceled(order, call.now(), ids::next),
            events -> events.canceled(restock, email, ask.customMessage()),
            (change, before, after) -> returned(call, change, before, after, restock));
    return writes.change(
        OrderOperations.CANCEL_ORDER, call, ask.id(), edit, CancelOrderResponse::new);
  }

  Future<Outcome<UpdateOrderStatusResponse>> updateStatus(Call<UpdateOrderStatusRequest> call) {
    UpdateOrderStatusRequest ask = call.body();
    List<Runnable> afterwards = new ArrayList<>();
    Edit edit =
        new Edit(
            order -> OrderEnds.to(order, ask.status(), call.now(), ids::next),
            events -> event(events, ask.status()),
            (change, before, after) -> {
              afterwards.clear();
              return ask.status() == OrderStatus.APPROVED
                  ? completed(call, change, after, afterwards)
                  : returned(call, change, before, after, false);
            });
    return writes
        .change(
            OrderOperations.UPDATE_ORDER_STATUS,
            call,
            ask.orderId(),
            edit,
            UpdateOrderStatusResponse::new)
        .onSuccess(
            outcome -> {
              if (outcome.isDone()) afterwards.forEach(Runnable::run);
            });
  }

  private static OutboxRow event(OrderEvents events, OrderStatus status) {
    return switch (status) {
      case APPROVED -> events.approved();
      case CANCELED -> events.canceled(false, false, null);
      case INITIALIZED, PENDING, REJECTED -> events.updated();
    };
  }

  private Future<?> completed(Call<?> call, Change change, Order order, List<Runnable> afterwards) {
    if (order.checkoutId() == null) return Future.succeededFuture();
    CompletionOf ask =
        new CompletionOf(UUID.fromString(order.checkoutId()), UUID.fromString(order.id()));
    return bus.call(CheckoutQuestions.COMPLETION, call.asSystem(ask))
        .map(
            outcome -> {
              Completion completion = outcome.orNull();
              if (completion == null) return null;
              completion.join().accept(change);
              afterwards.add(completion.committed());
              return null;
            });
  }

  private Future<?> returned(
      Call<?> call, Change change, Stored<Order> before, Order after, boolean restock) {
    OrderStatus status = after.status();
    if (status != OrderStatus.CANCELED && status != OrderStatus.REJECTED) {
      return Future.succeededFuture();
    }
    UUID siteId = call.caller().siteId();
    Reason reason = status == OrderStatus.CANCELED ? Reason.ORDER_CANCELED : Reason.ORDER_REJECTED;
    Future<Void> stock =
        OrderEnds.givesStockBack(before.value(), restock)
            ? giveBack.stock(change, siteId, before.id(), reason, call.now())
            : Future.succeededFuture();
    Future<Void> uses =
        OrderEnds.givesUsesBack(before.value())
            ? giveBack.uses(change, siteId, before.id(), call.now())
            : Future.succeededFuture();
    return Future.all(stock, uses);
  }
}
