package io.cartwright.pricing;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In how many (book, basket) pairs each feature took part. */
final class FeatureCount {
  private final Map<Feature, long[]> pairs = new EnumMap<>(Feature.class);
  private final Map<String, Set<Feature>> ofRule = new HashMap<>();

  FeatureCount() {
    for (Feature feature : Feature.values()) {
      pairs.put(feature, new long[1]);
    }
  }

  /** The rules of the pairs to come. */
  void begin(List<Rule> rules) {
    ofRule.clear();
    rules.forEach(rule -> ofRule.put(rule.id(), Feature.of(rule)));
  }

  void add(Basket basket, Quote quote) {
    Set<Feature> all = EnumSet.copyOf(Feature.of(basket, quote));
    for (Quote.Applied row : quote.discounts()) {
      if (row.source() == Quote.Source.RULE) {
        all.addAll(ofRule.get(row.id()));
      }
    }
    all.forEach(feature -> pairs.get(feature)[0]++);
  }

  long count(Feature feature) {
    return pairs.get(feature)[0];
  }

  /** The features that took part in fewer pairs. */
  List<String> below(long least) {
    return pairs.entrySet().stream()
        .filter(entry -> entry.getValue()[0] < least)
        .map(entry -> entry.getKey() + " " + entry.getValue()[0])
        .toList();
  }

  /** Every feature with its share of the pairs. */
  String shares(long all) {
    StringBuilder text = new StringBuilder();
    pairs.forEach(
        (feature, count) ->
            text.append(String.format("%s %.1f %%, ", feature, 100.0 * count[0] / all)));
    return text.substring(0, text.length() - 2);
  }
}
