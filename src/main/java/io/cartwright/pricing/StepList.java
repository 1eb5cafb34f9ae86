package io.cartwright.pricing;

import io.cartwright.pricing.Quote.LineAmount;
import io.cartwright.pricing.Quote.Source;
import io.cartwright.pricing.Quote.Step;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** The steps of a quote as columns, made into records when they are read. Immutable. */
final class StepList extends AbstractList<Step> implements RandomAccess {
  private static final Source[] SOURCES = Source.values();

  private static final int LINE = (1 << Scratch.LINE_BITS) - 1;

  private final List<BasketLine> lines;

  /** As {@link Scratch#stepPlace}. */
  private final int[] place;

  private final int[] units;
  private final long[] before;
  private final long[] after;
  private final byte[] discountSource;
  private final String[] discountId;

  StepList(Scratch scratch, String[] discountId) {
    int size = scratch.steps;
    lines = scratch.basket.lines();
    place = Arrays.copyOf(scratch.stepPlace, size);
    units = Arrays.copyOf(scratch.stepUnits, size);
    before = Arrays.copyOf(scratch.stepBefore, size);
    after = Arrays.copyOf(scratch.stepAfter, size);
    discountSource = Arrays.copyOf(scratch.discountSource, discountId.length);
    this.discountId = discountId;
  }

  @Override
  public int size() {
    return place.length;
  }

  @Override
  public Step get(int index) {
    int discount = place[index] >>> Scratch.LINE_BITS;
    return new Step(
        SOURCES[discountSource[discount]],
        discountId[discount],
        lineId(index),
        units[index],
        before[index],
        after[index]);
  }

  private String lineId(int index) {
    return lines.get(place[index] & LINE).id();
  }

  /** What the steps of one discount, each of which took something, took off each line. */
  AmountList amounts(int first, int end) {
    return new AmountList(this, first, end);
  }

  /** Lines' parts of an amount, read off some steps. Immutable. */
  static final class AmountList extends AbstractList<LineAmount> implements RandomAccess {
    private final StepList steps;
    private final int first;
    private final int end;

    private AmountList(StepList steps, int first, int end) {
      this.steps = steps;
      this.first = first;
      this.end = end;
    }

    @Override
    public int size() {
      return end - first;
    }

    @Override
    public LineAmount get(int index) {
      int step = first + Objects.checkIndex(index, size());
      return new LineAmount(steps.lineId(step), steps.before[step] - steps.after[step]);
    }
  }
}
