package io.cartwright.pricing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The rules of a book as columns, and the index that finds those which a basket can fire.
 *
 * <p>Every rule is posted under the atoms of its rarest necessary condition (an item, a member or a
 * custom trigger before a collection, before an app, before "always"); a basket looks only at the
 * postings of the atoms that it has. Postings are sorted by the least basket subtotal that a rule's
 * trigger needs, and are read only as far as the basket's. Rules outside their time window are not
 * posted. Triggers are trees in prefix order: a node's children follow it, and {@code nodeEnd} is
 * where its subtree ends.
 */
final class RuleTable {
  static final byte PERCENTAGE = 0;
  static final byte FIXED_AMOUNT = 1;
  static final byte FIXED_PRICE = 2;
  static final byte QUANTITY_BASED = 3;

  static final byte AND = 0;
  static final byte OR = 1;
  static final byte SUBTOTAL = 2;
  static final byte QUANTITY = 3;
  static final byte CUSTOM = 4;
  static final byte MEMBERS = 5;

  /** A scope that covers no line. */
  static final int[] NOTHING = {};

  final Atoms atoms = new Atoms();
  final byte[] kind;
  final long[] valueE4;
  final int[] setQuantity;
  final boolean[] lowestOnly;
  final boolean[] includeSubscription;
  final boolean[] buyAndGet;
  final int[] buyQuantity;
  final long[] buySpendE4;
  final int[] getQuantity;
  final int[] setLimit;
  final int[][] target;
  final int[][] excluded;
  final int[][] buys;
  final int[] trigger;
  final long[] leastSubtotalE4;
  final int[][] postings;

  byte[] nodeKind = new byte[16];
  long[] nodeFrom = new long[16];
  long[] nodeTo = new long[16];
  int[] nodeEnd = new int[16];
  int[][] nodeScope = new int[16][];
  Object[] nodeFact = new Object[16];
  private int nodes;

