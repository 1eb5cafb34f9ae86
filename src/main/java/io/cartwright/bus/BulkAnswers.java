package io.cartwright.bus;

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
    return metadata(items.stream().filter(Outcome::isDone).count(), items.size());
  }

  /** How many items were done, and how many of them all were not. */
  public static BulkActionMetadata metadata(long done, int all) {
    return new BulkActionMetadata((int) done, all - (int) done, 0);
  }
}
