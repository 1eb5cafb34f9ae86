package io.cartwright.catalog;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.ApplicationError;
import java.util.stream.Collectors;

/** Refusals of single items within a bulk answer. */
public final class Refusals {
  private Refusals() {}

  /** The error of a refused outcome; null when it is done. */
  public static ApplicationError error(Outcome<?> outcome) {
    if (!(outcome instanceof Outcome.Refused<?> refused)) return null;
    String description =
        refused.violations().isEmpty()
            ? refused.description()
            : refused.violations().stream()
                .map((Violation v) -> v.field() + " " + v.description())
                .collect(Collectors.joining("; "));
    return ApplicationError.builder()
        .code(refused.refusal().name())
        .description(description)
        .data(refused.data())
        .build();
  }
}
