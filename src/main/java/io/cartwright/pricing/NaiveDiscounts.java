package io.cartwright.pricing;

import static java.math.BigDecimal.ZERO;

import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Quote.CouponProblem;
import io.cartwright.pricing.Quote.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/** Merchant discounts and the coupon, as {@link NaiveEvaluator} reads them. */
final class NaiveDiscounts {
  private final Basket basket;
  private final int decimals;
  private final List<NaiveLine> lines;
  private final List<Quote.Step> steps;

  NaiveDiscounts(Basket basket, List<NaiveLine> lines, List<Quote.Step> steps) {
    this.basket = basket;
    this.decimals = basket.currency().decimals();
    this.lines = lines;
    this.steps = steps;
  }

  void applyMerchant() {
    for (MerchantDiscount discount : basket.merchantDiscounts()) {
      List<NaiveLine> covered =
          lines.stream()
              .filter(l -> discount.lineIds().isEmpty() || discount.lineIds().contains(l.in.id()))
              .toList();
      if (discount.amountMinor() != null) {
        BigDecimal amount = BigDecimal.valueOf(discount.amountMinor(), decimals);
        shareOut(Source.MERCHANT, discount.id(), covered, amount);
      } else {
        BigDecimal percent = BigDecimal.valueOf(discount.percentE4(), 4);
        for (NaiveLine line : covered) {
          BigDecimal off =
              line.before
                  .multiply(percent)
                  .divide(BigDecimal.valueOf(100), decimals, RoundingMode.HALF_UP);
          take(Source.MERCHANT, discount.id(), line, line.in.quantity(), off.min(line.now));
        }
      }
    }
  }

  CouponProblem couponProblem() {
    Coupon coupon = basket.coupon();
    BigDecimal subtotal = lines.stream().map(line -> line.before).reduce(ZERO, BigDecimal::add);
    if (coupon.minimumSubtotalE4() != null
        && subtotal.compareTo(BigDecimal.valueOf(coupon.minimumSubtotalE4(), 4)) < 0) {
      return CouponProblem.MINIMUM_SUBTOTAL_NOT_MET;
    }
    boolean covers =
        coupon.benefit() instanceof Benefit.FreeShipping
            ? lines.stream().anyMatch(line -> line.in.shippable())
            : !eligible(coupon).isEmpty();
    return covers ? null : CouponProblem.COVERS_NO_LINE;
  }

  void applyCoupon() {
    Coupon coupon = basket.coupon();
    List<NaiveLine> eligible = eligible(coupon);
    if (coupon.benefit() instanceof Benefit.BuyXGetY sets) {
      buyAndGet(coupon, sets, eligible);
    } else if (coupon.limitedToOneItem()) {
      NaiveLine lowest =
          eligible.stream()
              .min(Comparator.comparing(NaiveLine::unitPrice).thenComparing(line -> line.index))
              .orElseThrow();
      discount(coupon, lowest, 1);
    } else if (coupon.benefit() instanceof Benefit.MoneyOff money) {
      shareOut(
          Source.COUPON, coupon.id(), eligible, rounded(BigDecimal.valueOf(money.amountE4(), 4)));
    } else {
      eligible.forEach(line -> discount(coupon, line, line.in.quantity()));
    }
  }

  private List<NaiveLine> eligible(Coupon coupon) {
    return lines.stream()
        .filter(line -> coupon.scope().covers(line.in))
        .filter(line -> !line.in.giftCardItem())
        .filter(line -> coupon.appliesToSubscriptions() || !line.in.subscription())
        .toList();
  }

  private void buyAndGet(Coupon coupon, Benefit.BuyXGetY sets, List<NaiveLine> eligible) {
    List<NaiveLine> units = NaiveRules.unitsCheapestFirst(eligible);
    long free = units.size() / ((long) sets.x() + sets.y()) * sets.y();
    for (NaiveLine line : eligible) {
      int count = (int) units.stream().limit(free).filter(unit -> unit == line).count();
      if (count > 0) {
        take(Source.COUPON, coupon.id(), line, count, line.worthOf(count));
      }
    }
  }

  private void discount(Coupon coupon, NaiveLine line, int units) {
    BigDecimal worth = line.worthOf(units);
    BigDecimal off;
    if (coupon.benefit() instanceof Benefit.PercentOff percent) {
      off = line.percentOf(units, BigDecimal.valueOf(percent.percentE4(), 4));
    } else if (coupon.benefit() instanceof Benefit.FixedPrice price) {
      BigDecimal fixed = BigDecimal.valueOf(price.priceE4(), 4).multiply(BigDecimal.valueOf(units));
      off = worth.subtract(rounded(fixed)).max(ZERO);
    } else {
      Benefit.MoneyOff money = (Benefit.MoneyOff) coupon.benefit();
      off = rounded(BigDecimal.valueOf(money.amountE4(), 4)).min(worth);
    }
    take(Source.COUPON, coupon.id(), line, units, off);
  }

  private void shareOut(Source source, String id, List<NaiveLine> covered, BigDecimal amount) {
    BigDecimal sum = covered.stream().map(line -> line.now).reduce(ZERO, BigDecimal::add);
    if (sum.signum() == 0) {
      return;
    }
    List<BigDecimal> shares =
        NaiveRules.share(
            amount.min(sum), covered.stream().map(line -> line.now).toList(), decimals);
    for (int i = 0; i < covered.size(); i++) {
      NaiveLine line = covered.get(i);
      take(source, id, line, line.in.quantity(), shares.get(i));
    }
  }

  private void take(Source source, String id, NaiveLine line, int units, BigDecimal off) {
    BigDecimal before = line.now;
    line.now = before.subtract(off);
    if (source == Source.MERCHANT) {
      line.byMerchant = line.byMerchant.add(off);
    } else {
      line.byCoupon = line.byCoupon.add(off);
    }
    steps.add(new Quote.Step(source, id, line.in.id(), units, minor(before), minor(line.now)));
  }

  private BigDecimal rounded(BigDecimal amount) {
    return amount.setScale(decimals, RoundingMode.HALF_UP);
  }

  private long minor(BigDecimal amount) {
    return amount.movePointRight(decimals).longValueExact();
  }
}
