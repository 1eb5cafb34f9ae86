package io.cartwright.pricing;

import io.cartwright.pricing.Quote.Source;
import java.util.Arrays;
import java.util.List;

/**
 * A basket as columns, and the steps taken on it: the memory of an {@link Evaluator}, used again
 * for every basket.
 */
final class Scratch {
  /** A line's number fits in these, and an amount in what they leave of a long. */
  static final int LINE_BITS = 10;

  static final byte RULE = (byte) Source.RULE.ordinal();
  static final byte MERCHANT = (byte) Source.MERCHANT.ordinal();
  static final byte COUPON = (byte) Source.COUPON.ordinal();

  Basket basket;
  int size;

  /** Ten-thousandths of the major unit in one minor unit. */
  long unitsPerMinor;

  private boolean anySubscription;

  /** True when merchant discounts or the coupon took something from a line. */
  private boolean othersTook;

  /** True when a line takes part in delivery. */
  boolean shippable;

  long subtotal;
  long subtotalE4;
  long unitsInAll;

  long[] before = new long[16];
  long[] now = new long[16];
  long[] byRules = new long[16];
  long[] byMerchant = new long[16];
  long[] byCoupon = new long[16];
  int[] quantity = new int[16];
  boolean[] subscription = new boolean[16];

  /** Units of each line that the discount at hand takes from. */
  int[] units = new int[16];

  /** Amount that the discount at hand takes from each line. */
  long[] off = new long[16];

  long[] price = new long[16];
  long[] shares = new long[16];
  long[] rests = new long[16];

  /** Lines in the scope at hand, in order, and how many they are. */
  int[] found = new int[16];

  int foundCount;

  private int[] other = new int[16];
  private int[] mark = new int[16];
  private int marks;

  final BasketAtoms atoms = new BasketAtoms();
  final Candidates candidates = new Candidates();

  /** Number of the candidate at hand. */
  int candidate;

  int steps;

  /** Line and, above {@link #LINE_BITS}, number of the discount. */
  int[] stepPlace = new int[32];

  int[] stepUnits = new int[32];
  long[] stepBefore = new long[32];
  long[] stepAfter = new long[32];

  /** Discounts that made steps, in order; the steps of one follow each other. */
  int discounts;

  byte[] discountSource = new byte[16];

  /** Number of the candidate, or of the merchant discount. */
  int[] discountRef = new int[16];

  /** Number of steps up to and with those of the discount. */
  int[] discountEnd = new int[16];

  /** What the discount took in all. */
  long[] discountSum = new long[16];

  void load(RuleBook book, Basket next) {
    basket = next;
    List<BasketLine> lines = next.lines();
    size = lines.size();
    reserve();
    unitsPerMinor = next.currency().unitsPerMinor(4);
    subtotal = 0;
    unitsInAll = 0;
    shippable = false;
    anySubscription = false;
    steps = 0;
    discounts = 0;
    if (othersTook) {
      othersTook = false;
      Arrays.fill(byMerchant, 0);
      Arrays.fill(byCoupon, 0);
    }
    atoms.begin(book.atoms(), lines);
    for (int i = 0; i < size; i++) {
      BasketLine line = lines.get(i);
      int units = line.quantity();
      long cost = line.baseUnitMinor() * units;
      quantity[i] = units;
      subscription[i] = line.subscription();
      anySubscription |= subscription[i];
      shippable |= line.shippable();
      before[i] = cost;
      now[i] = cost;
      byRules[i] = 0;
      subtotal += cost;
      unitsInAll += units;
    }
    atoms.link(size, before, quantity);
    atoms.addBuyer(next);
    subtotalE4 = subtotal * unitsPerMinor;
  }

  /** Appends the rules that this basket can fire, in no order, some perhaps more than once. */
  void collectCandidates(RuleBook book, Candidates into) {
    Atom always = book.atoms().atom(Atom.ALWAYS_NUMBER);
    collect(always.posting, subtotal, unitsInAll, into);
    for (int i = 0; i < atoms.size; i++) {
      Object posting = book.atoms().atom(atoms.number[i]).posting;
      if (posting != null) {
        collect(posting, atoms.subtotal[i], atoms.units[i], into);
      }
    }
  }

