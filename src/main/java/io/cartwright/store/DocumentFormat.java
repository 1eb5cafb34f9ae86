package io.cartwright.store;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** How a document becomes text and back. Both directions are used on event loops: no I/O. */
public interface DocumentFormat<T> {
  /** The text to store; never null, deterministic. */
  String toText(T value);

  /** The text to store as UTF-8; never changed after this. */
  default byte[] toBytes(T value) {
    return toText(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what {@link #toText} wrote, also that of earlier versions of the engine. */
  T fromText(String text);

  /** A format from its two directions. */
  static <T> DocumentFormat<T> of(Function<T, String> toText, Function<String, T> fromText) {
    return new DocumentFormat<>() {
      @Override
      public String toText(T value) {
        return toText.apply(value);
      }

      @Override
      public T fromText(String text) {
        return fromText.apply(text);
      }
    };
  }

  /** A format that makes the bytes of the text at once. */
  static <T> DocumentFormat<T> ofBytes(Function<T, byte[]> toBytes, Function<String, T> fromText) {
    return new DocumentFormat<>() {
      @Override
      public String toText(T value) {
        return new String(toBytes(value), StandardCharsets.UTF_8);
      }

      @Override
      public byte[] toBytes(T value) {
        return toBytes.apply(value);
      }

      @Override
      public T fromText(String text) {
        return fromText.apply(text);
      }
    };
  }
}
