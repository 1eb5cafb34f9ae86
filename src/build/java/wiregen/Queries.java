package wiregen;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The Java source of a module's query specifications. */
final class Queries {
  private Queries() {}

  static String source(String module, List<Map<String, Object>> specs) {
    StringBuilder out = new StringBuilder();
    out.append("package ").append(Names.packageOf(module)).append(";\n\n");
    out.append("/** What may be queried in ").append(module).append(". */\n");
    out.append("public final class Queries {\n");
    for (Map<String, Object> spec : specs) {
      constant(out, spec);
    }
    return out.append("  private Queries() {}\n}\n").toString();
  }

  private static void constant(StringBuilder out, Map<String, Object> spec) {
    String type = Names.BASE + ".QuerySpec";
    String name = (String) spec.get("spec");
    out.append("  public static final %s %s =\n".formatted(type, Names.upperSnake(name)));
    out.append(
        "      new %s(%s, %s, %s.Kind.%s, %s.Paging.%s,\n"
            .formatted(
                type,
                Names.quote((String) spec.get("module")),
                Names.quote(name),
                type,
                upper(spec, "kind", "QUERY"),
                type,
                upper(spec, "paging", "NONE")));
    out.append("          new ").append(type).append(".Fields()");
    for (Map<String, Object> group : Tree.maps(spec.get("filter"))) {
      String operators =
          group.get("operators") instanceof List<?>
              ? String.join(" ", Tree.strings(group.get("operators")))
              : "";
      out.append(
          "\n              .add(%s, %s, %s)"
              .formatted(
                  Names.quote(String.join(" ", Tree.strings(group.get("fields")))),
                  Names.quote(operators),
                  !"NONE".equals(group.get("sort"))));
    }
    out.append("\n              .build(),\n          ").append(list(spec, "searchable"));
    out.append(",\n          ").append(list(spec, "aggregatable")).append(");\n");
  }

  private static String upper(Map<String, Object> spec, String name, String none) {
    Object value = spec.get(name);
    return value == null ? none : value.toString().toUpperCase(Locale.ROOT);
  }

  private static String list(Map<String, Object> spec, String name) {
    return Tree.strings(spec.get(name)).stream()
        .map(Names::quote)
        .collect(Collectors.joining(", ", "java.util.List.of(", ")"));
  }
}
