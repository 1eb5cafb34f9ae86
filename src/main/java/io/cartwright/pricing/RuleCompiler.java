package io.cartwright.pricing;

import io.cartwright.pricing.CompiledRule.Parts;
import io.cartwright.pricing.CompiledRule.Place;
import io.cartwright.pricing.CompiledRule.Sets;
import java.util.Arrays;
import java.util.List;

/**
 * Compiles rules against an edit of atoms, and chooses where each is posted: at its rarest
 * necessary condition, in the narrowest band that its ranges give there.
 */
final class RuleCompiler {
  private final AtomsEdit atoms;

  RuleCompiler(AtomsEdit atoms) {
    this.atoms = atoms;
  }

  CompiledRule compile(Rule rule) {
    int[] target;
    int[] excluded;
    Sets sets = null;
    if (rule.target() instanceof Target.BuyXGetY buyAndGet) {
      target = atoms.of(buyAndGet.gets());
      excluded = excluded(buyAndGet.excluded());
      sets =
          new Sets(
              buyAndGet.minimumQuantity() == null ? 0 : buyAndGet.minimumQuantity(),
              buyAndGet.minimumSpendE4() == null ? 0 : buyAndGet.minimumSpendE4(),
              shared(atoms.of(buyAndGet.buys()), target),
              buyAndGet.quantity(),
              buyAndGet.limit() == null ? Integer.MAX_VALUE : buyAndGet.limit());
    } else {
      Target.Items items = (Target.Items) rule.target();
      target = atoms.of(items.scopes());
      excluded = excluded(items.excluded());
    }
    CompiledTrigger trigger = rule.trigger() == null ? null : condition(rule.trigger(), target);
    Parts parts = new Parts(target, excluded, sets, trigger);
    return new CompiledRule(rule, parts, place(parts, rule.discount()));
  }

  /** Takes back what {@link #compile} used. */
  void release(CompiledRule rule) {
    atoms.release(rule.target);
    atoms.release(rule.excluded);
    if (rule.sets != null) {
      atoms.release(rule.sets.buys());
    }
    if (rule.trigger != null) {
      release(rule.trigger);
    }
  }

  private void release(CompiledTrigger condition) {
    if (condition.parts() == null) {
      atoms.release(condition.scope());
    } else {
      for (CompiledTrigger part : condition.parts()) {
        release(part);
      }
    }
  }

  private int[] excluded(List<Scope> scopes) {
    return scopes.isEmpty() ? AtomsEdit.NOTHING : atoms.of(scopes);
  }

  /** One array for equal scopes of a rule. */
  private static int[] shared(int[] scope, int[] known) {
    return Arrays.equals(scope, known) ? known : scope;
  }

  private CompiledTrigger condition(Trigger tree, int[] target) {
    if (tree instanceof Trigger.And and) {
      return branch(CompiledTrigger.AND, and.children(), target);
    }
    if (tree instanceof Trigger.Or or) {
      return branch(CompiledTrigger.OR, or.children(), target);
    }
    if (tree instanceof Trigger.SubtotalRange range) {
      return range(CompiledTrigger.SUBTOTAL, range.scopes(), range.fromE4(), range.toE4(), target);
    }
    if (tree instanceof Trigger.QuantityRange range) {
      return range(CompiledTrigger.QUANTITY, range.scopes(), range.from(), range.to(), target);
    }
    if (tree instanceof Trigger.Custom custom) {
      return new CompiledTrigger(CompiledTrigger.CUSTOM, atoms.ofCustom(custom.key()), 0, 0, null);
    }
    var ids = ((Trigger.Members) tree).memberIds();
    return new CompiledTrigger(
        CompiledTrigger.MEMBERS, atoms.ofMembers(ids, ids.size()), 0, 0, null);
  }

  private CompiledTrigger branch(byte kind, List<Trigger> children, int[] target) {
    CompiledTrigger[] parts =
        children.stream().map(child -> condition(child, target)).toArray(CompiledTrigger[]::new);
    return new CompiledTrigger(kind, null, 0, 0, parts);
  }

  private CompiledTrigger range(byte kind, List<Scope> scopes, Long from, Long to, int[] target) {
    return new CompiledTrigger(
        kind,
        shared(atoms.of(scopes), target),
        from == null ? Long.MIN_VALUE : from,
        to == null ? Long.MAX_VALUE : to,
        null);
  }

  private Place place(Parts parts, Discount discount) {
    int[] rarest = parts.target();
    Sets sets = parts.sets();
    if (sets != null && (sets.buyQuantity() > 0 || sets.buySpendE4() > 0)) {
      rarest = rarer(rarest, sets.buys());
    }
    if (parts.trigger() != null) {
      rarest = rarer(rarest, necessary(parts.trigger()));
    }
    Place best = new Place(rarest, CompiledRule.ANY, Long.MIN_VALUE, Long.MAX_VALUE, false);
    for (byte band = CompiledRule.SUBTOTAL; band < CompiledRule.BANDS; band++) {
      boolean ofAtom = band == CompiledRule.SUBTOTAL || band == CompiledRule.QUANTITY;
      if (!ofAtom || rarest.length == 1) {
        Place place = banded(parts, discount, rarest, band);
        best = ends(place) > ends(best) ? place : best;
      }
    }
    boolean proves = parts.trigger() == null || isProven(parts.trigger(), best);
    return new Place(best.atoms(), best.band(), best.from(), best.to(), proves);
  }

