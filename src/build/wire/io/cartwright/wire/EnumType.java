package io.cartwright.wire;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of one generated enum by wire name. */
public final class EnumType<E extends Enum<E> & WireEnum> {
  private final List<E> values;
  private final Map<String, E> byWire;
  private final SerializedString[] encoded;

  private EnumType(E[] values) {
    this.values = List.of(values);
    this.byWire = new HashMap<>(values.length * 2);
    this.encoded = new SerializedString[values.length];
    for (E value : values) {
      byWire.put(value.wire(), value);
      encoded[value.ordinal()] = new SerializedString(value.wire());
    }
  }

  public static <E extends Enum<E> & WireEnum> EnumType<E> of(E[] values) {
    return new EnumType<>(values);
  }

  /** The value of this wire name; null when the enum has none. */
  public E find(String wire) {
    return byWire.get(wire);
  }

  public List<E> values() {
    return values;
  }

  SerializedString encoded(Enum<?> value) {
    return encoded[value.ordinal()];
  }
}
