package io.cartwright.pricing;

import io.cartwright.pricing.Quote.Applied;
import io.cartwright.pricing.Quote.LineAmount;
import io.cartwright.pricing.Quote.Reach;
import io.cartwright.pricing.Quote.Source;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** The discounts of a quote, made into records of its steps when they are read. Immutable. */
final class AppliedList extends AbstractList<Applied> implements RandomAccess {
  private final StepList steps;

  /** As {@link Scratch#discountEnd}. */
  private final int[] end;

  /** Numbers of the discounts that took something. */
  private final int[] taking;

  /** What a coupon took off delivery; may be null. */
  private final Applied shipping;

  /** What it takes to make them; {@code shipping} may be null. */
  AppliedList(Scratch scratch, StepList steps, Applied shipping) {
    this.steps = steps;
    this.shipping = shipping;
    end = Arrays.copyOf(scratch.discountEnd, scratch.discounts);
    int[] found = new int[end.length];
    int size = 0;
    for (int i = 0; i < found.length; i++) {
      if (scratch.discountSum[i] > 0) {
        found[size++] = i;
      }
    }
    taking = size == found.length ? found : Arrays.copyOf(found, size);
  }

  @Override
  public int size() {
    return taking.length + (shipping == null ? 0 : 1);
  }

  @Override
  public Applied get(int index) {
    Objects.checkIndex(index, size());
    return index == taking.length ? shipping : row(taking[index]);
  }

  private Applied row(int number) {
    List<LineAmount> amounts = steps.amounts(number == 0 ? 0 : end[number - 1], end[number]);
    long sum = 0;
    for (LineAmount amount : amounts) {
      sum += amount.amountMinor();
    }
    Object discount = steps.discount(number);
    if (discount instanceof CompiledRule rule) {
      return new Applied(Source.RULE, rule.id, rule.name, null, Reach.SPECIFIC_ITEMS, sum, amounts);
    }
    if (discount instanceof Coupon coupon) {
      return ofCoupon(coupon, sum, amounts);
    }
    MerchantDiscount merchant = (MerchantDiscount) discount;
    Reach reach = merchant.lineIds().isEmpty() ? Reach.GLOBAL : Reach.SPECIFIC_ITEMS;
    return new Applied(Source.MERCHANT, merchant.id(), merchant.name(), null, reach, sum, amounts);
  }

  static Applied ofCoupon(Coupon coupon, long amount, List<LineAmount> lines) {
    return new Applied(
        Source.COUPON, coupon.id(), coupon.name(), coupon.code(), coupon.reach(), amount, lines);
  }
}
