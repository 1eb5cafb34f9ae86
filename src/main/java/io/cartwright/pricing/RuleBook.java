package io.cartwright.pricing;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The automatic rules of a site, compiled: immutable and versioned.
 *
 * <p>Time windows are resolved when the book is compiled; its owner compiles the next one at {@link
 * #nextBoundary}. What it costs to price by a book depends on the rules that the basket can fire,
 * not on how many there are: see {@code RuleTable}.
 */
public final class RuleBook {
  private final long version;
  private final Instant instant;
  private final Instant nextBoundary;
  private final List<Rule> rules;
  private final RuleTable table;

  private RuleBook(
      long version, Instant instant, Instant nextBoundary, List<Rule> rules, RuleTable table) {
    this.version = version;
    this.instant = instant;
    this.nextBoundary = nextBoundary;
    this.rules = rules;
    this.table = table;
  }

  /** A book without rules. */
  public static RuleBook empty(long version) {
    return compile(version, List.of(), Instant.EPOCH);
  }

  /**
   * Compiles the rules as they stand at {@code instant}. Refuses, with an {@link
   * IllegalArgumentException}, two rules with one id.
   *
   * @param version named by every quote that this book gives
   * @param rules in any order; those outside their time window at {@code instant} take part in
   *     explanations only
   */
  public static RuleBook compile(long version, List<Rule> rules, Instant instant) {
    List<Rule> sorted = rules.stream().sorted(Rule.STACKING).toList();
    boolean[] open = new boolean[sorted.size()];
    Set<String> ids = new HashSet<>();
    Instant next = null;
    for (int i = 0; i < open.length; i++) {
      Rule rule = sorted.get(i);
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules with the id " + rule.id());
      }
      open[i] = rule.isOpenAt(instant);
      next = earlier(next, rule.start(), instant);
      next = earlier(next, rule.end(), instant);
    }
    return new RuleBook(version, instant, next, sorted, new RuleTable(sorted, open));
  }

  private static Instant earlier(Instant next, Instant candidate, Instant instant) {
    boolean counts = candidate != null && candidate.isAfter(instant);
    return counts && (next == null || candidate.isBefore(next)) ? candidate : next;
  }

  /** Names this book in quotes. */
  public long version() {
    return version;
  }

  /** The instant at which time windows were resolved. */
  public Instant instant() {
    return instant;
  }

  /**
   * The next instant at which a rule starts or ends, and a new book is needed; null when there is
   * none.
   */
  public Instant nextBoundary() {
    return nextBoundary;
  }

  /** All rules in stacking order. */
  public List<Rule> rules() {
    return rules;
  }

  RuleTable table() {
    return table;
  }
}
