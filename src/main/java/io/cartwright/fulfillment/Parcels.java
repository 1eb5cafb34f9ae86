package io.cartwright.fulfillment;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Violation;
import io.cartwright.wire.orderfulfillments.Fulfillment;
import io.cartwright.wire.orderfulfillments.FulfillmentLineItem;
import io.cartwright.wire.orderfulfillments.FulfillmentTrackingInfo;
import io.cartwright.wire.orderfulfillments.OrderWithFulfillments;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The fulfillments of an order. Pure: each move answers the next list, or a refusal. */
final class Parcels {
  /** What a fulfillment's status may say; it is information only. */
  static final Set<String> STATUSES =
      Set.of("Pending", "Accepted", "Ready", "In_Delivery", "Fulfilled");

  private Parcels() {}

  /** The order's fulfillments; none when there is no document yet. */
  static List<Fulfillment> of(OrderWithFulfillments known) {
    return known == null || known.fulfillments() == null ? List.of() : known.fulfillments();
  }

  static OrderWithFulfillments all(String orderId, List<Fulfillment> fulfillments) {
    return new OrderWithFulfillments(orderId, fulfillments);
  }

  /** Units in fulfillments, by line item id. */
  static Map<String, Integer> sentByLine(List<Fulfillment> fulfillments) {
    Map<String, Integer> sent = new LinkedHashMap<>();
    for (Fulfillment fulfillment : fulfillments) {
      for (FulfillmentLineItem line : fulfillment.lineItems()) {
        sent.merge(line.id(), line.quantity(), Integer::sum);
      }
    }
    return sent;
  }

  /** What can be said of a new fulfillment without its order: refuses fields at fault. */
  static Outcome<Fulfillment> checked(String field, Fulfillment asked) {
    if (asked.lineItems() == null || asked.lineItems().isEmpty()) {
      return Outcome.invalid(field + ".lineItems", Violation.Rule.MIN_SIZE, "must not be empty");
    }
    return described(field, asked);
  }

  /** Checks status and tracking, and fills in the link of a known carrier. */
  static Outcome<Fulfillment> described(String field, Fulfillment asked) {
    if (asked.status() != null && !STATUSES.contains(asked.status())) {
      return Outcome.invalid(
          field + ".status",
          Violation.Rule.INVALID_ENUM_VALUE,
          "must be one of Pending, Accepted, Ready, In_Delivery, Fulfilled");
    }
    FulfillmentTrackingInfo tracking = asked.trackingInfo();
    if (tracking == null || tracking.trackingNumber() == null || tracking.trackingLink() != null) {
      return Outcome.done(asked);
    }
    return Carrier.named(tracking.shippingProvider())
        .map(carrier -> carrier.link(tracking.trackingNumber()))
        .map(link -> tracking.toBuilder().trackingLink(link).build())
        .map(known -> Outcome.done(asked.toBuilder().trackingInfo(known).build()))
        .orElseGet(
            () ->
                Outcome.invalid(
                    field + ".trackingInfo.trackingLink",
                    Violation.Rule.REQUIRED_FIELD,
                    "must be set unless the carrier is fedex, ups, usps, dhl or canadaPost"));
  }

  /**
   * The fulfillments with a new one. Refused, in this order: ORDER_NOT_APPROVED;
   * LINE_ITEM_NOT_FOUND, FULFILLABLE_QUANTITY_EXCEEDED; TRACKING_NUMBER_ALREADY_EXISTS.
   *
   * @param asked as {@link #checked} let it pass; a line without a quantity takes all that is left
   */
  static Outcome<List<Fulfillment>> created(
      Order order, List<Fulfillment> before, Fulfillment asked, Instant now, Supplier<UUID> ids) {
    if (order.status() != OrderStatus.APPROVED) {
      return Outcome.refused(
          FulfillmentRefusal.ORDER_NOT_APPROVED, "the order is " + order.status());
    }
    return lines(order, before, asked)
        .then(lines -> unrepeated(before, asked, null).map(ok -> lines))
        .map(
            lines -> {
              List<Fulfillment> after = new ArrayList<>(before);
              after.add(
                  asked.toBuilder()
                      .id(ids.get().toString())
                      .createdDate(now)
                      .lineItems(lines)
                      .build());
              return after;
            });
  }

  private static Outcome<List<FulfillmentLineItem>> lines(
      Order order, List<Fulfillment> before, Fulfillment asked) {
    Map<String, Integer> sent = sentByLine(before);
    Map<String, Integer> taken = new LinkedHashMap<>();
    for (FulfillmentLineItem wanted : asked.lineItems()) {
      OrderLineItem line = find(order, wanted.id());
      if (line == null) {
        return Outcome.refused(
            FulfillmentRefusal.LINE_ITEM_NOT_FOUND, "the order has no line " + wanted.id());
      }
      int left = line.quantity() - sent.getOrDefault(line.id(), 0);
      int units = wanted.quantity() == null ? left : wanted.quantity();
      if (units < 1 || units > left) {
        return Outcome.refused(
            FulfillmentRefusal.FULFILLABLE_QUANTITY_EXCEEDED,
            "of the line " + line.id() + " are left to send: " + left);
      }
      sent.merge(line.id(), units, Integer::sum);
      taken.merge(line.id(), units, Integer::sum);
    }
    List<FulfillmentLineItem> lines = new ArrayList<>();
    taken.forEach((id, units) -> lines.add(new FulfillmentLineItem(id, units)));
    return Outcome.done(lines);
  }

  private static OrderLineItem find(Order order, String lineItemId) {
    return order.lineItems() == null
        ? null
        : order.lineItems().stream()
            .filter(line -> line.quantity() != null && line.id().equalsIgnoreCase(lineItemId))
            .findFirst()
            .orElse(null);
  }

  private static Outcome<Fulfillment> unrepeated(
      List<Fulfillment> others, Fulfillment asked, String ownId) {
    String number = number(asked);
    boolean repeated =
        number != null
            && others.stream()
                .filter(other -> !other.id().equals(ownId))
                .anyMatch(other -> number.equals(number(other)));
    return repeated
        ? Outcome.refused(
            FulfillmentRefusal.TRACKING_NUMBER_ALREADY_EXISTS,
            "another fulfillment of the order has this tracking number")
        : Outcome.done(asked);
  }

  static String number(Fulfillment fulfillment) {
    return fulfillment.trackingInfo() == null ? null : fulfillment.trackingInfo().trackingNumber();
  }

  static Fulfillment find(List<Fulfillment> known, String id) {
    return known.stream().filter(it -> it.id().equalsIgnoreCase(id)).findFirst().orElse(null);
  }

  /** The fulfillments with one of them changed. Refused with TRACKING_NUMBER_ALREADY_EXISTS. */
  static Outcome<List<Fulfillment>> replaced(List<Fulfillment> before, Fulfillment changed) {
    return unrepeated(before, changed, changed.id())
        .map(ok -> before.stream().map(it -> it.id().equals(changed.id()) ? changed : it).toList());
  }

  /** The fulfillments without one of them. Refused with FULFILLMENT_NOT_FOUND. */
  static Outcome<List<Fulfillment>> deleted(List<Fulfillment> before, String id) {
    Fulfillment known = find(before, id);
    if (known == null) return unknown();
    return Outcome.done(before.stream().filter(it -> it != known).toList());
  }

  static <T> Outcome<T> unknown() {
    return Outcome.refused(
        FulfillmentRefusal.FULFILLMENT_NOT_FOUND, "the order has no such fulfillment");
  }
}
