package io.cartwright.payment;

/**
 * What a provider says about a payment.
 *
 * @param reference the provider's own id of the payment, or null
 * @param failure why it was turned down, safe to show the buyer; else null
 */
public record ProviderAnswer(State state, String reference, String failure) {
  /** Where a payment stands at its provider. */
  public enum State {
    /** The money was taken. */
    APPROVED,
    /** The money is held and may be captured. */
    AUTHORIZED,
    /** No money moves here: the buyer pays outside. */
    OFFLINE,
    /** Not decided; a notification will follow. */
    PENDING,
    /** Turned down for good. */
    DECLINED,
    /** The provider knows no such payment. */
    NOT_FOUND,
    /** Undone: no money stands under this key, now or later. */
    UNDONE,
    /** The provider was not asked. */
    NOT_SENT,
    /** The provider was asked and its answer is lost: the money may have moved or not. */
    UNKNOWN
  }

  /** An answer that says no more than its state. */
  public static ProviderAnswer of(State state) {
    return new ProviderAnswer(state, null, null);
  }
}
