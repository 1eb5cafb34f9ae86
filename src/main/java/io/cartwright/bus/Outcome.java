package io.cartwright.bus;

import io.cartwright.wire.Codec;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The answer of an operation: a value, or a refusal. Faults (a broken connection, a bug) are failed
 * futures and never travel here.
 */
public sealed interface Outcome<T> permits Outcome.Done, Outcome.Refused {

  /** The operation was carried out. The value, or JSON, or both are at hand. */
  final class Done<T> implements Outcome<T> {
    private final byte[][] parts;
    private final Codec<T> codec;
    private byte[] json;
    private T value;

    private Done(T value, byte[] json, byte[][] parts, Codec<T> codec) {
      this.value = value;
      this.json = json;
      this.parts = parts;
      this.codec = codec;
    }

    /** The value; read from the JSON the first time where only that was at hand. */
    public T value() {
      if (value == null && codec != null) value = codec.fromBytes(json());
      return value;
    }

    /** The value as JSON where its maker has it already, else null; never changed. */
    public byte[] json() {
      if (json == null && parts != null) json = joined(parts);
      return json;
    }

    /**
     * The JSON as parts that follow each other, where its maker has them so, else null; never
     * changed. Large answers are written from them and never joined.
     */
    public byte[][] parts() {
      return parts;
    }

    /** Whether there is JSON at hand, whole or in parts. */
    public boolean isWritten() {
      return json != null || parts != null;
    }

    private static byte[] joined(byte[][] parts) {
      int length = 0;
      for (byte[] part : parts) length += part.length;
      byte[] whole = new byte[length];
      int at = 0;
      for (byte[] part : parts) {
        System.arraycopy(part, 0, whole, at, part.length);
        at += part.length;
      }
      return whole;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Done<?> done && Objects.equals(value(), done.value());
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(value());
    }

    @Override
    public String toString() {
      return "Done[" + value() + "]";
    }
  }

  /**
   * The operation was refused and changed nothing.
   *
   * @param description for the caller; never holds a cause from inside
   * @param data the contract's error data for this code, or null
   * @param violations the fields at fault; empty unless the refusal is about fields
   */
  record Refused<T>(Refusal refusal, String description, Json data, List<Violation> violations)
      implements Outcome<T> {
    public Refused {
      violations = List.copyOf(violations);
    }

    @SuppressWarnings("unchecked")
    private <R> Refused<R> retyped() {
      return (Refused<R>) this;
    }
  }

  static <T> Outcome<T> done(T value) {
    return new Done<>(value, null, null, null);
  }

  static <T> Outcome<T> done(T value, byte[] json) {
    return new Done<>(value, json, null, null);
  }

  /** Done, with an answer that is at hand as JSON alone. */
  static <T> Outcome<T> done(Codec<T> codec, byte[] json) {
    return new Done<>(null, json, null, codec);
  }

  /** Done, with an answer that is at hand as parts of JSON that follow each other. */
  static <T> Outcome<T> done(Codec<T> codec, byte[][] parts) {
    return new Done<>(null, null, parts, codec);
  }

  static <T> Outcome<T> refused(Refusal refusal, String description) {
    return new Refused<>(refusal, description, null, List.of());
  }

  static <T> Outcome<T> refused(Refusal refusal, String description, Json data) {
    return new Refused<>(refusal, description, data, List.of());
  }

  /** Refuses because of fields; the answer is a validation error that lists them. */
  static <T> Outcome<T> invalid(List<Violation> violations) {
    return new Refused<>(CommonRefusal.INVALID_ARGUMENT, "invalid fields", null, violations);
  }

  /** Refuses because of one field. */
  static <T> Outcome<T> invalid(String field, Violation.Rule rule, String description) {
    return invalid(List.of(Violation.of(field, description, rule)));
  }

  default <R> Outcome<R> map(Function<? super T, ? extends R> next) {
    if (this instanceof Done<T> done) return done(next.apply(done.value()));
    return ((Refused<T>) this).retyped();
  }

  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    if (this instanceof Done<T> done) return next.apply(done.value());
    return ((Refused<T>) this).retyped();
  }

  default <R> Future<Outcome<R>> thenAwait(Function<? super T, Future<Outcome<R>>> next) {
    if (this instanceof Done<T> done) return next.apply(done.value());
    return Future.succeededFuture(((Refused<T>) this).retyped());
  }

  default boolean isDone() {
    return this instanceof Done<T>;
  }

  /** The value, or null when refused. */
  default T orNull() {
    return this instanceof Done<T> done ? done.value() : null;
  }

  /** This refusal under another value type. Only for a refused outcome. */
  default <R> Outcome<R> retype() {
    return ((Refused<T>) this).retyped();
  }
}
