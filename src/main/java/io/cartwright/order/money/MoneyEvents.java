package io.cartwright.order.money;

import io.cartwright.event.DomainEvents;
import io.cartwright.order.OrderEvents;
import io.cartwright.store.Change;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.PaymentsUpdated;
import io.cartwright.wire.ordertransactions.RefundCompleted;
import java.util.UUID;

/** The events of a change of the books. */
final class MoneyEvents {
  static final String ENTITY = "wix.ecom.v1.order_transactions";

  /** Room for the events of one revision among the sequence numbers. */
  private static final int PER_REVISION = 1_000;

  private MoneyEvents() {}

  static void emit(
      Change change, UUID siteId, Posted posted, long orderRevision, long transactionsRevision) {
    Order order = posted.order();
    Order before = posted.before().order();
    OrderEvents orders = OrderEvents.of(siteId, order, orderRevision);
    if (order.paymentStatus() != before.paymentStatus()) {
      change.emit(orders.paymentStatusUpdated(before.paymentStatus()));
    }
    if (order.status() == OrderStatus.APPROVED && before.status() != OrderStatus.APPROVED) {
      change.emit(orders.approved());
    }
    DomainEvents events = new DomainEvents(siteId, ENTITY, order.updatedDate());
    OrderTransactions transactions = posted.after().transactions();
    long sequence = transactionsRevision * PER_REVISION;
    PaymentsUpdated updated =
        PaymentsUpdated.builder()
            .orderTransactions(transactions)
            .paymentIds(posted.paymentIds())
            .refundIds(posted.refundIds())
            .build();
    change.emit(
        events.action(order.id(), "payments_updated", sequence, PaymentsUpdated.CODEC, updated));
    for (Refund refund : posted.after().refunds()) {
      boolean touched = posted.refundIds().contains(refund.id());
      if (!touched || !Refunds.isComplete(refund)) continue;
      RefundCompleted completed =
          RefundCompleted.builder()
              .orderId(order.id())
              .refund(refund)
              .orderTransactions(transactions)
              .build();
      sequence++;
      change.emit(
          events.action(
              order.id(), "refund_completed", sequence, RefundCompleted.CODEC, completed));
    }
  }
}
