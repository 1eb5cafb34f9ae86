package io.cartwright.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that a request carried, level by level, or that a field mask lists. Lists and plain
 * values are leaves. A leaf means the whole value: below it every name counts as present.
 */
public final class Fields {
  /** Every name at every level. */
  public static final Fields ALL = new Fields(null);

  /** No name at all. */
  public static final Fields NONE = new Fields(Map.of());

  private final Map<String, Fields> children;

  private Fields(Map<String, Fields> children) {
    this.children = children;
  }

  /**
   * The names in a JSON object; an empty body has none.
   *
   * @throws MalformedJson when the bytes are not JSON
   */
  public static Fields of(byte[] json) {
    if (json == null || json.length == 0) {
      return NONE;
    }
    try (JsonParser in = JsonIo.CLIENT.createParser(json)) {
      return in.nextToken() == JsonToken.START_OBJECT ? object(in) : NONE;
    } catch (IOException e) {
      throw MalformedJson.of(e);
    }
  }

  private static Fields object(JsonParser in) throws IOException {
    Map<String, Fields> names = new LinkedHashMap<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        names.put(name, object(in));
      } else {
        in.skipChildren();
        names.put(name, ALL);
      }
    }
    return new Fields(names);
  }

  /** The paths of a field mask; segments in snake_case are taken as camelCase, "*" means all. */
  public static Fields ofPaths(Collection<String> paths) {
    Fields root = new Fields(new LinkedHashMap<>());
    for (String path : paths) {
      if (path.equals("*")) {
        return ALL;
      }
      if (!path.isBlank()) {
        root.add(path.strip().split("\\."), 0);
      }
    }
    return root;
  }

  private void add(String[] path, int at) {
    String name = camel(path[at]);
    if (at == path.length - 1) {
      children.put(name, ALL);
      return;
    }
    Fields child = children.computeIfAbsent(name, n -> new Fields(new LinkedHashMap<>()));
    if (!child.whole()) {
      child.add(path, at + 1);
    }
  }

  private static String camel(String segment) {
    StringBuilder camel = new StringBuilder(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      boolean joint =
          c == '_' && i > 0 && i + 1 < segment.length() && isLower(segment.charAt(i + 1));
      camel.append(joint ? Character.toUpperCase(segment.charAt(++i)) : c);
    }
    return camel.toString();
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** Adds the comma-joined paths of a mask. */
  static void splitMask(String mask, List<String> paths) {
    for (String path : mask.split(",")) {
      if (!path.isBlank()) {
        paths.add(path.strip());
      }
    }
  }

  /** True when the dotted path is present, or lies under a leaf. */
  public boolean has(String path) {
    Fields at = this;
    int from = 0;
    while (!at.whole()) {
      int dot = path.indexOf('.', from);
      Fields child = at.children.get(dot < 0 ? path.substring(from) : path.substring(from, dot));
      if (child == null || dot < 0) {
        return child != null;
      }
      at = child;
      from = dot + 1;
    }
    return true;
  }

  /** The level below a name; {@link #NONE} when the name is absent. */
  public Fields child(String name) {
    return whole() ? ALL : children.getOrDefault(name, NONE);
  }

  /** The names at this level; empty below a leaf, where there are no names to tell. */
  public Set<String> names() {
    return whole() ? Set.of() : Set.copyOf(children.keySet());
  }

  /** True when everything from here on counts as present. */
  public boolean whole() {
    return children == null;
  }

  /** These names with one of them, at this level, replaced or added. */
  public Fields with(String name, Fields below) {
    if (whole()) {
      return this;
    }
    Map<String, Fields> changed = new LinkedHashMap<>(children);
    changed.put(name, below);
    return new Fields(changed);
  }

  /** All paths down to the leaves, sorted. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths.stream().sorted().toList();
  }

  private void collect(String prefix, List<String> paths) {
    if (whole()) {
      paths.add(prefix.isEmpty() ? "*" : prefix);
      return;
    }
    children.forEach(
        (name, child) -> child.collect(prefix.isEmpty() ? name : prefix + "." + name, paths));
  }

  @Override
  public String toString() {
    return paths().toString();
  }
}
