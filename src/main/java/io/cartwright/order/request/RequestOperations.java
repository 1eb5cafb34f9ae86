package io.cartwright.order.request;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.Route;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestsApi;
import io.cartwright.wire.own.paymentrequest.PayPaymentRequestRequest;
import io.cartwright.wire.own.paymentrequest.PayPaymentRequestResponse;
import io.cartwright.wire.own.paymentrequest.PaymentrequestApi;
import io.cartwright.wire.own.paymentrequest.ViewPaymentRequestRequest;
import io.cartwright.wire.own.paymentrequest.ViewPaymentRequestResponse;
import java.util.List;

/** The contract's operations on payment requests, and ours for whoever has a link. */
public final class RequestOperations {
  /** What the page behind a link shows. */
  public static final Operation<ViewPaymentRequestRequest, ViewPaymentRequestResponse> VIEW =
      Operation.of(PaymentrequestApi.VIEW_PAYMENT_REQUEST).allow(Role.ANONYMOUS);

  /** Pays, by the link. */
  public static final Operation<PayPaymentRequestRequest, PayPaymentRequestResponse> PAY =
      Operation.of(PaymentrequestApi.PAY_PAYMENT_REQUEST).allow(Role.ANONYMOUS);

  public static final List<Operation<?, ?>> ALL =
      List.of(
          writes(OrderPaymentRequestsApi.CREATE_ORDER_PAYMENT_REQUEST),
          writes(OrderPaymentRequestsApi.BULK_CREATE_ORDER_PAYMENT_REQUESTS),
          reads(OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST),
          reads(OrderPaymentRequestsApi.GET_ORDER_PAYMENT_REQUEST_URL),
          reads(OrderPaymentRequestsApi.QUERY_ORDER_PAYMENT_REQUESTS),
          writes(OrderPaymentRequestsApi.UPDATE_ORDER_PAYMENT_REQUEST),
          writes(OrderPaymentRequestsApi.UPDATE_EXTENDED_FIELDS),
          writes(OrderPaymentRequestsApi.VOID_ORDER_PAYMENT_REQUEST),
          writes(OrderPaymentRequestsApi.DELETE_ORDER_PAYMENT_REQUEST),
          writes(OrderPaymentRequestsApi.CHARGE_ORDER_PAYMENT_REQUEST),
          VIEW,
          PAY);

  private RequestOperations() {}

  static <Q, A> Operation<Q, A> writes(Route<Q, A> route) {
    return reads(route).writes();
  }

  static <Q, A> Operation<Q, A> reads(Route<Q, A> route) {
    return Operation.of(route).allow(Role.ADMIN);
  }
}
