package io.cartwright.order.document;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Brings text into the order and the forms in which it is drawn. A PDF draws characters from left
 * to right and as they are; so text from right to left is turned round, and Arabic letters are
 * replaced by the forms that join their neighbours.
 *
 * <p>The forms come from Unicode's own block of presentation forms: those of one letter stand next
 * to each other there, in the order alone, end, beginning, middle, and each decomposes to its
 * letter. Marks between letters do not part them. Order follows the Unicode bidirectional algorithm
 * (UAX 9) of {@link Bidi}. Cost: linear.
 */
final class Script {
  private static final char FORMS_FIRST = '\uFE80';
  private static final char LIGATURES_FIRST = '\uFEF5';
  private static final char FORMS_LAST = '\uFEFC';
  private static final char LAM = '\u0644';
  private static final int ALONE = 0;
  private static final int END = 1;
  private static final int BEGINNING = 2;
  private static final int MIDDLE = 3;

  /** The forms of each letter; two for letters that join no following one, one for hamza. */
  private static final Map<Character, char[]> FORMS = forms();

  /** The joint forms of lam and alef, alone and at the end, by the alef. */
  private static final Map<Character, char[]> LIGATURES = ligatures();

  private Script() {}

  private static Map<Character, char[]> forms() {
    Map<Character, char[]> forms = new HashMap<>();
    for (char c = FORMS_FIRST; c < LIGATURES_FIRST; c++) {
      char letter = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC).charAt(0);
      char[] before = forms.getOrDefault(letter, new char[0]);
      char[] after = java.util.Arrays.copyOf(before, before.length + 1);
      after[before.length] = c;
      forms.put(letter, after);
    }
    return forms;
  }

  private static Map<Character, char[]> ligatures() {
    Map<Character, char[]> ligatures = new HashMap<>();
    for (char c = LIGATURES_FIRST; c <= FORMS_LAST; c += 2) {
      char alef = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC).charAt(1);
      ligatures.put(alef, new char[] {c, (char) (c + 1)});
    }
    return ligatures;
  }

  /**
   * The text as it is drawn.
   *
   * @param rightToLeft the direction of what has no letters to tell it
   */
  static String drawn(String text, boolean rightToLeft) {
    String plain = shaped(printable(text));
    if (plain.isEmpty()) return plain;
    int base =
        rightToLeft ? Bidi.DIRECTION_DEFAULT_RIGHT_TO_LEFT : Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT;
    Bidi bidi = new Bidi(plain, base);
    return without(Character.FORMAT, bidi.isLeftToRight() ? plain : ordered(plain, bidi));
  }

  private static String ordered(String plain, Bidi bidi) {
    int runs = bidi.getRunCount();
    byte[] levels = new byte[runs];
    Object[] parts = new Object[runs];
    for (int i = 0; i < runs; i++) {
      levels[i] = (byte) bidi.getRunLevel(i);
      String part = plain.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
      parts[i] = (levels[i] & 1) == 1 ? reversed(part) : part;
    }
    Bidi.reorderVisually(levels, 0, parts, 0, runs);
    StringBuilder drawn = new StringBuilder(plain.length());
    for (Object part : parts) drawn.append(part);
    return drawn.toString();
  }

  /** White space as spaces, and without controls and halves of characters. */
  private static String printable(String text) {
    StringBuilder spaced = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .forEach(spaced::appendCodePoint);
    return without(Character.CONTROL, without(Character.SURROGATE, spaced.toString()));
  }

  private static String without(byte type, String text) {
    StringBuilder left = new StringBuilder(text.length());
    text.codePoints().filter(c -> Character.getType(c) != type).forEach(left::appendCodePoint);
    return left.toString();
  }

  private static String reversed(String part) {
    int[] points = part.codePoints().toArray();
    StringBuilder reversed = new StringBuilder(part.length());
    int end = points.length;
    for (int i = points.length - 1; i >= 0; i--) {
      if (isMark(points[i]) && i > 0) continue;
      for (int k = i; k < end; k++) reversed.appendCodePoint(mirrored(points[k]));
      end = i;
    }
    return reversed.toString();
  }

  private static boolean isMark(int point) {
    return Character.getType(point) == Character.NON_SPACING_MARK;
  }

  private static int mirrored(int point) {
    return switch (point) {
      case '(' -> ')';
      case ')' -> '(';
      case '[' -> ']';
      case ']' -> '[';
      case '{' -> '}';
      case '}' -> '{';
      case '<' -> '>';
      case '>' -> '<';
      case '«' -> '»';
      case '»' -> '«';
      default -> point;
    };
  }

  private static String shaped(String text) {
    StringBuilder shaped = new StringBuilder(text.length());
    boolean joined = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      char[] forms = FORMS.get(letter);
      if (forms == null) {
        shaped.append(letter);
        if (!isMark(letter)) joined = false;
        continue;
      }
      int next = following(text, i);
      char[] both = letter == LAM && next == i + 1 ? LIGATURES.get(text.charAt(next)) : null;
      if (both != null) {
        shaped.append(both[joined ? END : ALONE]);
        joined = false;
        i = next;
        continue;
      }
      boolean joins = forms.length > BEGINNING && joinsBack(text, next);
      int form = joined ? (joins ? MIDDLE : END) : (joins ? BEGINNING : ALONE);
      shaped.append(forms[Math.min(form, forms.length - 1)]);
      joined = joins;
    }
    return shaped.toString();
  }

  /** The next letter's place, marks passed over. */
  private static int following(String text, int from) {
    int next = from + 1;
    while (next < text.length() && isMark(text.charAt(next))) next++;
    return next;
  }

  private static boolean joinsBack(String text, int at) {
    char[] forms = at < text.length() ? FORMS.get(text.charAt(at)) : null;
    return forms != null && forms.length > END;
  }
}
