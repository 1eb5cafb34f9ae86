package wiregen;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The Java source of one record or enum. */
final class Records {
  private static final int COMPONENTS_MAX = 254;

  /** Messages of so few texts recur, see {@link #recurs}. */
  private static final int RECURRING_FIELDS_MAX = 4;

  private final Type type;
  private final StringBuilder out = new StringBuilder();

  private Records(Type type) {
    this.type = type;
  }

  static String source(Type type, List<String> modules) {
    Records records = new Records(type);
    records.line("package " + type.packageName + ";");
    records.line("");
    records.line("/** " + type.name + " of " + String.join(", ", modules) + ". */");
    if (type.isEnum()) {
      records.enumSource();
    } else {
      records.recordSource();
    }
    return records.out.toString();
  }

  private void enumSource() {
    line("public enum " + type.name + " implements " + Names.BASE + ".WireEnum {");
    boolean plain = type.values.stream().allMatch(v -> Names.constant(v).equals(v));
    line(
        type.values.stream()
                .map(v -> "  " + Names.constant(v) + (plain ? "" : "(" + Names.quote(v) + ")"))
                .collect(Collectors.joining(",\n"))
            + ";");
    line(
        "  public static final %s.EnumType<%s> TYPE = %s.EnumType.of(values());"
            .formatted(Names.BASE, type.name, Names.BASE));
    if (!plain) {
      line("  private final String wire;");
      line("  " + type.name + "(String wire) { this.wire = wire; }");
    }
    line("  @Override public String wire() { return " + (plain ? "name()" : "wire") + "; }");
    line("}");
  }

  private void recordSource() {
    if (type.fields.size() > COMPONENTS_MAX) {
      throw new IllegalStateException(type + " has too many fields for a record");
    }
    line(
        "public record "
            + type.name
            + "("
            + joined(", ", f -> javaType(f) + " " + f.javaName())
            + ") {");
    line("  public static final %s.Codec<%s> CODEC = new Wire();".formatted(Names.BASE, type.name));
    compactConstructor();
    line("  public static Builder builder() { return new Builder(); }");
    line("  public Builder toBuilder() {");
    line("    Builder b = new Builder();");
    each((f, i) -> "    b." + f.javaName() + " = " + f.javaName() + ";");
    line("    return b;");
    line("  }");
    builder();
    codec();
    line("}");
  }

  private void compactConstructor() {
    if (type.fields.stream().noneMatch(Records::isCollection)) {
      return;
    }
    line("  public " + type.name + " {");
    for (Field field : type.fields) {
      if (isCollection(field)) {
        line(
            "    %s = %s.Codec.copy(%s);"
                .formatted(field.javaName(), Names.BASE, field.javaName()));
      }
    }
    line("  }");
  }

  private static boolean isCollection(Field field) {
    return field.repeated || field.map || field.kind.equals("MASK");
  }

  private void builder() {
    line("  /** Collects the fields of one {@link " + type.name + "}; absent ones stay null. */");
    line("  public static final class Builder {");
    each((f, i) -> "    private " + javaType(f) + " " + f.javaName() + ";");
    line("    private Builder() {}");
    each(
        (f, i) ->
            "    public Builder %s(%s value) { this.%s = value; return this; }"
                .formatted(f.javaName(), javaType(f), f.javaName()));
    line("    public " + type.name + " build() {");
    line("      return new " + type.name + "(" + joined(", ", Field::javaName) + ");");
    line("    }");
    line("  }");
  }

  private void codec() {
    String name = type.name;
    line("  private static final class Wire extends %s.Codec<%s> {".formatted(Names.BASE, name));
    line(
        "    private static final com.fasterxml.jackson.core.io.SerializedString[] N = "
            + Names.BASE
            + ".WireWriter.names("
            + joined(", ", f -> Names.quote(f.name))
            + ");");
    line(
        "    Wire() { super(%s.class, %s); }"
            .formatted(name, Names.quote(type.shortPackage() + "." + name)));
    line("    @Override protected %s.WireField[] describe() {".formatted(Names.BASE));
    line("      return new " + Names.BASE + ".WireField[] {");
    each((f, i) -> "        " + new FieldSource(f, type.packageName).description() + ",");
    line("      };");
    line("    }");
    boolean generic = type.fields.stream().anyMatch(Records::isCollection);
    line(generic ? "    @SuppressWarnings(\"unchecked\")" : "");
    line("    @Override protected " + name + " create(Object[] a) {");
    line(
        "      return new "
            + name
            + "("
            + IntStream.range(0, type.fields.size())
                .mapToObj(i -> "(" + javaType(type.fields.get(i)) + ") a[" + i + "]")
                .collect(Collectors.joining(", "))
            + ");");
    line("    }");
    line("    @Override public Object get(" + name + " v, int i) {");
    if (!type.fields.isEmpty()) {
      line("      switch (i) {");
      each((f, i) -> "        case " + i + ": return v." + f.javaName() + ";");
      line("      }");
    }
    line("      throw new IndexOutOfBoundsException(i);");
    line("    }");
    line("    @Override public void write(%s v, %s.WireWriter out) {".formatted(name, Names.BASE));
    String first = recurs() ? type.fields.get(0).javaName() : null;
    if (first != null) {
      line("      int hash = v.%1$s == null ? 0 : v.%1$s.hashCode();".formatted(first));
      line("      if (out.again(v, hash)) return;");
      line("      int from = out.position();");
    }
    line("      out.begin();");
    each((f, i) -> "      " + new FieldSource(f, type.packageName).write(i));
    line("      out.end();");
    if (first != null) line("      out.remember(v, hash, from);");
    line("    }");
    line("  }");
  }

  /** Prices, names, links: a few texts, and the same ones in many messages. */
  private boolean recurs() {
    int count = type.fields.size();
    return count > 1
        && count <= RECURRING_FIELDS_MAX
        && type.fields.stream().allMatch(f -> javaType(f).equals("String"));
  }

  private String javaType(Field field) {
    return field.javaType(type.packageName);
  }

  private interface Line {
    String of(Field field, int index);
  }

  private void each(Line text) {
    for (int i = 0; i < type.fields.size(); i++) {
      line(text.of(type.fields.get(i), i));
    }
  }

  private String joined(String separator, java.util.function.Function<Field, String> text) {
    return type.fields.stream().map(text).collect(Collectors.joining(separator));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
