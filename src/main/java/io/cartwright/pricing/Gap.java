package io.cartwright.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How far a basket is from a threshold.
 *
 * @param measure what is counted
 * @param seen what the basket has; {@link Measure#SUBTOTAL} in ten-thousandths of the major unit
 * @param needed what it would have to have, more than {@code seen}
 * @param scopes lines that count; empty means every line
 * @param excluded lines that do not count all the same
 */
public record Gap(
    Measure measure, long seen, long needed, List<Scope> scopes, List<Scope> excluded) {

  /** What a threshold counts. */
  public enum Measure {
    /** What lines cost before all rules. */
    SUBTOTAL,
    /** Units. */
    QUANTITY
  }

  public Gap {
    scopes = List.copyOf(scopes);
    excluded = List.copyOf(excluded);
    if (seen < 0 || needed <= seen) {
      throw new IllegalArgumentException("no gap: " + seen + " of " + needed);
    }
  }

  /** What is missing, in the unit of {@code seen}. */
  public long missing() {
    return needed - seen;
  }

  /** How much of what is needed is there: from 0, below 1, to six places. */
  public BigDecimal reached() {
    return BigDecimal.valueOf(seen).divide(BigDecimal.valueOf(needed), 6, RoundingMode.DOWN);
  }

  /** True for lines that count. */
  boolean counts(BasketLine line) {
    return TriggerCheck.isIn(scopes, line) && !TriggerCheck.isInAny(excluded, line);
  }
}
