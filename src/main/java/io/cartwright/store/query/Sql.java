package io.cartwright.store.query;

import io.cartwright.store.ColumnType;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Parameters of a statement under construction; hands out their places. */
final class Sql {
  private final List<Object> parameters = new ArrayList<>();

  /** A parameter with one bound value of this type. */
  String value(ColumnType type, Object bound) {
    return type.cast(place(bound) + "::" + type.parameterType());
  }

  /** A parameter with bound values, as an array of this element type. */
  String values(ColumnType element, List<Object> bound) {
    Object[] array = element.array(bound.size());
    for (int i = 0; i < array.length; i++) {
      array[i] = bound.get(i);
    }
    String parameter = place(array) + "::" + element.parameterType() + "[]";
    return element.cast("x").equals("x") ? parameter : parameter + "::" + element.sqlName() + "[]";
  }

  /** A parameter that was a column's value read as text. */
  String text(ColumnType type, String text) {
    return place(text) + "::text::" + type.sqlName();
  }

  /** A parameter whose type the statement makes plain. */
  String place(Object bound) {
    parameters.add(bound);
    return "$" + parameters.size();
  }

  Tuple tuple() {
    return Tuple.wrap(new ArrayList<>(parameters));
  }

  /** A text as a LIKE pattern that matches itself only. */
  static String literalPattern(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
