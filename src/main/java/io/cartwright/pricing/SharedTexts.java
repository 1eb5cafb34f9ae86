package io.cartwright.pricing;

/**
 * The texts that were last seen of those that most baskets have in common, such as ids of apps. An
 * equal text becomes the same object, so that comparing two costs a glance, and many baskets keep
 * it once. Threads may overwrite each other's: what is lost is only that.
 */
final class SharedTexts {
  private static final int PLACES = 64;
  private static final String[] SEEN = new String[PLACES];

  private SharedTexts() {}

  /** An equal text; null for null. */
  static String shared(String text) {
    if (text == null) {
      return null;
    }
    int place = text.hashCode() & PLACES - 1;
    String seen = SEEN[place];
    if (text.equals(seen)) {
      return seen;
    }
    SEEN[place] = text;
    return text;
  }
}
