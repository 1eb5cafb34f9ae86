package io.cartwright.store.query;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a filter demands of every row that it finds: the conditions that are joined by "and" at its
 * top. Says how rows are best looked for, not which are found: of a filter that cannot be read it
 * knows nothing.
 */
final class Demands {
  /** Longer lists of values are not looked at. */
  static final int VALUES_MAX = 8;

  private final Map<String, Object> byField = new HashMap<>();

  private Demands() {}

  static Demands of(String filter) {
    Demands demands = new Demands();
    if (filter == null || filter.isBlank()) return demands;
    try {
      demands.add("", JsonTree.read(filter), 1);
    } catch (IOException malformed) {
      demands.byField.clear();
    }
    return demands;
  }

  private void add(String path, Object node, int depth) {
    if (!(node instanceof Map<?, ?> map) || depth > FilterCompiler.DEPTH_MAX) return;
    map.forEach(
        (key, value) -> {
          String name = (String) key;
          if (name.equals("$and") && path.isEmpty() && value instanceof List<?> all) {
            all.forEach(each -> add("", each, depth + 1));
          } else if (!name.startsWith("$")) {
            byField.putIfAbsent(path + name, value);
            add(path + name + ".", value, depth + 1);
          }
        });
  }

  /** True when a field must have one value. */
  boolean isOne(String field) {
    Object value = byField.get(field);
    Object equal = value instanceof Map<?, ?> map ? map.get("$eq") : value;
    return equal != null && !(equal instanceof Map) && !(equal instanceof List);
  }

  /** The texts of which a field must be one, if these are a few; else none. */
  List<String> anyOf(String field) {
    if (!(byField.get(field) instanceof Map<?, ?> map
        && map.get("$in") instanceof List<?> list
        && list.stream().allMatch(String.class::isInstance))) {
      return List.of();
    }
    List<String> texts = list.stream().map(String.class::cast).distinct().toList();
    return texts.size() > 1 && texts.size() <= VALUES_MAX ? texts : List.of();
  }
}
