package io.cartwright.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Random changes of what books are made of, held against collections of the JDK: each version tells
 * what it should, and goes on telling it when later ones are made.
 */
class PersistentStructuresTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private record Entry(CompiledRule rule, long from, long to) {}

  @Property(tries = 200)
  void bandsHoldWhatTheyShould(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int most) {
    Random random = new Random(seed);
    List<CompiledRule> rules = rules(most);
    Map<CompiledRule, Entry> entries = new HashMap<>();
    Bands bands = null;
    for (int round = 0; round < 12; round++) {
      final Bands before = bands;
      List<Entry> expected = List.copyOf(entries.values());
      Object token = new Object();
      for (int i = random.nextInt(80); i > 0; i--) {
        CompiledRule rule = rules.get(random.nextInt(most));
        Entry known = entries.remove(rule);
        if (known != null) {
          bands = Bands.without(bands, token, rule, known.from());
        } else {
          long from = random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextInt(20);
          long to = random.nextInt(4) == 0 ? Long.MAX_VALUE : from + random.nextInt(9);
          entries.put(rule, new Entry(rule, from, to));
          bands = Bands.with(bands, token, rule, from, to);
        }
      }
      assertHolds(expected, before, random.nextInt(24) - 2);
      assertHolds(List.copyOf(entries.values()), bands, random.nextInt(24) - 2);
    }
  }

  private static void assertHolds(List<Entry> expected, Bands bands, long number) {
    Candidates held = new Candidates();
    Candidates between = new Candidates();
    long leastFrom = Long.MAX_VALUE;
    if (bands != null) {
      bands.collect(number, held);
      bands.collectBetween(number, number + 3, between);
      leastFrom = bands.leastFrom(number);
      Candidates above = new Candidates();
      bands.collectAbove(number, 1, above);
      boolean any = expected.stream().anyMatch(entry -> entry.from() > number);
      assertEquals(any ? 1 : 0, above.size());
    }
    assertEquals(
        rules(expected, entry -> entry.from() <= number && number <= entry.to()), set(held));
    assertEquals(
        rules(expected, entry -> number <= entry.from() && entry.from() <= number + 3),
        set(between));
    assertEquals(
        expected.stream()
            .mapToLong(Entry::from)
            .filter(from -> from >= number)
            .min()
            .orElse(Long.MAX_VALUE),
        leastFrom);
  }

  private static Set<CompiledRule> rules(
      List<Entry> entries, java.util.function.Predicate<Entry> which) {
    Set<CompiledRule> rules = new HashSet<>();
    entries.stream().filter(which).forEach(entry -> rules.add(entry.rule()));
    return rules;
  }

  private static Set<CompiledRule> set(Candidates candidates) {
    Set<CompiledRule> rules = new HashSet<>();
    for (int i = 0; i < candidates.size(); i++) {
      rules.add(candidates.get(i));
    }
    assertEquals(candidates.size(), rules.size(), "each rule once");
    return rules;
  }

  private static List<CompiledRule> rules(int count) {
    RuleCompiler compiler = new RuleCompiler(new AtomsEdit(new Object(), Atoms.empty()));
    List<CompiledRule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rules.add(
          compiler.compile(
              new Rule(
                  "r" + i,
                  NOW.plusSeconds(i % 7),
                  "",
                  null,
                  null,
                  null,
                  Target.Items.of(Scope.all()),
                  new Discount.FixedAmount(1),
                  null,
                  true)));
    }
    return rules;
  }

  @Property(tries = 100)
  void dictionariesKnowWhatTheyShould(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20_000) int most) {
    Random random = new Random(seed);
    Map<String, Integer> expected = new HashMap<>();
    Dictionary dictionary = Dictionary.EMPTY;
    for (int round = 0; round < 4; round++) {
      Dictionary before = dictionary;
      Map<String, Integer> expectedBefore = Map.copyOf(expected);
      Object token = new Object();
      for (int i = random.nextInt(4_000); i > 0; i--) {
        String key = key(random.nextInt(most));
        if (random.nextInt(3) == 0) {
          dictionary = dictionary.remove(token, key);
          expected.remove(key);
        } else {
          dictionary = dictionary.put(token, key, i);
          expected.put(key, i);
        }
      }
      assertKnows(expectedBefore, before, most);
      assertKnows(expected, dictionary, most);
    }
  }

  /** Some keys share a hash code. */
  private static String key(int number) {
    return (number % 3 == 0 ? "Aa" : "BB") + number / 3 * 3;
  }

  private static void assertKnows(Map<String, Integer> expected, Dictionary dictionary, int most) {
    assertTrue(expected.isEmpty() || !dictionary.isEmpty());
    for (int i = 0; i < most; i++) {
      assertEquals(expected.getOrDefault(key(i), -1), dictionary.get(key(i)), key(i));
    }
  }

  @Test
  void aDictionaryTakesKeysThatAllShareAHash() {
    Dictionary dictionary = Dictionary.EMPTY;
    Object token = new Object();
    List<String> keys = new ArrayList<>(List.of(""));
    for (int i = 0; i < 11; i++) {
      List<String> longer = new ArrayList<>();
      keys.forEach(key -> longer.addAll(List.of(key + "Aa", key + "BB")));
      keys = longer;
    }
    for (int i = 0; i < keys.size(); i++) {
      dictionary = dictionary.put(token, keys.get(i), i);
    }
    for (int i = 0; i < keys.size(); i++) {
      assertEquals(i, dictionary.get(keys.get(i)));
    }
  }

  @Property(tries = 100)
  void slotsKeepEachVersion(@ForAll long seed) {
    Random random = new Random(seed);
    Integer[] expected = new Integer[5_000];
    Slots<Integer> slots = Slots.empty();
    for (int round = 0; round < 5; round++) {
      Slots<Integer> before = slots;
      Integer[] expectedBefore = expected.clone();
      Object token = new Object();
      for (int i = random.nextInt(300); i > 0; i--) {
        int index = random.nextInt(expected.length);
        expected[index] = i;
        slots = slots.set(token, index, i);
      }
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expectedBefore[i], before.get(i));
        assertEquals(expected[i], slots.get(i));
      }
    }
  }

  @Property(tries = 300)
  void candidatesAreSortedAndDistinct(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int most) {
    Random random = new Random(seed);
    List<CompiledRule> rules = rules(most);
    Set<CompiledRule> expected = new HashSet<>();
    Candidates candidates = new Candidates();
    for (int i = most == 0 ? 0 : random.nextInt(400); i > 0; i--) {
      CompiledRule rule = rules.get(random.nextInt(most));
      expected.add(rule);
      candidates.add(rule);
    }
    candidates.sortDistinct();
    List<CompiledRule> sorted = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      sorted.add(candidates.get(i));
    }
    assertEquals(expected.stream().sorted().toList(), sorted);
  }
}
