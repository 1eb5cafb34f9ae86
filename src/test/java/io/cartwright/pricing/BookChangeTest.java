package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of changes: after each, the changed book gives the quotes of a book compiled
 * anew and of the naive twin, and in the end all earlier books still give theirs. A sequence that
 * fails is printed as short as it can be made.
 */
class BookChangeTest {
  private static final Instant NOW = BasketGenerator.NOW;

  /**
   * What happens to a book.
   *
   * @param at null: rules change; else the book moves to this instant
   */
  private record Change(List<Rule> put, List<String> removed, Instant at) {}

  /** A book with the rules that it was made of, and the quotes that it gave when it was new. */
  private record Moment(RuleBook book, List<Rule> rules, List<Quote> quotes) {}

  private record Sequence(List<Basket> baskets, List<Change> changes) {

    void replay() {
      Evaluator evaluator = new Evaluator();
      List<Moment> past = new ArrayList<>();
      Map<String, Rule> rules = new LinkedHashMap<>();
      RuleBook book = RuleBook.compile(0, List.of(), NOW);
      for (Change change : changes) {
        if (change.at == null) {
          change.removed.forEach(rules::remove);
          change.put.forEach(rule -> rules.put(rule.id(), rule));
          book = book.change(book.version() + 1, change.put, change.removed);
        } else {
          book = book.at(change.at);
          assertEquals(change.at, book.instant());
        }
        List<Rule> now = List.copyOf(rules.values());
        past.add(new Moment(book, now, quotes(evaluator, book)));
        assertIsAsNew(book, now, past.get(past.size() - 1).quotes);
      }
      for (Moment moment : past) {
        assertEquals(moment.quotes, quotes(evaluator, moment.book));
        assertEquals(moment.rules.size(), moment.book.size());
      }
    }

    private List<Quote> quotes(Pricer pricer, RuleBook book) {
      return baskets.stream().map(basket -> pricer.price(book, basket)).toList();
    }

    private void assertIsAsNew(RuleBook book, List<Rule> rules, List<Quote> quotes) {
      assertEquals(quotes(new NaiveEvaluator(rules), book), quotes);
      RuleBook anew = RuleBook.compile(book.version(), rules, book.instant());
      assertEquals(quotes(new Evaluator(), anew), quotes);
      assertEquals(rules.size(), book.size());
      assertEquals(boundary(rules, book.instant()), book.nextBoundary());
      assertEquals(anew.nextBoundary(), book.nextBoundary());
      if (rules.size() <= RULES_MAX) {
        assertEquals(
            rules.stream().sorted(Rule.STACKING).map(Rule::id).toList(),
            book.rules().stream().map(Rule::id).toList());
      }
    }

    private static Instant boundary(List<Rule> rules, Instant instant) {
      return rules.stream()
          .flatMap(rule -> Arrays.asList(rule.start(), rule.end()).stream())
          .filter(at -> at != null && at.isAfter(instant))
          .min(Instant::compareTo)
          .orElse(null);
    }

    boolean fails() {
      try {
        replay();
        return false;
      } catch (AssertionError | RuntimeException e) {
        return true;
      }
    }

    /** The sequence without some of its changes, of their rules, or of its baskets. */
    Stream<Sequence> smaller() {
      List<Sequence> smaller = new ArrayList<>();
      parts(changes).forEach(fewer -> smaller.add(new Sequence(baskets, fewer)));
      for (int i = 0; i < changes.size(); i++) {
        Change change = changes.get(i);
        for (List<Rule> fewer : parts(change.put)) {
          List<Change> changed = new ArrayList<>(changes);
          changed.set(i, new Change(fewer, change.removed, change.at));
          smaller.add(new Sequence(baskets, changed));
        }
      }
      parts(baskets).forEach(fewer -> smaller.add(new Sequence(fewer, changes)));
      return smaller.stream().filter(sequence -> !sequence.baskets.isEmpty());
    }

    /** All but a half, all but a quarter, ..., all but one. */
    private static <T> List<List<T>> parts(List<T> all) {
      List<List<T>> parts = new ArrayList<>();
      for (int size = all.size(); size > 0; size /= 2) {
        for (int from = 0; from + size <= all.size(); from += size) {
          List<T> part = new ArrayList<>(all);
          part.subList(from, from + size).clear();
          parts.add(part);
        }
      }
      return parts;
    }
  }

  /** Books of more rules are not read back after each change. */
  private static final int RULES_MAX = 100;

  private static void assertHolds(Sequence sequence) {
    if (!sequence.fails()) {
      return;
    }
    Sequence smallest = sequence;
    for (Sequence next = sequence; next != null; ) {
      smallest = next;
      next = smallest.smaller().filter(Sequence::fails).findFirst().orElse(null);
    }
    System.out.println(smallest);
    smallest.replay();
    fail("fails now and then");
  }

  private interface RuleSource {
    Rule rule(SplittableRandom random, Instant instant, List<Basket> baskets, String id);
  }

  private static Rule any(SplittableRandom random, Instant at, List<Basket> baskets, String id) {
    return new RuleGenerator(random, at, baskets).rule(id);
  }

