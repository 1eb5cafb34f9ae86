package io.cartwright.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One operation of the contract as it looks on HTTP: where it is, what goes in and out, and how a
 * request becomes its message. Built once, by generated code; not changed afterwards.
 */
public final class Route<Q, A> {
  private static final byte[] NO_BODY = "{}".getBytes(StandardCharsets.UTF_8);

  /** One more way to call: the POST that takes the body where a query string would be too long. */
  public record Fallback(String verb, String path) {}

  private final String module;
  private final String operation;
  private final String verb;
  private final Codec<Q> request;
  private final Codec<A> response;
  private List<String> paths = List.of();
  private List<String> pathParameters = List.of();
  private List<Fallback> fallbacks = List.of();
  private List<String> errors = List.of();
  private List<String> permissions = List.of();
  private List<String> requiredPaths = List.of();
  private Required required = Required.of(List.of());
  private Required pathRequired = Required.of(List.of());
  private String maskField;
  private String entity;
  private boolean complexQuery;
  private boolean keepsReadOnly;
  private boolean deprecated;
  private boolean internal;

  private Route(String module, String operation, String verb, Codec<Q> request, Codec<A> response) {
    this.module = module;
    this.operation = operation;
    this.verb = verb;
    this.request = request;
    this.response = response;
  }

  public static <Q, A> Route<Q, A> of(
      String module, String operation, String verb, Codec<Q> request, Codec<A> response) {
    return new Route<>(module, operation, verb, request, response);
  }

  // The fluent part is for generated code.

  public Route<Q, A> paths(String... paths) {
    this.paths = List.of(paths);
    return this;
  }

  public Route<Q, A> pathParameters(String... names) {
    this.pathParameters = List.of(names);
    this.pathRequired = Required.whole(pathParameters);
    return this;
  }

  public Route<Q, A> fallback(String verb, String... paths) {
    this.fallbacks = Arrays.stream(paths).map(p -> new Fallback(verb, p)).toList();
    return this;
  }

  public Route<Q, A> errors(String... codes) {
    this.errors = List.of(codes);
    return this;
  }

  public Route<Q, A> permissions(String... ids) {
    this.permissions = List.of(ids);
    return this;
  }

  public Route<Q, A> required(String... paths) {
    this.requiredPaths = List.of(paths);
    this.required = Required.of(requiredPaths);
    return this;
  }

  /** Names the mask field and the field of the entity that its paths start from. */
  public Route<Q, A> mask(String maskField, String entity) {
    this.maskField = maskField;
    this.entity = entity;
    return this;
  }

  public Route<Q, A> complexQuery() {
    this.complexQuery = true;
    return this;
  }

  public Route<Q, A> keepsReadOnly() {
    this.keepsReadOnly = true;
    return this;
  }

  public Route<Q, A> deprecated() {
    this.deprecated = true;
    return this;
  }

  public Route<Q, A> internal() {
    this.internal = true;
    return this;
  }

  /** The contract's module, such as {@code stores/products-v-3}. */
  public String module() {
    return module;
  }

  public String operation() {
    return operation;
  }

  public String verb() {
    return verb;
  }

  /**
   * Path templates with {@code {name}} parameters: public host first, own host next if different.
   */
  public List<String> paths() {
    return paths;
  }

  /**
   * Dotted request fields that the path parameters fill, in their order in every path. A name that
   * the request does not have is matched and dropped.
   */
  public List<String> pathParameters() {
    return pathParameters;
  }

  public List<Fallback> fallbacks() {
    return fallbacks;
  }

  /** The error codes that the contract lists for this operation. */
  public List<String> errors() {
    return errors;
  }

  /** The contract's permission ids; empty when it names none. */
  public List<String> permissions() {
    return permissions;
  }

  /** Dotted fields that must be set wherever their parent is sent. */
  public List<String> requiredPaths() {
    return requiredPaths;
  }

  /** The field of the request that holds a field mask; null when there is none at the top. */
  public String maskField() {
    return maskField;
  }

  /** The field of the request that a mask's paths start from; null without a mask. */
  public String entity() {
    return entity;
  }

  /** True when query callers may send the whole request in one parameter, {@code .r}. */
  public boolean isComplexQuery() {
    return complexQuery;
  }

