package io.cartwright.config;

import java.time.Duration;

/**
 * Settings of checkouts.
 *
 * @param abandonedAfter time without a change after which an open checkout is abandoned
 */
public record CheckoutConfig(Duration abandonedAfter) {}
