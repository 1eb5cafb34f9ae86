package io.cartwright.order.money;

import io.cartwright.wire.common.PaymentStatus;
import java.time.Instant;
import java.util.UUID;

/** Movements of a payment as a whole, by what it becomes. */
public final class PaymentNews {
  private PaymentNews() {}

  /**
   * The movement that takes a payment from one status to another.
   *
   * @param before null when the payment is new
   */
  public static Entry entry(
      UUID paymentId,
      PaymentStatus before,
      PaymentStatus after,
      long amountMinor,
      String provider,
      String reference,
      Instant at) {
    return new Entry(
        paymentId,
        paymentId,
        kind(after),
        before == null ? Account.BUYER : account(before),
        account(after),
        amountMinor,
        provider,
        reference,
        at);
  }

  /** Where the money of a payment stands as long as nothing was given back. */
  static Account account(PaymentStatus status) {
    return switch (status) {
      case PENDING, PENDING_MERCHANT -> Account.PENDING;
      case AUTHORIZED -> Account.HELD;
      case APPROVED, PARTIALLY_REFUNDED, REFUNDED -> Account.PAID;
      case DECLINED, CANCELED, VOIDED -> Account.BUYER;
    };
  }

  static EntryKind kind(PaymentStatus status) {
    return switch (status) {
      case PENDING, PENDING_MERCHANT -> EntryKind.PENDING;
      case AUTHORIZED -> EntryKind.AUTHORIZED;
      case APPROVED, PARTIALLY_REFUNDED, REFUNDED -> EntryKind.APPROVED;
      case DECLINED -> EntryKind.DECLINED;
      case CANCELED -> EntryKind.CANCELED;
      case VOIDED -> EntryKind.VOIDED;
    };
  }
}
