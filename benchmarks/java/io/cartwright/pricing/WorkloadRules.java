package io.cartwright.pricing;

import static io.cartwright.pricing.Workload.Entity.CATEGORY;
import static io.cartwright.pricing.Workload.Entity.CUSTOM;
import static io.cartwright.pricing.Workload.Entity.ITEM;
import static io.cartwright.pricing.Workload.Entity.MEMBER;
import static io.cartwright.pricing.Workload.id;

import io.cartwright.pricing.Workload.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The rules of a {@link Workload}, by number. */
final class WorkloadRules {
  static final String APP = id(Workload.Entity.APP, 0);

  /** Rules of {@link Shape#MANY_PER_ITEM} for each item. */
  static final int MANY = 50;

  /** Rules of {@link Shape#ALL_ITEMS} that fire. */
  static final int FIRING_FOR_ALL = 8;

  /** Rules of {@link Shape#MIXED} that are for every basket. */
  static final int FOR_EVERY_BASKET = 3;

  /** More units than a line of a basket has. */
  static final long OUT_OF_REACH = 1_000;

  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final long BAND_MIN_E4 = 10_000;
  private static final long LADDER_MIN_E4 = 40_000_000;

  private final Shape shape;
  private final int size;
  private final int matching;

  WorkloadRules(Shape shape, int size, int matching) {
    this.shape = shape;
    this.size = size;
    this.matching = matching;
  }

  /** Ten-thousandths between the lower ends of two neighbours of the ladder. */
  static long bandE4(int size) {
    return Math.max(BAND_MIN_E4, LADDER_MIN_E4 / size);
  }

  /** Least quantity of the category that rule {@code i} asks for. */
  static int quantityNeeded(int i) {
    return 2 + i % 4;
  }

  Rule rule(int i, int revision) {
    Discount percent = percent(5 + (i + revision) % 20);
    return switch (shape) {
      case CATEGORY_AND_QUANTITY ->
          rule(
              i,
              units(category(i), quantityNeeded(i), null),
              Target.Items.of(category(i)),
              percent);
      case FEW_PER_ITEM -> fewPerItem(i, percent);
      case MANY_PER_ITEM -> onItem(i, i / MANY, i % MANY < 5, permille(10 + revision % 10));
      case ALL_ITEMS -> forAllItems(i, permille(10 + revision % 10));
      case SUBTOTAL_LADDER -> {
        long from = i * bandE4(size);
        Trigger band = new Trigger.SubtotalRange(List.of(), from, from + 3 * bandE4(size) - 1);
        yield rule(i, band, Target.Items.of(Scope.all()), percent);
      }
      case BUY_X_GET_Y -> rule(i, null, buyTwo(category(2 * i), category(2 * i + 1)), percent);
      case HOT_ITEM ->
          i < Workload.HOT_RULES
              ? onItem(i, 0, i < matching, permille(1 + revision % 5))
              : fewPerItem(i, percent);
      case MIXED -> mixed(i, percent);
    };
  }

  private Rule fewPerItem(int i, Discount discount) {
    Trigger trigger = i % 2 == 0 ? null : units(item(i / 2), 2, null);
    return rule(i, trigger, Target.Items.of(item(i / 2)), discount);
  }

  /** A rule for an item that fires for every basket which holds the item, or for none. */
  private Rule onItem(int i, int item, boolean fires, Discount discount) {
    Scope scope = item(item);
    Trigger trigger =
        switch (i % 4) {
          case 0 -> fires ? units(scope, 1, 90L) : units(scope, OUT_OF_REACH + i, null);
          case 1 -> fires ? spent(scope, 1L, null) : spent(scope, 500_000_000L + i, null);
          case 2 -> fires ? spent(scope, null, 500_000_000L + i) : spent(scope, null, 100L + i);
          default ->
              fires
                  ? new Trigger.Or(List.of(member(-1), spent(scope, 1L, 900_000_000L)))
                  : new Trigger.And(List.of(units(scope, 1, null), custom(i)));
        };
    return rule(i, trigger, Target.Items.of(scope), discount);
  }

