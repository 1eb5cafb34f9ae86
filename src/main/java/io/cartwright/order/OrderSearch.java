package io.cartwright.order;

import static io.cartwright.store.query.Operator.EQ;
import static io.cartwright.store.query.Operator.HAS_ALL;
import static io.cartwright.store.query.Operator.HAS_SOME;
import static io.cartwright.store.query.Operator.IN;
import static io.cartwright.store.query.Operator.NE;
import static io.cartwright.store.query.Operator.NIN;

import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.store.ColumnType;
import io.cartwright.store.query.Operator;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queried;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.orders.CursorPagingMetadata;
import io.cartwright.wire.orders.CursorSearch;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.SearchOrdersResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The search for orders. Those that still wait for the buyer to pay are never found; those that
 * wait for a provider, and those that were lost, only when the filter asks for a status.
 */
final class OrderSearch {
  /** A field that the caller cannot name; holds the status. */
  static final String SHOWN = "shown";

  static final List<String> SHOWN_STATUSES = List.of("APPROVED", "CANCELED", "PENDING", "REJECTED");

  static final QueryFields<Order> FIELDS = fields();

  private static final int LIMIT = 100;

  /**
   * The statuses that are found when none is asked for. They are nearly all orders, which is why
   * they are not named as a list of values to be walked one by one.
   */
  private static final String USUAL =
      "{\"$or\":[{\"status\":{\"$in\":[\"APPROVED\",\"CANCELED\"]}}]}";

  /** The name of the field as a key; inside a string its quotes are escaped. */
  private static final Pattern STATUS_KEY = Pattern.compile("(?<!\\\\)\"status\"\\s*:");

  private OrderSearch() {}

  private static QueryFields<Order> fields() {
    QueryFields.Builder<Order> fields =
        QueryFields.of(OrderStore.ORDERS)
            .neverNull(
                "created_date", "updated_date", "status", "payment_status", "fulfillment_status")
            .walked("createdDate", "status", "paymentStatus", "fulfillmentStatus")
            .ordered(
                "createdDate",
                "updatedDate",
                "number",
                "status",
                "paymentStatus",
                "fulfillmentStatus")
            .found(
                "id",
                "number",
                "checkoutId",
                "buyerInfo.email",
                "buyerInfo.contactId",
                "buyerInfo.memberId",
                "channelInfo.externalOrderId",
                "lineItems.subscriptionInfo.id")
            .unindexed(
                "purchasedDate",
                "priceSummary.total.amount",
                "taxInfo.totalTax.amount",
                "taxInfo.totalExempt.amount",
                "billingInfo.contactDetails.firstName",
                "businessLocation.name",
                "shippingInfo.logistics.deliveryTime",
                "shippingInfo.logistics.deliveryTimeSlot.to",
                "lineItems.catalogReference.appId",
                "lineItems.locations.id",
                "lineItems.productName.original",
                "fulfillmentStatusesAggregate.statuses")
            .view(
                "order_by_state",
                "updated_date",
                "payment_status",
                "fulfillment_status",
                "authorized",
                "pending",
                "pending_refund")
            .hidden(SHOWN, "status", ColumnType.TEXT)
            .field("createdDate", "created_date", ColumnType.TIMESTAMPTZ)
            .field("updatedDate", "updated_date", ColumnType.TIMESTAMPTZ)
            .field("purchasedDate", "purchased_date", ColumnType.TIMESTAMPTZ)
            .field("number", "number", ColumnType.BIGINT)
            .filterOnly("archived", "archived", ColumnType.BOOL)
            .filterOnly("imported", "imported", ColumnType.BOOL)
            .filterOnly("seenByAHuman", "seen", ColumnType.BOOL)
            .filterOnly("demo", "demo", ColumnType.BOOL)
            .defaultSort(Sort.descending("createdDate"))
            .limits(LIMIT, LIMIT);
    names(fields);
    ids(fields);
    people(fields);
    amounts(fields);
    lists(fields);
    return fields.build();
  }

  private static void names(QueryFields.Builder<Order> fields) {
    Operator[] equality = {EQ, IN, NE, NIN};
    fields
        .field("status", "status", ColumnType.TEXT, equality)
        .field("paymentStatus", "payment_status", ColumnType.TEXT, equality)
        .field("fulfillmentStatus", "fulfillment_status", ColumnType.TEXT, equality)
        .field("channelInfo.type", "channel_type", ColumnType.TEXT, equality)
        .field("shippingInfo.region.name", "shipping_region", ColumnType.TEXT, equality)
        .field("shippingInfo.title", "shipping_title", ColumnType.TEXT, equality);
  }

