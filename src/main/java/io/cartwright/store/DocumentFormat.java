package io.cartwright.store;

import java.util.function.Function;

/** How a document becomes text and back. Both directions are used on event loops: no I/O. */
public interface DocumentFormat<T> {
  /** The text to store; never null, deterministic. */
  String toText(T value);

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
}
