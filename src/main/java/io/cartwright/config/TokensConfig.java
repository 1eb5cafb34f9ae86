package io.cartwright.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How tokens are signed, and how long they are valid.
 *
 * @param keyFile PEM file of the signing key; empty for the one in the data folder
 * @param accessLifetime of access tokens
 * @param refreshLifetime of refresh tokens
 */
public record TokensConfig(
    Optional<Path> keyFile, Duration accessLifetime, Duration refreshLifetime) {}
