package io.cartwright.order;

import static java.util.Objects.requireNonNull;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.OutboxRow;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.orders.FulfillmentStatusUpdated;
import io.cartwright.wire.orders.ImportedOrderDeleted;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderApproved;
import io.cartwright.wire.orders.OrderCanceledEventOrderCanceled;
import io.cartwright.wire.orders.OrderDeltasCommitted;
import io.cartwright.wire.orders.OrderImported;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.orders.PaymentStatusUpdated;
import java.util.UUID;

/** The events of an order at one revision, as the contract names and shapes them. */
public final class OrderEvents {
  static final String ENTITY = "wix.ecom.v1.order";

  /** Room for the events of one revision among the sequence numbers. */
  private static final int PER_REVISION = 10;

  private final DomainEvents events;
  private final Order before;
  private final Order order;
  private final long first;

  private OrderEvents(DomainEvents events, Order before, Order order, long first) {
    this.events = events;
    this.before = before;
    this.order = order;
    this.first = first;
  }

  /** Events of an order that stands at this revision since its {@code updatedDate}. */
  public static OrderEvents of(UUID siteId, Order order, long revision) {
    DomainEvents events = new DomainEvents(siteId, ENTITY, order.updatedDate());
    return new OrderEvents(events, null, order, revision * PER_REVISION);
  }

  /** Events of the order that follows on another. */
  public static OrderEvents of(UUID siteId, Stored<Order> before, Order order) {
    DomainEvents events = new DomainEvents(siteId, ENTITY, order.updatedDate());
    return new OrderEvents(events, before.value(), order, (before.revision() + 1) * PER_REVISION);
  }

  public OutboxRow created() {
    return events.created(order.id(), first, Order.CODEC, order);
  }

  /**
   * Like {@link #created()}.
   *
   * @param json the order
   */
  OutboxRow created(byte[] json) {
    return events.created(order.id(), first, json);
  }

  /** What was taken from stock is given back, and nobody is written to. */
  OutboxRow canceled() {
    return canceled(true, false, null);
  }

  /** Canceled by the merchant, with the options of the call. */
  OutboxRow canceled(boolean restock, boolean email, String customMessage) {
    OrderCanceledEventOrderCanceled body =
        OrderCanceledEventOrderCanceled.builder()
            .order(order)
            .restockAllItems(restock)
            .sendOrderCanceledEmail(email)
            .customMessage(customMessage)
            .build();
    return events.action(
        order.id(), "canceled", first + 1, OrderCanceledEventOrderCanceled.CODEC, body);
  }

  public OutboxRow paymentStatusUpdated(PaymentStatusEnumPaymentStatus previous) {
    PaymentStatusUpdated body =
        PaymentStatusUpdated.builder().order(order).previousPaymentStatus(previous).build();
    return events.action(
        order.id(), "payment_status_updated", first + 2, PaymentStatusUpdated.CODEC, body);
  }

  /**
   * Like {@link #paymentStatusUpdated(PaymentStatusEnumPaymentStatus)}.
   *
   * @param json the order
   */
  public OutboxRow paymentStatusUpdated(PaymentStatusEnumPaymentStatus previous, byte[] json) {
    PaymentStatusUpdated body =
        PaymentStatusUpdated.builder().order(order).previousPaymentStatus(previous).build();
    byte[] bytes = PaymentStatusUpdated.CODEC.toBytes(body, order, json);
    return events.action(order.id(), "payment_status_updated", first + 2, bytes);
  }

  public OutboxRow approved() {
    OrderApproved body = OrderApproved.builder().order(order).build();
    return events.action(order.id(), "approved", first + 3, OrderApproved.CODEC, body);
  }

  /**
   * Like {@link #approved()}.
   *
   * @param json the order
   */
  public OutboxRow approved(byte[] json) {
    OrderApproved body = OrderApproved.builder().order(order).build();
    byte[] bytes = OrderApproved.CODEC.toBytes(body, order, json);
    return events.action(order.id(), "approved", first + 3, bytes);
  }

  /** Only of events that know what was before. */
  public OutboxRow updated() {
    return events.updated(order.id(), first + 4, Order.CODEC, requireNonNull(before), order);
  }

  public OutboxRow fulfilled(FulfillmentStatus previous) {
    FulfillmentStatusUpdated body =
        FulfillmentStatusUpdated.builder()
            .order(order)
            .previousFulfillmentStatus(previous)
            .newFulfillmentStatus(order.fulfillmentStatus())
            .build();
    return events.action(order.id(), "fulfilled", first + 5, FulfillmentStatusUpdated.CODEC, body);
  }

  /** A draft was applied to the order. */
  public OutboxRow committed(OrderDeltasCommitted body) {
    return events.action(order.id(), "committed", first + 8, OrderDeltasCommitted.CODEC, body);
  }

  OutboxRow imported() {
    return events.action(
        order.id(), "imported", first + 6, OrderImported.CODEC, new OrderImported(order));
  }

  OutboxRow importedOrderDeleted() {
    return events.action(
        order.id(),
        "imported_order_deleted",
        first + 7,
        ImportedOrderDeleted.CODEC,
        new ImportedOrderDeleted(order));
  }
}
