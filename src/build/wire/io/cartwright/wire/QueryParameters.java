package io.cartwright.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Query parameters as the JSON they stand for: dotted keys are nested objects, repeated keys lists,
 * and {@code .r} is the whole request as unpadded base64url of its JSON.
 */
final class QueryParameters {
  private static final String WHOLE_REQUEST = ".r";

  private QueryParameters() {}

  static byte[] toJson(Iterable<Map.Entry<String, String>> parameters) {
    Map<String, Object> root = new LinkedHashMap<>();
    for (Map.Entry<String, String> parameter : parameters) {
      if (parameter.getKey().equals(WHOLE_REQUEST)) {
        return decode(parameter.getValue());
      }
      put(root, parameter.getKey(), parameter.getValue());
    }
    return Json.of(root).text().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decode(String value) {
    try {
      return Base64.getUrlDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw new MalformedJson("the parameter .r is not base64url", -1);
    }
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> root, String key, String value) {
    if (!JsonIo.storable(key) || !JsonIo.storable(value)) {
      throw new MalformedJson("a query parameter holds U+0000 or half a character", -1);
    }
    String[] names = key.split("\\.", -1);
    if (names.length > WireReader.DEPTH_MAX) {
      throw new MalformedJson("a query parameter is nested too deep", -1);
    }
    Map<String, Object> at = root;
    for (int i = 0; i < names.length - 1; i++) {
      Object next = at.computeIfAbsent(names[i], n -> new LinkedHashMap<>());
      if (!(next instanceof Map)) {
        throw new MalformedJson("the query parameter " + key + " is both value and object", -1);
      }
      at = (Map<String, Object>) next;
    }
    Object old = at.putIfAbsent(names[names.length - 1], value);
    if (old instanceof List) {
      ((List<Object>) old).add(value);
    } else if (old instanceof String) {
      at.put(names[names.length - 1], new ArrayList<>(List.of(old, value)));
    } else if (old != null) {
      throw new MalformedJson("the query parameter " + key + " is both value and object", -1);
    }
  }
}
