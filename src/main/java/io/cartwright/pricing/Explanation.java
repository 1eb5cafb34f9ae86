package io.cartwright.pricing;

import io.cartwright.money.Currency;
import java.time.Instant;
import java.util.List;

/**
 * Why a quote is what it is. What is seen and needed are decimal amounts of the major unit
 * ("84.00"), or numbers of units.
 *
 * @param complete false when the book holds more rules than {@link #RULES_MAX}, and only those are
 *     told that this basket comes near
 * @param linesComplete false when rules times lines are more than {@link #VERDICTS_MAX}, and lines
 *     tell only about the rules that were applied to them
 * @param stacking ids of the rules that fired, in the order in which they were applied
 * @param rules every rule that was considered, in stacking order
 * @param lines in the order of the basket
 * @param coupon null without one
 * @param shippingTax tax of delivery
 * @param feeTaxes tax of each fee, in order
 */
public record Explanation(
    long ruleBookVersion,
    Instant instant,
    Currency currency,
    boolean complete,
    boolean linesComplete,
    List<String> stacking,
    List<RuleReason> rules,
    List<LineReasons> lines,
    CouponReason coupon,
    TaxRounding shippingTax,
    List<TaxRounding> feeTaxes) {
  /** Most rules that an explanation tells about. */
  public static final int RULES_MAX = 1_000;

  /** Most verdicts of rules on lines. */
  public static final int VERDICTS_MAX = 10_000;

  public Explanation {
    stacking = List.copyOf(stacking);
    rules = List.copyOf(rules);
    lines = List.copyOf(lines);
    feeTaxes = List.copyOf(feeTaxes);
  }

  /** Explains a quote that {@code book} gave for {@code basket}. */
  public static Explanation of(RuleBook book, Basket basket, Quote quote) {
    return new Explainer(book, basket, quote).explain();
  }

  /**
   * What a rule did to the basket.
   *
   * @param fired the rule was applied to a line
   * @param reason why it took nothing: the first condition that failed, of all lines the one that
   *     came furthest; null when it took something
   * @param condition where the failed condition stands in the rule, "trigger.subtotalRange.from";
   *     null where it is none of the rule's
   * @param seen what the failed condition saw; null where there is nothing to compare
   * @param needed what it needed; null where there is nothing to compare
   * @param scopes lines that the failed condition looks at; empty means every line
   * @param text the reason in English: "subtotal 84.00 of 100.00"; null when it took something
   * @param amountMinor what it took off all lines
   */
  public record RuleReason(
      String ruleId,
      String name,
      boolean fired,
      Reason reason,
      String condition,
      String seen,
      String needed,
      List<Scope> scopes,
      String text,
      long amountMinor) {
    public RuleReason {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * A line.
   *
   * @param rules the verdict on every rule, in stacking order
   * @param shares what merchant discounts and the coupon took, in order of application
   */
  public record LineReasons(
      String lineId, List<Verdict> rules, List<Share> shares, TaxRounding tax) {
    public LineReasons {
      rules = List.copyOf(rules);
      shares = List.copyOf(shares);
    }
  }

  /**
   * What a rule did to a line.
   *
   * @param fired the rule was applied to units of this line
   * @param reason why it took nothing; null when it took something
   * @param seen what the failed condition saw; null where there is nothing to compare
   * @param needed what it needed; null where there is nothing to compare
   * @param units units that it was applied to
   * @param beforeMinor the line when its turn came
   * @param afterMinor the line after its turn
   * @param exact what was to be taken off before rounding and limits, to at most six places more
   *     than the currency has; null unless fired, and for sets
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

  /**
   * The line's part of a merchant discount or coupon.
   *
   * @param exact the part before rounding, as {@link Verdict#exact}
   */
  public record Share(
      Quote.Source source, String id, int units, long beforeMinor, long afterMinor, String exact) {}

  /**
   * A tax before and after rounding.
   *
   * @param rate all rates together, as decimal text: "0.19"
   * @param exact as {@link Verdict#exact}
   */
  public record TaxRounding(String rate, boolean inside, String exact, long roundedMinor) {}

  /**
   * What the coupon did.
   *
   * @param problem why it took nothing; null when nothing speaks against it
   * @param seen the subtotal before rules, when the minimum is not met
   * @param needed the minimum, when it is not met
   */
  public record CouponReason(
      String id,
      String code,
      Quote.CouponProblem problem,
      String seen,
      String needed,
      long amountMinor) {}

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
    /** The line could only be bought in a set, not got. */
    LINE_ONLY_BOUGHT,
    /** Another line has the lowest price. */
    NOT_LOWEST_PRICED,
    /** Too few units to buy for a set of bought and got units. */
    BOUGHT_QUANTITY_BELOW,
    /** The bought units, beside those that would be got, cost too little for a set. */
    BOUGHT_SPEND_BELOW,
    /** Too few units to get for a set of bought and got units. */
    GOT_QUANTITY_BELOW,
    /** The units at hand make no whole set. */
    NO_WHOLE_SET,
    /** Sets were made, of other units. */
    NOT_IN_A_SET,
    /** The price is already as low as the rule would make it. */
    NOTHING_LEFT_TO_TAKE
  }
}
