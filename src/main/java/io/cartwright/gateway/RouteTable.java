package io.cartwright.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what stands behind a verb and a path. Paths are tries of segments; a literal wins over a
 * parameter, from left to right, with one step back where the literal leads nowhere. A look-up
 * costs the number of segments, however many routes there are.
 */
final class RouteTable<T> {

  /** What was found, and the values of the path's parameters in their order. */
  record Match<T>(T target, List<String> values) {}

  private static final class Node<T> {
    private final Map<String, Node<T>> literals = new HashMap<>();
    private Node<T> parameter;
    private final Map<String, T> targets = new HashMap<>();
  }

  private final Node<T> root = new Node<>();

  /** Adds a route; the first one stays when a verb and path are added twice. */
  void add(String verb, String path, T target) {
    Node<T> node = root;
    for (String segment : segments(path)) {
      if (segment.startsWith("{") && segment.endsWith("}")) {
        if (node.parameter == null) node.parameter = new Node<>();
        node = node.parameter;
      } else {
        if (segment.indexOf('{') >= 0) {
          throw new IllegalArgumentException("a parameter must be a whole segment: " + path);
        }
        node = node.literals.computeIfAbsent(segment, s -> new Node<>());
      }
    }
    node.targets.putIfAbsent(verb, target);
  }

  /** The match, or null. Parameter values are still percent-encoded. */
  Match<T> find(String verb, String path) {
    String[] segments = segments(path);
    String[] values = new String[segments.length];
    return find(root, verb, segments, 0, values, 0);
  }

  private Match<T> find(
      Node<T> node, String verb, String[] segments, int at, String[] values, int count) {
    if (at == segments.length) {
      T target = node.targets.get(verb);
      return target == null ? null : new Match<>(target, copy(values, count));
    }
    Node<T> literal = node.literals.get(segments[at]);
    if (literal != null) {
      Match<T> found = find(literal, verb, segments, at + 1, values, count);
      if (found != null) return found;
    }
    if (node.parameter == null || segments[at].isEmpty()) return null;
    values[count] = segments[at];
    return find(node.parameter, verb, segments, at + 1, values, count + 1);
  }

  private static List<String> copy(String[] values, int count) {
    if (count == 0) return List.of();
    if (count == 1) return List.of(values[0]);
    List<String> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) list.add(values[i]);
    return List.copyOf(list);
  }

  private static String[] segments(String path) {
    int start = path.startsWith("/") ? 1 : 0;
    int end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(start, end).split("/", -1);
  }
}
