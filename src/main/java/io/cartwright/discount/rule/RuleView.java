package io.cartwright.discount.rule;

import io.cartwright.wire.discountrules.ActiveTimeInfo;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.Status;
import java.time.Instant;

/** A stored rule as callers see it: with what depends on the moment. */
final class RuleView {
  private RuleView() {}

  /** The rule with its status at {@code now} and the number of its uses. */
  static DiscountRule of(DiscountRule stored, Instant now, long uses) {
    return stored.toBuilder()
        .status(status(stored.activeTimeInfo(), now))
        .usageCount((int) Math.min(uses, Integer.MAX_VALUE))
        .build();
  }

  /** Where {@code now} lies to the time window [start, end); a rule without one is always live. */
  static Status status(ActiveTimeInfo window, Instant now) {
    if (window == null) return Status.LIVE;
    if (window.end() != null && !now.isBefore(window.end())) return Status.EXPIRED;
    if (window.start() != null && now.isBefore(window.start())) return Status.PENDING;
    return Status.LIVE;
  }
}
