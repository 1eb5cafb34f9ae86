package io.cartwright.discount.rule;

import io.cartwright.pricing.RuleBook;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The books of versions that were asked for lately. Holds at most {@value #BOOKS_MAX} books, and of
 * those at most {@value #RULES_MAX} rules beside the last one. Safe for use by many threads.
 */
final class PastBooks {
  static final int BOOKS_MAX = 32;
  static final long RULES_MAX = 1_000_000;

  private record Key(UUID siteId, long version) {}

  private final Map<Key, RuleBook> books = new LinkedHashMap<>(16, 0.75f, true);
  private long rules;

  /** The book of a version, its windows resolved at some instant; null when it is not at hand. */
  synchronized RuleBook find(UUID siteId, long version) {
    return books.get(new Key(siteId, version));
  }

  /** The book whose version is nearest: {@code live}, one at hand, or an empty one. */
  synchronized RuleBook nearest(UUID siteId, long version, RuleBook live) {
    RuleBook nearest = live;
    for (Map.Entry<Key, RuleBook> entry : books.entrySet()) {
      if (!entry.getKey().siteId().equals(siteId)) continue;
      if (distance(entry.getValue(), version) < distance(nearest, version)) {
        nearest = entry.getValue();
      }
    }
    return version < distance(nearest, version) ? RuleBook.empty(0) : nearest;
  }

  private static long distance(RuleBook book, long version) {
    return Math.abs(book.version() - version);
  }

  synchronized void keep(UUID siteId, RuleBook book) {
    RuleBook before = books.put(new Key(siteId, book.version()), book);
    if (before != null) rules -= before.size();
    rules += book.size();
    Iterator<RuleBook> oldest = books.values().iterator();
    while (books.size() > 1 && (books.size() > BOOKS_MAX || rules > RULES_MAX)) {
      rules -= oldest.next().size();
      oldest.remove();
    }
  }
}
