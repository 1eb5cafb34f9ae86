package io.cartwright.basket.kept;

import static io.cartwright.basket.kept.Compact.amount;
import static io.cartwright.basket.kept.Compact.flag;
import static io.cartwright.basket.kept.Compact.read;
import static io.cartwright.basket.kept.Compact.sorted;

import io.cartwright.pricing.Coupon;
import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Scope;
import io.cartwright.wire.own.pricing.KeptCoupon;
import java.util.Set;

/** The coupon of a basket as it is kept, and back. */
final class KeptCoupons {
  private static final String MONEY_OFF = "MONEY_OFF";
  private static final String PERCENT_OFF = "PERCENT_OFF";
  private static final String FREE_SHIPPING = "FREE_SHIPPING";
  private static final String FIXED_PRICE = "FIXED_PRICE";
  private static final String BUY_X_GET_Y = "BUY_X_GET_Y";

  private KeptCoupons() {}

  static KeptCoupon kept(Coupon coupon) {
    Scope scope = coupon.scope();
    KeptCoupon.Builder kept =
        KeptCoupon.builder()
            .id(coupon.id())
            .code(coupon.code())
            .name(coupon.name())
            .scope(scope.kind().name())
            .appId(scope.appId())
            .ids(sorted(scope.ids()))
            .minimumSubtotalE4(coupon.minimumSubtotalE4())
            .limitedToOneItem(flag(coupon.limitedToOneItem()))
            .appliesToSubscriptions(flag(coupon.appliesToSubscriptions()));
    return benefit(kept, coupon.benefit()).build();
  }

  private static KeptCoupon.Builder benefit(KeptCoupon.Builder kept, Benefit benefit) {
    if (benefit instanceof Benefit.MoneyOff off) {
      return kept.benefit(MONEY_OFF).amountE4(amount(off.amountE4()));
    }
    if (benefit instanceof Benefit.PercentOff off) {
      return kept.benefit(PERCENT_OFF).amountE4(amount(off.percentE4()));
    }
    if (benefit instanceof Benefit.FixedPrice price) {
      return kept.benefit(FIXED_PRICE).amountE4(amount(price.priceE4()));
    }
    if (benefit instanceof Benefit.BuyXGetY sets) {
      return kept.benefit(BUY_X_GET_Y).x(sets.x()).y(sets.y());
    }
    return kept.benefit(FREE_SHIPPING);
  }

  static Coupon coupon(KeptCoupon kept) {
    return new Coupon(
        kept.id(),
        kept.code(),
        kept.name(),
        benefit(kept),
        new Scope(Scope.Kind.valueOf(kept.scope()), kept.appId(), Set.copyOf(read(kept.ids()))),
        kept.minimumSubtotalE4(),
        flag(kept.limitedToOneItem()),
        flag(kept.appliesToSubscriptions()));
  }

  private static Benefit benefit(KeptCoupon kept) {
    long amountE4 = amount(kept.amountE4());
    return switch (kept.benefit()) {
      case MONEY_OFF -> new Benefit.MoneyOff(amountE4);
      case PERCENT_OFF -> new Benefit.PercentOff(amountE4);
      case FIXED_PRICE -> new Benefit.FixedPrice(amountE4);
      case BUY_X_GET_Y -> new Benefit.BuyXGetY(kept.x(), kept.y());
      case FREE_SHIPPING -> new Benefit.FreeShipping();
      default -> throw new IllegalArgumentException("benefit " + kept.benefit());
    };
  }
}
