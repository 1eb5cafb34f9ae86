package io.cartwright.store;

import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

/**
 * Names a counter that Postgres keeps: stock, uses of a coupon, order numbers. A counter that was
 * never written is 0.
 *
 * @param kind what is counted, e.g. {@code stock}
 * @param key which one, e.g. an id
 */
public record Tally(UUID siteId, String kind, String key) implements Comparable<Tally> {
  private static final Comparator<Tally> ORDER =
      Comparator.comparing(Tally::kind).thenComparing(Tally::key).thenComparing(Tally::siteId);

  public Tally {
    Objects.requireNonNull(siteId, "siteId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(key, "key");
  }

  @Override
  public int compareTo(Tally other) {
    return ORDER.compare(this, other);
  }
}
