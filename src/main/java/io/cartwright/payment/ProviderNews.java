package io.cartwright.payment;

import java.util.UUID;

/** What a provider's notification is about. */
public sealed interface ProviderNews {
  UUID siteId();

  /** News of a payment. */
  record OfPayment(UUID siteId, UUID key, ProviderAnswer answer) implements ProviderNews {}

  /** News of a capture, void or refund. */
  record OfMove(UUID siteId, UUID key, ProviderAnswer answer) implements ProviderNews {}

  /**
   * The buyer's bank took money back, or gave it up.
   *
   * @param disputeId the same for both
   * @param amount decimal
   * @param reference the provider's own id of it
   */
  record OfDispute(
      UUID siteId,
      UUID paymentKey,
      UUID disputeId,
      String amount,
      boolean reversed,
      String reference)
      implements ProviderNews {}

  /** Genuine, and about nothing that matters here. */
  record OfNothing(UUID siteId) implements ProviderNews {}
}
