package io.cartwright.order;

import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which fulfillment status the units sent of an order stand for: the first rule that holds, in this
 * order.
 */
public enum FulfillmentRule {
  NOTHING_TO_SEND("it has no shippingInfo", FulfillmentStatus.FULFILLED, Sent::needsNothing),
  ALL_SENT("every unit is in a fulfillment", FulfillmentStatus.FULFILLED, Sent::all),
  SOME_SENT("a unit is in a fulfillment", FulfillmentStatus.PARTIALLY_FULFILLED, Sent::some),
  NONE_SENT("none of these", FulfillmentStatus.NOT_FULFILLED, sent -> true);

  private final String words;
  private final FulfillmentStatus status;
  private final Predicate<Sent> holds;

  FulfillmentRule(String words, FulfillmentStatus status, Predicate<Sent> holds) {
    this.words = words;
    this.status = status;
    this.holds = holds;
  }

  /** When it holds, in words. */
  public String words() {
    return words;
  }

  public FulfillmentStatus status() {
    return status;
  }

  /** The status of an order of which these units were sent, by line item id. */
  static FulfillmentStatus statusOf(Order order, Map<String, Integer> sentByLine) {
    Sent sent = new Sent(order, sentByLine);
    return Arrays.stream(values())
        .filter(rule -> rule.holds.test(sent))
        .findFirst()
        .orElseThrow()
        .status();
  }

  private record Sent(Order order, Map<String, Integer> byLine) {
    boolean needsNothing() {
      return order.shippingInfo() == null;
    }

    boolean all() {
      List<OrderLineItem> lines = OrderLines.of(order);
      return !lines.isEmpty()
          && lines.stream()
              .allMatch(line -> byLine.getOrDefault(line.id(), 0) >= OrderLines.quantity(line));
    }

    boolean some() {
      return byLine.values().stream().anyMatch(units -> units > 0);
    }
  }
}
