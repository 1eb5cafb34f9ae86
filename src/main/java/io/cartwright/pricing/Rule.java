package io.cartwright.pricing;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/**
 * An automatic discount. A rule that its owner switched off is not given to a {@link RuleBook}.
 *
 * @param id names the rule in quotes
 * @param createdAt rules stack by creation date, then by id as lower-case text
 * @param name as shown to the buyer
 * @param start first instant at which the rule counts; null: always has
 * @param end first instant at which it no longer counts; null: never ends
 * @param trigger null: always
 * @param target what is discounted
 * @param discount what is taken off; {@link Discount.QuantityBased} only with {@link Target.Items}
 * @param appliesTo all eligible units, or one unit of the lowest price; without effect on sets
 * @param includeSubscription false: lines that are subscriptions are neither discounted nor bought
 *     in a set; triggers see them all the same
 */
public record Rule(
    String id,
    Instant createdAt,
    String name,
    Instant start,
    Instant end,
    Trigger trigger,
    Target target,
    Discount discount,
    AppliesTo appliesTo,
    boolean includeSubscription) {

  /** How many of the eligible units are discounted. */
  public enum AppliesTo {
    ALL_ITEMS,
    LOWEST_PRICED_ITEM
  }

  /** The order in which rules stack. */
  public static final Comparator<Rule> STACKING =
      Comparator.comparing(Rule::createdAt)
          .thenComparing(rule -> rule.id().toLowerCase(Locale.ROOT))
          .thenComparing(Rule::id);

  public Rule {
    if (id == null || createdAt == null || target == null || discount == null) {
      throw new IllegalArgumentException("a rule needs id, createdAt, target and discount");
    }
    appliesTo = appliesTo == null ? AppliesTo.ALL_ITEMS : appliesTo;
    if (target instanceof Target.BuyXGetY && discount instanceof Discount.QuantityBased) {
      throw new IllegalArgumentException(
          "a quantity based discount cannot have a buy X get Y target");
    }
  }

  /** True when {@code instant} is in the time window [start, end). */
  public boolean isOpenAt(Instant instant) {
    return (start == null || !instant.isBefore(start)) && (end == null || instant.isBefore(end));
  }
}
