package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What pricing allocates, by the counters of the JVM. */
class AllocationTest extends PricingBase {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 15_000;
  private static final int CALLS = 1_000;

  /** Kept, so that no call can be left out. */
  private long sink;

  /**
   * Bytes of a thousand runs of each call, when all code is compiled, with all calls seen, and all
   * memory has grown.
   */
  private static List<Long> bytes(Runnable... calls) {
    for (int i = 0; i < WARM_UP; i++) {
      for (Runnable call : calls) {
        call.run();
      }
    }
    List<Long> bytes = new ArrayList<>();
    for (Runnable call : calls) {
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 5; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
          call.run();
        }
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      bytes.add(least);
    }
    return bytes;
  }

  private static Basket basket() {
    List<BasketLine> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add(item("i" + i, "" + (10 + i), 1 + i % 3).collections(Set.of("c" + i % 4)).build());
    }
    return Basket.builder(USD, NOW, lines)
        .memberId("m")
        .customTriggers(Set.of("t"))
        .exhaustedRuleIds(Set.of("used"))
        .build();
  }

  /** Rules of every trigger and kind that fail: for other items, members, sums, or times. */
  private static List<Rule> notMatching(int count) {
    List<Rule> rules = new ArrayList<>();
    Target all = Target.Items.of(ALL);
    Target sets = new Target.BuyXGetY(99, null, List.of(), 1, List.of(), List.of(), null);
    Rule.AppliesTo items = Rule.AppliesTo.ALL_ITEMS;
    for (int i = 0; i < count; i++) {
      String id = "no" + i;
      rules.add(
          switch (i % 10) {
            case 0 -> rule(id, percent(10), only("other" + i));
            case 1 -> rule(id, off("1"), Scope.collections(STORES, Set.of("other" + i)));
            case 2 -> rule(id, new Trigger.Members(Set.of("n" + i)), all, at("1"), items);
            case 3 -> rule(id, new Trigger.Custom("u" + i), all, percent(10), items);
            case 4 -> rule(id, subtotal("" + (10_000 + i), null), all, percent(10), items);
            case 5 -> rule(id, quantity(1_000 + i, null, only("i1")), all, off("1"), items);
            case 6 -> rule(id, subtotal(null, "1." + (1_000 + i % 9_000)), all, at("1"), items);
            case 7 -> rule(id, subtotal("1", null, only("x" + i)), sets, at("1"), items);
            case 8 -> rule(id, sets(2, "1"), Scope.app("other" + i % 7));
            default ->
                new Rule(
                    id,
                    NOW,
                    id,
                    NOW.plusSeconds(1 + i),
                    null,
                    null,
                    all,
                    percent(10),
                    items,
                    false);
          });
    }
    return rules;
  }

  /** Rules that are looked at, and then do not hold. */
  private static List<Rule> nearlyMatching() {
    Target all = Target.Items.of(ALL);
    Rule.AppliesTo items = Rule.AppliesTo.ALL_ITEMS;
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Trigger both =
          new Trigger.And(List.of(new Trigger.Custom("t"), new Trigger.Members(Set.of("n" + i))));
      Trigger some = new Trigger.Or(List.of(new Trigger.Custom("no" + i), quantity(500 + i, null)));
      Trigger sums = new Trigger.And(List.of(subtotal("1", "9", only("i1")), quantity(1, null)));
      rules.add(rule("and" + i, both, all, percent(10), items));
      rules.add(rule("or" + i, some, all, off("1"), items));
      rules.add(rule("sums" + i, sums, all, sets(2, "1"), items));
    }
    rules.add(rule("used", percent(10), ALL));
    return rules;
  }

  private static List<Rule> firing() {
    Target sets = new Target.BuyXGetY(2, null, List.of(), 1, List.of(only("i3")), List.of(), null);
    Target spend =
        new Target.BuyXGetY(null, 200_000L, List.of(), 1, List.of(only("i9")), List.of(), 2);
    Rule.AppliesTo items = Rule.AppliesTo.ALL_ITEMS;
    return List.of(
        rule("percentage", percent(10), ALL),
        rule("amount", off("0.3333"), Scope.collections(STORES, Set.of("c1"))),
        rule("price", at("5"), only("i5", "i6")),
        rule("sets", sets(3, "20"), ALL),
        lowest("lowest", percent(50), only("i8")),
        rule("buy", null, sets, percent(100), items),
        rule("spend", null, spend, off("2"), items),
        rule("subtotal", subtotal("100", null), Target.Items.of(ALL), percent(1), items),
        rule("quantity", quantity(2, null, only("i1")), Target.Items.of(ALL), off("0.01"), items),
        rule("member", new Trigger.Members(Set.of("m")), Target.Items.of(ALL), percent(1), items),
        rule("custom", new Trigger.Custom("t"), Target.Items.of(ALL), percent(1), items));
  }

  @Test
  void rulesThatDoNotMatchCostNoAllocation() {
    Basket basket = basket();
    Evaluator evaluator = new Evaluator();
    RuleBook none = RuleBook.compile(1, List.of(), NOW);
    RuleBook thousand = RuleBook.compile(1, notMatching(1_000), NOW);
    RuleBook many = RuleBook.compile(1, notMatching(100_000), NOW);
    assertEquals(evaluator.price(none, basket), evaluator.price(thousand, basket));
    assertEquals(evaluator.price(none, basket), evaluator.price(many, basket));
    List<Long> bytes =
        bytes(
            () -> sink += evaluator.price(none, basket).summary().totalMinor(),
            () -> sink += evaluator.price(thousand, basket).summary().totalMinor(),
            () -> sink += evaluator.price(many, basket).summary().totalMinor());
    assertTrue(bytes.get(0) > 0);
    assertEquals(List.of(bytes.get(0), bytes.get(0), bytes.get(0)), bytes);
  }

  @Test
  void rulesThatNearlyMatchCostNoAllocation() {
    Basket basket = basket();
    Evaluator evaluator = new Evaluator();
    RuleBook none = RuleBook.compile(1, List.of(), NOW);
    RuleBook book = RuleBook.compile(1, nearlyMatching(), NOW);
    assertEquals(evaluator.price(none, basket), evaluator.price(book, basket));
    assertEquals(List.of(0L), bytes(() -> sink += evaluator.discount(book, basket)));
  }

  @Test
  void rulesThatFireCostNoAllocation() {
    Basket basket = basket();
    Evaluator evaluator = new Evaluator();
    List<Rule> rules = new ArrayList<>(firing());
    rules.addAll(notMatching(10_000));
    RuleBook book = RuleBook.compile(1, rules, NOW);
    Quote quote = BookPair.of(book, rules).price(basket);
    assertEquals(firing().size(), quote.discounts().size());
    assertEquals(
        quote.discounts().stream().mapToLong(Quote.Applied::amountMinor).sum(),
        evaluator.discount(book, basket));
    assertEquals(List.of(0L), bytes(() -> sink += evaluator.discount(book, basket)));
  }

  @Test
  void randomBooksCostNoAllocation() {
    SplittableRandom random = Seeds.random("allocation");
    List<Basket> baskets = new BasketGenerator(random.split()).baskets(20);
    List<Rule> rules = new RuleGenerator(random.split(), NOW, baskets).rules(40);
    RuleBook book = RuleBook.compile(1, rules, NOW);
    Evaluator evaluator = new Evaluator();
    Basket[] inTurn = baskets.toArray(Basket[]::new); // a list's iterator would count, too
    List<Long> bytes =
        bytes(
            () -> {
              for (Basket basket : inTurn) {
                sink += evaluator.discount(book, basket);
              }
            });
    assertEquals(List.of(0L), bytes);
  }
}
