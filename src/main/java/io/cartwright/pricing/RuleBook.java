package io.cartwright.pricing;

import java.time.Instant;
import java.util.List;

/** The automatic rules of a site, compiled: immutable and versioned. */
public final class RuleBook {
  private final long version;
  private final Instant instant;
  private final Instant nextBoundary;
  private final List<Rule> rules;

  private RuleBook(long version, Instant instant, Instant nextBoundary, List<Rule> rules) {
    this.version = version;
    this.instant = instant;
    this.nextBoundary = nextBoundary;
    this.rules = rules;
  }

  /** A book without rules. */
  public static RuleBook empty(long version) {
    return compile(version, List.of(), Instant.EPOCH);
  }

  /**
   * Compiles the rules as they stand at {@code instant}.
   *
   * @param version named by every quote that this book gives
   * @param rules in any order; those outside their time window at {@code instant} take part in
   *     explanations only
   */
  public static RuleBook compile(long version, List<Rule> rules, Instant instant) {
    List<Rule> sorted = rules.stream().sorted(Rule.STACKING).toList();
    Instant next = null;
    for (Rule rule : sorted) {
      next = earlier(next, rule.start(), instant);
      next = earlier(next, rule.end(), instant);
    }
    return new RuleBook(version, instant, next, sorted);
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
}