  /**
   * True for operations that take read-only fields: imports, which store them, and the creation of
   * an order, which is made of them (its lines, its prices).
   */
  public boolean isKeepsReadOnly() {
    return keepsReadOnly;
  }

  public boolean isDeprecated() {
    return deprecated;
  }

  /** True when the SDK's public types hide the operation. */
  public boolean isInternal() {
    return internal;
  }

  public Codec<Q> request() {
    return request;
  }

  public Codec<A> response() {
    return response;
  }

  /**
   * Reads a request from its JSON body; an empty body is an empty object. Values in the path win.
   *
   * @param pathValues decoded values of the path parameters, in their order; null when the request
   *     did not come by a path: the body must hold them then
   * @throws MalformedJson when the body is not one JSON object
   */
  public Decoded<Q> decode(byte[] body, List<String> pathValues) {
    byte[] json = body == null || body.length == 0 ? NO_BODY : body;
    WireReader in = WireReader.of(json, mode());
    return decode(in, in.readAll(request), json, pathValues);
  }

  /**
   * Reads a request from decoded query parameters, in their order.
   *
   * @throws MalformedJson when the parameters contradict each other
   */
  public Decoded<Q> decodeQuery(
      Iterable<Map.Entry<String, String>> parameters, List<String> pathValues) {
    byte[] json = QueryParameters.toJson(parameters);
    WireReader in = WireReader.of(json, mode()).lenient();
    return decode(in, in.readAll(request), json, pathValues);
  }

  /** The request with its path values set, as trusted text; for callers that are not on HTTP. */
  public Q bind(Q body, List<String> pathValues) {
    return bind(body, pathValues, new Checks());
  }

  private WireReader.Mode mode() {
    return keepsReadOnly ? WireReader.Mode.VALIDATE_KEEP : WireReader.Mode.CLIENT;
  }

  private Decoded<Q> decode(WireReader in, Q read, byte[] json, List<String> pathValues) {
    if (read == null) {
      return new Decoded<>(null, Fields.NONE, in.violations());
    }
    Q body;
    try {
      body = bind(read, pathValues, in.checks());
      required.check(request, body, in.checks());
    } catch (Checks.Enough e) {
      return new Decoded<>(null, Fields.NONE, in.violations());
    }
    return new Decoded<>(body, present(body, json), in.violations());
  }

  private Q bind(Q body, List<String> pathValues, Checks checks) {
    if (pathValues == null) {
      pathRequired.check(request, body, checks);
      return body;
    }
    if (pathValues.size() != pathParameters.size()) {
      throw new IllegalArgumentException(
          operation + " has " + pathParameters.size() + " path parameters");
    }
    Q bound = body;
    for (int i = 0; i < pathValues.size(); i++) {
      List<String> path = List.of(pathParameters.get(i).split("\\."));
      Codec<?> codec = request;
      for (String name : path.subList(0, path.size() - 1)) {
        checks.enter(name);
        codec = codec.field(name).codec();
      }
      WireField field = codec.field(path.get(path.size() - 1));
      if (field == null) {
        continue;
      }
      checks.enter(field.name);
      Object value = checks.fromText(field, pathValues.get(i));
      path.forEach(name -> checks.leave());
      bound = request.put(bound, path, value);
    }
    return bound;
  }

  /**
   * The names that were sent; where a mask was sent, it decides for the entity. Only changes in
   * part need to know, so that all others are spared the second pass.
   */
  private Fields present(Q body, byte[] json) {
    if (maskField == null && !verb.equals("PATCH")) {
      return Fields.ALL;
    }
    Fields sent = Fields.of(json);
    Object mask = maskField == null ? null : request.get(body, request.field(maskField).index());
    if (!(mask instanceof List<?> paths) || paths.isEmpty()) {
      return sent;
    }
    Codec<?> codec = request.field(entity).codec();
    List<String> relative = new ArrayList<>();
    for (Object path : paths) {
      String text = path.toString();
      boolean absolute = text.startsWith(entity + ".") && codec.field(entity) == null;
      relative.add(absolute ? text.substring(entity.length() + 1) : text);
    }
    return sent.with(entity, Fields.ofPaths(relative));
  }

  @Override
  public String toString() {
    return module + "." + operation;
  }
}
