package io.cartwright.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A document as it was read.
 *
 * @param revision what the next write has to expect; 1 after the insert
 */
public record Stored<T>(UUID id, long revision, Instant createdAt, Instant updatedAt, T value) {}
