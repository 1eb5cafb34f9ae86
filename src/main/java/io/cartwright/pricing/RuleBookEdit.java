package io.cartwright.pricing;

import io.cartwright.pricing.Atoms.FreeNumber;
import java.time.Instant;

/** Makes the next {@link RuleBook} from one that stays as it was. Used by one thread, once. */
final class RuleBookEdit {
  private final Object token = new Object();
  private final AtomsEdit atoms;
  private final RuleCompiler compiler;

  final long version;
  final Instant instant;
  int size;
  Dictionary ids;
  Slots<CompiledRule> rules;
  int slots;
  FreeNumber freeSlots;

  /** Starts and ends of time windows, by {@link RuleBook#key}. */
  Bands boundaries;

  RuleBookEdit(RuleBook from, long version, Instant instant) {
    atoms = new AtomsEdit(token, from.atoms());
    compiler = new RuleCompiler(atoms);
    this.version = version;
    this.instant = instant;
    size = from.size();
    ids = from.ids();
    rules = from.slots();
    slots = from.slotCount();
    freeSlots = from.freeSlots();
    boundaries = from.boundaries();
  }

  RuleBook done() {
    return new RuleBook(this, atoms.done());
  }

  void remove(String id) {
    int slot = ids.get(id);
    if (slot < 0) {
      return;
    }
    CompiledRule rule = rules.get(slot);
    if (rule.isOpenAt(instant)) {
      unpost(rule);
    }
    compiler.release(rule);
    if (rule.start != null) {
      boundaries = Bands.without(boundaries, token, rule, RuleBook.key(rule.start));
    }
    if (rule.end != null && !isOneBoundary(rule)) {
      boundaries = Bands.without(boundaries, token, rule, RuleBook.key(rule.end));
    }
    ids = ids.remove(token, id);
    rules = rules.set(token, slot, null);
    freeSlots = new FreeNumber(slot, freeSlots);
    size--;
  }

  void put(Rule next) {
    remove(next.id());
    CompiledRule rule = compiler.compile(next);
    int slot = takeSlot();
    ids = ids.put(token, rule.id, slot);
    rules = rules.set(token, slot, rule);
    size++;
    if (rule.start != null) {
      boundaries = bounded(rule, rule.start);
    }
    if (rule.end != null && !isOneBoundary(rule)) {
      boundaries = bounded(rule, rule.end);
    }
    if (rule.isOpenAt(instant)) {
      post(rule);
    }
  }

  private static boolean isOneBoundary(CompiledRule rule) {
    return rule.start != null && RuleBook.key(rule.start) == RuleBook.key(rule.end);
  }

  private Bands bounded(CompiledRule rule, Instant at) {
    long key = RuleBook.key(at);
    return Bands.with(boundaries, token, rule, key, key);
  }

  private int takeSlot() {
    if (freeSlots == null) {
      return slots++;
    }
    int slot = freeSlots.number();
    freeSlots = freeSlots.next();
    return slot;
  }

  private void post(CompiledRule rule) {
    for (int atom : rule.postedAt) {
      atoms.own(atom).post(token, rule);
    }
  }

  private void unpost(CompiledRule rule) {
    for (int atom : rule.postedAt) {
      atoms.own(atom).unpost(token, rule);
    }
  }

  /** The book with the rules posted that are open at this edit's instant, coming from another. */
  RuleBook moved(Instant before) {
    if (boundaries != null) {
      long a = RuleBook.key(before);
      long b = RuleBook.key(instant);
      Candidates moved = new Candidates();
      boundaries.collectBetween(Math.min(a, b), Math.max(a, b), moved);
      moved.sortDistinct();
      for (int i = 0; i < moved.size(); i++) {
        CompiledRule rule = moved.get(i);
        boolean open = rule.isOpenAt(instant);
        if (open && !rule.isOpenAt(before)) {
          post(rule);
        } else if (!open && rule.isOpenAt(before)) {
          unpost(rule);
        }
      }
    }
    return done();
  }
}
