package io.cartwright.catalog.product;

import java.util.ArrayList;
import java.util.List;

/**
 * Carries along with a cursor in which fields free text is looked for: the cursor itself holds the
 * words only. The mark is one letter for each field, before a tilde.
 */
final class SearchCursor {
  private static final List<String> FIELDS = List.copyOf(ProductQueries.SEARCHED.keySet());

  private SearchCursor() {}

  static String marked(List<String> fields, String cursor) {
    if (cursor == null) return null;
    StringBuilder mark = new StringBuilder();
    for (String field : fields) mark.append((char) ('a' + FIELDS.indexOf(field)));
    return mark + "~" + cursor;
  }

  static boolean isMarked(String cursor) {
    return cursor != null && cursor.indexOf('~') > 0;
  }

  /** The fields of a marked cursor; a mark that is not ours is read as all fields. */
  static List<String> fields(String cursor) {
    List<String> fields = new ArrayList<>();
    for (char letter : cursor.substring(0, cursor.indexOf('~')).toCharArray()) {
      int index = letter - 'a';
      if (index < 0 || index >= FIELDS.size()) return FIELDS;
      fields.add(FIELDS.get(index));
    }
    return fields;
  }

  static String plain(String cursor) {
    return isMarked(cursor) ? cursor.substring(cursor.indexOf('~') + 1) : cursor;
  }
}
