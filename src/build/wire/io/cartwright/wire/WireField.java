package io.cartwright.wire;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * One field of a message: its wire name, type and limits. Immutable once its codec has handed it
 * out; the fluent methods are for the generated tables.
 */
public final class WireField {
  /** The type of a value, or of one element where the shape is not {@code SINGLE}. */
  public enum Kind {
    STRING,
    /** A 64-bit integer in a string. */
    INT64,
    INT,
    LONG,
    DOUBLE,
    BOOLEAN,
    INSTANT,
    /** A free-form JSON object. */
    OBJECT,
    /** Any JSON value. */
    ANY,
    ENUM,
    MESSAGE,
    /** A field mask, held as a list of paths. */
    MASK,
    /** A string or a number, held and written as a string. */
    NUMBER_TEXT
  }

  /** How many values, and where. */
  public enum Shape {
    SINGLE,
    LIST,
    MAP
  }

  public static final int READ_ONLY = 1;
  public static final int IMMUTABLE = 2;
  public static final int NULLABLE = 4;
  public static final int INTERNAL = 8;
  public static final int DEPRECATED = 16;

  final String name;
  final Kind kind;
  Shape shape = Shape.SINGLE;
  int index;
  int flags;
  Format format;
  String oneof;
  int lengthMin;
  int lengthMax = Integer.MAX_VALUE;
  int itemsMin;
  int itemsMax = Integer.MAX_VALUE;
  double min = Double.NEGATIVE_INFINITY;
  double max = Double.POSITIVE_INFINITY;
  BigDecimal gt;
  BigDecimal gte;
  BigDecimal lt;
  BigDecimal lte;
  int scaleMax = -1;
  EnumType<?> enumType;
  Codec<?> codec;

  private WireField(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  public static WireField of(String name, Kind kind, int flags) {
    WireField field = new WireField(name, kind);
    field.flags = flags;
    return field;
  }

  public static WireField ofEnum(String name, EnumType<?> type, int flags) {
    WireField field = of(name, Kind.ENUM, flags);
    field.enumType = type;
    return field;
  }

  public static WireField ofMessage(String name, Codec<?> codec, int flags) {
    WireField field = of(name, Kind.MESSAGE, flags);
    field.codec = codec;
    return field;
  }

  /** Makes it a list; a limit below zero is none. */
  public WireField list(int itemsMin, int itemsMax) {
    return many(Shape.LIST, itemsMin, itemsMax);
  }

  /** Makes it a map from strings; a limit below zero is none. */
  public WireField map(int itemsMin, int itemsMax) {
    return many(Shape.MAP, itemsMin, itemsMax);
  }

  private WireField many(Shape shape, int itemsMin, int itemsMax) {
    this.shape = shape;
    this.itemsMin = Math.max(0, itemsMin);
    this.itemsMax = itemsMax < 0 ? Integer.MAX_VALUE : itemsMax;
    return this;
  }

  /** Limits the length in code points; a limit below zero is none. */
  public WireField length(int min, int max) {
    this.lengthMin = Math.max(0, min);
    this.lengthMax = max < 0 ? Integer.MAX_VALUE : max;
    return this;
  }

  /** Limits a number, both ends included; an infinite limit is none. */
  public WireField range(double min, double max) {
    this.min = min;
    this.max = max;
    return this;
  }

  public WireField format(Format format) {
    this.format = format;
    return this;
  }

  /** Limits a decimal string; null and a negative scale are no limit. */
  public WireField decimal(String gt, String gte, String lt, String lte, int scaleMax) {
    this.gt = big(gt);
    this.gte = big(gte);
    this.lt = big(lt);
    this.lte = big(lte);
    this.scaleMax = scaleMax;
    return this;
  }

  private static BigDecimal big(String text) {
    return text == null ? null : new BigDecimal(text);
  }

  /** Names the group of fields of which at most one may be set. */
  public WireField oneof(String group) {
    this.oneof = group;
    return this;
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public Shape shape() {
    return shape;
  }

  /** Position in the record. */
  public int index() {
    return index;
  }

  public boolean readOnly() {
    return (flags & READ_ONLY) != 0;
  }

  public boolean immutable() {
    return (flags & IMMUTABLE) != 0;
  }

  public boolean nullable() {
    return (flags & NULLABLE) != 0;
  }

  public boolean internal() {
    return (flags & INTERNAL) != 0;
  }

  public boolean deprecated() {
    return (flags & DEPRECATED) != 0;
  }

  /** The string format; null when any string will do. */
  public Format format() {
    return format;
  }

  /** The group of fields of which at most one may be set; null for none. */
  public String oneof() {
    return oneof;
  }

  /** The enum; null for other kinds. */
  public EnumType<?> enumType() {
    return enumType;
  }

  /** The codec of the message; null for other kinds. */
  public Codec<?> codec() {
    return codec;
  }

  /**
   * True when a client's value is dropped: read-only, and not one of the two names by which a
   * client says what it means ({@code id} in bulk updates, {@code revision} in every update).
   */
  boolean skippedFromClient() {
    return readOnly() && !addresses();
  }

  boolean addresses() {
    return name.equals("id") || name.equals("revision");
  }

  /** The fields of one message, found by name. */
  static final class Table {
    final WireField[] fields;
    final boolean hasOneofs;
    private final Map<String, WireField> byName;

    Table(WireField[] fields) {
      this.fields = fields;
      this.byName = new HashMap<>(fields.length * 2);
      boolean oneofs = false;
      for (int i = 0; i < fields.length; i++) {
        fields[i].index = i;
        byName.put(fields[i].name, fields[i]);
        oneofs |= fields[i].oneof != null;
      }
      this.hasOneofs = oneofs;
    }

    WireField find(String name) {
      return byName.get(name);
    }

    /** Finds a field, trying this position first: most bodies come in the order of the contract. */
    WireField find(String name, int hint) {
      return hint < fields.length && fields[hint].name.equals(name)
          ? fields[hint]
          : byName.get(name);
    }
  }
}
