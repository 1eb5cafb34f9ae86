package io.cartwright.order.money;

import io.cartwright.order.RefusalTable;
import io.cartwright.wire.Route;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.ordertransactions.OrderTransactionsApi;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Refusals of collecting payments, of {@code triggerRefund} and of payments in bulk. */
final class CollectionRows {
  private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
  private static final String PAYMENT = "{'orderId':'%s','paymentId':'%s'}";

  private final MoneyFixture money;
  private final RefusalTable table;

  CollectionRows(MoneyFixture money, RefusalTable table) {
    this.money = money;
    this.table = table;
  }

  void add() {
    collected();
    refunded();
    inBulk();
    unknown();
  }

  private void row(Route<?, ?> route, String code, String json, Supplier<?> order) {
    table.row("orders." + route.operation(), code, () -> money.codeOf(route, json, order.get()));
  }

  private UUID paid() {
    return money.paid("tok_approve");
  }

  private void collected() {
    for (Route<?, ?> route :
        List.<Route<?, ?>>of(
            OrdersApi.PAYMENT_COLLECTION_MARK_ORDER_AS_PAID,
            OrdersApi.PAYMENT_COLLECTION_CREATE_PAYMENT_GATEWAY_ORDER)) {
      row(route, "ORDER_NOT_FOUND", "{'ecomOrderId':'%s'}", () -> NOWHERE);
      row(route, "ORDER_ALREADY_PAID", "{'ecomOrderId':'%s'}", this::paid);
    }
    Route<?, ?> bulk = OrdersApi.PAYMENT_COLLECTION_BULK_MARK_ORDERS_AS_PAID;
    row(bulk, "ORDER_NOT_FOUND", "{'ecomOrderIds':['%s']}", () -> NOWHERE);
    row(bulk, "ORDER_ALREADY_PAID", "{'ecomOrderIds':['%s']}", this::paid);
    Route<?, ?> recorded = OrdersApi.RECORD_MANUALLY_COLLECTED_PAYMENT;
    String one = "{'orderId':'%s','amount':{'amount':'1'}}";
    row(recorded, "ORDER_NOT_FOUND", one, () -> NOWHERE);
    row(recorded, "ORDER_ALREADY_PAID", one, this::paid);
    Route<?, ?> memberships = OrdersApi.CHARGE_MEMBERSHIPS;
    String charge = "{'ecomOrderId':'%s','membershipCharges':[{}]}";
    row(memberships, "ORDER_NOT_FOUND", charge, () -> NOWHERE);
    row(memberships, "MEMBERSHIP_NOT_ELIGIBLE", charge, money::unpaid);
  }

  private void refunded() {
    Route<?, ?> route = OrdersApi.TRIGGER_REFUND;
    String unknown = "{'ecomOrderId':'%s','payments':[{'paymentId':'" + NOWHERE + "'}]}";
    row(route, "INVALID_ARGUMENT", "{'ecomOrderId':'%s'}", this::paid);
    row(route, "ORDER_NOT_FOUND", unknown, () -> NOWHERE);
    row(route, "PAYMENT_NOT_FOUND", unknown, this::paid);
    refund("INVALID_PAYMENT_REFUND_AMOUNT", "tok_approve", "50.01");
    refund("PAYMENT_NOT_REFUNDABLE", "tok_authorize", "1.00");
  }

  private void refund(String code, String token, String amount) {
    table.row(
        "orders.triggerRefund",
        code,
        () -> {
          UUID order = money.paid(token);
          return money.codeOf(
              OrdersApi.TRIGGER_REFUND,
              "{'ecomOrderId':'%s','payments':[{'paymentId':'%s','amount':{'amount':'%s'}}]}",
              order,
              money.payment(order),
              amount);
        });
  }

  /** Other operations of orders that are not there. */
  private void unknown() {
    Route<?, ?> capture = OrdersApi.CAPTURE_AUTHORIZED_PAYMENTS;
    Route<?, ?> cancel = OrdersApi.VOID_AUTHORIZED_PAYMENTS;
    row(
        capture,
        "ORDER_NOT_FOUND",
        "{'ecomOrderId':'%s','payments':[{'paymentId':'" + NOWHERE + "'}]}",
        () -> NOWHERE);
    row(
        cancel,
        "ORDER_NOT_FOUND",
        "{'ecomOrderId':'%s','paymentIds':['" + NOWHERE + "']}",
        () -> NOWHERE);
    String refund = "'orderId':'%s','refundId':'" + NOWHERE + "','transaction':{}";
    unknown(OrderTransactionsApi.UPDATE_PAYMENTS, "{'orderId':'%s','payments':[{'payment':{}}]}");
    unknown(OrderTransactionsApi.UPDATE_REFUND_TRANSACTION, "{" + refund + "}");
    unknown(OrderBillingApi.VOID_MEMBERSHIPS, "{'orderId':'%s','paymentIds':['" + NOWHERE + "']}");
    table.row(
        "voidMemberships",
        "PAYMENT_NOT_FOUND",
        () ->
            money.codeOf(
                OrderBillingApi.VOID_MEMBERSHIPS,
                "{'orderId':'%s','paymentIds':['%s']}",
                paid(),
                NOWHERE));
  }

  private void unknown(Route<?, ?> route, String json) {
    table.row(route.operation(), "ORDER_NOT_FOUND", () -> money.codeOf(route, json, NOWHERE));
  }

  private void inBulk() {
    String name = "bulkUpdatePaymentStatuses";
    table.row(name, "ORDER_NOT_FOUND", () -> status(NOWHERE, NOWHERE));
    table.row(name, "PAYMENT_NOT_FOUND", () -> status(paid().toString(), NOWHERE));
    table.row(
        name,
        "STATUS_NOT_ALLOWED",
        () -> {
          UUID order = paid();
          return status(order.toString(), money.payment(order));
        });
  }

  private String status(String order, String payment) {
    return money.codeOf(
        OrderTransactionsApi.BULK_UPDATE_PAYMENT_STATUSES,
        "{'status':'VOIDED','paymentAndOrderIds':[" + PAYMENT + "]}",
        order,
        payment);
  }
}
