package io.cartwright.pricing;

import java.util.Arrays;

/**
 * The rules that a basket may fire: memory that is used again. What is sorted is numbers, which
 * most often tell the order without the rules, and whose moves cost the collector's bookkeeping
 * nothing.
 */
final class Candidates {
  private static final int INSERTION_MAX = 24;

  /** A place in {@link #rules} fits in these. */
  private static final int PLACE_BITS = 22;

  private static final int PLACE = (1 << PLACE_BITS) - 1;

  private CompiledRule[] rules = new CompiledRule[32];

  /** The age of each rule and, in the lower {@link #PLACE_BITS}, its place. */
  private long[] order = new long[32];

  private long[] spare = new long[0];
  private int size;
  private int sizeMost;

  int size() {
    return size;
  }

  CompiledRule get(int index) {
    return rules[(int) order[index] & PLACE];
  }

  void add(CompiledRule rule) {
    if (size == rules.length) {
      grow();
    }
    rules[size] = rule;
    order[size] = rule.age() << PLACE_BITS | size;
    size++;
  }

  private void grow() {
    if (size > PLACE) {
      throw new IllegalStateException(size + " rules for one basket");
    }
    rules = Arrays.copyOf(rules, size * 2);
    order = Arrays.copyOf(order, size * 2);
  }

  void clear() {
    sizeMost = Math.max(sizeMost, size);
    size = 0;
  }

  /** Lets go of the rules, so that no book is kept alive. */
  void forget() {
    clear();
    Arrays.fill(rules, 0, sizeMost, null);
    sizeMost = 0;
  }

  /** Sorts into stacking order and drops repeats. Postings are in that order, mostly. */
  void sortDistinct() {
    if (size < 2) {
      return;
    }
    if (size <= INSERTION_MAX) {
      insertionSort(0, size);
    } else if (!isSorted()) {
      mergeSort();
    }
    int kept = 1;
    for (int i = 1; i < size; i++) {
      if (get(i) != get(kept - 1)) {
        order[kept++] = order[i];
      }
    }
    sizeMost = Math.max(sizeMost, size);
    size = kept;
  }

  private boolean isAfter(long one, long other) {
    return (one ^ other) >>> PLACE_BITS == 0
        ? rules[(int) one & PLACE].compareTo(rules[(int) other & PLACE]) > 0
        : one > other;
  }

  private boolean isSorted() {
    for (int i = 1; i < size; i++) {
      if (isAfter(order[i - 1], order[i])) {
        return false;
      }
    }
    return true;
  }

  private void insertionSort(int first, int end) {
    for (int i = first + 1; i < end; i++) {
      long rule = order[i];
      int at = i;
      for (; at > first && isAfter(order[at - 1], rule); at--) {
        order[at] = order[at - 1];
      }
      order[at] = rule;
    }
  }

  private void mergeSort() {
    if (spare.length < order.length) {
      spare = new long[order.length];
    }
    for (int first = 0; first < size; first += INSERTION_MAX) {
      insertionSort(first, Math.min(size, first + INSERTION_MAX));
    }
    for (int run = INSERTION_MAX; run < size; run *= 2) {
      for (int first = 0; first < size; first += 2 * run) {
        merge(first, Math.min(size, first + run), Math.min(size, first + 2 * run));
      }
      long[] sorted = spare;
      spare = order;
      order = sorted;
    }
  }

  private void merge(int first, int middle, int end) {
    int left = first;
    int right = middle;
    for (int at = first; at < end; at++) {
      boolean takeLeft = right == end || (left < middle && !isAfter(order[left], order[right]));
      spare[at] = takeLeft ? order[left++] : order[right++];
    }
  }
}
