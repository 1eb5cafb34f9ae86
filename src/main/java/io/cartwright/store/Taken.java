package io.cartwright.store;

import java.util.Map;

/**
 * Values of the counters that a change moved, after the change; what a late-written document may be
 * made from.
 */
public record Taken(Map<Tally, Long> values) {
  /** Nothing was counted. */
  public static final Taken NONE = new Taken(Map.of());

  public Taken {
    values = Map.copyOf(values);
  }

  /** The counter's value after this change. The counter must be one that the change moved. */
  public long valueOf(Tally tally) {
    Long value = values.get(tally);
    if (value == null) {
      throw new IllegalArgumentException("not counted by this change: " + tally);
    }
    return value;
  }
}
