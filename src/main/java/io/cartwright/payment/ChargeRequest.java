package io.cartwright.payment;

import java.util.Objects;
import java.util.UUID;

/**
 * Asks a provider for money.
 *
 * @param key the same for every repeat of one payment: the provider acts on it once
 * @param amount decimal, with the decimals of the currency
 * @param token stands for the buyer's means of payment; null where the provider needs none
 */
public record ChargeRequest(
    UUID siteId, UUID key, UUID orderId, String amount, String currency, String token) {
  public ChargeRequest {
    Objects.requireNonNull(siteId, "siteId");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(currency, "currency");
  }
}
