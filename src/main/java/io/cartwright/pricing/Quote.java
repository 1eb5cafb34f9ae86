package io.cartwright.pricing;

import io.cartwright.money.Currency;
import io.cartwright.pricing.BasketLine.PaymentOption;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.time.Instant;
import java.util.List;

/**
 * What a basket costs, to the last minor unit. All amounts are minor units of {@link #currency},
 * none is negative, and these hold in every region:
 *
 * <ul>
 *   <li>{@code subtotal − discount + shipping + additionalFees + tax = total}, in {@link #summary},
 *       {@link #payNow}, {@link #payLater} and {@link #payAfterFreeTrial};
 *   <li>{@code payNow + payLater + payAfterFreeTrial = summary}, amount by amount;
 *   <li>the tax of lines, shipping and fees sums to {@code summary.tax}, and so do the rows of
 *       {@link #tax};
 *   <li>the after-tax totals of lines, shipping and fees sum to {@code summary.total};
 *   <li>the rows of {@link #discounts} sum, line by line, to the lines' {@code totalDiscountMinor}.
 * </ul>
 *
 * <p>Where prices include tax, {@link #summary} and its parts are without tax (their {@code tax} is
 * apart), while a line's prices and discounts and the rows of {@link #discounts} are as displayed,
 * with tax.
 *
 * @param taxIncluded displayed prices of lines and delivery include tax
 * @param lines in the order of the basket
 * @param discounts in the order of application: rules, merchant discounts, coupon; only those that
 *     took something
 * @param payNow least amount to place the order, gift card not yet taken off
 * @param payLater due after the order is placed
 * @param payAfterFreeTrial due when free trials end
 * @param giftCard what the gift card pays; all zero without one
 * @param couponProblem why the coupon took nothing; null when it took or may yet take something
 * @param steps every change of a line's price, in order
 */
