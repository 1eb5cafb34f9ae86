package io.cartwright.replay;

import io.cartwright.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Compares two quotes as they are kept, field by field. */
final class Differences {
  /** Most differences of one order that are listed. */
  static final int DIFFERENCES_MAX = 200;

  private final List<Difference> found = new ArrayList<>();

  private Differences() {}

  /** Where two JSON texts differ, sorted by path; empty when they are equal. */
  static List<Difference> between(String then, String now) {
    if (then.equals(now)) return List.of();
    Differences differences = new Differences();
    differences.compare("", new Json(then).parse(), new Json(now).parse());
    return List.copyOf(differences.found);
  }

  private void compare(String path, Object then, Object now) {
    if (found.size() >= DIFFERENCES_MAX || Objects.equals(then, now)) return;
    if (then instanceof Map<?, ?> before && now instanceof Map<?, ?> after) {
      TreeSet<Object> names = new TreeSet<>(before.keySet());
      names.addAll(after.keySet());
      for (Object name : names) {
        compare(path.isEmpty() ? "" + name : path + "." + name, before.get(name), after.get(name));
      }
    } else if (then instanceof List<?> before && now instanceof List<?> after) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(
            path + "[" + i + "]",
            i < before.size() ? before.get(i) : null,
            i < after.size() ? after.get(i) : null);
      }
    } else {
      found.add(new Difference(path, text(then), text(now)));
    }
  }

  private static String text(Object value) {
    return value == null ? null : Json.of(value).text();
  }
}
