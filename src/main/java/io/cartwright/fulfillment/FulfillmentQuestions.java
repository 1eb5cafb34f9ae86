package io.cartwright.fulfillment;

import io.cartwright.bus.Operation;
import java.util.Map;
import java.util.UUID;

/** What other domains ask about fulfillments. These stay inside the JVM. */
public final class FulfillmentQuestions {
  /**
   * How much of an order was sent, by line item id. Who changes the order by what it reads here
   * writes at the order's revision of before: each change of fulfillments moves it.
   */
  public static final Operation<SentOf, Map<String, Integer>> SENT =
      Operation.internal("ecom.fulfillment.sent");

  private FulfillmentQuestions() {}

  /** Names an order. */
  public record SentOf(UUID orderId) {}
}
