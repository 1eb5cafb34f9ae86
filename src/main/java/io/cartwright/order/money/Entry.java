package io.cartwright.order.money;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One movement of money, for ever.
 *
 * @param moveId what moved it: the payment itself, a capture, a void, one payment's part of a
 *     refund, or a chargeback; with the kind it is entered once
 * @param amountMinor not below zero
 * @param provider who moved it; null for what is only recorded
 * @param reference the provider's own id of the movement, or null
 */
public record Entry(
    UUID paymentId,
    UUID moveId,
    EntryKind kind,
    Account from,
    Account to,
    long amountMinor,
    String provider,
    String reference,
    Instant at) {
  public Entry {
    Objects.requireNonNull(paymentId, "paymentId");
    Objects.requireNonNull(moveId, "moveId");
    if (amountMinor < 0) throw new IllegalArgumentException("moves less than nothing");
  }
}
