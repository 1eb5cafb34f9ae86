package io.cartwright.order;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.ActivityType;
import io.cartwright.wire.common.AddressWithContact;
import io.cartwright.wire.orders.DeliveryLogistics;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** What staff may change of an order by hand; all else in a patch is left alone. Pure. */
final class OrderPatch {
  private static final String DESTINATION = "shippingInfo.logistics.shippingDestination";

  /** The fields that updateOrder takes. */
  static final List<String> FIELDS =
      List.of(
          "archived",
          "attributionSource",
          "billingInfo.address",
          "billingInfo.contactDetails",
          "buyerInfo.email",
          "buyerLanguage",
          "extendedFields",
          "recipientInfo.address",
          "recipientInfo.contactDetails",
          "seenByAHuman",
          DESTINATION + ".address",
          DESTINATION + ".contactDetails",
          "weightUnit");

  /** The fields that updateOrderLineItem takes: none of them has a part in a total. */
  static final List<String> LINE_FIELDS =
      List.of(
          "descriptionLines",
          "digitalFile",
          "extendedFields",
          "fulfillerId",
          "image",
          "physicalProperties",
          "priceDescription",
          "productName");

  private OrderPatch() {}

  /**
   * The order after updateOrder. Refused, in this order: ORDER_IS_PENDING, ORDER_IS_REJECTED; then
   * a patch that takes away buyerInfo, the buyer's or recipient's contactDetails.
   *
   * @param present the fields of the order that were sent; null for those that are not null
   */
  static Outcome<Order> updated(
      Order order, Order patch, Fields present, Instant now, Supplier<UUID> ids) {
    switch (order.status()) {
      case PENDING:
        return Outcome.refused(OrderRefusal.ORDER_IS_PENDING, "the order waits for its payment");
      case REJECTED:
        return Outcome.refused(OrderRefusal.ORDER_IS_REJECTED, "the order's payment failed");
      case INITIALIZED, APPROVED, CANCELED:
        break;
    }
    Fields sent = present == null ? sentOf(Order.CODEC.toText(patch)) : present;
    List<Violation> removed = removed(order, patch, sent);
    if (!removed.isEmpty()) return Outcome.invalid(removed);
    List<String> taken = taken(sent, FIELDS);
    if (!mayMove(order) || destination(patch) == null) {
      taken.removeIf(path -> path.startsWith("shippingInfo"));
    }
    Order merged = Order.CODEC.merge(order, patch, Fields.ofPaths(taken));
    if (taken.isEmpty() || merged.equals(order)) return Outcome.done(order);
    return Outcome.done(noted(order, merged, now, ids));
  }

  private static Fields sentOf(String json) {
    return Fields.of(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static List<Violation> removed(Order order, Order patch, Fields sent) {
    List<Violation> found = new ArrayList<>();
    if (sent.has("buyerInfo") && patch.buyerInfo() == null && order.buyerInfo() != null) {
      found.add(removed("buyerInfo"));
    }
    contact(found, sent, "billingInfo", order.billingInfo(), patch.billingInfo());
    contact(found, sent, "recipientInfo", order.recipientInfo(), patch.recipientInfo());
    return found;
  }

  private static void contact(
      List<Violation> found,
      Fields sent,
      String name,
      AddressWithContact before,
      AddressWithContact patch) {
    boolean had = before != null && before.contactDetails() != null;
    boolean gone =
        sent.has(name + ".contactDetails") && (patch == null || patch.contactDetails() == null);
    if (had && gone) found.add(removed(name + ".contactDetails"));
  }

  private static Violation removed(String field) {
    return Violation.of("order." + field, "must not be removed", Violation.Rule.REQUIRED_FIELD);
  }

  /** The paths sent that lie in these fields, and these fields that lie under a path sent. */
  static List<String> taken(Fields sent, List<String> fields) {
    List<String> paths = sent.whole() ? fields : sent.paths();
    List<String> taken = new ArrayList<>();
    for (String path : paths) {
      for (String field : fields) {
        if (path.equals(field) || path.startsWith(field + ".")) taken.add(path);
        else if (field.startsWith(path + ".")) taken.add(field);
      }
    }
    return taken;
  }

  /** A destination is changed, never given to an order that is picked up or not sent at all. */
  private static boolean mayMove(Order order) {
    return order.shippingInfo() != null
        && order.shippingInfo().logistics() != null
        && order.shippingInfo().logistics().pickupDetails() == null;
  }

  private static Order noted(Order before, Order after, Instant now, Supplier<UUID> ids) {
    Activities activities = new Activities(after.activities(), now, ids);
    if (!Objects.equals(email(before), email(after))) activities.add(ActivityType.EMAIL_EDITED);
    if (!Objects.equals(destination(before), destination(after))) {
      activities.add(ActivityType.SHIPPING_ADDRESS_EDITED);
    }
    return after.toBuilder().activities(activities.list()).build();
  }

  private static String email(Order order) {
    return order.buyerInfo() == null ? null : order.buyerInfo().email();
  }

  private static AddressWithContact destination(Order order) {
    DeliveryLogistics logistics =
        order.shippingInfo() == null ? null : order.shippingInfo().logistics();
    return logistics == null ? null : logistics.shippingDestination();
  }

  /**
   * The order after updateOrderLineItem. Refused, in this order: LINE_ITEM_NOT_FOUND; then as by
   * {@link #updated}.
   */
  static Outcome<Order> lineUpdated(Order order, OrderLineItem patch, Fields present) {
    OrderLineItem line = OrderLines.find(order, patch.id()).orElse(null);
    if (line == null) {
      return Outcome.refused(OrderRefusal.LINE_ITEM_NOT_FOUND, "the order has no such line");
    }
    switch (order.status()) {
      case PENDING:
        return Outcome.refused(OrderRefusal.ORDER_IS_PENDING, "the order waits for its payment");
      case REJECTED:
        return Outcome.refused(OrderRefusal.ORDER_IS_REJECTED, "the order's payment failed");
      case INITIALIZED, APPROVED, CANCELED:
        break;
    }
    Fields sent = present == null ? sentOf(OrderLineItem.CODEC.toText(patch)) : present;
    if (sent.has("productName") && patch.productName() == null) {
      return Outcome.invalid(
          "lineItem.productName", Violation.Rule.REQUIRED_FIELD, "must not be removed");
    }
    OrderLineItem merged =
        OrderLineItem.CODEC.merge(line, patch, Fields.ofPaths(taken(sent, LINE_FIELDS)));
    if (merged.equals(line)) return Outcome.done(order);
    List<OrderLineItem> lines = new ArrayList<>(order.lineItems());
    lines.set(lines.indexOf(line), merged);
    return Outcome.done(order.toBuilder().lineItems(lines).build());
  }
}
