package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import io.cartwright.money.Shares;
import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Quote.CouponProblem;
import java.util.Arrays;
import java.util.List;

/** Applies merchant discounts and the coupon to a loaded basket. */
final class CouponPass {
  private final Scratch scratch;

  CouponPass(Scratch scratch) {
    this.scratch = scratch;
  }

  void applyMerchant() {
    List<MerchantDiscount> discounts = scratch.basket.merchantDiscounts();
    for (int i = 0; i < discounts.size(); i++) {
      MerchantDiscount discount = discounts.get(i);
      scratch.foundCount = 0;
      for (int line = 0; line < scratch.size; line++) {
        if (discount.lineIds().isEmpty() || discount.lineIds().contains(line(line).id())) {
          scratch.found[scratch.foundCount++] = line;
        }
      }
      if (discount.amountMinor() != null) {
        share(discount.amountMinor());
        for (int at = 0; at < scratch.foundCount; at++) {
          int line = scratch.found[at];
          scratch.takeByMerchant(i, line, scratch.quantity[line], scratch.shares[at]);
        }
      } else {
        takePercent(i, discount.percentE4());
      }
    }
  }

  private void takePercent(int discount, long percentE4) {
    for (int i = 0; i < scratch.foundCount; i++) {
      int line = scratch.found[i];
      int quantity = scratch.quantity[line];
      long off = TakeOff.percentage(scratch.before[line], quantity, quantity, percentE4);
      scratch.takeByMerchant(discount, line, quantity, Math.min(off, scratch.now[line]));
    }
  }

  /** Why the basket's coupon takes nothing; null when it may. Finds the lines that it covers. */
  CouponProblem check(Coupon coupon) {
    if (coupon.minimumSubtotalE4() != null && scratch.subtotalE4 < coupon.minimumSubtotalE4()) {
      return CouponProblem.MINIMUM_SUBTOTAL_NOT_MET;
    }
    boolean shipping = coupon.benefit() instanceof Benefit.FreeShipping;
    scratch.foundCount = 0;
    for (int i = 0; i < scratch.size; i++) {
      BasketLine line = line(i);
      boolean covered =
          shipping
              ? line.shippable()
              : !line.giftCardItem()
                  && (coupon.appliesToSubscriptions() || !line.subscription())
                  && coupon.scope().covers(line);
      if (covered) {
        scratch.found[scratch.foundCount++] = i;
      }
    }
    return scratch.foundCount > 0 ? null : CouponProblem.COVERS_NO_LINE;
  }

  /** Applies a coupon that {@link #check} found nothing against. */
  void apply(Coupon coupon) {
    if (coupon.benefit() instanceof Benefit.BuyXGetY sets) {
      buyAndGet(sets);
    } else if (coupon.limitedToOneItem()) {
      discount(coupon.benefit(), scratch.cheapest(), 1);
    } else if (coupon.benefit() instanceof Benefit.MoneyOff money) {
      share(Rounding.divide(money.amountE4(), scratch.unitsPerMinor));
      for (int i = 0; i < scratch.foundCount; i++) {
        int line = scratch.found[i];
        scratch.takeByCoupon(line, scratch.quantity[line], scratch.shares[i]);
      }
    } else {
      for (int i = 0; i < scratch.foundCount; i++) {
        int line = scratch.found[i];
        discount(coupon.benefit(), line, scratch.quantity[line]);
      }
    }
  }

  private void discount(Benefit benefit, int line, int units) {
    long now = scratch.now[line];
    int quantity = scratch.quantity[line];
    long off = 0;
    if (benefit instanceof Benefit.PercentOff percent) {
      off = TakeOff.percentage(now, quantity, units, percent.percentE4());
    } else if (benefit instanceof Benefit.FixedPrice price) {
      off = TakeOff.fixedPrice(now, quantity, units, price.priceE4(), scratch.unitsPerMinor);
    } else if (benefit instanceof Benefit.MoneyOff money) {
      long amount = Rounding.divide(money.amountE4(), scratch.unitsPerMinor);
      off = Math.min(amount, TakeOff.worth(now, quantity, units));
    }
    scratch.takeByCoupon(line, units, off);
  }

  private void buyAndGet(Benefit.BuyXGetY sets) {
    long eligible = scratch.foundUnits();
    long free = eligible / ((long) sets.x() + sets.y()) * sets.y();
    scratch.sortCheapestFirst();
    Arrays.fill(scratch.units, 0, scratch.size, 0);
    for (int i = 0; i < scratch.foundCount && free > 0; i++) {
      int line = scratch.found[i];
      scratch.units[line] = (int) Math.min(free, scratch.quantity[line]);
      free -= scratch.units[line];
    }
    for (int line = 0; line < scratch.size; line++) {
      int units = scratch.units[line];
      if (units > 0) {
        long worth = TakeOff.worth(scratch.now[line], scratch.quantity[line], units);
        scratch.takeByCoupon(line, units, worth);
      }
    }
  }

  /** Shares an amount over the found lines in proportion to what they cost now. */
  private void share(long amount) {
    long sum = 0;
    for (int i = 0; i < scratch.foundCount; i++) {
      scratch.price[i] = scratch.now[scratch.found[i]];
      sum += scratch.price[i];
    }
    if (sum == 0) {
      scratch.foundCount = 0;
      return;
    }
    Shares.share(
        Math.min(amount, sum), scratch.price, scratch.foundCount, scratch.shares, scratch.rests);
  }

  private BasketLine line(int index) {
    return scratch.basket.lines().get(index);
  }
}
