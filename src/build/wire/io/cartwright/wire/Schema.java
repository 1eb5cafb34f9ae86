package io.cartwright.wire;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Messages as JSON schema, in the dialect of OpenAPI 3.1. */
public final class Schema {
  private static final String REFERENCE = "#/components/schemas/";

  private Schema() {}

  static String of(Codec<?> codec) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (WireField field : codec.fields()) {
      properties.put(field.name, property(field));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    return Json.of(schema).text();
  }

  /** The schemas of these messages and of all that they hold, by codec name, sorted. */
  public static Map<String, Json> components(Collection<Codec<?>> roots) {
    Map<String, Json> schemas = new TreeMap<>();
    Deque<Codec<?>> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Codec<?> codec = open.pop();
      if (schemas.containsKey(codec.name())) {
        continue;
      }
      schemas.put(codec.name(), new Json(codec.schema()));
      for (WireField field : codec.fields()) {
        if (field.codec != null) {
          open.push(field.codec);
        }
      }
    }
    return schemas;
  }

  private static Map<String, Object> property(WireField field) {
    Map<String, Object> one = new LinkedHashMap<>();
    describeKind(field, one);
    Map<String, Object> schema = one;
    if (field.shape == WireField.Shape.LIST) {
      schema = new LinkedHashMap<>();
      schema.put("type", "array");
      schema.put("items", one);
      limits(schema, "minItems", field.itemsMin, "maxItems", field.itemsMax);
    } else if (field.shape == WireField.Shape.MAP) {
      schema = new LinkedHashMap<>();
      schema.put("type", "object");
      schema.put("additionalProperties", one);
      limits(schema, "minProperties", field.itemsMin, "maxProperties", field.itemsMax);
    }
    if (field.readOnly()) {
      schema.put("readOnly", true);
    }
    if (field.deprecated()) {
      schema.put("deprecated", true);
    }
    if (field.immutable()) {
      schema.put("x-immutable", true);
    }
    if (field.oneof != null) {
      schema.put("x-oneof", field.oneof);
    }
    return schema;
  }

  private static void describeKind(WireField field, Map<String, Object> out) {
    switch (field.kind) {
      case STRING -> {
        out.put("type", "string");
        limits(out, "minLength", field.lengthMin, "maxLength", field.lengthMax);
        describeFormat(field, out);
      }
      case INT64 -> {
        out.put("type", "string");
        out.put("format", "int64");
      }
      case NUMBER_TEXT -> out.put("type", "string");
      case INT, LONG, DOUBLE -> {
        out.put("type", field.kind == WireField.Kind.DOUBLE ? "number" : "integer");
        range(field, out);
      }
      case BOOLEAN -> out.put("type", "boolean");
      case INSTANT -> {
        out.put("type", "string");
        out.put("format", "date-time");
      }
      case OBJECT -> out.put("type", "object");
      case ANY -> {}
      case ENUM -> {
        out.put("type", "string");
        out.put("enum", field.enumType.values().stream().map(WireEnum::wire).toList());
      }
      case MESSAGE -> out.put("$ref", REFERENCE + field.codec.name());
      case MASK -> {
        out.put("type", "string");
        out.put("format", "field-mask");
      }
    }
  }

  private static void describeFormat(WireField field, Map<String, Object> out) {
    if (field.format == null) {
      return;
    }
    out.put(
        "format",
        switch (field.format) {
          case GUID -> "uuid";
          case DECIMAL_VALUE -> "decimal";
          case EMAIL -> "email";
          case WEB_URL -> "uri";
          case LOCAL_DATE -> "date";
          case CURRENCY, COUNTRY, PHONE, COLOR_HEX, LANGUAGE, URL_SLUG, SUBDIVISION ->
              field.format.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        });
    decimal(out, "x-greater-than", field.gt);
    decimal(out, "x-minimum", field.gte);
    decimal(out, "x-less-than", field.lt);
    decimal(out, "x-maximum", field.lte);
    if (field.scaleMax >= 0) {
      out.put("x-scale-max", field.scaleMax);
    }
  }

  private static void decimal(Map<String, Object> out, String name, BigDecimal limit) {
    if (limit != null) {
      out.put(name, limit.toPlainString());
    }
  }

  private static void range(WireField field, Map<String, Object> out) {
    if (!Double.isInfinite(field.min)) {
      out.put("minimum", field.min);
    }
    if (!Double.isInfinite(field.max)) {
      out.put("maximum", field.max);
    }
  }

  private static void limits(
      Map<String, Object> out, String minName, int min, String maxName, int max) {
    if (min > 0) {
      out.put(minName, min);
    }
    if (max < Integer.MAX_VALUE) {
      out.put(maxName, max);
    }
  }
}