  private Rule forAllItems(int i, Discount discount) {
    boolean fires = i < FIRING_FOR_ALL;
    Trigger trigger =
        switch (i % 4) {
          case 0 -> fires ? member(0) : member(i);
          case 1 -> fires ? custom(1) : custom(i);
          case 2 -> units(Scope.all(), fires ? 1 : OUT_OF_REACH * 100 + i, null);
          default -> spent(Scope.all(), fires ? 1L : 900_000_000L + i, null);
        };
    return rule(i, trigger, Target.Items.of(Scope.all()), discount);
  }

  /** Every rule has an item, a category, a member or a trigger of its own, but for a few. */
  private Rule mixed(int i, Discount percent) {
    if (i < FOR_EVERY_BASKET) {
      Trigger trigger = i == 0 ? null : spent(Scope.all(), i * 100_000L, null);
      return rule(i, trigger, Target.Items.of(Scope.app(APP)), permille(20));
    }
    Discount discount =
        switch (i % 3) {
          case 0 -> new Discount.FixedAmount(5_000 + i % 7 * 1_000);
          case 1 -> new Discount.FixedPrice(400_000 + i % 9 * 10_000);
          default -> percent;
        };
    Target itsItem = Target.Items.of(item(i));
    return switch (i % 10) {
      case 0, 1 -> rule(i, null, itsItem, discount);
      case 2 -> rule(i, units(category(i), 2, 5L), Target.Items.of(category(i)), discount);
      case 3 -> rule(i, null, buyTwo(category(i), category(i)), percent);
      case 4 -> rule(i, null, itsItem, new Discount.QuantityBased(3, 900_000));
      case 5 ->
          rule(
              i,
              new Trigger.And(List.of(member(i), spent(Scope.all(), 100_000L, null))),
              Target.Items.of(Scope.all()),
              percent);
      case 6 ->
          rule(
              i,
              new Trigger.And(
                  List.of(
                      new Trigger.Or(List.of(custom(i), member(i))), units(Scope.all(), 2, null))),
              Target.Items.of(Scope.app(APP)),
              percent);
      case 7 ->
          new Rule(
              id(Workload.Entity.RULE, i),
              FIRST.plusSeconds(i),
              "Rule",
              FIRST,
              i % 20 == 7 ? FIRST.plusSeconds(1) : null,
              null,
              itsItem,
              discount,
              Rule.AppliesTo.LOWEST_PRICED_ITEM,
              true);
      case 8 ->
          rule(
              i,
              new Trigger.Or(List.of(units(item(i), 2, null), spent(category(i), 500_000L, null))),
              new Target.Items(List.of(category(i), item(i)), List.of(item(i + 1))),
              percent);
      default -> rule(i, spent(category(i), 200_000L, 9_000_000L), itsItem, discount);
    };
  }

  private static Rule rule(int i, Trigger trigger, Target target, Discount discount) {
    return new Rule(
        id(Workload.Entity.RULE, i),
        FIRST.plusSeconds(i),
        "Rule",
        null,
        null,
        trigger,
        target,
        discount,
        null,
        false);
  }

  private static Target buyTwo(Scope bought, Scope got) {
    return new Target.BuyXGetY(2, null, List.of(bought), 1, List.of(got), List.of(), null);
  }

  private static Trigger units(Scope scope, long from, Long to) {
    return new Trigger.QuantityRange(List.of(scope), from, to);
  }

  private static Trigger spent(Scope scope, Long fromE4, Long toE4) {
    return new Trigger.SubtotalRange(List.of(scope), fromE4, toE4);
  }

  private static Trigger member(int i) {
    return new Trigger.Members(Set.of(id(MEMBER, i)));
  }

  private static Trigger custom(int i) {
    return new Trigger.Custom(id(CUSTOM, i));
  }

  private static Scope item(int i) {
    return Scope.items(APP, Set.of(id(ITEM, i)));
  }

  private static Scope category(int i) {
    return Scope.collections(APP, Set.of(id(CATEGORY, i)));
  }

  private static Discount percent(int percent) {
    return new Discount.Percentage(percent * 10_000L);
  }

  private static Discount permille(int permille) {
    return new Discount.Percentage(permille * 1_000L);
  }
}
