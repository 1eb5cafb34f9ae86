package io.cartwright.pricing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dictionary of a rule book: each app, item, collection, member and custom trigger that a rule
 * names is a number, so that scopes are sorted arrays of numbers. What no rule names has no number,
 * and costs a failed hash lookup.
 */
final class Atoms {
  /** True of every basket and line. */
  static final int ALWAYS = 0;

  /** Rank of an atom: the higher, the more baskets have it. */
  static final byte RANK_ONE = 1;

  static final byte RANK_COLLECTION = 2;
  static final byte RANK_APP = 3;
  static final byte RANK_ALWAYS = 4;

  private static final class App {
    private int atom = -1;
    private final Map<String, Integer> items = new HashMap<>();
    private final Map<String, Integer> collections = new HashMap<>();
  }

  private final Map<String, App> apps = new HashMap<>();
  private final Map<String, Integer> members = new HashMap<>();
  private final Map<String, Integer> customs = new HashMap<>();
  private byte[] ranks = {RANK_ALWAYS};
  private int count = 1;

  int count() {
    return count;
  }

  byte rank(int atom) {
    return ranks[atom];
  }

  private int next(byte rank) {
    if (count == ranks.length) {
      ranks = Arrays.copyOf(ranks, count * 2);
    }
    ranks[count] = rank;
    return count++;
  }

  int member(String memberId) {
    return members.computeIfAbsent(memberId, id -> next(RANK_ONE));
  }

  int custom(String key) {
    return customs.computeIfAbsent(key, id -> next(RANK_ONE));
  }

  /**
   * Sorted atoms of the union of the scopes; {@code {ALWAYS}} when they are empty or one covers
   * everything.
   */
  int[] of(List<Scope> scopes) {
    if (scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.kind() == Scope.Kind.ALL)) {
      return new int[] {ALWAYS};
    }
    return scopes.stream()
        .flatMapToInt(scope -> Arrays.stream(of(scope)))
        .distinct()
        .sorted()
        .toArray();
  }

  private int[] of(Scope scope) {
    App app = apps.computeIfAbsent(scope.appId(), id -> new App());
    return switch (scope.kind()) {
      case ALL -> new int[] {ALWAYS};
      case APP -> {
        app.atom = app.atom < 0 ? next(RANK_APP) : app.atom;
        yield new int[] {app.atom};
      }
      case ITEMS -> numbers(app.items, scope, RANK_ONE);
      case COLLECTIONS -> numbers(app.collections, scope, RANK_COLLECTION);
    };
  }

  private int[] numbers(Map<String, Integer> known, Scope scope, byte rank) {
    return scope.ids().stream()
        .mapToInt(id -> known.computeIfAbsent(id, unknown -> next(rank)))
        .toArray();
  }

  /** Appends the atoms that a line has. */
  void collect(BasketLine line, IntColumn into) {
    if (line.appId() == null || line.catalogItemId() == null) {
      return;
    }
    App app = apps.get(line.appId());
    if (app == null) {
      return;
    }
    if (app.atom >= 0) {
      into.add(app.atom);
    }
    add(app.items, line.catalogItemId(), into);
    if (!app.collections.isEmpty()) {
      for (String id : line.collectionIds()) {
        add(app.collections, id, into);
      }
    }
  }

  /** Appends the atoms that a basket has beside those of its lines. */
  void collect(Basket basket, IntColumn into) {
    into.add(ALWAYS);
    if (basket.memberId() != null) {
      add(members, basket.memberId(), into);
    }
    if (!customs.isEmpty()) {
      for (String key : basket.customTriggers()) {
        add(customs, key, into);
      }
    }
  }

  private static void add(Map<String, Integer> known, String id, IntColumn into) {
    Integer atom = known.get(id);
    if (atom != null) {
      into.add(atom);
    }
  }
}
