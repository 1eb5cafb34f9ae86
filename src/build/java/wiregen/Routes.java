package wiregen;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Java source of a module's operations. */
final class Routes {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

  private final Model model;
  private final String module;
  private final String packageName;
  private final List<String> unresolved;

  Routes(Model model, String module, List<String> unresolved) {
    this.model = model;
    this.module = module;
    this.packageName = Names.packageOf(module);
    this.unresolved = unresolved;
  }

  String className() {
    return Names.pascal(module) + "Api";
  }

  String source() {
    StringBuilder out = new StringBuilder();
    out.append("package ").append(packageName).append(";\n\n");
    out.append("/** The operations of ").append(module).append(". */\n");
    out.append("public final class ").append(className()).append(" {\n");
    List<String> constants = new ArrayList<>();
    for (Map<String, Object> operation : model.operations.get(module)) {
      String constant = Names.upperSnake((String) operation.get("operation"));
      constants.add(constant);
      out.append(route(operation, constant));
    }
    out.append("  public static final java.util.List<").append(Names.BASE);
    out.append(".Route<?, ?>> ALL = java.util.List.of(");
    out.append(String.join(", ", constants)).append(");\n");
    out.append("  private ").append(className()).append("() {}\n}\n");
    return out.toString();
  }

  private String route(Map<String, Object> operation, String constant) {
    Type request = model.request(operation);
    Type response = model.response(operation);
    String requestName = request.javaName(packageName);
    String responseName = response.javaName(packageName);
    String name = (String) operation.get("operation");
    boolean keepsReadOnly =
        name.startsWith("import") || (module.equals("orders") && name.equals("createOrder"));
    StringBuilder out = new StringBuilder();
    out.append(
        "  public static final %s.Route<%s, %s> %s =\n      %s.Route.of("
            .formatted(Names.BASE, requestName, responseName, constant, Names.BASE));
    out.append(quoted(List.of(module, name, (String) operation.get("httpMethod"))));
    out.append(", %s.CODEC, %s.CODEC)".formatted(requestName, responseName));
    List<String> paths = paths(operation);
    out.append("\n          .paths(").append(quoted(paths)).append(')');
    call(out, "pathParameters", checkedParameters(operation, paths));
    fallback(out, operation, paths);
    call(out, "errors", errors(operation));
    call(out, "permissions", Tree.strings(operation.get("permissions")));
    call(out, "required", new Requirements(operation, request, keepsReadOnly, unresolved).paths());
    mask(out, operation, request);
    flag(out, Tree.flag(operation, "complexQuery"), "complexQuery");
    flag(out, keepsReadOnly, "keepsReadOnly");
    flag(out, operation.containsKey("deprecated"), "deprecated");
    flag(out, Tree.flag(operation, "untyped"), "internal");
    return out.append(";\n").toString();
  }

  private static void flag(StringBuilder out, boolean set, String method) {
    if (set) {
      out.append("\n          .").append(method).append("()");
    }
  }

  private static void call(StringBuilder out, String method, List<String> values) {
    if (!values.isEmpty()) {
      out.append("\n          .").append(method).append('(').append(quoted(values)).append(')');
    }
  }

  private static String quoted(List<String> values) {
    return values.stream().map(Names::quote).collect(Collectors.joining(", "));
  }

  private static List<String> paths(Map<String, Object> operation) {
    Set<String> paths = new LinkedHashSet<>();
    paths.add((String) operation.get("publicPath"));
    if (operation.get("customHostPath") != null) {
      paths.add((String) operation.get("customHostPath"));
    }
    return List.copyOf(paths);
  }

  private static List<String> checkedParameters(Map<String, Object> operation, List<String> paths) {
    List<String> parameters = Tree.strings(operation.get("pathParams"));
    for (String path : paths) {
      List<String> found = new ArrayList<>();
      Matcher matcher = PARAMETER.matcher(path);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
      if (found.isEmpty() ? !parameters.isEmpty() : !found.equals(parameters)) {
        throw new IllegalStateException(path + " has other parameters than " + parameters);
      }
    }
    return parameters;
  }

  private static void fallback(
      StringBuilder out, Map<String, Object> operation, List<String> paths) {
    String fallback = (String) operation.get("longQueryFallback");
    if (fallback == null || fallback.startsWith(operation.get("httpMethod") + " ")) {
      return;
    }
    String verb = fallback.substring(0, fallback.indexOf(' '));
    String path = fallback.substring(verb.length() + 1);
    List<String> all = new ArrayList<>(List.of(verb));
    all.addAll(path.equals(paths.get(0)) ? paths : List.of(path));
    call(out, "fallback", all);
  }

  private static List<String> errors(Map<String, Object> operation) {
    if (!(operation.get("errors") instanceof List<?> errors)) {
      return List.of();
    }
    return errors.stream()
        .map(e -> e instanceof Map<?, ?> map ? (String) map.get("code") : (String) e)
        .distinct()
        .toList();
  }

  private void mask(StringBuilder out, Map<String, Object> operation, Type request) {
    String path = (String) Tree.map(operation.get("fieldMask")).get("path");
    if (path == null || path.contains(".")) {
      return;
    }
    String entity =
        Tree.strings(operation.get("pathParams")).stream()
            .filter(p -> p.contains("."))
            .map(p -> p.substring(0, p.indexOf('.')))
            .findFirst()
            .orElseGet(() -> entity(request));
    call(out, "mask", List.of(path, entity));
  }

  /** The object that an update without its id in the path is about. */
  private static String entity(Type request) {
    List<Field> objects =
        request.fields.stream().filter(f -> f.isMessage() && !f.repeated && !f.map).toList();
    return objects.stream()
        .filter(f -> !f.has("optional"))
        .findFirst()
        .or(() -> objects.stream().findFirst())
        .map(f -> f.name)
        .orElseThrow(() -> new IllegalStateException(request + " has a mask but no entity"));
  }
}