  private static void ids(QueryFields.Builder<Order> fields) {
    Operator[] equality = {EQ, IN, NE, NIN};
    fields
        .filterOnly("id", "id", ColumnType.UUID, equality)
        .filterOnly("checkoutId", "checkout_id", ColumnType.TEXT, equality)
        .filterOnly("buyerInfo.contactId", "buyer_contact_id", ColumnType.TEXT, equality)
        .filterOnly("buyerInfo.memberId", "buyer_member_id", ColumnType.TEXT, equality)
        .filterOnly("channelInfo.externalOrderId", "external_order_id", ColumnType.TEXT, equality)
        .filterOnly("createdBy.userId", "created_by_user_id", ColumnType.TEXT, equality)
        .filterOnly(
            "lineItems.subscriptionInfo.id", "subscription_ids", ColumnType.TEXT_ARRAY, equality);
  }

  private static void people(QueryFields.Builder<Order> fields) {
    fields
        .field("buyerInfo.email", "buyer_email", ColumnType.TEXT)
        .field("billingInfo.contactDetails.firstName", "billing_first_name", ColumnType.TEXT)
        .field("billingInfo.contactDetails.lastName", "billing_last_name", ColumnType.TEXT)
        .field("businessLocation.id", "location_id", ColumnType.TEXT)
        .field("businessLocation.name", "location_name", ColumnType.TEXT)
        .field("shippingInfo.logistics.deliveryTime", "delivery_time", ColumnType.TEXT)
        .field(
            "shippingInfo.logistics.deliveryTimeSlot.from", "delivery_from", ColumnType.TIMESTAMPTZ)
        .field("shippingInfo.logistics.deliveryTimeSlot.to", "delivery_to", ColumnType.TIMESTAMPTZ);
  }

  private static void amounts(QueryFields.Builder<Order> fields) {
    fields
        .field("priceSummary.total.amount", "total", ColumnType.NUMERIC)
        .field("taxInfo.totalTax.amount", "total_tax", ColumnType.NUMERIC)
        .field("taxInfo.totalExempt.amount", "tax_exempt", ColumnType.NUMERIC)
        .field("balanceSummary.authorized.amount", "authorized", ColumnType.NUMERIC)
        .field("balanceSummary.pending.amount", "pending", ColumnType.NUMERIC)
        .field("balanceSummary.pendingRefund.amount", "pending_refund", ColumnType.NUMERIC);
  }

  private static void lists(QueryFields.Builder<Order> fields) {
    Operator[] has = {HAS_ALL, HAS_SOME};
    fields
        .filterOnly("lineItems.catalogReference.appId", "app_ids", ColumnType.TEXT_ARRAY, has)
        .filterOnly(
            "lineItems.catalogReference.catalogItemId",
            "catalog_item_ids",
            ColumnType.TEXT_ARRAY,
            has)
        .filterOnly("lineItems.locations.id", "line_location_ids", ColumnType.TEXT_ARRAY, has)
        .field("lineItems.productName.original", "product_names", ColumnType.TEXT_ARRAY, has)
        .field(
            "fulfillmentStatusesAggregate.statuses",
            "fulfillment_statuses",
            ColumnType.TEXT_ARRAY,
            has);
  }

  /** The question as the store takes it; a page after the first knows its filter by the cursor. */
  static QueryRequest request(CursorSearch search) {
    String filter = search == null || search.filter() == null ? null : search.filter().text();
    List<Sort> sort =
        search == null || search.sort() == null
            ? List.of()
            : search.sort().stream()
                .filter(by -> by.fieldName() != null)
                .map(by -> Sort.of(by.fieldName(), by.order() == null ? null : by.order().wire()))
                .toList();
    Integer limit = null;
    String cursor = null;
    if (search != null && search.cursorPaging() != null) {
      limit = search.cursorPaging().limit();
      cursor = search.cursorPaging().cursor();
    }
    return QueryRequest.cursor(withUsualStatuses(filter), sort, limit, cursor)
        .within(SHOWN, SHOWN_STATUSES);
  }

  /** All that a filter finds, for figures over it. */
  static QueryRequest over(Json filter) {
    String text = filter == null ? null : filter.text();
    return QueryRequest.cursor(withUsualStatuses(text), List.of(), null, null)
        .within(SHOWN, SHOWN_STATUSES);
  }

  static String withUsualStatuses(String filter) {
    if (filter == null || filter.isBlank() || filter.strip().equals("null")) return USUAL;
    if (STATUS_KEY.matcher(filter).find()) return filter;
    return "{\"$and\":[" + USUAL + "," + filter + "]}";
  }

  static Outcome<SearchOrdersResponse> answer(Queried<Page<byte[]>> queried) {
    return QueryAnswers.of("search", queried).then(OrderSearch::response);
  }

  private static Outcome<SearchOrdersResponse> response(Page<byte[]> page) {
    CursorPagingMetadata metadata =
        CursorPagingMetadata.builder()
            .count(page.count())
            .hasNext(page.hasNext())
            .cursors(Cursors.builder().next(page.next()).prev(page.prev()).build())
            .build();
    return OrderAnswers.page(page.items(), metadata);
  }
}
