package io.cartwright.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * All that can be done with one kind of message. The generated subclass holds the table of fields
 * and three plain methods; the rest is written here, once.
 */
public abstract class Codec<T> {
  private final Class<T> type;
  private final String name;
  // Written by races that all write the same: the table is immutable and safely published.
  private WireField.Table table;

  /**
   * For generated code.
   *
   * @param name the module's package and the message, such as {@code cart.Cart}
   */
  protected Codec(Class<T> type, String name) {
    this.type = type;
    this.name = name;
  }

  /** The fields in record order; called late, since messages may hold each other. */
  protected abstract WireField[] describe();

  /** The record of these values, in record order. */
  protected abstract T create(Object[] values);

  /** The value of the field at this position. */
  public abstract Object get(T value, int index);

  public abstract void write(T value, WireWriter out);

  public final Class<T> type() {
    return type;
  }

  /** Module package and message, such as {@code cart.Cart}; no two codecs share it. */
  public final String name() {
    return name;
  }

  public final List<WireField> fields() {
    return List.of(table().fields);
  }

  /** The field of this wire name; null when there is none. */
  public final WireField field(String wireName) {
    return table().find(wireName);
  }

  final WireField.Table table() {
    WireField.Table known = table;
    if (known == null) {
      known = new WireField.Table(describe());
      table = known;
    }
    return known;
  }

  /** Reads the object that the reader has just entered. */
  public final T read(WireReader in) {
    WireField.Table fields = table();
    Object[] values = new Object[fields.fields.length];
    in.readFields(fields, values);
    if (fields.hasOneofs && in.validates()) {
      checkOneofs(fields, values, in.checks());
    }
    return create(values);
  }

  private static void checkOneofs(WireField.Table table, Object[] values, Checks checks) {
    for (int i = 0; i < values.length; i++) {
      String group = table.fields[i].oneof;
      if (group == null || values[i] == null) {
        continue;
      }
      for (int j = 0; j < i; j++) {
        if (values[j] != null && group.equals(table.fields[j].oneof)) {
          checks.enter(table.fields[i].name);
          checks.violate(
              Violation.Rule.ONE_OF_ALIGNMENT,
              "must not be set together with " + table.fields[j].name);
          checks.leave();
          break;
        }
      }
    }
  }

  /** Reads our own bytes; nothing is checked. */
  public final T fromBytes(byte[] bytes) {
    return WireReader.of(bytes, WireReader.Mode.TRUSTED).readAll(this);
  }

  /** Reads our own text; nothing is checked. */
  public final T fromText(String text) {
    return WireReader.of(text, WireReader.Mode.TRUSTED).readAll(this);
  }

  public final byte[] toBytes(T value) {
    return WireWriter.bytes(this, value);
  }

  /**
   * The value's JSON, when that of one message in it is known.
   *
   * @param part the message itself, as it stands in the value
   */
  public final byte[] toBytes(T value, Object part, byte[] partJson) {
    return WireWriter.bytes(this, value, part, partJson);
  }

  public final String toText(T value) {
    return new String(toBytes(value), StandardCharsets.UTF_8);
  }

  /** The value as free-form JSON. */
  public final Json toJson(T value) {
    return new Json(toText(value));
  }

  /**
   * The base after a PATCH. Only the present fields change: objects are merged path by path, maps
   * entry by entry, lists are replaced, null clears. Read-only fields never change, immutable ones
   * only where the base has no such object yet. Setting one member of a oneof clears the others.
   *
   * <p>In a new object (no base) elements of lists lose their read-only fields too; in an update
   * they keep {@code id} and {@code revision}, by which an owner matches them with what it has.
   *
   * @param base what is there; null for nothing yet, as on create
   * @param patch what was sent; null changes nothing
   * @param present the names that were sent, or a mask; null means whatever is not null in the
   *     patch
   */
  public final T merge(T base, T patch, Fields present) {
    return merge(base, patch, present, base != null);
  }

  private T merge(T base, T patch, Fields present, boolean update) {
    if (patch == null) {
      return base;
    }
    WireField[] fields = table().fields;
    Object[] values = new Object[fields.length];
    if (base != null) {
      for (int i = 0; i < fields.length; i++) {
        values[i] = get(base, i);
      }
    }
    for (int i = 0; i < fields.length; i++) {
      WireField field = fields[i];
      Object sent = get(patch, i);
      boolean named = present == null ? sent != null : present.has(field.name);
      if (!named || field.readOnly() || (field.immutable() && base != null)) {
        continue;
      }
      values[i] = merged(field, values[i], sent, inner(present, field), update);
      if (sent != null && field.oneof != null) {
        clearOthers(field, patch, values);
      }
    }
    return create(values);
  }

