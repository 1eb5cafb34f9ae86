package io.cartwright.pricing;

import io.cartwright.money.Currency;
import java.time.Instant;
import java.util.List;

/**
 * Why a quote is what it is.
 *
 * @param stacking ids of the rules that fired, in the order in which they were applied
 * @param lines in the order of the basket
 */
public record Explanation(
    long ruleBookVersion,
    Instant instant,
    Currency currency,
    List<String> stacking,
    List<LineReasons> lines) {

  public Explanation {
    stacking = List.copyOf(stacking);
    lines = List.copyOf(lines);
  }

  /**
   * A line: the verdict on every rule, in stacking order, then the shares of merchant discounts and
   * coupon.
   */
  public record LineReasons(String lineId, List<Verdict> rules, List<Share> shares, Rounding tax) {
    public LineReasons {
      rules = List.copyOf(rules);
      shares = List.copyOf(shares);
    }
  }

  /**
   * What a rule did to a line.
   *
   * @param fired the rule discounted units of this line
   * @param reason why it did not; null when it fired and took something
   * @param seen what the failed condition saw, as text ("84.00"); null where there is nothing to
   *     compare
   * @param needed what it needed ("100.00"); null where there is nothing to compare
   * @param units units discounted
   * @param exact what was to be taken off before rounding, as decimal text; null unless fired
   */
  public record Verdict(
      String ruleId,
      String name,
      boolean fired,
      Reason reason,
      String seen,
      String needed,
      int units,
      long beforeMinor,
      long afterMinor,
      String exact) {}

  /** The line's part of a merchant discount or coupon. */
  public record Share(
      Quote.Source source, String id, int units, long beforeMinor, long afterMinor, String exact) {}

  /** An amount before and after rounding. */
  public record Rounding(String exact, long roundedMinor) {}

  /** Why a rule did not take anything off a line; the first that applies, in this order. */
  public enum Reason {
    NOT_YET_STARTED,
    ENDED,
    USAGE_LIMIT_REACHED,
    NO_LINE_IN_TRIGGER_SCOPE,
    SUBTOTAL_BELOW_RANGE,
    SUBTOTAL_ABOVE_RANGE,
    QUANTITY_BELOW_RANGE,
    QUANTITY_ABOVE_RANGE,
    CUSTOM_TRIGGER_NOT_MET,
    BUYER_NOT_ELIGIBLE,
    LINE_NOT_IN_SCOPE,
    LINE_IS_SUBSCRIPTION,
    NOT_LOWEST_PRICED,
    NO_WHOLE_SET,
    NOT_A_DISCOUNTED_UNIT,
    NOTHING_LEFT_TO_TAKE
  }
}
