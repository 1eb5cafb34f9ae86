package io.cartwright.pricing;

import java.util.Arrays;

/**
 * A map from text to a number of which every version stays as it was.
 *
 * <p>Extendible hashing (Fagin et al., <a href="https://doi.org/10.1145/320083.320092">ACM TODS
 * 4(3), 1979</a>): the upper bits of the hash choose a page in a directory, the lower bits a place
 * in the page. A change copies one page, of at most {@value #PAGE_MAX} places, and the directory; a
 * full page is split, and nothing else is ever rehashed. A lookup reads the directory, one page and
 * one key, whatever the size is. Tokens are those of {@link Slots}.
 */
final class Dictionary {
  static final Dictionary EMPTY = empty();

  private static final int PAGE_MAX = 1_024;

  /** Pages of keys that hash alike in so many upper bits grow instead of being split. */
  private static final int DEPTH_MAX = 20;

  private final Object owner;
  private Page[] directory;

  /** The marks of each page in the directory: a lookup has one step less to them. */
  private long[][] marks;

  /** The directory has two to this power entries. */
  private int depth;

  private Dictionary(Object owner, Page[] directory, long[][] marks, int depth) {
    this.owner = owner;
    this.directory = directory;
    this.marks = marks;
    this.depth = depth;
  }

  private static Dictionary empty() {
    Page page = new Page(null, 0, 4);
    return new Dictionary(null, new Page[] {page}, new long[][] {page.marks}, 0);
  }

  /** The number of a key; -1 when it has none. */
  int get(String key) {
    return get(key, hash(key));
  }

  /** The number of a key whose {@link #hash} is known; -1 when it has none. */
  int get(String key, int hash) {
    int index = index(hash);
    long[] known = marks[index];
    int mask = known.length - 1;
    for (int i = hash & mask; ; i = i + 1 & mask) {
      long mark = known[i];
      if (mark == 0) {
        return -1;
      }
      if (Page.hashOf(mark) == hash && directory[index].keys[i].equals(key)) {
        return (int) mark - 1;
      }
    }
  }

  boolean isEmpty() {
    return directory.length == 1 && directory[0].count == 0;
  }

  /** With this key, whose number is not negative. */
  Dictionary put(Object token, String key, int value) {
    Dictionary own = own(token);
    int hash = hash(key);
    Page page = own.ownPage(token, hash);
    while (page.isFull()) {
      if (page.keys.length < PAGE_MAX || page.depth == DEPTH_MAX) {
        page.grow();
        own.enter(page, hash);
      } else {
        own.split(token, page, hash);
        page = own.ownPage(token, hash);
      }
    }
    page.put(key, hash, value);
    return own;
  }

  /** Without this key. */
  Dictionary remove(Object token, String key) {
    int hash = hash(key);
    if (get(key, hash) < 0) {
      return this;
    }
    Dictionary own = own(token);
    own.ownPage(token, hash).remove(key, hash);
    return own;
  }

  private Dictionary own(Object token) {
    return owner == token ? this : new Dictionary(token, directory.clone(), marks.clone(), depth);
  }

  static int hash(String key) {
    int h = key.hashCode() * 0x9e37_79b9;
    return h ^ h >>> 15;
  }

  private int index(int hash) {
    return (int) ((hash & 0xffff_ffffL) >>> 32 - depth);
  }

  private Page ownPage(Object token, int hash) {
    Page page = directory[index(hash)];
    if (page.owner != token) {
      page = new Page(token, page);
      enter(page, hash);
    }
    return page;
  }

  private void split(Object token, Page page, int hash) {
    if (page.depth == depth) {
      Page[] twice = new Page[directory.length * 2];
      for (int i = 0; i < twice.length; i++) {
        twice[i] = directory[i / 2];
      }
      directory = twice;
      marks = new long[twice.length][];
      for (int i = 0; i < twice.length; i++) {
        marks[i] = twice[i].marks;
      }
      depth++;
    }
    Page low = new Page(token, page.depth + 1, page.keys.length);
    Page high = new Page(token, page.depth + 1, page.keys.length);
    int bit = 1 << 31 - page.depth;
    for (int i = 0; i < page.keys.length; i++) {
      if (page.marks[i] != 0) {
        Page half = (Page.hashOf(page.marks[i]) & bit) == 0 ? low : high;
        half.put(page.keys[i], page.marks[i]);
      }
    }
    enter(low, hash & ~bit);
    enter(high, hash | bit);
  }

  /** Puts a page at all places of the directory whose hashes begin like this one. */
  private void enter(Page page, int hash) {
    int span = 1 << depth - page.depth;
    int first = index(hash) & -span;
    Arrays.fill(directory, first, first + span, page);
    Arrays.fill(marks, first, first + span, page.marks);
  }

  /** Open addressing with linear probing. */
  private static final class Page {
    final Object owner;
    final int depth;
    String[] keys;

    /** Hash and, in the lower half, number and one of the key at each place; 0 for none. */
    long[] marks;

    int count;

    Page(Object owner, int depth, int places) {
      this.owner = owner;
      this.depth = depth;
      keys = new String[places];
      marks = new long[places];
    }

    Page(Object owner, Page from) {
      this.owner = owner;
      depth = from.depth;
      keys = from.keys.clone();
      marks = from.marks.clone();
      count = from.count;
    }

    static int hashOf(long mark) {
      return (int) (mark >>> 32);
    }

    boolean isFull() {
      return count >= keys.length * 3 / 4;
    }

    void put(String key, int hash, int value) {
      put(key, (long) hash << 32 | value + 1);
    }

    private void put(String key, long mark) {
      int mask = keys.length - 1;
      int i = hashOf(mark) & mask;
      while (marks[i] != 0 && !(hashOf(marks[i]) == hashOf(mark) && keys[i].equals(key))) {
        i = i + 1 & mask;
      }
      count += marks[i] == 0 ? 1 : 0;
      keys[i] = key;
      marks[i] = mark;
    }

    /** Closes the gap, so that probing never meets one. */
    void remove(String key, int hash) {
      int mask = keys.length - 1;
      int gap = hash & mask;
      while (!(hashOf(marks[gap]) == hash && keys[gap].equals(key))) {
        gap = gap + 1 & mask;
      }
      for (int i = gap + 1 & mask; marks[i] != 0; i = i + 1 & mask) {
        int home = hashOf(marks[i]) & mask;
        if ((i - home & mask) >= (i - gap & mask)) {
          keys[gap] = keys[i];
          marks[gap] = marks[i];
          gap = i;
        }
      }
      keys[gap] = null;
      marks[gap] = 0;
      count--;
    }

    void grow() {
      Page from = new Page(null, this);
      keys = new String[from.keys.length * 2];
      marks = new long[keys.length];
      count = 0;
      for (int i = 0; i < from.keys.length; i++) {
        if (from.marks[i] != 0) {
          put(from.keys[i], from.marks[i]);
        }
      }
    }
  }
}
