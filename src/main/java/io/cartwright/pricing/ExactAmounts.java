package io.cartwright.pricing;

import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Quote.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What steps and taxes would have been without rounding, as text with up to six places more than
 * the currency has.
 */
final class ExactAmounts {
  private static final int MORE_PLACES = 6;

  private final Basket basket;
  private final Quote quote;
  private final int decimals;

  ExactAmounts(Basket basket, Quote quote) {
    this.basket = basket;
    this.quote = quote;
    this.decimals = basket.currency().decimals();
  }

  /** What the rule was to take off; null for sets. */
  String ofRule(Rule rule, Step step, BasketLine line) {
    BigDecimal worth = worth(step, line);
    BigDecimal units = BigDecimal.valueOf(step.units());
    if (rule.discount() instanceof Discount.Percentage percentage) {
      return text(worth.multiply(percent(percentage.percentE4())));
    }
    if (rule.discount() instanceof Discount.FixedAmount amount) {
      return text(e4(amount.amountE4()).multiply(units));
    }
    if (rule.discount() instanceof Discount.FixedPrice price) {
      return text(worth.subtract(e4(price.priceE4()).multiply(units)).max(BigDecimal.ZERO));
    }
    return null;
  }

  /** What the merchant discount was to take off. */
  String ofMerchant(MerchantDiscount discount, Step step, BasketLine line) {
    if (discount.amountMinor() != null) {
      return share(major(discount.amountMinor()), step);
    }
    BigDecimal base = major(line.baseUnitMinor()).multiply(BigDecimal.valueOf(line.quantity()));
    return text(base.multiply(percent(discount.percentE4())));
  }

  /** What the coupon was to take off. */
  String ofCoupon(Coupon coupon, Step step, BasketLine line) {
    BigDecimal worth = worth(step, line);
    if (coupon.benefit() instanceof Benefit.PercentOff percent) {
      return text(worth.multiply(percent(percent.percentE4())));
    }
    if (coupon.benefit() instanceof Benefit.FixedPrice price) {
      BigDecimal left = e4(price.priceE4()).multiply(BigDecimal.valueOf(step.units()));
      return text(worth.subtract(left).max(BigDecimal.ZERO));
    }
    if (coupon.benefit() instanceof Benefit.MoneyOff money) {
      return coupon.limitedToOneItem()
          ? text(e4(money.amountE4()))
          : share(e4(money.amountE4()), step);
    }
    return text(worth);
  }

  /** A tax of a displayed amount. */
  String ofTax(long shownMinor, long rateE6, boolean inside) {
    BigDecimal rate = BigDecimal.valueOf(rateE6, 6);
    BigDecimal divisor = inside ? rate.add(BigDecimal.ONE) : BigDecimal.ONE;
    return text(
        major(shownMinor)
            .multiply(rate)
            .divide(divisor, decimals + MORE_PLACES, RoundingMode.HALF_UP));
  }

  /** The line's part of an amount that is shared over all lines of one discount. */
  private String share(BigDecimal amount, Step step) {
    List<Step> all =
        quote.steps().stream()
            .filter(s -> s.source() == step.source() && s.sourceId().equals(step.sourceId()))
            .toList();
    BigDecimal sum =
        all.stream().map(s -> major(s.beforeMinor())).reduce(BigDecimal.ZERO, BigDecimal::add);
    return text(
        amount
            .min(sum)
            .multiply(major(step.beforeMinor()))
            .divide(sum, decimals + MORE_PLACES, RoundingMode.HALF_UP));
  }

  private BigDecimal worth(Step step, BasketLine line) {
    return major(step.beforeMinor())
        .multiply(BigDecimal.valueOf(step.units()))
        .divide(
            BigDecimal.valueOf(line.quantity()), decimals + MORE_PLACES + 4, RoundingMode.HALF_UP);
  }

  private BigDecimal major(long minor) {
    return BigDecimal.valueOf(minor, decimals);
  }

  private static BigDecimal e4(long value) {
    return BigDecimal.valueOf(value, 4);
  }

  private static BigDecimal percent(long percentE4) {
    return BigDecimal.valueOf(percentE4, 6);
  }

  private String text(BigDecimal value) {
    BigDecimal longest = value.setScale(decimals + MORE_PLACES, RoundingMode.HALF_UP);
    BigDecimal stripped = longest.stripTrailingZeros();
    return stripped
        .setScale(Math.max(stripped.scale(), decimals), RoundingMode.UNNECESSARY)
        .toPlainString();
  }
}