  private static Fields inner(Fields present, WireField field) {
    return present == null ? null : present.child(field.name);
  }

  /** A member that the patch itself sets is left alone; two of those are refused when read. */
  private void clearOthers(WireField set, T patch, Object[] values) {
    for (WireField other : table().fields) {
      if (other != set && set.oneof.equals(other.oneof) && get(patch, other.index) == null) {
        values[other.index] = other.readOnly() ? values[other.index] : null;
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Object merged(
      WireField field, Object base, Object sent, Fields present, boolean update) {
    if (sent == null) {
      return null;
    }
    return switch (field.shape) {
      case SINGLE ->
          field.codec == null
              ? sent
              : ((Codec<Object>) field.codec).merge(base, sent, present, update);
      case LIST ->
          field.codec == null
              ? sent
              : ((List<Object>) sent)
                  .stream().map(item -> element(field.codec, item, update)).toList();
      case MAP -> mergedMap((Map<String, Object>) base, (Map<String, Object>) sent, present);
    };
  }

  private static Map<String, Object> mergedMap(
      Map<String, Object> base, Map<String, Object> sent, Fields present) {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (base != null && (present == null || !present.whole())) {
      entries.putAll(base);
    }
    if (present != null && !present.whole()) {
      entries.keySet().removeAll(present.names());
    }
    entries.putAll(sent);
    return entries;
  }

  @SuppressWarnings("unchecked")
  private static Object element(Codec<?> codec, Object item, boolean update) {
    return ((Codec<Object>) codec).withoutReadOnly(item, update);
  }

  private T withoutReadOnly(T value, boolean keepAddress) {
    WireField[] fields = table().fields;
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      WireField field = fields[i];
      if (!field.readOnly() || (keepAddress && field.addresses())) {
        values[i] = merged(field, null, get(value, i), null, keepAddress);
      }
    }
    return create(values);
  }

  /** The record with every message of one kind in it, at any depth, replaced. */
  @SuppressWarnings("unchecked")
  public final <P> T replaceAll(T value, Codec<P> kind, UnaryOperator<P> by) {
    if (value == null) return null;
    if (this == (Codec<?>) kind) return (T) by.apply((P) value);
    WireField[] fields = table().fields;
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = get(value, i);
      if (values[i] == null || fields[i].codec == null) continue;
      Codec<Object> codec = (Codec<Object>) fields[i].codec;
      values[i] =
          switch (fields[i].shape) {
            case SINGLE -> codec.replaceAll(values[i], kind, by);
            case LIST ->
                ((List<Object>) values[i])
                    .stream().map(item -> codec.replaceAll(item, kind, by)).toList();
            case MAP -> {
              Map<String, Object> entries = new LinkedHashMap<>();
              ((Map<String, Object>) values[i])
                  .forEach((key, item) -> entries.put(key, codec.replaceAll(item, kind, by)));
              yield entries;
            }
          };
    }
    return create(values);
  }

  /** The record with one more value at a path of field names, whose objects are made as needed. */
  @SuppressWarnings("unchecked")
  final T put(T base, List<String> path, Object value) {
    WireField[] fields = table().fields;
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = base == null ? null : get(base, i);
    }
    WireField field = field(path.get(0));
    values[field.index] =
        path.size() == 1
            ? value
            : ((Codec<Object>) field.codec)
                .put(values[field.index], path.subList(1, path.size()), value);
    return create(values);
  }

  /**
   * The JSON schema of this message; other messages in it are references to {@code
   * #/components/schemas/<name>}, and {@link Schema#components} gathers them.
   */
  public final String schema() {
    return Schema.of(this);
  }

  /** An immutable copy of a list; null stays null. For generated code. */
  public static <E> List<E> copy(List<E> list) {
    return list == null ? null : List.copyOf(list);
  }

  /** An immutable copy of a map in its order; null stays null. For generated code. */
  public static <E> Map<String, E> copy(Map<String, E> map) {
    return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  @Override
  public final String toString() {
    return name;
  }
}
