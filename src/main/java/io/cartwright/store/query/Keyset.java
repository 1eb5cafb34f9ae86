package io.cartwright.store.query;

import io.cartwright.store.query.QueryFields.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A total order of rows, and the rows after a position in it. Missing values come last ascending
 * and first descending, as Postgres has them in its indexes, so that going backward is the same
 * order turned round.
 */
final class Keyset {
  private final List<Key> keys;

  /** One part of the order. */
  record Key(Field field, boolean descending) {}

  /** An order by these keys; the last one must be unique. */
  Keyset(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /** {@code created_at desc, id desc}. */
  String orderBy(boolean backward) {
    List<String> parts = new ArrayList<>();
    for (Key key : keys) {
      parts.add(key.field().sql() + (key.descending() != backward ? " desc" : " asc"));
    }
    return String.join(", ", parts);
  }

  /** The values of a row as text, named {@code k0}, {@code k1}, ... */
  String select() {
    StringBuilder select = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      select.append(", (").append(keys.get(i).field().sql()).append(")::text as k").append(i);
    }
    return select.toString();
  }

  /** The values of a row as they are, named {@code o0}, {@code o1}, ... */
  String selectRaw() {
    StringBuilder select = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      select.append(", ").append(keys.get(i).field().sql()).append(" as o").append(i);
    }
    return select.toString();
  }

  /** Like {@link #orderBy}, of what {@link #selectRaw} names. */
  String orderByRaw(boolean backward) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      parts.add("o" + i + (keys.get(i).descending() != backward ? " desc" : " asc"));
    }
    return String.join(", ", parts);
  }

  /** The field that is sorted by first. */
  String first() {
    return keys.get(0).field().name();
  }

  int size() {
    return keys.size();
  }

  /** The condition of the rows beyond a position, in the direction of travel. */
  String beyond(List<String> position, boolean backward, Sql sql) {
    boolean oneWay = keys.stream().map(Key::descending).distinct().count() == 1;
    if (oneWay && keys.stream().allMatch(key -> key.field().neverNull())) {
      return rowComparison(position, backward, sql);
    }
    List<String> alternatives = new ArrayList<>();
    for (int last = 0; last < keys.size(); last++) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < last; i++) {
        parts.add(same(keys.get(i), position.get(i), sql));
      }
      parts.add(after(keys.get(last), position.get(last), backward, sql));
      alternatives.add("(" + String.join(" and ", parts) + ")");
    }
    String beyond = "(" + String.join(" or ", alternatives) + ")";
    String bound = bound(keys.get(0), position.get(0), backward, sql);
    return bound == null ? beyond : "(" + bound + " and " + beyond + ")";
  }

  /**
   * {@link #beyond} in two parts, told one after the other: rows with the position's first value,
   * and rows with a later one. An index finds the begin of each, also where the first value must be
   * one of a list. None when rows are not all told one way or may lack a value.
   */
  List<String> beyondByValue(List<String> position, boolean backward, Sql sql) {
    boolean oneWay = keys.stream().map(Key::descending).distinct().count() == 1;
    if (!oneWay || keys.size() < 2 || !keys.stream().allMatch(key -> key.field().neverNull())) {
      return List.of();
    }
    Key first = keys.get(0);
    Keyset rest = new Keyset(keys.subList(1, keys.size()));
    return List.of(
        same(first, position.get(0), sql)
            + " and "
            + rest.beyond(position.subList(1, position.size()), backward, sql),
        after(first, position.get(0), backward, sql));
  }

  /**
   * What holds of the first key of all rows beyond: by it alone an index finds where to go on. Null
   * when rows without a value may follow.
   */
  private static String bound(Key key, String value, boolean backward, Sql sql) {
    boolean down = key.descending() != backward;
    if (value == null || !down && !key.field().neverNull()) return null;
    String place = sql.text(key.field().type(), value);
    return key.field().sql() + (down ? " <= " : " >= ") + place;
  }

  private String rowComparison(List<String> position, boolean backward, Sql sql) {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      columns.add(keys.get(i).field().sql());
      values.add(sql.text(keys.get(i).field().type(), position.get(i)));
    }
    String sign = keys.get(0).descending() != backward ? " < " : " > ";
    return "(" + String.join(", ", columns) + ")" + sign + "(" + String.join(", ", values) + ")";
  }

  private static String same(Key key, String value, Sql sql) {
    String column = key.field().sql();
    return value == null
        ? column + " is null"
        : column + " = " + sql.text(key.field().type(), value);
  }

  private static String after(Key key, String value, boolean backward, Sql sql) {
    String column = key.field().sql();
    boolean down = key.descending() != backward;
    if (value == null) {
      return down ? column + " is not null" : "false";
    }
    String place = sql.text(key.field().type(), value);
    if (down) return column + " < " + place;
    String above = column + " > " + place;
    return key.field().neverNull() ? above : "(" + above + " or " + column + " is null)";
  }
}
