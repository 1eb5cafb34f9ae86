package io.cartwright.pricing;

import static java.math.BigDecimal.ZERO;

import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Quote.CouponProblem;
import io.cartwright.pricing.Quote.Source;
import java.math.BigDecimal;
import java.util.List;

/** Merchant discounts and the coupon, as {@link NaiveEvaluator} reads them. */
final class NaiveDiscounts {
  private final Basket basket;
  private final NaiveMoney money;
  private final List<NaiveLine> lines;
  private final List<Quote.Step> steps;

  NaiveDiscounts(Basket basket, List<NaiveLine> lines, List<Quote.Step> steps) {
    this.basket = basket;
    this.money = new NaiveMoney(basket.currency().decimals());
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
        shareOut(Source.MERCHANT, discount.id(), covered, money.major(discount.amountMinor()));
      } else {
        for (NaiveLine line : covered) {
          BigDecimal off = money.percent(line.before, discount.percentE4()).min(line.now);
          steps.add(line.take(Source.MERCHANT, discount.id(), line.in.quantity(), off));
        }
      }
    }
  }

  CouponProblem couponProblem() {
    Coupon coupon = basket.coupon();
    BigDecimal subtotal = NaiveMoney.sum(lines.stream().map(line -> line.before));
    if (coupon.minimumSubtotalE4() != null
        && subtotal.compareTo(NaiveMoney.e4(coupon.minimumSubtotalE4())) < 0) {
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
      discount(coupon, eligible.stream().min(NaiveLine.CHEAPEST_FIRST).orElseThrow(), 1);
    } else if (coupon.benefit() instanceof Benefit.MoneyOff off) {
      BigDecimal amount = money.rounded(NaiveMoney.e4(off.amountE4()));
      shareOut(Source.COUPON, coupon.id(), eligible, amount);
    } else {
      eligible.forEach(line -> discount(coupon, line, line.in.quantity()));
    }
  }

  private List<NaiveLine> eligible(Coupon coupon) {
    return lines.stream()
        .filter(line -> line.isIn(coupon.scope()))
        .filter(line -> !line.in.giftCardItem())
        .filter(line -> coupon.appliesToSubscriptions() || !line.in.subscription())
        .toList();
  }

  private void buyAndGet(Coupon coupon, Benefit.BuyXGetY sets, List<NaiveLine> eligible) {
    List<NaiveLine> units = NaiveLine.unitsCheapestFirst(eligible);
    long free = units.size() / ((long) sets.x() + sets.y()) * sets.y();
    for (NaiveLine line : eligible) {
      int count = NaiveLine.count(units.subList(0, (int) free), line);
      if (count > 0) {
        steps.add(line.take(Source.COUPON, coupon.id(), count, line.worthOf(count)));
      }
    }
  }

  private void discount(Coupon coupon, NaiveLine line, int units) {
    BigDecimal worth = line.worthOf(units);
    BigDecimal off;
    if (coupon.benefit() instanceof Benefit.PercentOff percent) {
      off = line.percentOf(units, percent.percentE4());
    } else if (coupon.benefit() instanceof Benefit.FixedPrice price) {
      off = worth.subtract(line.at(price.priceE4(), units)).max(ZERO);
    } else {
      off = line.at(((Benefit.MoneyOff) coupon.benefit()).amountE4(), 1).min(worth);
    }
    steps.add(line.take(Source.COUPON, coupon.id(), units, off));
  }

  private void shareOut(Source source, String id, List<NaiveLine> covered, BigDecimal amount) {
    List<BigDecimal> prices = covered.stream().map(line -> line.now).toList();
    BigDecimal sum = NaiveMoney.sum(prices.stream());
    if (sum.signum() == 0) {
      return;
    }
    List<BigDecimal> shares = money.share(amount.min(sum), prices);
    for (int i = 0; i < covered.size(); i++) {
      NaiveLine line = covered.get(i);
      steps.add(line.take(source, id, line.in.quantity(), shares.get(i)));
    }
  }
}
