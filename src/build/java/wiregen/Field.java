package wiregen;

import java.util.Map;
import java.util.Set;

/** One field of a contract message. */
final class Field {
  private static final Set<String> MASK_NAMES = Set.of("fieldMask", "mask", "cartFieldmask");

  /** 64-bit integers that the data knows only as strings. */
  private static final Set<String> INT64_NAMES = Set.of("revision");

  private static final Set<String> COUPON_INT64_NAMES = Set.of("startTime", "expirationTime");

  final Map<String, Object> data;
  final String name;
  final String kind;
  final boolean repeated;
  final boolean map;

  /** Type of the message or enum; null for plain values. Set when the module is linked. */
  Type type;

  Field(String module, Map<String, Object> data) {
    this.data = data;
    this.name = (String) data.get("name");
    this.kind = kindOf(module, data);
    this.map = Tree.flag(data, "map");
    this.repeated = Tree.flag(data, "repeated") && !kind.equals("MASK");
  }

  private static String kindOf(String module, Map<String, Object> data) {
    String name = (String) data.get("name");
    String type = (String) data.get("type");
    return switch (type) {
      case "string" -> stringKind(module, name, data);
      case "bytes(base64)", "bytes", "duration", "decimal" -> "STRING";
      case "int64" -> "INT64";
      case "string|number" -> "NUMBER_TEXT";
      case "number" -> beyondInt(data, "min") || beyondInt(data, "max") ? "LONG" : "INT";
      case "double" -> "DOUBLE";
      case "boolean" -> "BOOLEAN";
      case "timestamp" -> "INSTANT";
      case "object" -> "OBJECT";
      case "any" -> "ANY";
      case "enum" -> "ENUM";
      case "fieldMask" -> "MASK";
      default -> "MESSAGE";
    };
  }

  private static String stringKind(String module, String name, Map<String, Object> data) {
    if (MASK_NAMES.contains(name) && !data.containsKey("format")) {
      return "MASK";
    }
    boolean plain = !data.containsKey("format") && !Tree.flag(data, "repeated");
    boolean known =
        INT64_NAMES.contains(name)
            || (module.equals("marketing/coupons") && COUPON_INT64_NAMES.contains(name));
    boolean limited = data.containsKey("min") || data.containsKey("max");
    return plain && (known || limited) ? "INT64" : "STRING";
  }

  private static boolean beyondInt(Map<String, Object> data, String limit) {
    String text = Tree.text(data, limit);
    return text != null && Math.abs(Double.parseDouble(text)) > Integer.MAX_VALUE;
  }

  boolean has(String flag) {
    return Tree.flag(data, flag);
  }

  boolean isIn(String oneof) {
    return oneof.equals(data.get("oneof"));
  }

  boolean isMessage() {
    return kind.equals("MESSAGE");
  }

  String javaName() {
    return Names.component(name);
  }

  /** The Java type of the component. */
  String javaType(String fromPackage) {
    String one =
        switch (kind) {
          case "STRING", "INT64", "NUMBER_TEXT" -> "String";
          case "INT" -> "Integer";
          case "LONG" -> "Long";
          case "DOUBLE" -> "Double";
          case "BOOLEAN" -> "Boolean";
          case "INSTANT" -> "java.time.Instant";
          case "OBJECT", "ANY" -> Names.BASE + ".Json";
          case "MASK" -> "java.util.List<String>";
          default -> type.javaName(fromPackage);
        };
    if (map) {
      return "java.util.Map<String, " + one + ">";
    }
    return repeated ? "java.util.List<" + one + ">" : one;
  }

  /** All that makes two fields equal, without the type that they refer to. */
  String signature() {
    StringBuilder text = new StringBuilder(name).append(' ').append(kind);
    data.entrySet().stream()
        .filter(e -> !Set.of("name", "type", "usedBy", "unit").contains(e.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> text.append(' ').append(e.getKey()).append('=').append(e.getValue()));
    return text.toString();
  }
}
