package io.cartwright.pricing;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;

/**
 * An immutable set of ids that is walked by index, without an iterator, and always in the same
 * order: that of the text.
 */
final class IdSet extends AbstractSet<String> {
  private static final IdSet EMPTY = new IdSet(new String[0]);

  private final String[] sorted;

  /** What a {@link Dictionary} looks for, so that most texts need not be read. */
  private final int[] hashes;

  private IdSet(String[] sorted) {
    this.sorted = sorted;
    hashes = new int[sorted.length];
    Arrays.setAll(hashes, i -> Dictionary.hash(sorted[i]));
  }

  /** The same ids; refuses null. */
  static IdSet copyOf(Collection<String> ids) {
    if (ids instanceof IdSet same) {
      return same;
    }
    if (ids.isEmpty()) {
      return EMPTY;
    }
    String[] sorted = Set.copyOf(ids).toArray(String[]::new);
    Arrays.sort(sorted);
    return new IdSet(sorted);
  }

  @Override
  public int size() {
    return sorted.length;
  }

  /** The id at a place, from 0. */
  String get(int index) {
    return sorted[index];
  }

  /** The number that a dictionary has for the id at a place; -1 for none. */
  int numberIn(Dictionary dictionary, int index) {
    return dictionary.get(sorted[index], hashes[index]);
  }

  @Override
  public boolean contains(Object id) {
    return id instanceof String text && Arrays.binarySearch(sorted, text) >= 0;
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.asList(sorted).iterator();
  }
}
