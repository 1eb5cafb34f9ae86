package io.cartwright.whatif;

import io.cartwright.basket.ExplanationView;
import io.cartwright.basket.Priced;
import io.cartwright.basket.Prices;
import io.cartwright.money.Decimals;
import io.cartwright.pricing.Coupon;
import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Discount;
import io.cartwright.pricing.NearMiss;
import io.cartwright.pricing.Quote.Source;
import io.cartwright.pricing.Rule;
import io.cartwright.pricing.Target;
import io.cartwright.wire.discountrules.DiscountType;
import io.cartwright.wire.discountrules.Type;
import io.cartwright.wire.own.whatif.NearestDiscount;
import io.cartwright.wire.own.whatif.NearestDiscountsResponse;
import java.util.List;

/** Near misses as a storefront takes them. */
final class NearestView {
  private static final int E4 = 4;

  private final Prices prices;

  private NearestView(Prices prices) {
    this.prices = prices;
  }

  static NearestDiscountsResponse of(Priced priced, List<NearMiss> misses) {
    NearestView view = new NearestView(Prices.in(priced.quote().currency()));
    return NearestDiscountsResponse.builder()
        .ruleBookVersion(Long.toString(priced.quote().ruleBookVersion()))
        .instant(priced.quote().instant())
        .currency(priced.quote().currency().code())
        .discounts(misses.stream().map(view::discount).toList())
        .build();
  }

  private NearestDiscount discount(NearMiss miss) {
    NearestDiscount.Builder discount =
        NearestDiscount.builder()
            .measure(miss.gap().measure().name())
            .seen(miss.seen())
            .needed(miss.needed())
            .missing(miss.missing())
            .reached(miss.gap().reached().toPlainString())
            .scopes(ExplanationView.scopes(miss.gap().scopes()))
            .discount(miss.discountMinor() == null ? null : prices.amount(miss.discountMinor()))
            .text(miss.text());
    if (miss.rule() == null) {
      coupon(discount, miss.coupon());
    } else {
      rule(discount, miss.rule());
    }
    return discount.build();
  }

  private static void rule(NearestDiscount.Builder discount, Rule rule) {
    discount
        .source(Source.RULE.name())
        .id(rule.id())
        .name(rule.name())
        .targetType(Type.SPECIFIC_ITEMS.name());
    if (rule.discount() instanceof Discount.Percentage percentage) {
      discount.kind(DiscountType.PERCENTAGE.name()).value(text(percentage.percentE4()));
    } else if (rule.discount() instanceof Discount.FixedAmount amount) {
      discount.kind(DiscountType.FIXED_AMOUNT.name()).value(text(amount.amountE4()));
    } else if (rule.discount() instanceof Discount.FixedPrice price) {
      discount.kind(DiscountType.FIXED_PRICE.name()).value(text(price.priceE4()));
    } else if (rule.discount() instanceof Discount.QuantityBased sets) {
      discount
          .kind(DiscountType.QUANTITY_BASED.name())
          .value(text(sets.priceE4()))
          .quantity(sets.quantity());
    }
    if (rule.target() instanceof Target.BuyXGetY sets) {
      discount.targetType(Type.BUY_X_GET_Y.name()).quantity(sets.quantity());
    }
  }

  private static void coupon(NearestDiscount.Builder discount, Coupon coupon) {
    discount.source(Source.COUPON.name()).id(coupon.id()).name(coupon.name()).code(coupon.code());
    if (coupon.benefit() instanceof Benefit.PercentOff percent) {
      discount.kind("PERCENT_OFF_RATE").value(text(percent.percentE4()));
    } else if (coupon.benefit() instanceof Benefit.MoneyOff money) {
      discount.kind("MONEY_OFF_AMOUNT").value(text(money.amountE4()));
    } else if (coupon.benefit() instanceof Benefit.FixedPrice price) {
      discount.kind("FIXED_PRICE_AMOUNT").value(text(price.priceE4()));
    } else if (coupon.benefit() instanceof Benefit.BuyXGetY sets) {
      discount.kind("BUY_X_GET_Y").quantity(sets.y());
    } else {
      discount.kind("FREE_SHIPPING");
    }
  }

  private static String text(long valueE4) {
    return Decimals.shortText(valueE4, E4);
  }
}
