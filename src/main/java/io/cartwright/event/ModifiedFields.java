package io.cartwright.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a change did to an entity: a flat JSON object of dotted paths, each with the value that
 * stood there before, null where there was none. Objects are gone into, lists are told whole. Dots
 * and brackets within a name are escaped by a backslash.
 *
 * <p>Both texts are read side by side, once; nothing is made of what did not change. The texts must
 * be valid JSON, as codecs write it; members in one order are found without a search.
 */
final class ModifiedFields {
  private static final byte[] NONE = "null".getBytes(StandardCharsets.US_ASCII);

  /** Positions kept of a member: its name from and to, its value from and to. */
  private static final int PER_MEMBER = 4;

  private static final int EXPECTED_MEMBERS = 16;

  private final byte[] before;
  private final byte[] after;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ModifiedFields(byte[] before, byte[] after) {
    this.before = before;
    this.after = after;
  }

  /** The object of what was before and is no more so, in JSON; both are JSON objects. */
  static byte[] between(byte[] before, byte[] after) {
    ModifiedFields found = new ModifiedFields(before, after);
    found.out.write('{');
    found.compare("", 0, 0);
    found.out.write('}');
    return found.out.toByteArray();
  }

  private void compare(String path, int beforeAt, int afterAt) {
    int[] was = members(before, beforeAt);
    int[] is = members(after, afterAt);
    int next = 0;
    for (int w = 0; w < was.length; w += PER_MEMBER) {
      int same = find(before, was, w, after, is, next);
      if (same < 0) {
        put(path + name(before, was, w), before, was[w + 2], was[w + 3]);
        continue;
      }
      next = same + PER_MEMBER;
      if (equal(before, was[w + 2], was[w + 3], after, is[same + 2], is[same + 3])) continue;
      String at = path + name(before, was, w);
      if (before[was[w + 2]] == '{' && after[is[same + 2]] == '{') {
        compare(at + '.', was[w + 2], is[same + 2]);
      } else {
        put(at, before, was[w + 2], was[w + 3]);
      }
    }
    next = 0;
    for (int i = 0; i < is.length; i += PER_MEMBER) {
      int same = find(after, is, i, before, was, next);
      if (same < 0) put(path + name(after, is, i), NONE, 0, NONE.length);
      else next = same + PER_MEMBER;
    }
  }

  private static boolean equal(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    return Arrays.equals(a, aFrom, aTo, b, bFrom, bTo);
  }

  /** Where another object has the member of this name, looked for from a hint on; -1 if nowhere. */
  private static int find(byte[] a, int[] all, int member, byte[] b, int[] others, int hint) {
    for (int step = 0; step < others.length; step += PER_MEMBER) {
      int other = (hint + step) % others.length;
      if (equal(a, all[member], all[member + 1], b, others[other], others[other + 1])) {
        return other;
      }
    }
    return -1;
  }

  private static String name(byte[] json, int[] all, int member) {
    String name =
        new String(json, all[member], all[member + 1] - all[member], StandardCharsets.UTF_8);
    return name.replace(".", "\\\\.").replace("[", "\\\\[").replace("]", "\\\\]");
  }

  private void put(String path, byte[] json, int from, int to) {
    if (out.size() > 1) out.write(',');
    out.write('"');
    out.writeBytes(path.getBytes(StandardCharsets.UTF_8));
    out.write('"');
    out.write(':');
    out.write(json, from, to - from);
  }

  /** The members of the object that begins here. */
  private static int[] members(byte[] json, int open) {
    int[] found = new int[EXPECTED_MEMBERS * PER_MEMBER];
    int size = 0;
    int at = blank(json, open + 1);
    while (json[at] != '}') {
      if (json[at] == ',') at = blank(json, at + 1);
      if (size == found.length) found = Arrays.copyOf(found, 2 * size);
      int nameEnd = string(json, at);
      int value = blank(json, blank(json, nameEnd) + 1);
      int end = value(json, value);
      found[size] = at + 1;
      found[size + 1] = nameEnd - 1;
      found[size + 2] = value;
      found[size + 3] = end;
      size += PER_MEMBER;
      at = blank(json, end);
    }
    return Arrays.copyOf(found, size);
  }

  private static int blank(byte[] json, int from) {
    int at = from;
    while (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t') at++;
    return at;
  }

  /** After the string that begins here. */
  private static int string(byte[] json, int open) {
    int at = open + 1;
    while (json[at] != '"') at += json[at] == '\\' ? 2 : 1;
    return at + 1;
  }

  /** After the value that begins here. */
  private static int value(byte[] json, int from) {
    byte first = json[from];
    if (first == '"') return string(json, from);
    return isOpening(first) ? nested(json, from) : plain(json, from);
  }

  private static int plain(byte[] json, int from) {
    int at = from;
    while (json[at] != ',' && !isClosing(json[at]) && json[at] > ' ') at++;
    return at;
  }

  private static int nested(byte[] json, int from) {
    int at = from;
    int depth = 0;
    do {
      byte next = json[at++];
      if (next == '"') at = string(json, at - 1);
      else if (isOpening(next)) depth++;
      else if (isClosing(next)) depth--;
    } while (depth > 0);
    return at;
  }

  /** Brackets and braces differ in one bit. */
  private static boolean isOpening(byte next) {
    return (next | 0x20) == '{';
  }

  private static boolean isClosing(byte next) {
    return (next | 0x20) == '}';
  }
}
