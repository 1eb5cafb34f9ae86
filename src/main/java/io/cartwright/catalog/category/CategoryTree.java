package io.cartwright.catalog.category;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The categories of a site and how they hang together. Immutable. */
public final class CategoryTree {
  /** Levels of categories, the topmost included. */
  public static final int DEPTH_MAX = 5;

  /** One category; {@code parentId} is null at the top. */
  public record Entry(UUID id, UUID parentId, String name, String slug, boolean visible) {}

  private final Map<UUID, Entry> byId = new HashMap<>();
  private final Map<UUID, List<UUID>> children = new HashMap<>();

  public CategoryTree(Collection<Entry> entries) {
    for (Entry entry : entries) {
      byId.put(entry.id(), entry);
      if (entry.parentId() != null) {
        children.computeIfAbsent(entry.parentId(), id -> new ArrayList<>()).add(entry.id());
      }
    }
  }

  /** The category with this id, or null. */
  public Entry find(UUID id) {
    return id == null ? null : byId.get(id);
  }

  /** From the topmost category down to this one; empty when it does not exist. */
  public List<Entry> path(UUID id) {
    List<Entry> path = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (Entry at = find(id); at != null && seen.add(at.id()); at = find(at.parentId())) {
      path.add(at);
    }
    Collections.reverse(path);
    return path;
  }

  /** These categories and all above them, without those that do not exist. */
  public Set<UUID> withAncestors(Collection<UUID> ids) {
    Set<UUID> all = new LinkedHashSet<>();
    for (UUID id : ids) path(id).forEach(entry -> all.add(entry.id()));
    return all;
  }

  /** This category and all below it. */
  public Set<UUID> withDescendants(UUID id) {
    Set<UUID> all = new LinkedHashSet<>();
    List<UUID> waiting = new ArrayList<>(List.of(id));
    while (!waiting.isEmpty()) {
      UUID next = waiting.remove(waiting.size() - 1);
      if (all.add(next)) waiting.addAll(children.getOrDefault(next, List.of()));
    }
    return all;
  }

  /** How many categories hang directly below this one. */
  public int childCount(UUID id) {
    return children.getOrDefault(id, List.of()).size();
  }

  /** True when this category and all above it are visible. */
  public boolean isVisible(UUID id) {
    List<Entry> path = path(id);
    return !path.isEmpty() && path.stream().allMatch(Entry::visible);
  }

  /** All slugs in use. */
  public Set<String> slugs() {
    Set<String> slugs = new HashSet<>();
    byId.values().forEach(entry -> slugs.add(entry.slug()));
    return slugs;
  }

  public int size() {
    return byId.size();
  }
}
