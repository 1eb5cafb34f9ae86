package io.cartwright.payment;

import io.cartwright.config.PaymentConfig;
import io.cartwright.config.StripeConfig;
import java.time.Duration;

/**
 * Settings of payments.
 *
 * @param callTimeout longest wait for a provider's answer; a payment may wait for two
 * @param callsMax most calls to one provider at a time; more are turned away at once
 * @param failuresMax lost answers in a row of ten seconds after which a provider is left alone
 * @param resetAfter how long it is left alone
 * @param healAfter age from which an attempt without an end is asked about
 * @param healInterval how often such attempts are looked for
 * @param sandboxDelay how long the sandbox takes for each answer
 * @param stripe how Stripe is reached
 */
public record PaymentSettings(
    Duration callTimeout,
    int callsMax,
    int failuresMax,
    Duration resetAfter,
    Duration healAfter,
    Duration healInterval,
    Duration sandboxDelay,
    StripeConfig stripe) {
  /** Without Stripe. */
  public PaymentSettings(
      Duration callTimeout,
      int callsMax,
      int failuresMax,
      Duration resetAfter,
      Duration healAfter,
      Duration healInterval,
      Duration sandboxDelay) {
    this(
        callTimeout,
        callsMax,
        failuresMax,
        resetAfter,
        healAfter,
        healInterval,
        sandboxDelay,
        new StripeConfig("", "", ""));
  }

  public static final PaymentSettings STANDARD =
      new PaymentSettings(
          Duration.ofSeconds(4),
          200,
          50,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          Duration.ZERO);

  /** The standard settings, but for what the engine's configuration says. */
  public static PaymentSettings of(PaymentConfig config) {
    return new PaymentSettings(
        config.callTimeout(),
        STANDARD.callsMax,
        STANDARD.failuresMax,
        STANDARD.resetAfter,
        config.healAfter(),
        STANDARD.healInterval,
        config.sandboxDelay(),
        config.stripe());
  }
}
