package io.cartwright.pricing;

import static io.cartwright.pricing.Workload.Entity.CATEGORY;
import static io.cartwright.pricing.Workload.Entity.CUSTOM;
import static io.cartwright.pricing.Workload.Entity.ITEM;
import static io.cartwright.pricing.Workload.Entity.LINE;
import static io.cartwright.pricing.Workload.Entity.MEMBER;
import static io.cartwright.pricing.Workload.id;

import io.cartwright.money.Currency;
import io.cartwright.pricing.Workload.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A basket of a {@link Workload}: what it holds is drawn at random from what the rules name. */
final class WorkloadBasket {
  private final Shape shape;
  private final int size;
  private final SplittableRandom random;

  WorkloadBasket(Shape shape, int size, SplittableRandom random) {
    this.shape = shape;
    this.size = size;
    this.random = random;
  }

  Basket basket(int count) {
    long price = shape == Shape.SUBTOTAL_LADDER ? ladderPrice(count) : 0;
    List<BasketLine> lines = new ArrayList<>(count);
    int first = random.nextInt(size);
    for (int i = 0; i < count; i++) {
      lines.add(line(i, (int) ((first + (long) i * (size / 10 + 1)) % size), price));
    }
    Basket.Builder basket =
        Basket.builder(Currency.of("EUR"), Workload.NOW, lines).tax(tax()).delivery(delivery());
    if (shape == Shape.ALL_ITEMS) {
      basket.memberId(id(MEMBER, 0)).customTriggers(Set.of(id(CUSTOM, 1), id(CUSTOM, 5)));
    } else if (shape == Shape.MIXED) {
      addFacts(basket);
    }
    return basket.build();
  }

  /** Unit price, for single units, at which the subtotal is somewhere on the ladder. */
  private long ladderPrice(int count) {
    long topMinor = WorkloadRules.bandE4(size) / 100 * size;
    return topMinor / 20 / count * (1 + random.nextInt(19));
  }

  /**
   * @param rule number of the rule that this line is about
   */
  private BasketLine line(int i, int rule, long price) {
    int quantity = price > 0 ? 1 : quantity(i, rule);
    long unit = price > 0 ? price : 500 + random.nextInt(15_000);
    return BasketLine.builder(id(LINE, random.nextInt()), unit, quantity)
        .item(id(Workload.Entity.APP, 0), id(ITEM, item(i, rule)))
        .collections(categories(i, rule))
        .shippable(true)
        .weightE6(250_000)
        .build();
  }

  private int quantity(int i, int rule) {
    if (shape == Shape.CATEGORY_AND_QUANTITY) {
      int needed = WorkloadRules.quantityNeeded(rule);
      return isShort(i) ? needed - 1 : needed + random.nextInt(3);
    }
    return (shape == Shape.BUY_X_GET_Y ? 2 : 1) + random.nextInt(3);
  }

  /** Of ten lines of {@link Shape#CATEGORY_AND_QUANTITY}, three match and two are a unit short. */
  private static boolean isShort(int i) {
    return i % 10 >= 3 && i % 10 < 5;
  }

  private int item(int i, int rule) {
    return switch (shape) {
      case FEW_PER_ITEM -> rule / 2;
      case MANY_PER_ITEM -> rule / WorkloadRules.MANY;
      case HOT_ITEM -> i == 0 ? 0 : rule / 2;
      case MIXED -> rule;
      case CATEGORY_AND_QUANTITY, ALL_ITEMS, SUBTOTAL_LADDER, BUY_X_GET_Y -> random.nextInt(size);
    };
  }

  private Set<String> categories(int i, int rule) {
    return switch (shape) {
      case CATEGORY_AND_QUANTITY -> Set.of(id(CATEGORY, i % 10 < 5 ? rule : -1 - rule));
      case BUY_X_GET_Y -> Set.of(id(CATEGORY, bought(i, rule)));
      case MIXED -> Set.of(id(CATEGORY, rule), id(CATEGORY, size + random.nextInt(size)));
      default -> Set.of(id(CATEGORY, -1 - rule));
    };
  }

  /** Of ten lines, the first six are three pairs of one bought and one got. */
  private int bought(int i, int rule) {
    if (i % 10 >= 6) {
      return -1 - rule;
    }
    return 2 * (int) ((rule - (i % 2) * (size / 10 + 1L) + 2L * size) % size) + i % 2;
  }

  private void addFacts(Basket.Builder basket) {
    int buyer = random.nextInt(size / 10) * 10 + 5;
    basket
        .memberId(id(MEMBER, buyer))
        .customTriggers(Set.of(id(CUSTOM, random.nextInt(size / 10) * 10 + 6)))
        .coupon(
            new Coupon(
                id(Workload.Entity.RULE, -1),
                "SPRING",
                "Spring",
                new Coupon.Benefit.PercentOff(100_000),
                Scope.app(id(Workload.Entity.APP, 0)),
                100_000L,
                false,
                false))
        .fees(List.of(new Fee("fee", "Gift wrap", 350, true, null, "MANUAL", null, List.of())));
  }

  private static TaxFacts tax() {
    TaxFacts.TaxRate rate = new TaxFacts.TaxRate("VAT", 190_000, "VAT", "DE", "COUNTRY");
    return new TaxFacts(true, false, Map.of("default", List.of(rate)), "default", null);
  }

  private static Delivery delivery() {
    Delivery.Option post = Delivery.Option.of("carrier", "post", "Post", Delivery.Rate.flat(490));
    Delivery.Option express =
        Delivery.Option.of("carrier", "express", "Express", Delivery.Rate.flat(1_290));
    return new Delivery(List.of(post, express), "carrier", "post", true);
  }
}