  /** True when the condition holds for every basket with lines that has an atom of the place. */
  private static boolean isProven(CompiledTrigger condition, Place place) {
    return switch (condition.kind()) {
      case CompiledTrigger.AND ->
          Arrays.stream(condition.parts()).allMatch(part -> isProven(part, place));
      case CompiledTrigger.OR ->
          Arrays.stream(condition.parts()).anyMatch(part -> isProven(part, place));
      case CompiledTrigger.CUSTOM, CompiledTrigger.MEMBERS ->
          Arrays.equals(condition.scope(), place.atoms());
      default ->
          place.band() != CompiledRule.ANY
              && condition.kind() == measured(place.band())
              && Arrays.equals(condition.scope(), whole(place.band(), place.atoms()))
              && condition.from() <= place.from()
              && condition.to() >= place.to();
    };
  }

  /** The kind of condition that a band is of. */
  private static byte measured(byte band) {
    return band == CompiledRule.SUBTOTAL || band == CompiledRule.BASKET_SUBTOTAL
        ? CompiledTrigger.SUBTOTAL
        : CompiledTrigger.QUANTITY;
  }

  /** The atoms whose lines a band of rules that are posted there sums up. */
  private static int[] whole(byte band, int[] at) {
    return band == CompiledRule.SUBTOTAL || band == CompiledRule.QUANTITY
        ? at
        : new int[] {Atom.ALWAYS_NUMBER};
  }

  /** How many ends of the band are bounded. */
  private static int ends(Place place) {
    return (place.from() > 0 ? 1 : 0) + (place.to() < Long.MAX_VALUE ? 1 : 0);
  }

  private static Place banded(Parts parts, Discount discount, int[] at, byte band) {
    int[] scope = whole(band, at);
    byte kind = measured(band);
    long from = leastForTarget(parts, discount, kind, scope);
    long to = Long.MAX_VALUE;
    if (parts.trigger() != null) {
      from = Math.max(from, least(parts.trigger(), kind, scope));
      to = most(parts.trigger(), kind, scope);
    }
    return new Place(at, band, from, to, false);
  }

  /** True when the lines of {@code scope} are among those of the atom that {@code whole} holds. */
  private static boolean isWithin(int[] scope, int[] whole) {
    return whole[0] == Atom.ALWAYS_NUMBER || Arrays.equals(scope, whole);
  }

  /** What the lines of {@code whole} come to, at least, when whole sets can be formed. */
  private static long leastForTarget(Parts parts, Discount discount, byte kind, int[] whole) {
    Sets sets = parts.sets();
    if (kind == CompiledTrigger.SUBTOTAL) {
      boolean spends = sets != null && sets.buyQuantity() == 0 && isWithin(sets.buys(), whole);
      return spends ? sets.buySpendE4() : Long.MIN_VALUE;
    }
    if (sets != null) {
      long least = isWithin(sets.buys(), whole) ? sets.buyQuantity() : 0;
      return isWithin(parts.target(), whole) ? least + sets.getQuantity() : least;
    }
    boolean inSets = discount instanceof Discount.QuantityBased && isWithin(parts.target(), whole);
    return inSets ? ((Discount.QuantityBased) discount).quantity() : Long.MIN_VALUE;
  }

  /** A sum over the lines of {@code whole} below which the condition cannot hold. */
  private static long least(CompiledTrigger condition, byte kind, int[] whole) {
    if (condition.kind() == CompiledTrigger.AND) {
      long least = Long.MIN_VALUE;
      for (CompiledTrigger part : condition.parts()) {
        least = Math.max(least, least(part, kind, whole));
      }
      return least;
    }
    if (condition.kind() == CompiledTrigger.OR) {
      long least = Long.MAX_VALUE;
      for (CompiledTrigger part : condition.parts()) {
        least = Math.min(least, least(part, kind, whole));
      }
      return least;
    }
    boolean counts = condition.kind() == kind && isWithin(condition.scope(), whole);
    return counts ? condition.from() : Long.MIN_VALUE;
  }

  /** A sum over the lines of {@code whole} above which the condition cannot hold. */
  private static long most(CompiledTrigger condition, byte kind, int[] whole) {
    if (condition.kind() == CompiledTrigger.AND) {
      long most = Long.MAX_VALUE;
      for (CompiledTrigger part : condition.parts()) {
        most = Math.min(most, most(part, kind, whole));
      }
      return most;
    }
    if (condition.kind() == CompiledTrigger.OR) {
      long most = Long.MIN_VALUE;
      for (CompiledTrigger part : condition.parts()) {
        most = Math.max(most, most(part, kind, whole));
      }
      return most;
    }
    boolean counts = condition.kind() == kind && Arrays.equals(condition.scope(), whole);
    return counts ? condition.to() : Long.MAX_VALUE;
  }

  /** Atoms of which a basket has at least one when the condition holds. */
  private int[] necessary(CompiledTrigger condition) {
    if (condition.kind() == CompiledTrigger.AND) {
      int[] rarest = {Atom.ALWAYS_NUMBER};
      for (CompiledTrigger part : condition.parts()) {
        rarest = rarer(rarest, necessary(part));
      }
      return rarest;
    }
    if (condition.kind() == CompiledTrigger.OR) {
      return Arrays.stream(condition.parts())
          .flatMapToInt(part -> Arrays.stream(necessary(part)))
          .sorted()
          .distinct()
          .toArray();
    }
    return condition.scope();
  }

  private int[] rarer(int[] a, int[] b) {
    if (a == b || Arrays.equals(a, b)) {
      return a;
    }
    int byRank = Integer.compare(rank(a), rank(b));
    if (byRank != 0) {
      return byRank < 0 ? a : b;
    }
    return posted(a) + a.length <= posted(b) + b.length ? a : b;
  }

  private int rank(int[] set) {
    int rank = 0;
    for (int atom : set) {
      rank = Math.max(rank, atoms.atom(atom).rank());
    }
    return rank;
  }

  private long posted(int[] set) {
    long posted = 0;
    for (int atom : set) {
      posted += atoms.atom(atom).posted;
    }
    return posted;
  }
}
