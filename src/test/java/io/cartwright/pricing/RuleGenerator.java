package io.cartwright.pricing;

import io.cartwright.money.Currency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random rules that come near the baskets they are made for: thresholds are what one of them holds,
 * or one hair beside it; windows start and end at the instant, or a nanosecond beside it; prices
 * are those of a line.
 */
final class RuleGenerator {
  private static final int UNITS_OF_ALL_MAX = 5_000;

  private final SplittableRandom random;
  private final Currency currency;
  private final Instant instant;
  private final List<Basket> baskets;
  private final boolean manyUnits;

  /**
   * For baskets of one currency.
   *
   * @param instant at which the book is made
   */
  RuleGenerator(SplittableRandom random, Instant instant, List<Basket> baskets) {
    this.random = random;
    this.currency = baskets.get(0).currency();
    this.instant = instant;
    this.baskets = baskets;
    this.manyUnits =
        baskets.stream()
            .anyMatch(
                basket ->
                    basket.lines().stream().mapToInt(BasketLine::quantity).sum()
                        > UNITS_OF_ALL_MAX);
  }

  /** Ids of which some are equal but for their case. */
  static String id(int number) {
    String id = "rule-" + (char) ('a' + number / 2 * 7 % 20) + number / 2;
    return number % 2 == 0 ? id : id.toUpperCase(Locale.ROOT);
  }

  List<Rule> rules(int count) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rules.add(rule(id(i)));
    }
    return rules;
  }

  Rule rule(String id) {
    boolean sets = oneIn(4);
    Target target = sets ? buyXGetY() : new Target.Items(scopes(oneIn(12) ? 0 : 1), excluded());
    return new Rule(
        id,
        instant.minusSeconds(random.nextInt(4)),
        "Rule " + id,
        oneIn(6) ? beside(instant) : null,
        oneIn(6) ? beside(instant).plusNanos(random.nextInt(2)) : null,
        oneIn(2) ? null : trigger(2),
        target,
        discount(sets),
        oneIn(4) ? Rule.AppliesTo.LOWEST_PRICED_ITEM : Rule.AppliesTo.ALL_ITEMS,
        random.nextBoolean());
  }

  private Instant beside(Instant at) {
    return at.plusNanos(random.nextInt(3) - 1);
  }

  private Target buyXGetY() {
    boolean byQuantity = random.nextBoolean();
    List<Scope> buys = scopes(0);
    int sets = 1 + random.nextInt(3);
    boolean limited = manyUnits || oneIn(3);
    return new Target.BuyXGetY(
        byQuantity ? 1 + random.nextInt(3) : null,
        byQuantity ? null : manyUnits || !oneIn(5) ? Math.max(0, subtotalE4(buys)) / sets : 0L,
        buys,
        1 + random.nextInt(3),
        scopes(0),
        excluded(),
        limited ? 1 + random.nextInt(2) : null);
  }

  private Discount discount(boolean sets) {
    return switch (random.nextInt(sets || (manyUnits && !oneIn(20)) ? 3 : 4)) {
      case 0 -> new Discount.Percentage(oneIn(5) ? 1_000_000 : 1 + random.nextInt(1_000_000));
      case 1 -> new Discount.FixedAmount(oneIn(4) ? 3_333 : priceE4() / 4);
      case 2 -> new Discount.FixedPrice(oneIn(8) ? 0 : oneIn(3) ? priceE4() : priceE4() / 2);
      default -> {
        int quantity = 1 + random.nextInt(5);
        long price = Math.min(priceE4(), Long.MAX_VALUE / 10) * quantity;
        yield new Discount.QuantityBased(quantity, oneIn(4) ? price : price / 4 * 3);
      }
    };
  }

  private Trigger trigger(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0, 1 -> {
        List<Scope> scopes = scopes(0);
        long from = subtotalE4(scopes);
        yield switch (random.nextInt(5)) {
          case 0 -> new Trigger.SubtotalRange(scopes, from, null);
          case 1 -> new Trigger.SubtotalRange(scopes, null, from);
          case 2 -> new Trigger.SubtotalRange(scopes, from, from);
          case 3 -> new Trigger.SubtotalRange(scopes, from / 2, from);
          default -> new Trigger.SubtotalRange(scopes, oneIn(2) ? 0L : null, null);
        };
      }
      case 2 -> {
        List<Scope> scopes = scopes(0);
        long from = units(scopes);
        yield switch (random.nextInt(5)) {
          case 0 -> new Trigger.QuantityRange(scopes, from, null);
          case 1 -> new Trigger.QuantityRange(scopes, null, from);
          case 2 -> new Trigger.QuantityRange(scopes, from, from);
          case 3 -> new Trigger.QuantityRange(scopes, from / 2, from);
          default -> new Trigger.QuantityRange(scopes, oneIn(2) ? 1L : null, null);
        };
      }
      case 3 -> new Trigger.Custom("t" + random.nextInt(3));
      case 4 -> new Trigger.Members(Set.of("m" + random.nextInt(3), "other" + random.nextInt(9)));
      case 5 -> new Trigger.And(children(depth));
      default -> new Trigger.Or(children(depth));
    };
  }

  private List<Trigger> children(int depth) {
    List<Trigger> children = new ArrayList<>();
    for (int i = oneIn(4) ? 2 + random.nextInt(4) : 2; i > 0; i--) {
      children.add(trigger(depth - 1));
    }
    return children;
  }

  private List<Scope> excluded() {
    return oneIn(5) ? List.of(BasketGenerator.scope(random, false)) : List.of();
  }

  private List<Scope> scopes(int atLeast) {
    List<Scope> scopes = new ArrayList<>();
    int count = atLeast + (oneIn(6) ? 1 + random.nextInt(3) : random.nextInt(2));
    boolean named = oneIn(2);
    for (int i = 0; i < count; i++) {
      scopes.add(
          named && oneIn(40)
              ? Scope.items("app0", new HashSet<>())
              : BasketGenerator.scope(random, !named));
    }
    return scopes;
  }

  /** What the lines in these scopes of one of the baskets cost, or a hair more or less. */
  private long subtotalE4(List<Scope> scopes) {
    long minor =
        linesIn(scopes).stream().mapToLong(line -> line.baseUnitMinor() * line.quantity()).sum();
    long e4 = minor * currency.unitsPerMinor(4);
    long beside =
        switch (random.nextInt(7)) {
          case 0 -> -currency.unitsPerMinor(4);
          case 1 -> -1;
          case 2 -> 1;
          case 3 -> currency.unitsPerMinor(4);
          default -> 0;
        };
    return e4 + beside;
  }

  private long units(List<Scope> scopes) {
    int beside = oneIn(2) ? 0 : random.nextInt(3) - 1;
    return linesIn(scopes).stream().mapToLong(BasketLine::quantity).sum() + beside;
  }

  private List<BasketLine> linesIn(List<Scope> scopes) {
    Basket basket = baskets.get(random.nextInt(baskets.size()));
    return basket.lines().stream().filter(line -> TriggerCheck.isIn(scopes, line)).toList();
  }

  /** The price of a unit of one of the baskets, or up to some hundreds of minor units. */
  private long priceE4() {
    long perMinor = currency.unitsPerMinor(4);
    List<BasketLine> lines = baskets.get(random.nextInt(baskets.size())).lines();
    if (oneIn(3) && !lines.isEmpty()) {
      return lines.get(random.nextInt(lines.size())).baseUnitMinor() * perMinor;
    }
    long amount = random.nextInt(900) * perMinor;
    return oneIn(3) ? amount + random.nextLong(perMinor) : amount;
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
