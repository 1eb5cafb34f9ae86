package io.cartwright.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The required fields of one request as a trie of names. A field is required only where its parent
 * was sent; below a list it is required in every element.
 */
final class Required {
  /** Marks a last segment that names a group of fields of which one must be set. */
  private static final String ONE_OF = "oneof:";

  private final Map<String, Required> children = new TreeMap<>();
  private boolean required;

  static Required of(List<String> paths) {
    Required root = new Required();
    for (String path : paths) {
      Required at = root;
      for (String name : path.split("\\.")) {
        at = at.children.computeIfAbsent(name, n -> new Required());
      }
      at.required = true;
    }
    return root;
  }

  /** Like {@link #of}, but what the fields stand in is required too. */
  static Required whole(List<String> paths) {
    List<String> all = new ArrayList<>(paths);
    for (String path : paths) {
      for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
        all.add(path.substring(0, dot));
      }
    }
    return of(all);
  }

  @SuppressWarnings("unchecked")
  void check(Codec<?> codec, Object message, Checks checks) {
    for (Map.Entry<String, Required> entry : children.entrySet()) {
      if (entry.getKey().startsWith(ONE_OF)) {
        checkOneof((Codec<Object>) codec, message, entry.getKey().substring(6), checks);
        continue;
      }
      WireField field = codec.field(entry.getKey());
      Object value = ((Codec<Object>) codec).get(message, field.index);
      checks.enter(field.name);
      if (value == null) {
        if (entry.getValue().required) {
          entry.getValue().missing(checks);
        }
      } else if (field.codec != null) {
        entry.getValue().below(field, value, checks);
      }
      checks.leave();
    }
  }

  private static void checkOneof(Codec<Object> codec, Object message, String group, Checks checks) {
    List<WireField> members = codec.fields().stream().filter(f -> group.equals(f.oneof())).toList();
    if (members.stream().allMatch(f -> codec.get(message, f.index) == null)) {
      checks.violate(
          Violation.Rule.REQUIRED_ONE_OF_FIELD,
          "must set one of "
              + members.stream().map(WireField::name).collect(Collectors.joining(", ")));
    }
  }

  /** A value that was sent but broke a rule is also null here: one fault is told once. */
  private void missing(Checks checks) {
    String path = checks.path();
    boolean told =
        checks.violations().stream()
            .anyMatch(v -> v.field().equals(path) || v.field().startsWith(path + "."));
    if (!told) {
      checks.violate(Violation.Rule.REQUIRED_FIELD, "must be set");
    }
  }

  private void below(WireField field, Object value, Checks checks) {
    if (children.isEmpty()) {
      return;
    }
    if (value instanceof List<?> list) {
      checks.enterList();
      for (int i = 0; i < list.size(); i++) {
        checks.item(i);
        check(field.codec, list.get(i), checks);
      }
      checks.leaveList();
    } else if (!(value instanceof Map)) {
      check(field.codec, value, checks);
    }
  }
}
