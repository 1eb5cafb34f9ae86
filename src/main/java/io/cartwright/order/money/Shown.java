package io.cartwright.order.money;

import io.cartwright.wire.common.BulkActionMetadata;
import io.cartwright.wire.ordertransactions.OrderTransactions;
import io.cartwright.wire.ordertransactions.Payment;
import java.util.UUID;

/**
 * The books as the modules of the contract show them: each has messages of its own with the same
 * wire form.
 */
final class Shown {
  private Shown() {}

  static io.cartwright.wire.orders.OrderTransactions inOrders(Books books) {
    return io.cartwright.wire.orders.OrderTransactions.CODEC.fromText(text(books));
  }

  static io.cartwright.wire.orderbilling.OrderTransactions inBilling(Books books) {
    return io.cartwright.wire.orderbilling.OrderTransactions.CODEC.fromText(text(books));
  }

  private static String text(Books books) {
    return OrderTransactions.CODEC.toText(books.shown());
  }

  static io.cartwright.wire.common.Payment inBilling(Payment payment) {
    return io.cartwright.wire.common.Payment.CODEC.fromText(Payment.CODEC.toText(payment));
  }

  /** The refund with this id as billing shows it. */
  static io.cartwright.wire.orderbilling.Refund refund(Books books, UUID id) {
    return books.refunds().stream()
        .filter(refund -> refund.id().equals(id.toString()))
        .map(io.cartwright.wire.common.Refund.CODEC::toText)
        .map(io.cartwright.wire.orderbilling.Refund.CODEC::fromText)
        .findFirst()
        .orElse(null);
  }

  static BulkActionMetadata counted(int all, long done) {
    int successes = Math.toIntExact(done);
    return new BulkActionMetadata(successes, all - successes, 0);
  }

  /** Null when the text is no id. */
  static UUID id(String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException noId) {
      return null;
    }
  }
}
