package io.cartwright.order;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.orders.GetOrderRequest;
import io.cartwright.wire.orders.GetOrderResponse;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.orders.SearchOrdersRequest;
import io.cartwright.wire.orders.SearchOrdersResponse;
import java.util.List;

/** The contract's operations on orders that are built. */
public final class OrderOperations {
  /** Buyers read their own orders; all others are not found. */
  public static final Operation<GetOrderRequest, GetOrderResponse> GET_ORDER =
      Operation.of(OrdersApi.GET_ORDER).allow(Role.ADMIN, Role.MEMBER, Role.VISITOR);

  public static final Operation<SearchOrdersRequest, SearchOrdersResponse> SEARCH_ORDERS =
      Operation.of(OrdersApi.SEARCH_ORDERS).allow(Role.ADMIN);

  public static final List<Operation<?, ?>> ALL = List.of(GET_ORDER, SEARCH_ORDERS);

  private OrderOperations() {}
}