  private void collect(Object posting, long minor, long units, Candidates into) {
    if (posting instanceof CompiledRule only) {
      long number = number(only.band, minor, units);
      if (number >= only.from && number <= only.to) {
        into.add(only);
      }
    } else if (posting != null) {
      Bands[] bands = (Bands[]) posting;
      for (byte band = 0; band < bands.length; band++) {
        if (bands[band] != null) {
          bands[band].collect(number(band, minor, units), into);
        }
      }
    }
  }

  /** Appends, of each posting, up to {@code max} rules whose bands begin above the number. */
  void collectBelowBands(RuleBook book, int max, Candidates into) {
    Atom always = book.atoms().atom(Atom.ALWAYS_NUMBER);
    collectBelowBands(always.posting, subtotal, unitsInAll, max, into);
    for (int i = 0; i < atoms.size; i++) {
      Object posting = book.atoms().atom(atoms.number[i]).posting;
      collectBelowBands(posting, atoms.subtotal[i], atoms.units[i], max, into);
    }
  }

  private void collectBelowBands(Object posting, long minor, long units, int max, Candidates into) {
    if (posting instanceof CompiledRule only) {
      if (number(only.band, minor, units) < only.from) {
        into.add(only);
      }
    } else if (posting != null) {
      Bands[] bands = (Bands[]) posting;
      for (byte band = 0; band < bands.length; band++) {
        if (bands[band] != null) {
          bands[band].collectAbove(number(band, minor, units), max, into);
        }
      }
    }
  }

  /** What a band of this kind is held against, at an atom whose lines come to so much. */
  private long number(byte band, long minor, long units) {
    return switch (band) {
      case CompiledRule.ANY -> 0;
      case CompiledRule.SUBTOTAL -> minor * unitsPerMinor;
      case CompiledRule.QUANTITY -> units;
      case CompiledRule.BASKET_SUBTOTAL -> subtotalE4;
      case CompiledRule.BASKET_QUANTITY -> unitsInAll;
      default -> throw new IllegalStateException("band " + band);
    };
  }

  /** Finds the lines that have one of the sorted atoms. */
  void find(int[] scope) {
    foundCount = 0;
    if (scope.length == 1) {
      findOne(scope[0]);
      return;
    }
    nextMark();
    int atomsFound = 0;
    if (scope.length <= atoms.size) {
      for (int number : scope) {
        atomsFound += markLines(atoms.indexOf(number));
      }
    } else {
      for (int i = 0; i < atoms.size; i++) {
        if (Arrays.binarySearch(scope, atoms.number[i]) >= 0) {
          atomsFound += markLines(i);
        }
      }
    }
    if (atomsFound > 0) {
      for (int line = 0; line < size; line++) {
        if (mark[line] == marks) {
          found[foundCount++] = line;
        }
      }
    }
  }

  private void findOne(int number) {
    if (number == Atom.ALWAYS_NUMBER) {
      for (int line = 0; line < size; line++) {
        found[line] = line;
      }
      foundCount = size;
      return;
    }
    int index = atoms.indexOf(number);
    if (index >= 0) {
      for (int at = atoms.first[index]; at >= 0; at = atoms.next[at]) {
        found[foundCount++] = atoms.line[at];
      }
    }
  }

  private int markLines(int index) {
    if (index < 0) {
      return 0;
    }
    for (int at = atoms.first[index]; at >= 0; at = atoms.next[at]) {
      mark[atoms.line[at]] = marks;
    }
    return 1;
  }

  private void nextMark() {
    marks++;
    if (marks == 0) {
      Arrays.fill(mark, 0);
      marks = 1;
    }
  }

  /** Puts the found lines aside, or takes those put aside back, and nothing in their place. */
  int[] swapFound() {
    int[] aside = found;
    found = other;
    other = aside;
    return aside;
  }

