package io.cartwright.bus;

import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/**
 * The answer of an operation: a value, or a refusal. Faults (a broken connection, a bug) are failed
 * futures and never travel here.
 */
public sealed interface Outcome<T> permits Outcome.Done, Outcome.Refused {

  /**
   * The operation was carried out.
   *
   * @param json the value as JSON where its maker has it already, else null; never changed
   */
  record Done<T>(T value, byte[] json) implements Outcome<T> {
    Done(T value) {
      this(value, null);
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
    return new Done<>(value);
  }

  static <T> Outcome<T> done(T value, byte[] json) {
    return new Done<>(value, json);
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
    if (this instanceof Done<T> done) return new Done<>(next.apply(done.value));
    return ((Refused<T>) this).retyped();
  }

  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    if (this instanceof Done<T> done) return next.apply(done.value);
    return ((Refused<T>) this).retyped();
  }

  default <R> Future<Outcome<R>> thenAwait(Function<? super T, Future<Outcome<R>>> next) {
    if (this instanceof Done<T> done) return next.apply(done.value);
    return Future.succeededFuture(((Refused<T>) this).retyped());
  }

  default boolean isDone() {
    return this instanceof Done<T>;
  }

  /** The value, or null when refused. */
  default T orNull() {
    return this instanceof Done<T> done ? done.value : null;
  }

  /** This refusal under another value type. Only for a refused outcome. */
  default <R> Outcome<R> retype() {
    return ((Refused<T>) this).retyped();
  }
}
