package io.cartwright.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes one statement of several that would follow each other: the parts of a batch then cost one
 * message, one snapshot and one answer. What was joined is kept by name, up to a limit, since
 * Postgres plans each combination once. Belongs to one lane.
 */
final class JoinedSql {
  /** Combinations that are kept; beyond these, parts travel one by one. */
  private static final int KEPT_MAX = 100;

  /** Parts of one statement. */
  private static final int PARTS_MAX = 8;

  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  private final Map<String, String> kept = new HashMap<>();

  /**
   * A part.
   *
   * @param size how many parameters it has, counted from 1
   */
  record Part(String sql, int size) {}

  /**
   * One statement of clauses that each end in a table {@code w#}; it answers the place of the
   * clause, site and id. The clauses run in their order. Null when there are too many.
   */
  String deciding(String name, List<Part> parts) {
    return find(name, parts, () -> decidingOf(parts));
  }

  private static String decidingOf(List<Part> parts) {
    List<String> selects = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      selects.add("select " + i + " as place, site_id, id from w" + i);
    }
    return "with " + String.join(", ", placed(parts)) + " " + String.join(" union all ", selects);
  }

  /**
   * One statement of several that change different tables and answer nothing. Null when there are
   * too many.
   */
  String writing(String name, List<Part> parts) {
    return find(name, parts, () -> writingOf(parts));
  }

  private static String writingOf(List<Part> parts) {
    List<String> placed = placed(parts);
    int last = parts.size() - 1;
    if (last == 0) return placed.get(0);
    List<String> clauses = new ArrayList<>();
    for (int i = 0; i < last; i++) clauses.add("p" + i + " as (" + placed.get(i) + ")");
    return "with " + String.join(", ", clauses) + " " + placed.get(last);
  }

  private String find(String name, List<Part> parts, Supplier<String> join) {
    if (parts.size() > PARTS_MAX) return null;
    String known = kept.get(name);
    if (known == null && (kept.size() < KEPT_MAX || parts.size() == 1)) {
      known = join.get();
      kept.put(name, known);
    }
    return known;
  }

  /** Gives each part its place in names and parameters. */
  private static List<String> placed(List<Part> parts) {
    List<String> placed = new ArrayList<>();
    int before = 0;
    for (Part part : parts) {
      int by = before;
      String named = part.sql().replace("#", Integer.toString(placed.size()));
      placed.add(
          PARAMETER
              .matcher(named)
              .replaceAll(found -> "\\$" + (Integer.parseInt(found.group(1)) + by)));
      before += part.size();
    }
    return placed;
  }
}
