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
  private static final Source[] SOURCES = Source.values();

  private final List<BasketLine> lines;
  private final byte[] source;
  private final String[] sourceId;
  private final int[] line;
  private final int[] units;
  private final long[] before;
  private final long[] after;

  StepList(Scratch scratch, String[] sourceId) {
    int size = scratch.steps;
    lines = scratch.basket.lines();
    source = Arrays.copyOf(scratch.stepSource, size);
    this.sourceId = sourceId;
    line = Arrays.copyOf(scratch.stepLine, size);
    units = Arrays.copyOf(scratch.stepUnits, size);
    before = Arrays.copyOf(scratch.stepBefore, size);
    after = Arrays.copyOf(scratch.stepAfter, size);
  }

  @Override
  public int size() {
    return line.length;
  }

  @Override
  public Step get(int index) {
    return new Step(
        SOURCES[source[index]],
        sourceId[index],
        lines.get(line[index]).id(),
        units[index],
        before[index],
        after[index]);
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
      int step = first + java.util.Objects.checkIndex(index, size());
      return new LineAmount(
          steps.lines.get(steps.line[step]).id(), steps.before[step] - steps.after[step]);
    }
  }
}
