package io.cartwright.order.money;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.Route;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.ordertransactions.OrderTransactionsApi;
import java.util.List;

/** The contract's operations on the money of orders; all for administrators. */
public final class MoneyOperations {
  public static final List<Operation<?, ?>> TRANSACTIONS =
      List.of(
          writes(OrderTransactionsApi.ADD_PAYMENTS),
          writes(OrderTransactionsApi.BULK_UPDATE_PAYMENT_STATUSES),
          reads(OrderTransactionsApi.LIST_TRANSACTIONS_FOR_MULTIPLE_ORDERS),
          reads(OrderTransactionsApi.LIST_TRANSACTIONS_FOR_SINGLE_ORDER),
          writes(OrderTransactionsApi.UPDATE_PAYMENT_STATUS),
          writes(OrderTransactionsApi.UPDATE_PAYMENTS),
          writes(OrderTransactionsApi.UPDATE_REFUND_TRANSACTION));

  public static final List<Operation<?, ?>> BILLING =
      List.of(
          writes(OrderBillingApi.AUTHORIZE_CHARGE_WITH_SAVED_PAYMENT_METHOD),
          reads(OrderBillingApi.CALCULATE_REFUND),
          writes(OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS),
          writes(OrderBillingApi.CHARGE_MEMBERSHIPS),
          writes(OrderBillingApi.CHARGE_ORDER),
          writes(OrderBillingApi.GENERATE_RECEIPTS),
          reads(OrderBillingApi.GET_ORDER_REFUNDABILITY),
          writes(OrderBillingApi.REDEEM_GIFT_CARD),
          writes(OrderBillingApi.REFUND_PAYMENTS),
          writes(OrderBillingApi.VOID_AUTHORIZED_PAYMENTS),
          writes(OrderBillingApi.VOID_MEMBERSHIPS));

  public static final List<Operation<?, ?>> COLLECTION =
      List.of(
          writes(OrdersApi.CAPTURE_AUTHORIZED_PAYMENTS),
          writes(OrdersApi.CHARGE_MEMBERSHIPS),
          reads(OrdersApi.GET_PAYMENT_COLLECTABILITY_STATUS),
          reads(OrdersApi.GET_REFUNDABILITY_STATUS),
          writes(OrdersApi.PAYMENT_COLLECTION_BULK_MARK_ORDERS_AS_PAID),
          writes(OrdersApi.PAYMENT_COLLECTION_CREATE_PAYMENT_GATEWAY_ORDER),
          writes(OrdersApi.PAYMENT_COLLECTION_MARK_ORDER_AS_PAID),
          writes(OrdersApi.PREPARE_PAYMENT_COLLECTION),
          writes(OrdersApi.RECORD_MANUALLY_COLLECTED_PAYMENT),
          writes(OrdersApi.TRIGGER_REFUND),
          writes(OrdersApi.VOID_AUTHORIZED_PAYMENTS));

  private MoneyOperations() {}

  static <Q, A> Operation<Q, A> writes(Route<Q, A> route) {
    return reads(route).writes();
  }

  static <Q, A> Operation<Q, A> reads(Route<Q, A> route) {
    return Operation.of(route).allow(Role.ADMIN);
  }
}
