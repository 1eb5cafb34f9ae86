package io.cartwright.store.query;

import java.util.Objects;

/** One field to sort by. */
public record Sort(String field, boolean descending) {
  public Sort {
    Objects.requireNonNull(field, "field");
  }

  public static Sort ascending(String field) {
    return new Sort(field, false);
  }

  public static Sort descending(String field) {
    return new Sort(field, true);
  }

  /** From the wire: {@code order} is ASC, DESC or null, which means ASC. */
  public static Sort of(String field, String order) {
    return new Sort(field, "DESC".equals(order));
  }
}
