package io.cartwright.pricing;

import java.util.Arrays;

/** The rules that a basket may fire: memory that is used again. */
final class Candidates {
  private static final int INSERTION_MAX = 24;

  private CompiledRule[] rules = new CompiledRule[32];
  private CompiledRule[] spare = new CompiledRule[0];
  private int size;
  private int sizeMost;

  int size() {
    return size;
  }

  CompiledRule get(int index) {
    return rules[index];
  }

  void add(CompiledRule rule) {
    if (size == rules.length) {
      rules = Arrays.copyOf(rules, size * 2);
    }
    rules[size++] = rule;
  }

  void clear() {
    sizeMost = Math.max(sizeMost, size);
    size = 0;
  }

  /** Lets go of the rules, so that no book is kept alive. */
  void forget() {
    clear();
    Arrays.fill(rules, 0, sizeMost, null);
    Arrays.fill(spare, 0, Math.min(sizeMost, spare.length), null);
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
      if (rules[i] != rules[kept - 1]) {
        rules[kept++] = rules[i];
      }
    }
    sizeMost = Math.max(sizeMost, size);
    size = kept;
  }

  private boolean isSorted() {
    for (int i = 1; i < size; i++) {
      if (rules[i - 1].compareTo(rules[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  private void insertionSort(int first, int end) {
    for (int i = first + 1; i < end; i++) {
      CompiledRule rule = rules[i];
      int at = i;
      for (; at > first && rules[at - 1].compareTo(rule) > 0; at--) {
        rules[at] = rules[at - 1];
      }
      rules[at] = rule;
    }
  }

  private void mergeSort() {
    if (spare.length < size) {
      spare = new CompiledRule[rules.length];
    }
    for (int first = 0; first < size; first += INSERTION_MAX) {
      insertionSort(first, Math.min(size, first + INSERTION_MAX));
    }
    for (int run = INSERTION_MAX; run < size; run *= 2) {
      for (int first = 0; first < size; first += 2 * run) {
        merge(first, Math.min(size, first + run), Math.min(size, first + 2 * run));
      }
      CompiledRule[] sorted = spare;
      spare = rules;
      rules = sorted;
    }
  }

  private void merge(int first, int middle, int end) {
    int left = first;
    int right = middle;
    for (int at = first; at < end; at++) {
      boolean takeLeft =
          right == end || (left < middle && rules[left].compareTo(rules[right]) <= 0);
      spare[at] = takeLeft ? rules[left++] : rules[right++];
    }
  }
}