  /** Drops the found lines that a discount of this scope leaves alone. */
  void keepEligible(boolean includeSubscription, int[] excluded) {
    if (excluded.length == 0 && (includeSubscription || !anySubscription)) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < foundCount; i++) {
      int at = found[i];
      if ((includeSubscription || !subscription[at]) && !atoms.hasOne(at, excluded)) {
        found[kept++] = at;
      }
    }
    foundCount = kept;
  }

  /** What the found lines cost before all rules. */
  long foundSubtotal() {
    long sum = 0;
    for (int i = 0; i < foundCount; i++) {
      sum += before[found[i]];
    }
    return sum;
  }

  /** Units of the found lines. */
  long foundUnits() {
    long sum = 0;
    for (int i = 0; i < foundCount; i++) {
      sum += quantity[found[i]];
    }
    return sum;
  }

  /** Price of one unit: half up of line ÷ quantity. */
  long unitPrice(int line) {
    return TakeOff.worth(now[line], quantity[line], 1);
  }

  /** The found line with the lowest unit price, the earlier of equals; there is at least one. */
  int cheapest() {
    int lowest = found[0];
    long least = unitPrice(lowest);
    for (int i = 1; i < foundCount; i++) {
      long unit = unitPrice(found[i]);
      if (unit < least) {
        lowest = found[i];
        least = unit;
      }
    }
    return lowest;
  }

  /** Sorts the found lines, cheapest unit first and the earlier of equals first. */
  void sortCheapestFirst() {
    if (foundCount < 2) {
      return;
    }
    for (int i = 0; i < foundCount; i++) {
      price[i] = unitPrice(found[i]) << LINE_BITS | found[i];
    }
    Arrays.sort(price, 0, foundCount);
    for (int i = 0; i < foundCount; i++) {
      found[i] = (int) price[i] & (1 << LINE_BITS) - 1;
    }
  }

  /** Takes an amount that the candidate at hand gives off a line and notes the step. */
  void takeByRule(int line, int unitCount, long amount) {
    note(RULE, candidate, line, unitCount, amount);
    byRules[line] += amount;
  }

  /** Takes an amount that a merchant discount gives off a line and notes the step. */
  void takeByMerchant(int discount, int line, int unitCount, long amount) {
    note(MERCHANT, discount, line, unitCount, amount);
    byMerchant[line] += amount;
    othersTook = true;
  }

  /** Takes an amount that the coupon gives off a line and notes the step. */
  void takeByCoupon(int line, int unitCount, long amount) {
    note(COUPON, 0, line, unitCount, amount);
    byCoupon[line] += amount;
    othersTook = true;
  }

  private void note(byte source, int ref, int line, int unitCount, long amount) {
    int discount = discounts - 1;
    if (discount < 0 || discountRef[discount] != ref || discountSource[discount] != source) {
      discount = begin(source, ref);
    }
    if (steps == stepPlace.length) {
      growSteps();
    }
    stepPlace[steps] = line | discount << LINE_BITS;
    stepUnits[steps] = unitCount;
    stepBefore[steps] = now[line];
    now[line] -= amount;
    stepAfter[steps] = now[line];
    steps++;
    discountEnd[discount] = steps;
    discountSum[discount] += amount;
  }

  /** The rule, merchant discount or coupon that made steps. */
  Object discount(int number) {
    int ref = discountRef[number];
    byte source = discountSource[number];
    return source == RULE
        ? candidates.get(ref)
        : source == COUPON ? basket.coupon() : basket.merchantDiscounts().get(ref);
  }

  private int begin(byte source, int ref) {
    if (discounts == discountRef.length) {
      int length = discounts * 2;
      discountSource = Arrays.copyOf(discountSource, length);
      discountRef = Arrays.copyOf(discountRef, length);
      discountEnd = Arrays.copyOf(discountEnd, length);
      discountSum = Arrays.copyOf(discountSum, length);
    }
    discountSource[discounts] = source;
    discountRef[discounts] = ref;
    discountSum[discounts] = 0;
    return discounts++;
  }

  /** Lets go of basket and rules. */
  void forget() {
    basket = null;
    candidates.forget();
  }

  private void growSteps() {
    int length = steps * 2;
    stepPlace = Arrays.copyOf(stepPlace, length);
    stepUnits = Arrays.copyOf(stepUnits, length);
    stepBefore = Arrays.copyOf(stepBefore, length);
    stepAfter = Arrays.copyOf(stepAfter, length);
  }

  private void reserve() {
    if (size <= before.length) {
      return;
    }
    int length = Integer.highestOneBit(size) * 2;
    before = new long[length];
    now = new long[length];
    byRules = new long[length];
    byMerchant = new long[length];
    byCoupon = new long[length];
    quantity = new int[length];
    subscription = new boolean[length];
    units = new int[length];
    off = new long[length];
    price = new long[length];
    shares = new long[length];
    rests = new long[length];
    found = new int[length];
    other = new int[length];
    mark = new int[length];
  }
}
