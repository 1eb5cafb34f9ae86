package io.cartwright.order;

import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.wire.WireEnum;
import io.cartwright.wire.common.AddressWithContact;
import io.cartwright.wire.common.FullAddressContactDetails;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is searched of an order, as columns made from it. */
final class OrderColumns {
  private OrderColumns() {}

  static DocumentTable<Order> table() {
    DocumentTable.Builder<Order> table =
        DocumentTable.named(
                "orders", DocumentFormat.ofBytes(Order.CODEC::toBytes, Order.CODEC::fromText))
            .column("number", ColumnType.BIGINT, order -> number(order.number()))
            .column("created_date", ColumnType.TIMESTAMPTZ, Order::createdDate)
            .column("updated_date", ColumnType.TIMESTAMPTZ, Order::updatedDate)
            .column("purchased_date", ColumnType.TIMESTAMPTZ, Order::purchasedDate)
            .column("status", ColumnType.TEXT, order -> name(order.status()))
            .column("payment_status", ColumnType.TEXT, order -> name(order.paymentStatus()))
            .column("fulfillment_status", ColumnType.TEXT, o -> name(o.fulfillmentStatus()))
            .column("checkout_id", ColumnType.TEXT, order -> id(order.checkoutId()))
            .column("archived", ColumnType.BOOL, order -> isTrue(order.archived()))
            .column("imported", ColumnType.BOOL, order -> isTrue(order.imported()))
            .column("seen", ColumnType.BOOL, order -> isTrue(order.seenByAHuman()))
            .column("demo", ColumnType.BOOL, order -> isTrue(order.demo()));
    people(table);
    delivery(table);
    amounts(table);
    lines(table);
    return table.build();
  }

  private static void people(DocumentTable.Builder<Order> table) {
    table
        .column("channel_type", ColumnType.TEXT, in(Order::channelInfo, c -> name(c.type())))
        .column(
            "external_order_id", ColumnType.TEXT, in(Order::channelInfo, c -> c.externalOrderId()))
        .column("buyer_contact_id", ColumnType.TEXT, in(Order::buyerInfo, b -> id(b.contactId())))
        .column("buyer_member_id", ColumnType.TEXT, in(Order::buyerInfo, b -> id(b.memberId())))
        .column("buyer_email", ColumnType.TEXT, in(Order::buyerInfo, b -> b.email()))
        .column("created_by_user_id", ColumnType.TEXT, in(Order::createdBy, c -> id(c.userId())))
        .column(
            "billing_first_name", ColumnType.TEXT, contact(Order::billingInfo, c -> c.firstName()))
        .column(
            "billing_last_name", ColumnType.TEXT, contact(Order::billingInfo, c -> c.lastName()))
        .column(
            "recipient_first_name",
            ColumnType.TEXT,
            contact(Order::recipientInfo, c -> c.firstName()))
        .column(
            "recipient_last_name",
            ColumnType.TEXT,
            contact(Order::recipientInfo, c -> c.lastName()))
        .column("location_id", ColumnType.TEXT, in(Order::businessLocation, l -> id(l.id())))
        .column("location_name", ColumnType.TEXT, in(Order::businessLocation, l -> l.name()));
  }

  private static void delivery(DocumentTable.Builder<Order> table) {
    table
        .column("shipping_title", ColumnType.TEXT, in(Order::shippingInfo, s -> s.title()))
        .column(
            "shipping_region",
            ColumnType.TEXT,
            in(in(Order::shippingInfo, s -> s.region()), r -> r.name()))
        .column(
            "delivery_time",
            ColumnType.TEXT,
            in(in(Order::shippingInfo, s -> s.logistics()), l -> l.deliveryTime()))
        .column(
            "delivery_from",
            ColumnType.TIMESTAMPTZ,
            in(
                in(in(Order::shippingInfo, s -> s.logistics()), l -> l.deliveryTimeSlot()),
                slot -> slot.from()))
        .column(
            "delivery_to",
            ColumnType.TIMESTAMPTZ,
            in(
                in(in(Order::shippingInfo, s -> s.logistics()), l -> l.deliveryTimeSlot()),
                slot -> slot.to()));
  }

  private static void amounts(DocumentTable.Builder<Order> table) {
    table
        .column("total", ColumnType.NUMERIC, amount(in(Order::priceSummary, p -> p.total())))
        .column("total_tax", ColumnType.NUMERIC, amount(in(Order::taxInfo, t -> t.totalTax())))
        .column("tax_exempt", ColumnType.NUMERIC, amount(in(Order::taxInfo, t -> t.totalExempt())))
        .column(
            "authorized",
            ColumnType.NUMERIC,
            amount(in(Order::balanceSummary, b -> b.authorized())))
        .column("pending", ColumnType.NUMERIC, amount(in(Order::balanceSummary, b -> b.pending())))
        .column(
            "pending_refund",
            ColumnType.NUMERIC,
            amount(in(Order::balanceSummary, b -> b.pendingRefund())));
  }

  private static void lines(DocumentTable.Builder<Order> table) {
    table
        .column(
            "app_ids",
            ColumnType.TEXT_ARRAY,
            each(in(OrderLineItem::catalogReference, r -> r.appId())))
        .column(
            "catalog_item_ids",
            ColumnType.TEXT_ARRAY,
            each(in(OrderLineItem::catalogReference, r -> r.catalogItemId())))
        .column(
            "line_location_ids",
            ColumnType.TEXT_ARRAY,
            order ->
                items(order)
                    .flatMap(
                        item -> item.locations() == null ? Stream.of() : item.locations().stream())
                    .map(location -> location.id())
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList())
        .column(
            "subscription_ids",
            ColumnType.TEXT_ARRAY,
            each(in(OrderLineItem::subscriptionInfo, s -> s.id())))
        .column(
            "product_names",
            ColumnType.TEXT_ARRAY,
            each(in(OrderLineItem::productName, n -> n.original())))
        .column(
            "skus",
            ColumnType.TEXT_ARRAY,
            each(in(OrderLineItem::physicalProperties, p -> p.sku())))
        .column(
            "fulfillment_statuses",
            ColumnType.TEXT_ARRAY,
            order ->
                order.fulfillmentStatusesAggregate() == null
                        || order.fulfillmentStatusesAggregate().statuses() == null
                    ? List.of()
                    : order.fulfillmentStatusesAggregate().statuses());
  }

  private static <T, M, V> Function<T, V> in(Function<T, M> outer, Function<M, V> inner) {
    return value -> {
      M part = outer.apply(value);
      return part == null ? null : inner.apply(part);
    };
  }

  private static Function<Order, String> contact(
      Function<Order, AddressWithContact> of, Function<FullAddressContactDetails, String> field) {
    return in(in(of, AddressWithContact::contactDetails), field);
  }

  private static Function<Order, BigDecimal> amount(Function<Order, Price> of) {
    return in(in(of, Price::amount), BigDecimal::new);
  }

  private static Function<Order, Collection<String>> each(Function<OrderLineItem, String> field) {
    return order -> items(order).map(field).filter(Objects::nonNull).distinct().toList();
  }

  private static Stream<OrderLineItem> items(Order order) {
    return order.lineItems() == null ? Stream.of() : order.lineItems().stream();
  }

  private static String name(WireEnum value) {
    return value == null ? null : value.wire();
  }

  /** Ids are compared in lower case. */
  static String id(String id) {
    return id == null ? null : id.toLowerCase(Locale.ROOT);
  }

  private static boolean isTrue(Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  private static Long number(String number) {
    return number == null ? null : Long.valueOf(number);
  }
}
