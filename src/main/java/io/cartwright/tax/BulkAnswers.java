package io.cartwright.tax;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.common.ApplicationError;
import io.cartwright.wire.common.BulkActionMetadata;
import java.util.List;

/** What became of the items of a bulk request, in the words of the contract. */
public final class BulkAnswers {
  private BulkAnswers() {}

  /** The error of an item; null when it was done. */
  public static ApplicationError error(Outcome<?> outcome) {
    if (!(outcome instanceof Outcome.Refused<?> refused)) return null;
    String description =
        refused.violations().isEmpty()
            ? refused.description()
            : refused.violations().get(0).field() + " " + refused.violations().get(0).description();
    return new ApplicationError(refused.refusal().name(), description, refused.data());
  }

  public static BulkActionMetadata metadata(List<? extends Outcome<?>> items) {
    int done = (int) items.stream().filter(Outcome::isDone).count();
    return new BulkActionMetadata(done, items.size() - done, 0);
  }
}
