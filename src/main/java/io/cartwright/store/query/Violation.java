package io.cartwright.store.query;

/**
 * Something in a query that cannot be answered.
 *
 * @param field path below the query, e.g. {@code filter.name} or {@code cursorPaging.limit}
 * @param description for the caller
 * @param rule a stable name of what was broken, e.g. {@code UNKNOWN_FIELD}
 */
public record Violation(String field, String description, String rule) {}
