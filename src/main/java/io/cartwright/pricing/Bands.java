package io.cartwright.pricing;

import java.util.Arrays;

/**
 * Rules by the band [from, to] that a number must be in, of which every version stays as it was.
 *
 * <p>An interval tree (Cormen et al., <i>Introduction to Algorithms</i>, 14.3) with the fan-out of
 * a B-tree: entries are sorted by {@code from}, then in stacking order, and each node knows the
 * largest {@code to} below it. The rules whose bands hold a number are found in O(log n + k · log
 * n); a change copies the nodes on one path. Tokens are those of {@link Slots}.
 */
final class Bands {
  private static final int WIDTH = 32;

  private final Object owner;
  private int count;
  private long[] from;
  private long[] to;

  /** Null above the leaves. */
  private CompiledRule[] rules;

  /** Null in a leaf. */
  private Bands[] below;

  private Bands(Object owner, int places, boolean leaf) {
    this.owner = owner;
    from = new long[places];
    to = new long[places];
    rules = leaf ? new CompiledRule[places] : null;
    below = leaf ? null : new Bands[places];
  }

  private Bands(Object owner, Bands node) {
    this.owner = owner;
    count = node.count;
    from = node.from.clone();
    to = node.to.clone();
    rules = node.rules == null ? null : node.rules.clone();
    below = node.below == null ? null : node.below.clone();
  }

  /** With one entry more; {@code root} is null for an empty tree. */
  static Bands with(Bands root, Object token, CompiledRule rule, long from, long to) {
    Bands own = root == null ? new Bands(token, 2, true) : root.own(token);
    Bands right = own.add(token, rule, from, to);
    if (right == null) {
      return own;
    }
    Bands top = new Bands(token, 2, false);
    top.insert(0, own.from[0], own.greatest(), null, own);
    top.insert(1, right.from[0], right.greatest(), null, right);
    return top;
  }

  /** Without an entry that is there; null when it was the last. */
  static Bands without(Bands root, Object token, CompiledRule rule, long from) {
    Bands own = root.own(token);
    own.drop(token, rule, from);
    while (own.below != null && own.count == 1) {
      own = own.below[0];
    }
    return own.count == 0 ? null : own;
  }

  /** Appends the rules whose bands hold {@code number}. */
  void collect(long number, Candidates into) {
    for (int i = 0; i < count && from[i] <= number; i++) {
      if (to[i] >= number) {
        if (below == null) {
          into.add(rules[i]);
        } else {
          below[i].collect(number, into);
        }
      }
    }
  }

  /** Appends up to {@code max} rules whose bands begin above {@code number}, the nearest first. */
  void collectAbove(long number, int max, Candidates into) {
    int most = into.size() + max;
    for (int i = 0; i < count && into.size() < most; i++) {
      if (below == null) {
        if (from[i] > number) {
          into.add(rules[i]);
        }
      } else if (i + 1 == count || from[i + 1] > number) {
        below[i].collectAbove(number, most - into.size(), into);
      }
    }
  }

  /** Appends the rules of the entries with {@code low <= from <= high}, sorted by {@code from}. */
  void collectBetween(long low, long high, Candidates into) {
    for (int i = 0; i < count && from[i] <= high; i++) {
      boolean last = i + 1 == count;
      if (below == null) {
        if (from[i] >= low) {
          into.add(rules[i]);
        }
      } else if (last || from[i + 1] >= low) {
        below[i].collectBetween(low, high, into);
      }
    }
  }

  /** The least {@code from} that is not less than {@code low}; {@code Long.MAX_VALUE} if none. */
  long leastFrom(long low) {
    for (int i = 0; i < count; i++) {
      if (below == null) {
        if (from[i] >= low) {
          return from[i];
        }
      } else if (i + 1 == count || from[i + 1] >= low) {
        long least = below[i].leastFrom(low);
        if (least != Long.MAX_VALUE) {
          return least;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  private Bands own(Object token) {
    return owner == token ? this : new Bands(token, this);
  }

  /** Adds to this node; the right half when it had to be split. */
  private Bands add(Object token, CompiledRule rule, long bandFrom, long bandTo) {
    int at = place(rule, bandFrom);
    if (below == null) {
      insert(at, bandFrom, bandTo, rule, null);
    } else {
      int child = Math.max(0, at - 1);
      Bands own = below[child].own(token);
      Bands right = own.add(token, rule, bandFrom, bandTo);
      below[child] = own;
      from[child] = own.from[0];
      to[child] = own.greatest();
      if (right != null) {
        insert(child + 1, right.from[0], right.greatest(), null, right);
      }
    }
    return count <= WIDTH ? null : split(token, at >= count - 1);
  }

  /** Leaves this node full when it grows at its end, as it does when rules come in order. */
  private Bands split(Object token, boolean atEnd) {
    int left = atEnd ? count - 1 : count / 2;
    Bands right = new Bands(token, WIDTH + 1, below == null);
    right.count = count - left;
    System.arraycopy(from, left, right.from, 0, right.count);
    System.arraycopy(to, left, right.to, 0, right.count);
    Object[] entries = below == null ? rules : below;
    System.arraycopy(entries, left, below == null ? right.rules : right.below, 0, right.count);
    Arrays.fill(entries, left, count, null);
    count = left;
    return right;
  }

  private void drop(Object token, CompiledRule rule, long bandFrom) {
    int at = place(rule, bandFrom);
    if (below == null) {
      delete(at - 1);
      return;
    }
    int child = at - 1;
    Bands own = below[child].own(token);
    own.drop(token, rule, bandFrom);
    if (own.count == 0) {
      delete(child);
    } else {
      below[child] = own;
      from[child] = own.from[0];
      to[child] = own.greatest();
    }
  }

  /** How many entries come before this one or are it. */
  private int place(CompiledRule rule, long bandFrom) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = low + high >>> 1;
      if (isAtMost(middle, rule, bandFrom)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isAtMost(int entry, CompiledRule rule, long bandFrom) {
    if (from[entry] != bandFrom) {
      return from[entry] < bandFrom;
    }
    CompiledRule first = below == null ? rules[entry] : below[entry].first();
    return first.compareTo(rule) <= 0;
  }

  private CompiledRule first() {
    Bands node = this;
    while (node.below != null) {
      node = node.below[0];
    }
    return node.rules[0];
  }

  private long greatest() {
    long most = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, to[i]);
    }
    return most;
  }

  private void insert(int at, long bandFrom, long bandTo, CompiledRule rule, Bands node) {
    if (count == from.length) {
      int places = Math.min(WIDTH + 1, count * 2 + 1);
      from = Arrays.copyOf(from, places);
      to = Arrays.copyOf(to, places);
      rules = rules == null ? null : Arrays.copyOf(rules, places);
      below = below == null ? null : Arrays.copyOf(below, places);
    }
    move(at, at + 1, count - at);
    from[at] = bandFrom;
    to[at] = bandTo;
    if (below == null) {
      rules[at] = rule;
    } else {
      below[at] = node;
    }
    count++;
  }

  private void delete(int at) {
    move(at + 1, at, count - at - 1);
    count--;
    (below == null ? rules : below)[count] = null;
  }

  private void move(int source, int target, int length) {
    System.arraycopy(from, source, from, target, length);
    System.arraycopy(to, source, to, target, length);
    Object[] entries = below == null ? rules : below;
    System.arraycopy(entries, source, entries, target, length);
  }
}
