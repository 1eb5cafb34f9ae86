package io.cartwright.config;

/**
 * How Stripe is reached.
 *
 * @param secretKey empty when Stripe is not used
 * @param webhookSecret empty when no notification is genuine
 * @param url address of its API
 */
public record StripeConfig(String secretKey, String webhookSecret, String url) {
  /** Whether Stripe is offered. */
  public boolean enabled() {
    return !secretKey.isEmpty();
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "StripeConfig[enabled=" + enabled() + ", url=" + url + "]";
  }
}
