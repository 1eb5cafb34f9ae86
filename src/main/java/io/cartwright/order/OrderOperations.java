package io.cartwright.order;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.Route;
import io.cartwright.wire.orders.AddActivitiesRequest;
import io.cartwright.wire.orders.AddActivitiesResponse;
import io.cartwright.wire.orders.AddActivityRequest;
import io.cartwright.wire.orders.AddActivityResponse;
import io.cartwright.wire.orders.AggregateOrdersRequest;
import io.cartwright.wire.orders.AggregateOrdersResponse;
import io.cartwright.wire.orders.BulkDeleteImportedOrdersRequest;
import io.cartwright.wire.orders.BulkDeleteImportedOrdersResponse;
import io.cartwright.wire.orders.BulkUpdateOrderTagsRequest;
import io.cartwright.wire.orders.BulkUpdateOrderTagsResponse;
import io.cartwright.wire.orders.BulkUpdateOrdersRequest;
import io.cartwright.wire.orders.BulkUpdateOrdersResponse;
import io.cartwright.wire.orders.CancelOrderRequest;
import io.cartwright.wire.orders.CancelOrderResponse;
import io.cartwright.wire.orders.CreateOrderRequest;
import io.cartwright.wire.orders.CreateOrderResponse;
import io.cartwright.wire.orders.DeleteActivityRequest;
import io.cartwright.wire.orders.DeleteActivityResponse;
import io.cartwright.wire.orders.GetOrderRequest;
import io.cartwright.wire.orders.GetOrderResponse;
import io.cartwright.wire.orders.ImportOrderRequest;
import io.cartwright.wire.orders.ImportOrderResponse;
import io.cartwright.wire.orders.OrdersApi;
import io.cartwright.wire.orders.SearchOrdersRequest;
import io.cartwright.wire.orders.SearchOrdersResponse;
import io.cartwright.wire.orders.SetOrderNumberCounterRequest;
import io.cartwright.wire.orders.SetOrderNumberCounterResponse;
import io.cartwright.wire.orders.UpdateActivityRequest;
import io.cartwright.wire.orders.UpdateActivityResponse;
import io.cartwright.wire.orders.UpdateOrderLineItemRequest;
import io.cartwright.wire.orders.UpdateOrderLineItemResponse;
import io.cartwright.wire.orders.UpdateOrderRequest;
import io.cartwright.wire.orders.UpdateOrderResponse;
import io.cartwright.wire.orders.UpdateOrderStatusRequest;
import io.cartwright.wire.orders.UpdateOrderStatusResponse;
import java.util.List;

/** The contract's operations on orders that are built. */
public final class OrderOperations {
  /** Buyers read their own orders; all others are not found. */
  public static final Operation<GetOrderRequest, GetOrderResponse> GET_ORDER =
      Operation.of(OrdersApi.GET_ORDER).allow(Role.ADMIN, Role.MEMBER, Role.VISITOR);

  public static final Operation<SearchOrdersRequest, SearchOrdersResponse> SEARCH_ORDERS =
      Operation.of(OrdersApi.SEARCH_ORDERS).allow(Role.ADMIN);

  public static final Operation<AggregateOrdersRequest, AggregateOrdersResponse> AGGREGATE_ORDERS =
      Operation.of(OrdersApi.AGGREGATE_ORDERS).allow(Role.ADMIN);

  public static final Operation<CreateOrderRequest, CreateOrderResponse> CREATE_ORDER =
      change(OrdersApi.CREATE_ORDER);

  public static final Operation<ImportOrderRequest, ImportOrderResponse> IMPORT_ORDER =
      change(OrdersApi.IMPORT_ORDER);

  public static final Operation<BulkDeleteImportedOrdersRequest, BulkDeleteImportedOrdersResponse>
      BULK_DELETE_IMPORTED_ORDERS = change(OrdersApi.BULK_DELETE_IMPORTED_ORDERS);

  public static final Operation<SetOrderNumberCounterRequest, SetOrderNumberCounterResponse>
      SET_ORDER_NUMBER_COUNTER = change(OrdersApi.SET_ORDER_NUMBER_COUNTER);

  public static final Operation<UpdateOrderRequest, UpdateOrderResponse> UPDATE_ORDER =
      change(OrdersApi.UPDATE_ORDER);

  public static final Operation<UpdateOrderLineItemRequest, UpdateOrderLineItemResponse>
      UPDATE_ORDER_LINE_ITEM = change(OrdersApi.UPDATE_ORDER_LINE_ITEM);

  public static final Operation<BulkUpdateOrdersRequest, BulkUpdateOrdersResponse>
      BULK_UPDATE_ORDERS = change(OrdersApi.BULK_UPDATE_ORDERS);

  public static final Operation<BulkUpdateOrderTagsRequest, BulkUpdateOrderTagsResponse>
      BULK_UPDATE_ORDER_TAGS = change(OrdersApi.BULK_UPDATE_ORDER_TAGS);

  public static final Operation<CancelOrderRequest, CancelOrderResponse> CANCEL_ORDER =
      change(OrdersApi.CANCEL_ORDER);

  public static final Operation<UpdateOrderStatusRequest, UpdateOrderStatusResponse>
      UPDATE_ORDER_STATUS = change(OrdersApi.UPDATE_ORDER_STATUS);

  public static final Operation<AddActivityRequest, AddActivityResponse> ADD_ACTIVITY =
      change(OrdersApi.ADD_ACTIVITY);

  public static final Operation<AddActivitiesRequest, AddActivitiesResponse> ADD_ACTIVITIES =
      change(OrdersApi.ADD_ACTIVITIES);

  public static final Operation<UpdateActivityRequest, UpdateActivityResponse> UPDATE_ACTIVITY =
      change(OrdersApi.UPDATE_ACTIVITY);

  public static final Operation<DeleteActivityRequest, DeleteActivityResponse> DELETE_ACTIVITY =
      change(OrdersApi.DELETE_ACTIVITY);

  public static final List<Operation<?, ?>> ALL =
      List.of(GET_ORDER, SEARCH_ORDERS, AGGREGATE_ORDERS);

  /** What staff do with orders. */
  public static final List<Operation<?, ?>> CHANGES =
      List.of(
          CREATE_ORDER,
          IMPORT_ORDER,
          BULK_DELETE_IMPORTED_ORDERS,
          SET_ORDER_NUMBER_COUNTER,
          UPDATE_ORDER,
          UPDATE_ORDER_LINE_ITEM,
          BULK_UPDATE_ORDERS,
          BULK_UPDATE_ORDER_TAGS,
          CANCEL_ORDER,
          UPDATE_ORDER_STATUS,
          ADD_ACTIVITY,
          ADD_ACTIVITIES,
          UPDATE_ACTIVITY,
          DELETE_ACTIVITY);

  private OrderOperations() {}

  private static <Q, A> Operation<Q, A> change(Route<Q, A> route) {
    return Operation.of(route).allow(Role.ADMIN).writes();
  }
}
