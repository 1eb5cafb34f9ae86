package io.cartwright.config;

import java.time.Duration;

/** How long tokens are valid. */
public record TokensConfig(Duration accessLifetime, Duration refreshLifetime) {}
