package wiregen;

import java.util.List;

/** One message or enum of one module, and where its Java type lives. */
final class Type {
  final String module;
  final String name;

  /** Fields of a message; null for an enum. */
  final List<Field> fields;

  /** Values of an enum; null for a message. */
  final List<String> values;

  /** The package that holds the Java type; set once sharing is decided. */
  String packageName;

  /** The type that stands for this one in the common package; itself when it is not shared. */
  Type shared = this;

  private Type(String module, String name, List<Field> fields, List<String> values) {
    this.module = module;
    this.name = name;
    this.fields = fields;
    this.values = values;
  }

  static Type message(String module, String name, List<Field> fields) {
    return new Type(module, name, fields, null);
  }

  static Type ofEnum(String module, String name, List<String> values) {
    return new Type(module, name, null, values);
  }

  boolean isEnum() {
    return values != null;
  }

  Field field(String wireName) {
    for (Field field : fields) {
      if (field.name.equals(wireName)) {
        return field;
      }
    }
    return null;
  }

  /** The Java name as seen from a package. */
  String javaName(String from) {
    return packageName.equals(from) ? name : packageName + "." + name;
  }

  String shortPackage() {
    return packageName.substring(Names.BASE.length() + 1);
  }

  @Override
  public String toString() {
    return module + "/" + name;
  }
}
