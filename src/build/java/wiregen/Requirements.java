package wiregen;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The required fields of one request as wire paths. They come from the request's own fields that
 * are not optional, and from the operation's {@code sdkRequired}, whose paths start from the
 * arguments of the SDK's function: those are looked for in the request itself, below {@code
 * options} or {@code identifiers} taken away, and below the request's single entity.
 */
final class Requirements {
  private final Map<String, Object> operation;
  private final Type request;
  private final List<String> pathParameters;
  private final boolean patch;
  private final boolean keepsReadOnly;
  private final List<String> unresolved;

  Requirements(
      Map<String, Object> operation, Type request, boolean keepsReadOnly, List<String> unresolved) {
    this.operation = operation;
    this.request = request;
    this.pathParameters = Tree.strings(operation.get("pathParams"));
    this.patch = "PATCH".equals(operation.get("httpMethod"));
    this.keepsReadOnly = keepsReadOnly;
    this.unresolved = unresolved;
  }

  List<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    for (Field field : request.fields) {
      if (!field.has("optional") && !field.has("readOnly")) {
        paths.add(field.name);
      }
    }
    for (String entry : Tree.strings(operation.get("sdkRequired"))) {
      String path = entry.replace("_id", "id");
      if (isGroup(path) || isPathParameter(path)) {
        continue;
      }
      String found = find(path);
      if (found == null) {
        unresolved.add(operation.get("module") + "." + operation.get("operation") + ": " + entry);
      } else if (applies(found)) {
        paths.add(found);
      }
    }
    pathParameters.forEach(paths::remove);
    return List.copyOf(new TreeSet<>(paths));
  }

  /** The SDK's own argument objects, which are not on the wire. */
  private static boolean isGroup(String path) {
    return path.equals("options") || path.equals("identifiers");
  }

  private boolean isPathParameter(String path) {
    String bare = path.substring(path.startsWith("identifiers.") ? 12 : 0);
    return pathParameters.stream().anyMatch(p -> p.equals(bare) || p.endsWith("." + bare))
        || (path.startsWith("identifiers.")
            && pathParameters.stream().anyMatch(p -> p.replace(".i", "I").equalsIgnoreCase(bare)));
  }

  /** The wire path that an SDK path stands for; null when it leads nowhere. */
  private String find(String path) {
    List<String> candidates = new ArrayList<>(List.of(path));
    for (String group : List.of("options.", "identifiers.")) {
      if (path.startsWith(group)) {
        candidates.add(path.substring(group.length()));
      }
    }
    for (Field field : request.fields) {
      if (field.isMessage() && !field.map) {
        candidates.add(field.name + "." + path);
      }
    }
    return candidates.stream()
        .map(this::withOneofs)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * The path with the names of oneof groups, which the SDK has as segments and the wire has not,
   * left out, or marked where a group itself is required.
   */
  private String withOneofs(String path) {
    List<String> wire = new ArrayList<>();
    Type at = request;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      Field field = at == null ? null : at.field(name);
      if (field != null) {
        wire.add(name);
        at = field.isMessage() && !field.map ? field.type : null;
      } else if (at == null || at.fields.stream().noneMatch(f -> f.isIn(name))) {
        return null;
      } else if (i == names.length - 1) {
        wire.add("oneof:" + name);
      }
    }
    return String.join(".", wire);
  }

  /** The fields along a wire path, without a last oneof group. */
  private List<Field> walk(String path) {
    List<Field> fields = new ArrayList<>();
    Type at = request;
    for (String name : path.split("\\.")) {
      if (!name.startsWith("oneof:")) {
        fields.add(at.field(name));
        at = fields.get(fields.size() - 1).type;
      }
    }
    return fields;
  }

  private boolean applies(String path) {
    List<Field> fields = walk(path);
    boolean dropped =
        fields.stream()
            .anyMatch(f -> f.has("readOnly") && !f.name.equals("id") && !f.name.equals("revision"));
    if (dropped && !keepsReadOnly) {
      return false;
    }
    String[] names = path.split("\\.");
    if (!patch || names.length == 1) {
      return true;
    }
    String last = names[names.length - 1];
    boolean addresses = names.length == 2 && (last.equals("id") || last.equals("revision"));
    return addresses
        || fields.subList(0, names.length - 1).stream()
            .anyMatch(f -> f.repeated || f.data.containsKey("oneof"));
  }
}
