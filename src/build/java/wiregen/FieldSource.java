package wiregen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The expressions that describe and write one field. */
final class FieldSource {
  private static final String WIRE_FIELD = Names.BASE + ".WireField";

  private final Field field;
  private final String fromPackage;

  FieldSource(Field field, String fromPackage) {
    this.field = field;
    this.fromPackage = fromPackage;
  }

  /** The expression that makes the entry of the codec's table. */
  String description() {
    StringBuilder text = new StringBuilder(WIRE_FIELD);
    String name = Names.quote(field.name);
    switch (field.kind) {
      case "ENUM" -> text.append(".ofEnum(").append(name).append(", ").append(typeName("TYPE"));
      case "MESSAGE" ->
          text.append(".ofMessage(").append(name).append(", ").append(typeName("CODEC"));
      default -> text.append(".of(").append(name).append(", " + WIRE_FIELD + ".Kind." + field.kind);
    }
    text.append(", ").append(flags()).append(')');
    if (field.repeated) {
      text.append(".list(" + limit("minItems", "-1") + ", " + limit("maxItems", "-1") + ")");
    } else if (field.map) {
      text.append(".map(" + limit("minItems", "-1") + ", " + limit("maxItems", "-1") + ")");
    }
    limits(text);
    if (field.data.containsKey("oneof")) {
      text.append(".oneof(").append(Names.quote(Tree.text(field.data, "oneof"))).append(')');
    }
    return text.toString();
  }

  private String typeName(String constant) {
    return field.type.javaName(fromPackage) + "." + constant;
  }

  private void limits(StringBuilder text) {
    Map<String, Object> data = field.data;
    if (data.containsKey("minLength") || data.containsKey("maxLength")) {
      text.append(".length(" + limit("minLength", "-1") + ", " + limit("maxLength", "-1") + ")");
    }
    if (data.containsKey("min") || data.containsKey("max")) {
      text.append(".range(" + limit("min", "Double.NEGATIVE_INFINITY") + ", ");
      text.append(limit("max", "Double.POSITIVE_INFINITY")).append(')');
    }
    if (data.containsKey("format")) {
      text.append(".format(" + Names.BASE + ".Format." + data.get("format") + ")");
    }
    if (data.containsKey("decimal")) {
      Map<String, Object> decimal = Tree.map(data.get("decimal"));
      String scale = Tree.text(decimal, "maxScale");
      text.append(".decimal(");
      for (String limit : List.of("gt", "gte", "lt", "lte")) {
        text.append(Names.quote(Tree.text(decimal, limit))).append(", ");
      }
      text.append(scale == null ? "-1" : scale).append(')');
    }
  }

  private String limit(String name, String none) {
    String text = Tree.text(field.data, name);
    return text == null ? none : text;
  }

  private String flags() {
    List<String> flags = new ArrayList<>();
    for (String flag : List.of("readOnly", "immutable", "nullable", "internal", "deprecated")) {
      if (field.has(flag)) {
        flags.add(WIRE_FIELD + "." + Names.upperSnake(flag));
      }
    }
    return flags.isEmpty() ? "0" : String.join(" | ", flags);
  }

  /** The statement that writes the field when it is there. */
  String write(int index) {
    String value = "v." + field.javaName();
    String call;
    if (field.isMessage()) {
      String method = field.repeated || field.map ? "messages" : "message";
      call = method + "(N[" + index + "], " + value + ", " + typeName("CODEC") + ")";
    } else if (field.repeated || field.map || field.kind.equals("MASK")) {
      call = "values(N[" + index + "], " + value + ")";
    } else {
      call =
          switch (field.kind) {
            case "STRING", "INT64", "NUMBER_TEXT" -> "string(N[" + index + "], " + value + ")";
            case "INT" -> "integer(N[" + index + "], " + value + ")";
            case "BOOLEAN" -> "bool(N[" + index + "], " + value + ")";
            case "ENUM" -> "enumValue(N[" + index + "], " + value + ", " + typeName("TYPE") + ")";
            default -> "value(N[" + index + "], " + value + ")";
          };
    }
    return "if (" + value + " != null) out." + call + ";";
  }
}