public record Quote(
    long ruleBookVersion,
    Instant instant,
    Currency currency,
    boolean taxIncluded,
    List<Line> lines,
    List<Applied> discounts,
    Shipping shipping,
    List<FeeQuote> fees,
    List<TaxRow> tax,
    Summary summary,
    Summary payNow,
    Summary payLater,
    Summary payAfterFreeTrial,
    GiftCardPart giftCard,
    CouponProblem couponProblem,
    List<Step> steps) {

  public Quote {
    lines = List.copyOf(lines);
    discounts = discounts instanceof AppliedList ? discounts : List.copyOf(discounts);
    fees = List.copyOf(fees);
    tax = List.copyOf(tax);
    steps = steps instanceof StepList ? steps : List.copyOf(steps);
  }

  /** Net of all lines, delivery and fees that have a tax rate, be it zero. */
  public long taxableMinor() {
    long sum = taxable(shipping.tax());
    for (Line line : lines) {
      sum += taxable(line.tax());
    }
    for (FeeQuote fee : fees) {
      sum += taxable(fee.tax());
    }
    return sum;
  }

  private static long taxable(Tax tax) {
    return tax.isWithoutRates() ? 0 : tax.taxableMinor();
  }

  /** What is left to pay in all when the gift card has paid: a checkout's total. */
  public long totalAfterGiftCardMinor() {
    return summary.totalMinor() - giftCard.totalMinor();
  }

  /** What is left to pay now when the gift card has paid. */
  public long dueNowMinor() {
    return payNow.totalMinor() - giftCard.nowMinor();
  }

  /** What is left to pay later when the gift card has paid. */
  public long dueLaterMinor() {
    return payLater.totalMinor() - giftCard.laterMinor();
  }

  /**
   * One line, with displayed prices.
   *
   * @param fullPriceMinor one unit before the catalog's own discount, with modifiers
   * @param priceBeforeDiscountsMinor one unit before all discounts of ours, with modifiers
   * @param priceMinor one unit after automatic rules, half up where the line does not divide
   * @param modifiersMinor what the modifiers of one unit add
   * @param lineBeforeDiscountsMinor the line before all discounts of ours
   * @param linePriceMinor the line after automatic rules
   * @param depositMinor deposit of the line, all units, no more than the line costs; null without
   *     one
   * @param ruleDiscountMinor taken by automatic rules
   * @param merchantDiscountMinor taken by merchant discounts
   * @param couponDiscountMinor taken by the coupon
   * @param totalBeforeTaxMinor after all discounts, without tax
   * @param totalAfterTaxMinor after all discounts, with tax
   * @param payNowMinor with tax; with the two others it sums to {@code totalAfterTaxMinor}
   */
  public record Line(
      String id,
      int quantity,
      PaymentOption payment,
      long fullPriceMinor,
      long priceBeforeDiscountsMinor,
      long priceMinor,
      long modifiersMinor,
      long lineBeforeDiscountsMinor,
      long linePriceMinor,
      Long depositMinor,
      long ruleDiscountMinor,
      long merchantDiscountMinor,
      long couponDiscountMinor,
      long totalBeforeTaxMinor,
      long totalAfterTaxMinor,
      Tax tax,
      long payNowMinor,
      long payLaterMinor,
      long payAfterFreeTrialMinor) {
    /** Taken by all discounts. */
    public long totalDiscountMinor() {
      return ruleDiscountMinor + merchantDiscountMinor + couponDiscountMinor;
    }

    /** The line after all discounts, as displayed. */
    public long lineAfterDiscountsMinor() {
      return lineBeforeDiscountsMinor - totalDiscountMinor();
    }
  }

  /** What discounts come from. */
  public enum Source {
    RULE,
    MERCHANT,
    COUPON
  }

  /** What an applied discount is taken from. */
  public enum Reach {
    /** Every line of the basket. */
    GLOBAL,
    SPECIFIC_ITEMS,
    SHIPPING
  }

  /**
   * A discount that took something.
   *
   * @param id of the rule, merchant discount or coupon
   * @param code of the coupon; else null
   * @param amountMinor as displayed; the sum of {@code lines}, or the whole of shipping
   */
  public record Applied(
      Source source,
      String id,
      String name,
      String code,
      Reach reach,
      long amountMinor,
      List<LineAmount> lines) {
    public Applied {
      lines = List.copyOf(lines);
    }
  }

  /** A line's part of an amount. */
  public record LineAmount(String lineId, long amountMinor) {}

  /**
   * Delivery.
   *
   * @param options those that are offered, in order
   * @param chosen the one that counts; null when none does
   * @param choiceHonoured false when the buyer's choice is not offered and the first option was
   *     taken instead
   * @param priceMinor price of the chosen option as displayed, before the coupon; 0 when none
   *     counts
   * @param discountMinor taken by a free-shipping coupon, as displayed
   * @param totalBeforeTaxMinor after the coupon, without tax
   * @param totalAfterTaxMinor after the coupon, with tax
   */
  public record Shipping(
      List<OptionQuote> options,
      OptionQuote chosen,
      boolean choiceHonoured,
      long priceMinor,
      long discountMinor,
      long totalBeforeTaxMinor,
      long totalAfterTaxMinor,
      Tax tax) {
    public Shipping {
      options = List.copyOf(options);
    }
  }

  /**
   * An option that is offered.
   *
   * @param priceMinor rates and charges, as displayed
   * @param rateMinor rates alone
   * @param charges itemised
   * @param lineIds lines it covers
   * @param partial leaves shippable lines out
   * @param backup is the carrier's backup rate
   */
  public record OptionQuote(
      String carrierId,
      String code,
      String title,
      long priceMinor,
      long rateMinor,
      List<Delivery.Charge> charges,
      List<String> lineIds,
      boolean partial,
      boolean backup) {
    public OptionQuote {
      charges = List.copyOf(charges);
      lineIds = List.copyOf(lineIds);
    }
  }

  /** A fee with its tax; its price never includes tax. */
  public record FeeQuote(Fee fee, long priceBeforeTaxMinor, long priceAfterTaxMinor, Tax tax) {}

  /** A rate's part of a tax. */
  public record TaxPart(TaxRate rate, long taxableMinor, long taxMinor) {}

  /** The tax by one rate over the whole basket. */
  public record TaxRow(TaxRate rate, long taxableMinor, long taxMinor) {}

  /** A price summary; see the invariants above. */
  public record Summary(
      long subtotalMinor,
      long discountMinor,
      long shippingMinor,
      long feesMinor,
      long taxMinor,
      long totalMinor) {
    public static final Summary ZERO = new Summary(0, 0, 0, 0, 0, 0);
  }

  /**
   * What the gift card pays: the least of balance, requested amount and what is due now and later;
   * first of what is due now.
   */
  public record GiftCardPart(long nowMinor, long laterMinor) {
    public long totalMinor() {
      return nowMinor + laterMinor;
    }
  }

  /** Why a coupon takes nothing, in the order in which it is checked. */
  public enum CouponProblem {
    /** The subtotal before rules is below the coupon's minimum. */
    MINIMUM_SUBTOTAL_NOT_MET,
    /** No line is in its scope, or only subscriptions and gift cards are. */
    COVERS_NO_LINE
  }

  /**
   * A change of a line's price.
   *
   * @param sourceId id of the rule, merchant discount or coupon
   * @param units units of the line that were discounted
   * @param beforeMinor the line before this step
   * @param afterMinor the line after it; equal to {@code beforeMinor} when the discount would have
   *     raised or changed nothing
   */
  public record Step(
      Source source,
      String sourceId,
      String lineId,
      int units,
      long beforeMinor,
      long afterMinor) {}
}
