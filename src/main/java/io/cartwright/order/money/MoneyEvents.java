package io.cartwright.order.money;

import io.cartwright.event.DomainEvents;
import io.cartwright.order.OrderEvents;
import io.cartwright.store.Change;
import io.cartwright.store.OutboxRow;
import io.cartwright.wire.common.Chargeback;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.ordertransactions.ChargebackApproved;
import io.cartwright.wire.ordertransactions.ChargebackReversed;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import io.cartwright.wire.ordertransactions.PaymentsUpdated;
import io.cartwright.wire.ordertransactions.RefundCompleted;
import io.cartwright.wire.ordertransactions.RegularPaymentDetails;
import java.util.List;
import java.util.UUID;

/** The events of a change of the books. */
final class MoneyEvents {
  static final String ENTITY = "wix.ecom.v1.order_transactions";

  /** Room for the events of one revision among the sequence numbers. */
  private static final int PER_REVISION = 1_000;

  private MoneyEvents() {}

  /** Order and transactions in JSON, as they are stored and as events show them. */
  record Texts(byte[] order, byte[] transactions) {
    static Texts of(Posted posted) {
      return new Texts(
          Order.CODEC.toBytes(posted.order()),
          OrderTransactions.CODEC.toBytes(posted.after().transactions()));
    }
  }

  /**
   * Tells what became of an order's money: of payments twice, by the contract's event and by the
   * one that it replaces.
   */
  static void emit(
      Change change,
      UUID siteId,
      Posted posted,
      Texts texts,
      long orderRevision,
      long transactionsRevision) {
    Order order = posted.order();
    Order before = posted.before().order();
    OrderEvents orders = OrderEvents.of(siteId, order, orderRevision);
    if (order.paymentStatus() != before.paymentStatus()) {
      change.emit(orders.paymentStatusUpdated(before.paymentStatus(), texts.order()));
    }
    if (order.status() == OrderStatus.APPROVED && before.status() != OrderStatus.APPROVED) {
      change.emit(orders.approved(texts.order()));
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
    byte[] body = PaymentsUpdated.CODEC.toBytes(updated, transactions, texts.transactions());
    change.emit(events.action(order.id(), "details_updated", sequence, body));
    sequence++;
    change.emit(events.action(order.id(), "updated", sequence, body));
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
      byte[] done = RefundCompleted.CODEC.toBytes(completed, transactions, texts.transactions());
      change.emit(events.action(order.id(), "refund_completed", sequence, done));
    }
    for (String paymentId : posted.paymentIds()) {
      Payment payment = posted.after().payment(paymentId);
      List<Chargeback> known = chargebacks(posted.before().payment(paymentId));
      for (Chargeback one : chargebacks(payment)) {
        if (known.contains(one)) continue;
        sequence++;
        change.emit(disputed(events, sequence, posted, paymentId, one));
      }
    }
  }

  private static List<Chargeback> chargebacks(Payment payment) {
    RegularPaymentDetails regular = payment == null ? null : payment.regularPaymentDetails();
    return regular == null || regular.chargebacks() == null ? List.of() : regular.chargebacks();
  }

  private static OutboxRow disputed(
      DomainEvents events, long sequence, Posted posted, String paymentId, Chargeback chargeback) {
    String orderId = posted.order().id();
    OrderTransactions transactions = posted.after().transactions();
    return switch (chargeback.status()) {
      case APPROVED ->
          events.action(
              orderId,
              "chargeback_approved",
              sequence,
              ChargebackApproved.CODEC,
              new ChargebackApproved(orderId, paymentId, chargeback, transactions));
      case REVERSED ->
          events.action(
              orderId,
              "chargeback_reversed",
              sequence,
              ChargebackReversed.CODEC,
              new ChargebackReversed(orderId, paymentId, chargeback, transactions));
    };
  }
}
