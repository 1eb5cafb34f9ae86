package io.cartwright.store.query;

import java.util.List;

/**
 * An answer, or what is wrong with the question.
 *
 * @param value null when there are violations
 */
public record Queried<A>(A value, List<Violation> violations) {
  static <A> Queried<A> found(A value) {
    return new Queried<>(value, List.of());
  }

  static <A> Queried<A> problem(List<Violation> violations) {
    return new Queried<>(null, List.copyOf(violations));
  }

  /** True when the question was refused. */
  public boolean isProblem() {
    return !violations.isEmpty();
  }
}
