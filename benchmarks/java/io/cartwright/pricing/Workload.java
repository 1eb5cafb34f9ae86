package io.cartwright.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Rules and baskets of a shape and a size, always the same ones. Ids are the text of UUIDs, and
 * those in baskets are never the same instances as those in rules: both come from documents of
 * their own.
 *
 * <pre>
 * java -cp target/classes:target/test-classes:$(cat target/classpath) io.cartwright.pricing.Workload
 * </pre>
 *
 * prints how many rules look at a basket of each shape and how many of them fire.
 */
public final class Workload {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** What the rules of a book are like. */
  public enum Shape {
    /**
     * Each rule: so many units of a category of its own, a percentage off that category. Of ten
     * lines three match, two are a unit short, five are in categories without a rule.
     */
    CATEGORY_AND_QUANTITY,
    /** Two rules for each item. */
    FEW_PER_ITEM,
    /** Fifty rules for each item, five of which fire. */
    MANY_PER_ITEM,
    /**
     * Every rule is for all items, and each asks for a member, a custom trigger, a number of units
     * or a subtotal; eight fire.
     */
    ALL_ITEMS,
    /** Bands of the subtotal, each with both ends, three of which overlap at any point. */
    SUBTOTAL_LADDER,
    /** Two units of a category bought, one of another got at half its price; three fire. */
    BUY_X_GET_Y,
    /**
     * A thousand rules on an item that every basket holds; the others are {@link #FEW_PER_ITEM}.
     */
    HOT_ITEM,
    /**
     * All triggers, nested too, all kinds and targets; coupon, tax, delivery and fee in the
     * baskets.
     */
    MIXED
  }

  /** Rules on the hot item of {@link Shape#HOT_ITEM}. */
  static final int HOT_RULES = 1_000;

  private final Shape shape;
  private final int size;
  private final int lines;
  private final int matching;

  /**
   * @param matching how many of {@link #HOT_RULES} fire; without effect on other shapes
   */
  Workload(Shape shape, int size, int lines, int matching) {
    this.shape = shape;
    this.size = size;
    this.lines = lines;
    this.matching = matching;
  }

  /** The rules of the book, made anew by each call. */
  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>(size);
    WorkloadRules maker = new WorkloadRules(shape, size, matching);
    for (int i = 0; i < size; i++) {
      rules.add(maker.rule(i, 0));
    }
    return rules;
  }

  /** The rule of that number as its owner has changed it: {@code revision} sets what it takes. */
  Rule rule(int number, int revision) {
    return new WorkloadRules(shape, size, matching).rule(number, revision);
  }

  RuleBook book() {
    return RuleBook.compile(1, rules(), NOW);
  }

  /** Different baskets, to be priced in turn. */
  Basket[] baskets(int count) {
    Basket[] baskets = new Basket[count];
    for (int i = 0; i < count; i++) {
      SplittableRandom random = new SplittableRandom(shape.ordinal() * 1_000_003L + i);
      baskets[i] = new WorkloadBasket(shape, size, random).basket(lines);
    }
    return baskets;
  }

  /** What an id is for. */
  enum Entity {
    APP,
    RULE,
    ITEM,
    CATEGORY,
    MEMBER,
    CUSTOM,
    LINE
  }

  /** The id of that number as a new text. */
  static String id(Entity entity, int number) {
    long seed = (entity.ordinal() + 1L) << 40 | (number & 0xffffffffL);
    return new UUID(mixed(seed), mixed(~seed)).toString();
  }

  private static long mixed(long seed) {
    return new SplittableRandom(seed).nextLong();
  }

  public static void main(String[] args) {
    System.out.println("shape rules lines fired/basket lines-discounted/basket");
    for (Shape shape : Shape.values()) {
      for (int size : new int[] {10, 1_000, 100_000}) {
        Workload workload = new Workload(shape, size, 10, 100);
        RuleBook book = workload.book();
        Evaluator evaluator = new Evaluator();
        long fired = 0;
        long discounted = 0;
        Basket[] baskets = workload.baskets(16);
        for (Basket basket : baskets) {
          Quote quote = evaluator.price(book, basket);
          fired += quote.discounts().stream().filter(a -> a.source() == Quote.Source.RULE).count();
          discounted += quote.lines().stream().filter(l -> l.ruleDiscountMinor() > 0).count();
        }
        System.out.printf(
            "%s %d 10 %.1f %.1f%n",
            shape, size, (double) fired / baskets.length, (double) discounted / baskets.length);
      }
    }
  }
}
