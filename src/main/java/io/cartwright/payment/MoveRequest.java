package io.cartwright.payment;

import java.util.Objects;
import java.util.UUID;

/**
 * Asks a provider to move money of an earlier payment.
 *
 * @param key the same for every repeat of one movement: the provider acts on it once
 * @param paymentKey the key of the payment
 * @param paymentReference the provider's own id of the payment, or null
 * @param amount decimal, with the decimals of the currency
 */
public record MoveRequest(
    UUID siteId,
    UUID key,
    UUID paymentKey,
    String paymentReference,
    Kind kind,
    String amount,
    String currency) {

  /** What is to be done. */
  public enum Kind {
    /** Take money that is held; what is more than the amount is let go. */
    CAPTURE,
    /** Let money go that is held. */
    VOID,
    /** Give money back that was taken. */
    REFUND
  }

  public MoveRequest {
    Objects.requireNonNull(siteId, "siteId");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(paymentKey, "paymentKey");
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(currency, "currency");
  }
}
