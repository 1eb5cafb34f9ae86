package io.cartwright.order;

import io.cartwright.bus.Refusal;
import io.cartwright.order.OrderQuestions.UseTake;
import io.cartwright.order.OrderStore.Use;
import io.cartwright.store.Change;
import io.cartwright.store.Tally;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Uses of coupons and rules that orders take. */
public final class Uses {
  private Uses() {}

  /**
   * Adds uses to the change that writes an order; it fails when one of them is not left.
   *
   * @param exceeded the refusal for a kind of use of which none is left
   */
  public static void take(
      Change change,
      UUID siteId,
      UUID orderId,
      List<UseTake> uses,
      Instant now,
      Function<String, Refusal> exceeded) {
    for (UseTake use : uses) {
      long max = use.limit() == null ? Long.MAX_VALUE : use.limit();
      Tally tally = new Tally(siteId, use.kind(), use.key());
      change.take(tally, 1, Long.MIN_VALUE, max, exceeded.apply(use.kind()));
      change.append(OrderStore.USES, new Use(siteId, orderId, use.kind(), use.key(), 1, now));
    }
  }
}
