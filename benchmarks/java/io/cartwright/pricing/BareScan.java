package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules of {@link Workload.Shape#CATEGORY_AND_QUANTITY} as primitive arrays, with no other feature:
 * all are looked at for every basket. Categories are numbers from a dictionary; a rule's units are
 * summed over the lines of its category, as its trigger says.
 */
final class BareScan implements Rival {
  private final Map<String, Integer> categories = new HashMap<>();
  private final int[] category;
  private final int[] unitsMin;
  private final long[] percentE4;
  private int[] lineCategory = new int[16];
  private int[] lineUnits = new int[16];
  private long[] lineNow = new long[16];

  BareScan(List<Rule> rules) {
    category = new int[rules.size()];
    unitsMin = new int[rules.size()];
    percentE4 = new long[rules.size()];
    for (int i = 0; i < category.length; i++) {
      Rule rule = rules.get(i);
      category[i] =
          categories.computeIfAbsent(CategoryRule.category(rule), id -> categories.size());
      unitsMin[i] = CategoryRule.unitsMin(rule);
      percentE4[i] = CategoryRule.percentE4(rule);
    }
  }

  @Override
  public long discount(Basket basket) {
    int size = load(basket.lines());
    long sum = 0;
    for (int rule = 0; rule < category.length; rule++) {
      int units = 0;
      for (int line = 0; line < size; line++) {
        if (lineCategory[line] == category[rule]) {
          units += lineUnits[line];
        }
      }
      if (units > 0 && units >= unitsMin[rule]) {
        sum += apply(rule, size);
      }
    }
    return sum;
  }

  private int load(List<BasketLine> lines) {
    int size = lines.size();
    if (size > lineUnits.length) {
      lineCategory = new int[size];
      lineUnits = new int[size];
      lineNow = new long[size];
    }
    for (int i = 0; i < size; i++) {
      BasketLine line = lines.get(i);
      lineCategory[i] = -1;
      for (String id : line.collectionIds()) {
        Integer known = categories.get(id);
        lineCategory[i] = known == null ? -1 : known;
      }
      lineUnits[i] = line.quantity();
      lineNow[i] = line.baseUnitMinor() * line.quantity();
    }
    return size;
  }

  private long apply(int rule, int size) {
    long sum = 0;
    for (int line = 0; line < size; line++) {
      if (lineCategory[line] == category[rule]) {
        long off = Rounding.mulDiv(lineNow[line], percentE4[rule], CategoryRule.HUNDRED_PERCENT_E4);
        lineNow[line] -= off;
        sum += off;
      }
    }
    return sum;
  }
}
