package io.cartwright.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The automatic rules of a site, compiled: immutable and versioned.
 *
 * <p>The idea. A site has many rules, and a basket can fire few of them. What rules name (an item,
 * a collection, an app, a member, a custom trigger) is an <i>atom</i>: a number. Each rule is
 * posted once, at the atoms of its rarest necessary condition: an item, a member or a custom
 * trigger before a collection, before an app, before what every basket has. Where the rule's ranges
 * say what the lines with that atom, or the whole basket, must come to, it is posted there in the
 * <i>band</i> from least to most, in money or in units. A basket looks up its own atoms, sums up
 * its lines by atom, and takes from each posting the rules whose bands hold the sum: these, and
 * hardly any other, are the rules that can fire. They are put into stacking order and checked in
 * full.
 *
 * <p>The cost. With <i>a</i> atoms in the basket and <i>k</i> candidates, pricing takes O(a + k ·
 * log n + k log k): hash lookups that do not depend on the number <i>n</i> of rules, and {@link
 * Bands}, trees of fan-out 32, where many rules are posted at one atom. Codes are not in the book;
 * rules outside their time window are not posted. No candidate, and no rule that is not one, costs
 * an allocation.
 *
 * <p>Change. Everything here is persistent: {@link Slots}, {@link Dictionary} and {@link Bands}
 * copy the path to what changes and share the rest. So a change of one rule in a million gives the
 * next book in tens of microseconds, the old one stays as it was, and readers never wait. Time
 * windows are resolved when a book is made; {@link #at} moves a book to another instant by posting
 * and unposting the rules that start or end in between. The owner of a book does so at {@link
 * #nextBoundary}.
 *
 * <p>Sources: posting a conjunction at its rarest term is what inverted files do (Zobel and Moffat,
 * <a href="https://doi.org/10.1145/1132956.1132959">ACM Computing Surveys 38(2), 2006</a>); finding
 * rules by the values of an event is the counting problem of content-based publish/subscribe
 * (Fabret et al., <a href="https://doi.org/10.1145/375663.375677">SIGMOD 2001</a>); persistence by
 * copying paths is Driscoll et al., <a href="https://doi.org/10.1016/0022-0000(89)90034-2">JCSS 38,
 * 1989</a>.
 */
public final class RuleBook {
  private static final int BREATH_RULES = 32;
  private static final Runnable UNPACED = () -> {};

  private final long version;
  private final Instant instant;
  private final int size;
  private final Atoms atoms;
  private final Dictionary ids;
  private final Slots<CompiledRule> rules;
  private final int slots;
  private final Atoms.FreeNumber freeSlots;
  private final Bands boundaries;

  RuleBook(RuleBookEdit edit, Atoms atoms) {
    version = edit.version;
    instant = edit.instant;
    size = edit.size;
    this.atoms = atoms;
    ids = edit.ids;
    rules = edit.rules;
    slots = edit.slots;
    freeSlots = edit.freeSlots;
    boundaries = edit.boundaries;
  }

  private RuleBook(long version, Instant instant) {
    this.version = version;
    this.instant = instant;
    size = 0;
    atoms = Atoms.empty();
    ids = Dictionary.EMPTY;
    rules = Slots.empty();
    slots = 0;
    freeSlots = null;
    boundaries = null;
  }

  /** A book without rules. */
  public static RuleBook empty(long version) {
    return new RuleBook(version, Instant.EPOCH);
  }

  /**
   * Compiles the rules as they stand at {@code instant}. Refuses, with an {@link
   * IllegalArgumentException}, two rules with one id.
   *
   * @param version named by every quote that this book gives
   * @param rules in any order; those outside their time window at {@code instant} take part in
   *     explanations only
   */
  public static RuleBook compile(long version, Collection<Rule> rules, Instant instant) {
    return compile(version, rules, instant, UNPACED);
  }

  /**
   * As {@link #compile(long, Collection, Instant)}.
   *
   * @param breath as of {@link #change(long, Collection, Collection, Runnable)}
   */
  public static RuleBook compile(
      long version, Collection<Rule> rules, Instant instant, Runnable breath) {
    RuleBook book = new RuleBook(version, instant).change(version, rules, List.of(), breath);
    if (book.size < rules.size()) {
      throw new IllegalArgumentException("two rules with one id");
    }
    return book;
  }

  /**
   * The book with some rules more, others or less, at the same instant. This book stays as it is.
   *
   * @param version of the new book
   * @param put rules to add; one that has the id of a rule takes its place, and the last of several
   *     with one id counts
   * @param removed ids of rules to leave out, if they are there; taken out before {@code put} comes
   *     in
   */
  public RuleBook change(long version, Collection<Rule> put, Collection<String> removed) {
    return change(version, put, removed, UNPACED);
  }

  /**
   * As {@link #change(long, Collection, Collection)}.
   *
   * @param breath called after every {@value #BREATH_RULES} rules: whoever makes a large book
   *     beside evaluations rests in it, and leaves the processor to them
   */
  public RuleBook change(
      long version, Collection<Rule> put, Collection<String> removed, Runnable breath) {
    RuleBookEdit edit = new RuleBookEdit(this, version, instant);
    removed.forEach(edit::remove);
    int since = 0;
    for (Rule rule : put) {
      edit.put(rule);
      since++;
      if (since == BREATH_RULES) {
        breath.run();
        since = 0;
      }
    }
    return edit.done();
  }

  /** The book with its time windows resolved at another instant, earlier or later. */
  public RuleBook at(Instant other) {
    return other.equals(instant) ? this : new RuleBookEdit(this, version, other).moved(instant);
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
    long key = boundaries == null ? Long.MAX_VALUE : boundaries.leastFrom(key(instant));
    while (key != Long.MAX_VALUE) {
      Candidates there = new Candidates();
      boundaries.collectBetween(key, key, there);
      Instant next = null;
      for (int i = 0; i < there.size(); i++) {
        next = earlier(next, there.get(i).start, key);
        next = earlier(next, there.get(i).end, key);
      }
      if (next != null) {
        return next;
      }
      key = boundaries.leastFrom(key + 1);
    }
    return null;
  }

  private Instant earlier(Instant next, Instant candidate, long key) {
    boolean counts = candidate != null && key(candidate) == key && candidate.isAfter(instant);
    return counts && (next == null || candidate.isBefore(next)) ? candidate : next;
  }

  /** Seconds since 1970, rounded down: one number for each start and end. */
  static long key(Instant instant) {
    return instant.getEpochSecond();
  }

  /** How many rules there are, within their time windows or not. */
  public int size() {
    return size;
  }

  /** All rules in stacking order. Takes time and memory in proportion to their number. */
  public List<Rule> rules() {
    List<CompiledRule> all = new ArrayList<>(size);
    for (int slot = 0; slot < slots; slot++) {
      CompiledRule rule = rules.get(slot);
      if (rule != null) {
        all.add(rule);
      }
    }
    Collections.sort(all);
    return all.stream().map(new RuleReader(atoms)::read).toList();
  }

  /** A rule by its id; null when there is none. */
  public Rule rule(String id) {
    int slot = ids.get(id);
    return slot < 0 ? null : new RuleReader(atoms).read(rules.get(slot));
  }

  /**
   * Rules within their time windows whose rarest condition this basket meets: those whose bands
   * hold its sums, and of the others the ones for which least is missing. In stacking order.
   *
   * @param max most rules that are given
   */
  public List<Rule> near(Basket basket, int max) {
    Scratch scratch = new Scratch();
    scratch.load(this, basket);
    Candidates near = new Candidates();
    scratch.collectCandidates(this, near);
    int matching = near.size();
    if (matching < max) {
      scratch.collectBelowBands(this, max - matching, near);
    }
    CompiledRule[] found = new CompiledRule[Math.min(max, near.size())];
    Arrays.setAll(found, near::get);
    RuleReader reader = new RuleReader(atoms);
    return Arrays.stream(found).distinct().sorted().map(reader::read).toList();
  }

  Atoms atoms() {
    return atoms;
  }

  Dictionary ids() {
    return ids;
  }

  Slots<CompiledRule> slots() {
    return rules;
  }

  int slotCount() {
    return slots;
  }

  Atoms.FreeNumber freeSlots() {
    return freeSlots;
  }

  Bands boundaries() {
    return boundaries;
  }
}
