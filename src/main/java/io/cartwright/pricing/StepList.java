package io.cartwright.pricing;

import io.cartwright.pricing.Quote.LineAmount;
import io.cartwright.pricing.Quote.Source;
import io.cartwright.pricing.Quote.Step;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The steps of a quote as columns, made into records when they are read. Immutable. */
final class StepList extends AbstractList<Step> implements RandomAccess {
  private static final int LINE = (1 << Scratch.LINE_BITS) - 1;

  private final List<BasketLine> lines;

  /** As {@link Scratch#stepPlace}. */
  private final int[] place;

  private final int[] units;
  private final long[] before;
  private final long[] after;

  /** The rule, merchant discount or coupon of each discount that made steps. */
  private final Object[] discounts;

  StepList(Scratch scratch) {
    int size = scratch.steps;
    lines = scratch.basket.lines();
    place = Arrays.copyOf(scratch.stepPlace, size);
    units = Arrays.copyOf(scratch.stepUnits, size);
    before = Arrays.copyOf(scratch.stepBefore, size);
    after = Arrays.copyOf(scratch.stepAfter, size);
    discounts = new Object[scratch.discounts];
    for (int i = 0; i < discounts.length; i++) {
      discounts[i] = scratch.discount(i);
    }
  }

  @Override
  public int size() {
    return place.length;
  }

  @Override
  public Step get(int index) {
    Object discount = discounts[place[index] >>> Scratch.LINE_BITS];
    return new Step(
        source(discount), id(discount), lineId(index), units[index], before[index], after[index]);
  }

  private static Source source(Object discount) {
    return discount instanceof CompiledRule
        ? Source.RULE
        : discount instanceof Coupon ? Source.COUPON : Source.MERCHANT;
  }

  private static String id(Object discount) {
    return discount instanceof CompiledRule rule
        ? rule.id
        : discount instanceof Coupon coupon ? coupon.id() : ((MerchantDiscount) discount).id();
  }

  private String lineId(int index) {
    return lines.get(place[index] & LINE).id();
  }

  /** The rule, merchant discount or coupon of a discount. */
  Object discount(int number) {
    return discounts[number];
  }

  /** What the steps from {@code first} up to but without {@code end} took off each line. */
  List<LineAmount> amounts(int first, int end) {
    LineAmount[] amounts = new LineAmount[end - first];
    int size = 0;
    for (int i = first; i < end; i++) {
      if (before[i] != after[i]) {
        amounts[size++] = new LineAmount(lineId(i), before[i] - after[i]);
      }
    }
    return List.of(size == amounts.length ? amounts : Arrays.copyOf(amounts, size));
  }
}
