package io.cartwright.store.query;

import io.cartwright.store.ColumnType;
import io.cartwright.store.query.QueryFields.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Turns a filter into an SQL condition. Values become parameters; names are looked up, never
 * copied. What cannot be answered is noted under its field, and the walk goes on, so that a caller
 * learns everything at once.
 *
 * <p>Missing values: {@code $ne}, {@code $nin} and {@code $not} match rows without a value,
 * comparisons do not.
 */
final class FilterCompiler {
  static final int CONDITIONS_MAX = 50;
  static final int DEPTH_MAX = 10;
  static final int VALUES_MAX = 500;
  private static final String MATCH_ITEMS = "$matchItems";
  private static final Set<String> ITEM_OPERATORS =
      new TreeSet<>(List.of("$eq", "$in", "$hasSome"));
  private static final String NOTHING = "false";
  private static final String EVERYTHING = "true";

  private final Map<String, Field> fields;
  private final Sql sql;
  private final List<Violation> violations;
  private final Set<String> named = new TreeSet<>();
  private int conditions;
  private boolean readsTexts;

  FilterCompiler(Map<String, Field> fields, Sql sql, List<Violation> violations) {
    this.fields = fields;
    this.sql = sql;
    this.violations = violations;
  }

  /** The condition of a filter's JSON text; null and empty match everything. */
  String compile(String filter) {
    if (filter == null || filter.isBlank()) {
      return EVERYTHING;
    }
    try {
      Object tree = JsonTree.read(filter);
      return tree == null ? EVERYTHING : group(tree, "filter", 1);
    } catch (IOException malformed) {
      return problem("filter", "is not a JSON object that can be read", "MALFORMED_FILTER");
    }
  }

  /** The fields that were compiled. */
  Set<String> named() {
    return named;
  }

  /** Whether texts were compared by their parts. */
  boolean readsTexts() {
    return readsTexts;
  }

  /** The condition that a field has a value, or one of a list of values, as Java values. */
  String restrict(Field field, Object value) {
    ColumnType element = field.type().element();
    List<?> values = value instanceof List<?> many ? many : List.of(value);
    List<Object> bound = new ArrayList<>();
    values.forEach(each -> bound.add(element.bind(each)));
    String array = sql.values(element, bound);
    return field.type().isArray()
        ? field.sql() + " && " + array
        : field.sql() + " = any(" + array + ")";
  }

  private String group(Object node, String path, int depth) {
    if (!(node instanceof Map<?, ?> map)) {
      return problem(path, "must be an object", "MALFORMED_FILTER");
    }
    if (depth > DEPTH_MAX) {
      return problem(path, "is nested deeper than " + DEPTH_MAX, "FILTER_TOO_DEEP");
    }
    List<String> parts = new ArrayList<>();
    map.forEach((key, value) -> parts.add(entry((String) key, value, path, depth)));
    return join(parts, " and ", EVERYTHING);
  }

  private String entry(String key, Object value, String path, int depth) {
    return switch (key) {
      case "$and" -> groups(value, path + ".$and", " and ", EVERYTHING, depth);
      case "$or" -> groups(value, path + ".$or", " or ", NOTHING, depth);
      case "$not" ->
          not(
              value instanceof List<?>
                  ? groups(value, path + ".$not", " or ", NOTHING, depth)
                  : group(value, path + ".$not", depth + 1));
      default ->
          key.startsWith("$")
              ? problem(
                  path + "." + shown(key),
                  "is not an operator that joins conditions",
                  "UNKNOWN_OPERATOR")
              : field(key, value, depth);
    };
  }

  private String groups(Object value, String path, String joint, String empty, int depth) {
    if (!(value instanceof List<?> list)) {
      return problem(path, "must be a list of conditions", "MALFORMED_FILTER");
    }
    List<String> parts = new ArrayList<>();
    list.forEach(each -> parts.add(group(each, path, depth + 1)));
    return join(parts, joint, empty);
  }

