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
  static final Dictionary EMPTY = new Dictionary(null, new Page[] {new Page(null, 0, 4)}, 0);

  private static final int PAGE_MAX = 1_024;

  /** Pages of keys that hash alike in so many upper bits grow instead of being split. */
  private static final int DEPTH_MAX = 20;

  private final Object owner;
  private Page[] directory;

  /** The directory has two to this power entries. */
  private int depth;

  private Dictionary(Object owner, Page[] directory, int depth) {
    this.owner = owner;
    this.directory = directory;
    this.depth = depth;
  }

  /** The number of a key; -1 when it has none. */
  int get(String key) {
    int hash = hash(key);
    return directory[index(hash)].get(key, hash);
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
    if (directory[index(hash)].get(key, hash) < 0) {
      return this;
    }
    Dictionary own = own(token);
    own.ownPage(token, hash).remove(key, hash);
    return own;
  }

  private Dictionary own(Object token) {
    return owner == token ? this : new Dictionary(token, directory.clone(), depth);
  }

  private static int hash(String key) {
    int h = key.hashCode();
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
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
      depth++;
    }
    Page low = new Page(token, page.depth + 1, page.keys.length);
    Page high = new Page(token, page.depth + 1, page.keys.length);
    int bit = 1 << 31 - page.depth;
    for (int i = 0; i < page.keys.length; i++) {
      if (page.keys[i] != null) {
        Page half = (page.hashes[i] & bit) == 0 ? low : high;
        half.put(page.keys[i], page.hashes[i], page.values[i]);
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
  }

  /** Open addressing with linear probing. */
  private static final class Page {
    final Object owner;
    final int depth;
    String[] keys;
    int[] hashes;
    int[] values;
    int count;

    Page(Object owner, int depth, int places) {
      this.owner = owner;
      this.depth = depth;
      keys = new String[places];
      hashes = new int[places];
      values = new int[places];
    }

    Page(Object owner, Page from) {
      this.owner = owner;
      depth = from.depth;
      keys = from.keys.clone();
      hashes = from.hashes.clone();
      values = from.values.clone();
      count = from.count;
    }

    boolean isFull() {
      return count >= keys.length * 3 / 4;
    }

    int get(String key, int hash) {
      String[] known = keys;
      int mask = known.length - 1;
      for (int i = hash & mask; known[i] != null; i = i + 1 & mask) {
        if (hashes[i] == hash && known[i].equals(key)) {
          return values[i];
        }
      }
      return -1;
    }

    void put(String key, int hash, int value) {
      int mask = keys.length - 1;
      int i = hash & mask;
      while (keys[i] != null && !(hashes[i] == hash && keys[i].equals(key))) {
        i = i + 1 & mask;
      }
      count += keys[i] == null ? 1 : 0;
      keys[i] = key;
      hashes[i] = hash;
      values[i] = value;
    }

    /** Closes the gap, so that probing never meets one. */
    void remove(String key, int hash) {
      int mask = keys.length - 1;
      int gap = hash & mask;
      while (!(hashes[gap] == hash && keys[gap].equals(key))) {
        gap = gap + 1 & mask;
      }
      for (int i = gap + 1 & mask; keys[i] != null; i = i + 1 & mask) {
        int home = hashes[i] & mask;
        if ((i - home & mask) >= (i - gap & mask)) {
          keys[gap] = keys[i];
          hashes[gap] = hashes[i];
          values[gap] = values[i];
          gap = i;
        }
      }
      keys[gap] = null;
      count--;
    }

    void grow() {
      String[] oldKeys = keys;
      int[] oldHashes = hashes;
      int[] oldValues = values;
      keys = new String[oldKeys.length * 2];
      hashes = new int[keys.length];
      values = new int[keys.length];
      count = 0;
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != null) {
          put(oldKeys[i], oldHashes[i], oldValues[i]);
        }
      }
    }
  }
}