  /** One of thousands of steps in money or units, of everything or of one item or collection. */
  private static Rule step(SplittableRandom random, Instant at, List<Basket> baskets, String id) {
    List<Scope> scopes =
        switch (random.nextInt(4)) {
          case 0 -> List.of(Scope.items("app0", Set.of("i0")));
          case 1 -> List.of(Scope.collections("app0", Set.of("c0")));
          case 2 -> List.of(Scope.app("app0"), Scope.items("app1", Set.of("i1")));
          default -> List.of();
        };
    long perMinor = baskets.get(0).currency().unitsPerMinor(4);
    long from = random.nextLong(4_000 * perMinor);
    Long to = random.nextInt(3) == 0 ? null : Long.valueOf(from + random.nextLong(200 * perMinor));
    long units = random.nextInt(1, 40);
    Trigger trigger =
        random.nextInt(4) == 0
            ? new Trigger.QuantityRange(scopes, units, units + random.nextInt(3))
            : new Trigger.SubtotalRange(scopes, from, to);
    return new Rule(
        id,
        at.minusNanos(random.nextInt(9)),
        "Step " + id,
        null,
        random.nextInt(9) == 0 ? at.plusSeconds(random.nextInt(4)) : null,
        trigger,
        Target.Items.of(Scope.all()),
        new Discount.FixedAmount(random.nextInt(9_000)),
        Rule.AppliesTo.ALL_ITEMS,
        true);
  }

  private static Sequence sequence(
      SplittableRandom random, RuleSource source, int changes, int rulesMax) {
    List<Basket> baskets = new BasketGenerator(random.split()).baskets(3);
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      Instant at = beside(random);
      if (i > 0 && random.nextInt(3) == 0) {
        all.add(new Change(List.of(), List.of(), at));
        continue;
      }
      List<Rule> put = new ArrayList<>();
      for (int r = i == 0 ? rulesMax : some(random, rulesMax); r > 0; r--) {
        put.add(source.rule(random, at, baskets, RuleGenerator.id(random.nextInt(rulesMax))));
      }
      List<String> removed = new ArrayList<>();
      for (int r = random.nextInt(5) == 0 ? rulesMax * 2 : some(random, rulesMax); r > 0; r--) {
        removed.add(RuleGenerator.id(random.nextInt(rulesMax)));
      }
      all.add(new Change(put, removed, null));
    }
    return new Sequence(baskets, all);
  }

  private static int some(SplittableRandom random, int rulesMax) {
    return random.nextInt(random.nextInt(4) == 0 ? rulesMax : 3);
  }

  /** An instant some seconds from now, by a nanosecond before or after a whole second. */
  private static Instant beside(SplittableRandom random) {
    return NOW.plusSeconds(random.nextInt(6) - 3).plusNanos(random.nextInt(3) - 1);
  }

  @Test
  void aChangedBookIsAsOneCompiledAnewAndEarlierOnesStayAsTheyWere() {
    SplittableRandom random = Seeds.random("changes of small books");
    for (int i = 0; i < 1_500; i++) {
      assertHolds(
          sequence(
              random.split(), BookChangeTest::any, 2 + random.nextInt(14), 1 + random.nextInt(40)));
    }
  }

  @Test
  void booksOfThousandsOfRulesChangeAlike() {
    SplittableRandom random = Seeds.random("changes of large books");
    for (int i = 0; i < 12; i++) {
      assertHolds(sequence(random.split(), BookChangeTest::any, 12, 1_000 + random.nextInt(3_000)));
    }
  }

  @Test
  void laddersOfThousandsOfStepsChangeAlike() {
    SplittableRandom random = Seeds.random("changes of ladders");
    for (int i = 0; i < 12; i++) {
      assertHolds(
          sequence(random.split(), BookChangeTest::step, 12, 1_000 + random.nextInt(3_000)));
    }
  }

  @Test
  void removingEveryRuleLeavesAnEmptyBook() {
    List<Basket> baskets = new BasketGenerator(new SplittableRandom(5)).baskets(3);
    List<Rule> rules = new RuleGenerator(new SplittableRandom(6), NOW, baskets).rules(500);
    RuleBook book = RuleBook.compile(1, rules, NOW);
    for (Rule rule : rules) {
      book = book.change(2, List.of(), List.of(rule.id()));
    }
    assertEquals(0, book.size());
    assertEquals(List.of(), book.rules());
    assertNull(book.nextBoundary());
    for (Basket basket : baskets) {
      assertEquals(
          new Evaluator().price(RuleBook.empty(2), basket), new Evaluator().price(book, basket));
    }
  }

  @Test
  void twoRulesWithOneIdAreRefusedWhenABookIsCompiled() {
    List<Basket> baskets = new BasketGenerator(new SplittableRandom(5)).baskets(1);
    RuleGenerator generator = new RuleGenerator(new SplittableRandom(6), NOW, baskets);
    List<Rule> twice = List.of(generator.rule("r"), generator.rule("r"));
    assertThrows(IllegalArgumentException.class, () -> RuleBook.compile(1, twice, NOW));
  }
}
