package io.cartwright.config;

import java.time.Duration;

/**
 * Settings of payments.
 *
 * @param payWithin time after which an unpaid order is canceled
 * @param callTimeout longest wait for one answer of a provider
 * @param healAfter age from which a payment without an end is asked about
 * @param sandboxDelay how long the sandbox takes for each answer
 * @param stripe how Stripe is reached
 */
public record PaymentConfig(
    Duration payWithin,
    Duration callTimeout,
    Duration healAfter,
    Duration sandboxDelay,
    StripeConfig stripe) {}
