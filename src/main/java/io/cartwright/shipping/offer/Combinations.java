package io.cartwright.shipping.offer;

import io.cartwright.shipping.offer.DeliveryBook.Option;
import io.cartwright.shipping.offer.DeliveryBook.Region;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The choices among the shipping options of several regions, one region for each delivery profile
 * of a basket.
 *
 * <p>An option that stands in all regions is one choice. The others are combined, one of each
 * region; a region that has only shared ones takes part with those.
 */
public final class Combinations {
  /** Most combinations that are offered. */
  public static final int COMBINED_MAX = 100;

  private static final int TEXT_MAX = 500;

  /** An option for each region, in their order. */
  record Choice(List<Option> options) {
    /** The option's id, or one that follows from the ids of all. */
    String code() {
      if (isOne()) return options.get(0).id();
      String ids = String.join("+", options.stream().map(Option::id).toList());
      return UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)).toString();
    }

    String title() {
      return joined(options.stream().map(Option::title).toList());
    }

    /** Null when none is known. */
    String deliveryTime() {
      List<String> times =
          options.stream().map(Option::deliveryTime).filter(Objects::nonNull).toList();
      return times.isEmpty() ? null : joined(times);
    }

    private boolean isOne() {
      return options.stream().map(Option::id).distinct().count() == 1;
    }

    private static String joined(List<String> texts) {
      String all = String.join(" + ", new LinkedHashSet<>(texts));
      return all.length() <= TEXT_MAX ? all : all.substring(0, TEXT_MAX);
    }
  }

  private Combinations() {}

  /** All choices: shared options first, then combinations, both in the options' order. */
  static List<Choice> of(List<Region> regions) {
    Set<String> shared = ids(regions.get(0).options());
    regions.forEach(region -> shared.retainAll(ids(region.options())));
    List<Choice> choices = new ArrayList<>();
    for (Option option : regions.get(0).options()) {
      if (shared.contains(option.id())) {
        choices.add(new Choice(regions.stream().map(region -> option).toList()));
      }
    }
    List<List<Option>> ranks = new ArrayList<>();
    boolean allShared = true;
    for (Region region : regions) {
      List<Option> own =
          region.options().stream().filter(option -> !shared.contains(option.id())).toList();
      allShared &= own.isEmpty();
      ranks.add(own.isEmpty() ? region.options() : own);
    }
    if (!allShared) combine(ranks, new ArrayList<>(), choices, choices.size() + COMBINED_MAX);
    return choices;
  }

  private static Set<String> ids(List<Option> options) {
    Set<String> ids = new LinkedHashSet<>();
    options.forEach(option -> ids.add(option.id()));
    return ids;
  }

  private static void combine(
      List<List<Option>> ranks, List<Option> chosen, List<Choice> choices, int max) {
    if (choices.size() >= max) return;
    if (chosen.size() == ranks.size()) {
      choices.add(new Choice(List.copyOf(chosen)));
      return;
    }
    for (Option option : ranks.get(chosen.size())) {
      chosen.add(option);
      combine(ranks, chosen, choices, max);
      chosen.remove(chosen.size() - 1);
    }
  }
}
