package io.cartwright.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Names and types of rows that travel as one array for each column and are put together again by
 * {@code unnest}.
 */
final class RowShape {
  private final List<String> names = new ArrayList<>();
  private final List<ColumnType> types = new ArrayList<>();

  RowShape with(String name, ColumnType type) {
    names.add(name);
    types.add(type);
    return this;
  }

  /** Adds another shape's columns. */
  RowShape with(RowShape more) {
    names.addAll(more.names);
    types.addAll(more.types);
    return this;
  }

  List<String> names() {
    return names;
  }

  int size() {
    return names.size();
  }

  /**
   * {@code unnest($3::uuid[], ...) as n(site_id, ...)}, its parameters counted from {@code first}.
   */
  String unnest(int first, String alias) {
    StringBuilder sql = new StringBuilder("unnest(");
    for (int i = 0; i < types.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append('$').append(first + i).append("::");
      sql.append(types.get(i).parameterType()).append("[]");
    }
    return sql.append(") as ")
        .append(alias)
        .append('(')
        .append(String.join(", ", names))
        .append(')')
        .toString();
  }

  /** {@code n.a, n.b::numeric, ...} for the named columns. */
  String select(String alias, List<String> columns) {
    List<String> parts = new ArrayList<>();
    for (String column : columns) {
      parts.add(types.get(names.indexOf(column)).cast(alias + "." + column));
    }
    return String.join(", ", parts);
  }

  /** The values of one row, as the SQL client wants them. */
  Object[] row(Object... values) {
    Object[] bound = new Object[types.size()];
    for (int c = 0; c < bound.length; c++) {
      bound[c] = types.get(c).bind(values[c]);
    }
    return bound;
  }

  /** Adds one array for each column to a statement's parameters; the rows hold bound values. */
  void bind(List<Object> parameters, List<Object[]> rows) {
    for (int c = 0; c < types.size(); c++) {
      ColumnType type = types.get(c);
      Object[] array = type.array(rows.size());
      for (int r = 0; r < array.length; r++) {
        array[r] = rows.get(r)[c];
      }
      parameters.add(array);
    }
  }
}