  RuleTable(List<Rule> rules, boolean[] open) {
    int n = rules.size();
    kind = new byte[n];
    valueE4 = new long[n];
    setQuantity = new int[n];
    lowestOnly = new boolean[n];
    includeSubscription = new boolean[n];
    buyAndGet = new boolean[n];
    buyQuantity = new int[n];
    buySpendE4 = new long[n];
    getQuantity = new int[n];
    setLimit = new int[n];
    target = new int[n][];
    excluded = new int[n][];
    buys = new int[n][];
    trigger = new int[n];
    leastSubtotalE4 = new long[n];
    List<List<Integer>> posted = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Rule rule = rules.get(i);
      addDiscount(i, rule);
      addTarget(i, rule.target());
      trigger[i] = rule.trigger() == null ? -1 : addNode(rule.trigger());
      leastSubtotalE4[i] = rule.trigger() == null ? 0 : leastSubtotal(trigger[i]);
      if (open[i]) {
        post(posted, i);
      }
    }
    postings = sorted(posted);
  }

  private void addDiscount(int i, Rule rule) {
    lowestOnly[i] = rule.appliesTo() == Rule.AppliesTo.LOWEST_PRICED_ITEM;
    includeSubscription[i] = rule.includeSubscription();
    if (rule.discount() instanceof Discount.Percentage percentage) {
      kind[i] = PERCENTAGE;
      valueE4[i] = percentage.percentE4();
    } else if (rule.discount() instanceof Discount.FixedAmount amount) {
      kind[i] = FIXED_AMOUNT;
      valueE4[i] = amount.amountE4();
    } else if (rule.discount() instanceof Discount.FixedPrice price) {
      kind[i] = FIXED_PRICE;
      valueE4[i] = price.priceE4();
    } else if (rule.discount() instanceof Discount.QuantityBased sets) {
      kind[i] = QUANTITY_BASED;
      valueE4[i] = sets.priceE4();
      setQuantity[i] = sets.quantity();
    }
  }

  private void addTarget(int i, Target targeted) {
    if (targeted instanceof Target.BuyXGetY sets) {
      buyAndGet[i] = true;
      buyQuantity[i] = sets.minimumQuantity() == null ? 0 : sets.minimumQuantity();
      buySpendE4[i] = sets.minimumSpendE4() == null ? 0 : sets.minimumSpendE4();
      getQuantity[i] = sets.quantity();
      setLimit[i] = sets.limit() == null ? Integer.MAX_VALUE : sets.limit();
      buys[i] = atoms.of(sets.buys());
      target[i] = atoms.of(sets.gets());
      excluded[i] = excludedAtoms(sets.excluded());
    } else {
      Target.Items items = (Target.Items) targeted;
      target[i] = atoms.of(items.scopes());
      excluded[i] = excludedAtoms(items.excluded());
    }
  }

  private int[] excludedAtoms(List<Scope> scopes) {
    return scopes.isEmpty() ? NOTHING : atoms.of(scopes);
  }

  private int addNode(Trigger tree) {
    int node = newNode();
    if (tree instanceof Trigger.And and) {
      nodeKind[node] = AND;
      and.children().forEach(this::addNode);
    } else if (tree instanceof Trigger.Or or) {
      nodeKind[node] = OR;
      or.children().forEach(this::addNode);
    } else if (tree instanceof Trigger.SubtotalRange range) {
      setRange(node, SUBTOTAL, range.scopes(), range.fromE4(), range.toE4());
    } else if (tree instanceof Trigger.QuantityRange range) {
      setRange(node, QUANTITY, range.scopes(), range.from(), range.to());
    } else if (tree instanceof Trigger.Custom custom) {
      nodeKind[node] = CUSTOM;
      nodeFact[node] = custom.key();
      nodeScope[node] = new int[] {atoms.custom(custom.key())};
    } else if (tree instanceof Trigger.Members members) {
      nodeKind[node] = MEMBERS;
      nodeFact[node] = members.memberIds();
      nodeScope[node] = members.memberIds().stream().mapToInt(atoms::member).sorted().toArray();
    }
    nodeEnd[node] = nodes;
    return node;
  }

  private void setRange(int node, byte ofKind, List<Scope> scopes, Long from, Long to) {
    nodeKind[node] = ofKind;
    nodeScope[node] = atoms.of(scopes);
    nodeFrom[node] = from == null ? Long.MIN_VALUE : from;
    nodeTo[node] = to == null ? Long.MAX_VALUE : to;
  }

  private int newNode() {
    if (nodes == nodeKind.length) {
      nodeKind = Arrays.copyOf(nodeKind, nodes * 2);
      nodeFrom = Arrays.copyOf(nodeFrom, nodes * 2);
      nodeTo = Arrays.copyOf(nodeTo, nodes * 2);
      nodeEnd = Arrays.copyOf(nodeEnd, nodes * 2);
      nodeScope = Arrays.copyOf(nodeScope, nodes * 2);
      nodeFact = Arrays.copyOf(nodeFact, nodes * 2);
    }
    return nodes++;
  }

  /** A subtotal of the whole basket below which the trigger cannot hold. */
  private long leastSubtotal(int node) {
    return switch (nodeKind[node]) {
      case SUBTOTAL -> Math.max(0, nodeFrom[node]);
      case AND -> {
        long least = 0;
        for (int child = node + 1; child < nodeEnd[node]; child = nodeEnd[child]) {
          least = Math.max(least, leastSubtotal(child));
        }
        yield least;
      }
      case OR -> {
        long least = Long.MAX_VALUE;
        for (int child = node + 1; child < nodeEnd[node]; child = nodeEnd[child]) {
          least = Math.min(least, leastSubtotal(child));
        }
        yield least;
      }
      default -> 0;
    };
  }

  private void post(List<List<Integer>> posted, int rule) {
    int[] rarest = target[rule];
    if (buyAndGet[rule] && (buyQuantity[rule] > 0 || buySpendE4[rule] > 0)) {
      rarest = rarer(rarest, buys[rule]);
    }
    if (trigger[rule] >= 0) {
      rarest = rarer(rarest, necessary(trigger[rule]));
    }
    for (int atom : rarest) {
      while (posted.size() <= atom) {
        posted.add(null);
      }
      if (posted.get(atom) == null) {
        posted.set(atom, new ArrayList<>());
      }
      posted.get(atom).add(rule);
    }
  }

  /** Atoms of which a basket has at least one when the trigger holds. */
  private int[] necessary(int node) {
    int end = nodeEnd[node];
    return switch (nodeKind[node]) {
      case AND -> {
        int[] rarest = {Atoms.ALWAYS};
        for (int child = node + 1; child < end; child = nodeEnd[child]) {
          rarest = rarer(rarest, necessary(child));
        }
        yield rarest;
      }
      case OR -> {
        int[] all = NOTHING;
        for (int child = node + 1; child < end; child = nodeEnd[child]) {
          int[] more = necessary(child);
          int[] joined = Arrays.copyOf(all, all.length + more.length);
          System.arraycopy(more, 0, joined, all.length, more.length);
          all = joined;
        }
        yield Arrays.stream(all).distinct().sorted().toArray();
      }
      default -> nodeScope[node];
    };
  }

  private int[] rarer(int[] a, int[] b) {
    int byRank = Byte.compare(commonest(a), commonest(b));
    return byRank < 0 || (byRank == 0 && a.length <= b.length) ? a : b;
  }

  private byte commonest(int[] set) {
    byte rank = 0;
    for (int atom : set) {
      rank = atoms.rank(atom) > rank ? atoms.rank(atom) : rank;
    }
    return rank;
  }

  private int[][] sorted(List<List<Integer>> posted) {
    int[][] lists = new int[atoms.count()][];
    Arrays.fill(lists, NOTHING);
    for (int atom = 0; atom < posted.size(); atom++) {
      if (posted.get(atom) != null) {
        lists[atom] =
            posted.get(atom).stream()
                .sorted((a, b) -> Long.compare(leastSubtotalE4[a], leastSubtotalE4[b]))
                .mapToInt(Integer::intValue)
                .toArray();
      }
    }
    return lists;
  }

  /**
   * Fills {@code candidates} with the rules, in stacking order, that a basket with these atoms may
   * fire.
   */
  void candidates(IntColumn basketAtoms, long subtotalE4, IntColumn candidates) {
    candidates.clear();
    for (int i = 0; i < basketAtoms.size(); i++) {
      for (int rule : postings[basketAtoms.get(i)]) {
        if (leastSubtotalE4[rule] > subtotalE4) {
          break;
        }
        candidates.add(rule);
      }
    }
    candidates.sortDistinct();
  }

  @SuppressWarnings("unchecked")
  Set<String> members(int node) {
    return (Set<String>) nodeFact[node];
  }
}
