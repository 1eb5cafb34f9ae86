package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A hash map from category to rule, and no other feature: what {@link
 * Workload.Shape#CATEGORY_AND_QUANTITY} costs at least. Every line is held against its rule alone.
 */
final class BareMap implements Rival {
  private record Entry(long unitsMin, long percentE4) {}

  private final Map<String, Entry> byCategory = new HashMap<>();

  BareMap(List<Rule> rules) {
    for (Rule rule : rules) {
      byCategory.put(
          CategoryRule.category(rule),
          new Entry(CategoryRule.unitsMin(rule), CategoryRule.percentE4(rule)));
    }
  }

  @Override
  public long discount(Basket basket) {
    long sum = 0;
    List<BasketLine> lines = basket.lines();
    for (int i = 0; i < lines.size(); i++) {
      BasketLine line = lines.get(i);
      for (String category : line.collectionIds()) {
        Entry entry = byCategory.get(category);
        if (entry != null && line.quantity() >= entry.unitsMin) {
          long worth = line.baseUnitMinor() * line.quantity();
          sum += Rounding.mulDiv(worth, entry.percentE4, CategoryRule.HUNDRED_PERCENT_E4);
        }
      }
    }
    return sum;
  }
}