  private String field(String name, Object value, int depth) {
    Field field = fields.get(name);
    boolean comparison =
        value instanceof Map<?, ?> map
            && map.keySet().stream().anyMatch(key -> ((String) key).startsWith("$"));
    if (field == null || field.hidden()) {
      if (value instanceof Map<?, ?> map && !comparison && !map.isEmpty() && depth < DEPTH_MAX) {
        List<String> parts = new ArrayList<>();
        map.forEach((key, inner) -> parts.add(field(name + "." + key, inner, depth + 1)));
        return join(parts, " and ", EVERYTHING);
      }
      if (comparison && ((Map<?, ?>) value).keySet().equals(Set.of(MATCH_ITEMS))) {
        return matchItems(name, ((Map<?, ?>) value).get(MATCH_ITEMS), depth);
      }
      return problem(
          "filter." + shown(name), "is not a field that can be filtered by", "UNKNOWN_FIELD");
    }
    return comparison
        ? comparisons(field, (Map<?, ?>) value, depth)
        : condition(field, Operator.EQ, value);
  }

  /**
   * A list of objects, of which a key is searched as an array column under the path {@code
   * list.key}: each given item must be matched by one of the list.
   */
  private String matchItems(String name, Object value, int depth) {
    if (!(value instanceof List<?> items)) {
      return problem("filter." + shown(name), "must be matched with a list of items", "WRONG_TYPE");
    }
    List<String> parts = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> map) || map.size() != 1) {
        return problem(
            "filter." + shown(name), "must be matched with items of one key each", "WRONG_TYPE");
      }
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      if (only.getValue() instanceof Map<?, ?> inner
          && !ITEM_OPERATORS.containsAll(inner.keySet())) {
        String allowed = "an item is compared by " + String.join(", ", ITEM_OPERATORS);
        return problem("filter." + shown(name), allowed, "OPERATOR_NOT_ALLOWED");
      }
      parts.add(field(name + "." + only.getKey(), only.getValue(), depth + 1));
    }
    return join(parts, " and ", EVERYTHING);
  }

  private String comparisons(Field field, Map<?, ?> map, int depth) {
    if (depth > DEPTH_MAX) {
      return problem(
          "filter." + field.name(), "is nested deeper than " + DEPTH_MAX, "FILTER_TOO_DEEP");
    }
    List<String> parts = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          String name = (String) key;
          Operator operator = Operator.named(name);
          if (operator != null) {
            parts.add(condition(field, operator, value));
          } else if (name.equals("$not") && value instanceof Map<?, ?> inner) {
            parts.add(not(comparisons(field, inner, depth + 1)));
          } else {
            parts.add(
                problem(
                    "filter." + field.name(),
                    shown(name) + " is not an operator",
                    "UNKNOWN_OPERATOR"));
          }
        });
    return join(parts, " and ", EVERYTHING);
  }

  private String condition(Field field, Operator operator, Object value) {
    named.add(field.name());
    if (++conditions > CONDITIONS_MAX) {
      return conditions == CONDITIONS_MAX + 1
          ? problem("filter", "has more than " + CONDITIONS_MAX + " conditions", "FILTER_TOO_LONG")
          : NOTHING;
    }
    if (!field.operators().contains(operator)) {
      return problem(
          "filter." + field.name(),
          operator.wireName() + " is not allowed here",
          "OPERATOR_NOT_ALLOWED");
    }
    return field.type().isArray()
        ? arrayCondition(field, operator, value)
        : scalarCondition(field, operator, value);
  }

  private String scalarCondition(Field field, Operator operator, Object value) {
    String column = field.sql();
    return switch (operator) {
      case EQ ->
          value == null ? column + " is null" : one(field, value, place -> column + " = " + place);
      case NE ->
          value == null
              ? column + " is not null"
              : one(field, value, place -> column + " is distinct from " + place);
      case GT -> one(field, value, place -> column + " > " + place);
      case GTE -> one(field, value, place -> column + " >= " + place);
      case LT -> one(field, value, place -> column + " < " + place);
      case LTE -> one(field, value, place -> column + " <= " + place);
      case IN, HAS_SOME -> in(field, value);
      case NIN -> not(in(field, value));
      case HAS_ALL -> hasAllOfOne(field, value);
      case STARTS_WITH -> like(field, value, "", "%");
      case ENDS_WITH -> like(field, value, "%", "");
      case CONTAINS -> like(field, value, "%", "%");
      case EXISTS -> flag(field, value, column + " is not null", column + " is null");
      case IS_EMPTY -> {
        String empty =
            field.type() == ColumnType.TEXT
                ? "coalesce(" + column + ", '') = ''"
                : column + " is null";
        yield flag(field, value, empty, not(empty));
      }
    };
  }

  private String arrayCondition(Field field, Operator operator, Object value) {
    String column = field.sql();
    return switch (operator) {
      case EQ, CONTAINS ->
          value == null
              ? column + " is null"
              : one(field, value, place -> column + " @> array[" + place + "]");
      case NE ->
          value == null
              ? column + " is not null"
              : not(one(field, value, place -> column + " @> array[" + place + "]"));
      case IN, HAS_SOME -> many(field, value, places -> column + " && " + places);
      case NIN -> not(many(field, value, places -> column + " && " + places));
      case HAS_ALL -> many(field, value, places -> column + " @> " + places);
      case EXISTS -> flag(field, value, column + " is not null", column + " is null");
      case IS_EMPTY -> {
        String empty = "coalesce(cardinality(" + column + "), 0) = 0";
        yield flag(field, value, empty, not(empty));
      }
      case GT, GTE, LT, LTE, STARTS_WITH, ENDS_WITH ->
          problem(
              "filter." + field.name(),
              operator.wireName() + " does not go with a list",
              "OPERATOR_NOT_ALLOWED");
    };
  }

  private String in(Field field, Object value) {
    boolean withNull = value instanceof List<?> list && list.contains(null);
    String found = many(field, value, places -> field.sql() + " = any(" + places + ")");
    return withNull ? "(" + found + " or " + field.sql() + " is null)" : found;
  }

  private String hasAllOfOne(Field field, Object value) {
    return many(field, value, places -> field.sql() + " = all(" + places + ")");
  }

  private String like(Field field, Object value, String before, String after) {
    if (field.type() != ColumnType.TEXT) {
      return problem(
          "filter." + field.name(),
          "is not text, so it has no beginning, end or part",
          "OPERATOR_NOT_ALLOWED");
    }
    Object text = Operand.read(ColumnType.TEXT, value);
    if (text == null) {
      return wrongType(field);
    }
    readsTexts = true;
    return field.sql()
        + " ilike "
        + sql.value(ColumnType.TEXT, before + Sql.literalPattern((String) text) + after);
  }

  private String flag(Field field, Object value, String whenTrue, String whenFalse) {
    if (!(value instanceof Boolean flag)) {
      return problem("filter." + field.name(), "must be asked with true or false", "WRONG_TYPE");
    }
    return flag ? whenTrue : whenFalse;
  }

  private String one(Field field, Object value, Function<String, String> condition) {
    ColumnType element = field.type().element();
    Object bound = value == null ? null : Operand.read(element, value);
    return bound == null ? wrongType(field) : condition.apply(sql.value(element, bound));
  }

  /** A condition on a list of values; nulls in it are left to the caller. */
  private String many(Field field, Object value, Function<String, String> condition) {
    if (!(value instanceof List<?> list)) {
      return problem("filter." + field.name(), "must be compared with a list", "WRONG_TYPE");
    }
    if (list.size() > VALUES_MAX) {
      return problem(
          "filter." + field.name(),
          "is compared with more than " + VALUES_MAX + " values",
          "FILTER_TOO_LONG");
    }
    ColumnType element = field.type().element();
    List<Object> bound = new ArrayList<>();
    for (Object each : list) {
      Object operand = each == null ? null : Operand.read(element, each);
      if (each != null && operand == null) {
        return wrongType(field);
      }
      if (operand != null) {
        bound.add(operand);
      }
    }
    return condition.apply(sql.values(element, bound));
  }

  private String wrongType(Field field) {
    String expected = Operand.expected(field.type().element());
    return problem("filter." + field.name(), "must be compared with " + expected, "WRONG_TYPE");
  }

  private static String not(String condition) {
    return "((" + condition + ") is not true)";
  }

  private static String join(List<String> parts, String joint, String empty) {
    return parts.isEmpty()
        ? empty
        : parts.size() == 1 ? parts.get(0) : "(" + String.join(joint, parts) + ")";
  }

  private static String shown(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100);
  }

  private String problem(String field, String description, String rule) {
    violations.add(new Violation(field, description, rule));
    return NOTHING;
  }
}
