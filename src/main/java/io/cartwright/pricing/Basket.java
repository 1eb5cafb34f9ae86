package io.cartwright.pricing;

import io.cartwright.money.Currency;
import io.cartwright.money.Rounding;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Everything that a price depends on, beside the rule book.
 *
 * @param currency of all amounts
 * @param instant the moment that counts
 * @param memberId the buyer when logged in; null for a visitor
 * @param lines in the order of the cart; "the earlier line" is the one further up
 * @param coupon null: none
 * @param merchantDiscounts with unique ids, applied one after the other
 * @param delivery what can be delivered, and the choice
 * @param fees additional fees
 * @param tax rules of the buyer's region
 * @param giftCard null: none
 * @param customTriggers keys of the custom triggers that hold
 * @param exhaustedRuleIds rules whose usage limit is reached, for all or for this buyer
 */
public record Basket(
    Currency currency,
    Instant instant,
    String memberId,
    List<BasketLine> lines,
    Coupon coupon,
    List<MerchantDiscount> merchantDiscounts,
    Delivery delivery,
    List<Fee> fees,
    TaxFacts tax,
    GiftCard giftCard,
    Set<String> customTriggers,
    Set<String> exhaustedRuleIds) {
  /**
   * Most minor units that all lines, rates and fees may come to before discounts: nine hundred
   * trillion.
   */
  public static final long TOTAL_MAX_MINOR = 900_000_000_000_000L;

  /** Most lines of a basket. */
  public static final int LINES_MAX = 1_000;

  public Basket {
    lines = List.copyOf(lines);
    merchantDiscounts = List.copyOf(merchantDiscounts);
    fees = List.copyOf(fees);
    customTriggers = IdSet.copyOf(customTriggers);
    exhaustedRuleIds = Set.copyOf(exhaustedRuleIds);
    delivery = delivery == null ? Delivery.NONE : delivery;
    tax = tax == null ? TaxFacts.NONE : tax;
    if (lines.size() > LINES_MAX) {
      throw new IllegalArgumentException("too many lines: " + lines.size());
    }
    long total = 0;
    for (BasketLine line : lines) {
      total = bounded(total, Rounding.timesCapped(line.baseUnitMinor(), line.quantity()));
    }
    for (Fee fee : fees) {
      total = bounded(total, fee.priceMinor());
    }
  }

  /** The sum of two amounts, neither negative. Refuses more than {@link #TOTAL_MAX_MINOR}. */
  static long bounded(long sum, long amount) {
    if (amount > TOTAL_MAX_MINOR - sum) {
      throw new IllegalArgumentException("basket comes to more than " + TOTAL_MAX_MINOR);
    }
    return sum + amount;
  }

  /** The same with other lines. */
  Basket withLines(List<BasketLine> others) {
    return copy(others, exhaustedRuleIds);
  }

  /** The same with other rules used up. */
  public Basket withExhausted(Set<String> ruleIds) {
    return copy(lines, ruleIds);
  }

  private Basket copy(List<BasketLine> otherLines, Set<String> exhausted) {
    return new Basket(
        currency,
        instant,
        memberId,
        otherLines,
        coupon,
        merchantDiscounts,
        delivery,
        fees,
        tax,
        giftCard,
        customTriggers,
        exhausted);
  }

  /** A basket with nothing but lines, to be completed by the builder's setters. */
  public static Builder builder(Currency currency, Instant instant, List<BasketLine> lines) {
    return new Builder(currency, instant, lines);
  }

  /** Collects what a basket has beside its lines. */
  public static final class Builder {
    private final Currency currency;
    private final Instant instant;
    private final List<BasketLine> lines;
    private String memberId;
    private Coupon coupon;
    private List<MerchantDiscount> merchantDiscounts = List.of();
    private Delivery delivery = Delivery.NONE;
    private List<Fee> fees = List.of();
    private TaxFacts tax = TaxFacts.NONE;
    private GiftCard giftCard;
    private Set<String> customTriggers = Set.of();
    private Set<String> exhaustedRuleIds = Set.of();

    private Builder(Currency currency, Instant instant, List<BasketLine> lines) {
      this.currency = currency;
      this.instant = instant;
      this.lines = lines;
    }

    public Builder memberId(String value) {
      memberId = value;
      return this;
    }

    public Builder coupon(Coupon value) {
      coupon = value;
      return this;
    }

    public Builder merchantDiscounts(List<MerchantDiscount> value) {
      merchantDiscounts = value;
      return this;
    }

    public Builder delivery(Delivery value) {
      delivery = value;
      return this;
    }

    public Builder fees(List<Fee> value) {
      fees = value;
      return this;
    }

    public Builder tax(TaxFacts value) {
      tax = value;
      return this;
    }

    public Builder giftCard(GiftCard value) {
      giftCard = value;
      return this;
    }

    public Builder customTriggers(Set<String> value) {
      customTriggers = value;
      return this;
    }

    public Builder exhaustedRuleIds(Set<String> value) {
      exhaustedRuleIds = value;
      return this;
    }

    public Basket build() {
      return new Basket(
          currency,
          instant,
          memberId,
          lines,
          coupon,
          merchantDiscounts,
          delivery,
          fees,
          tax,
          giftCard,
          customTriggers,
          exhaustedRuleIds);
    }
  }
}
