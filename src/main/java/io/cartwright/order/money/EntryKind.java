package io.cartwright.order.money;

/** What an entry of the ledger stands for. */
public enum EntryKind {
  PENDING,
  AUTHORIZED,
  APPROVED,
  DECLINED,
  CANCELED,
  CAPTURED,
  /** The part of a hold that was not captured. */
  RELEASED,
  VOIDED,
  REFUND_STARTED,
  REFUNDED,
  REFUND_FAILED,
  CHARGEBACK,
  CHARGEBACK_REVERSED
}
