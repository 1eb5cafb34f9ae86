package io.cartwright.gateway;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.Codec;
import io.cartwright.wire.Json;
import io.cartwright.wire.Route;
import io.cartwright.wire.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 page, made from the declarations: nothing in it is written by hand. */
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private OpenApi() {}

  /** The page as JSON. */
  static Json of(List<Operation<?, ?>> operations, String version) {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    Map<String, String> templates = new HashMap<>();
    List<Codec<?>> codecs = new ArrayList<>();
    operations.stream()
        .filter(operation -> operation.route() != null)
        .sorted(Comparator.comparing(Operation::address))
        .forEach(
            operation -> {
              codecs.add(operation.requestCodec());
              codecs.add(operation.responseCodec());
              String first = operation.route().paths().get(0);
              for (String path : operation.route().paths()) {
                String template = templates.computeIfAbsent(shape(path), shape -> path);
                paths
                    .computeIfAbsent(template, p -> new TreeMap<>())
                    .put(
                        operation.route().verb().toLowerCase(java.util.Locale.ROOT),
                        described(operation, template, path.equals(first)));
              }
            });
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("schemas", schemas(codecs));
    components.put(
        "securitySchemes",
        Map.of("token", Map.of("type", "apiKey", "in", "header", "name", "Authorization")));
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("openapi", "3.1.0");
    page.put("info", Map.of("title", "Cartwright", "version", version));
    page.put("security", List.of(Map.of("token", List.of())));
    page.put("paths", paths);
    page.put("components", components);
    return Json.of(page);
  }

  /** Paths that differ only in the names of their parameters are one path to OpenAPI. */
  private static String shape(String path) {
    return PARAMETER.matcher(path).replaceAll("{}");
  }

  private static Map<String, Object> schemas(List<Codec<?>> codecs) {
    Map<String, Object> schemas = new LinkedHashMap<>();
    Schema.components(codecs).forEach((name, schema) -> schemas.put(name, schema.parse()));
    return schemas;
  }

  private static Map<String, Object> described(
      Operation<?, ?> operation, String template, boolean first) {
    Route<?, ?> route = operation.route();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("operationId", operation.address() + (first ? "" : ".ownHost"));
    described.put("tags", List.of(route.module()));
    if (route.isDeprecated()) described.put("deprecated", true);
    described.put("x-bus-address", operation.address());
    described.put("x-callers", operation.callers().stream().map(Role::name).sorted().toList());
    if (operation.callers().contains(Role.ANONYMOUS)) described.put("security", List.of());
    if (!route.errors().isEmpty()) described.put("x-error-codes", route.errors());
    List<Object> parameters = new ArrayList<>();
    PARAMETER
        .matcher(template)
        .results()
        .forEach(
            found ->
                parameters.add(
                    Map.of(
                        "name",
                        found.group(1),
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        Map.of("type", "string"))));
    if (!parameters.isEmpty()) described.put("parameters", parameters);
    if (!route.verb().equals("GET") && !route.verb().equals("DELETE")) {
      described.put("requestBody", Map.of("content", json(operation.requestCodec())));
    }
    described.put(
        "responses",
        Map.of(
            "200",
            Map.of("description", "Done", "content", json(operation.responseCodec())),
            "default",
            Map.of("description", "Refused: message and details with a stable code")));
    return described;
  }

  private static Map<String, Object> json(Codec<?> codec) {
    return Map.of(
        "application/json",
        Map.of("schema", Map.of("$ref", "#/components/schemas/" + codec.name())));
  }
}
