package io.cartwright.discount.rule;

import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The usage limits of one site's active rules, for those that have one. It always tells the limits
 * that were read last, and may so be ahead of a book: a use is decided by the newest limit, in the
 * transaction that counts it. Read by many threads, changed by one at a time.
 */
final class UsageLimits implements Limits {
  private static final int ID_LENGTH = 36;

  private final Map<UUID, UsageLimit> limits = new ConcurrentHashMap<>();
  private final Map<UsageLimit, UsageLimit> values = new ConcurrentHashMap<>();

  /**
   * @param limit null: none any more
   */
  void set(UUID ruleId, UsageLimit limit) {
    if (limit == null) {
      limits.remove(ruleId);
    } else {
      limits.put(ruleId, values.computeIfAbsent(limit, same -> same));
    }
  }

  @Override
  public UsageLimit of(String ruleId) {
    return limits.isEmpty() || ruleId.length() != ID_LENGTH
        ? null
        : limits.get(UUID.fromString(ruleId));
  }
}
