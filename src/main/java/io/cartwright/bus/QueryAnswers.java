package io.cartwright.bus;

import io.cartwright.store.query.Queried;
import io.cartwright.wire.Violation;

/** What became of a query, as the outcome of an operation. */
public final class QueryAnswers {
  private QueryAnswers() {}

  /**
   * The answer, or what is wrong with the question.
   *
   * @param root the field of the request that holds the query
   */
  public static <T> Outcome<T> of(String root, Queried<T> queried) {
    if (!queried.isProblem()) return Outcome.done(queried.value());
    return Outcome.invalid(
        queried.violations().stream()
            .map(
                v ->
                    new Violation(
                        root + "." + v.field(),
                        v.description(),
                        Violation.Rule.OTHER,
                        v.rule(),
                        null))
            .toList());
  }
}
