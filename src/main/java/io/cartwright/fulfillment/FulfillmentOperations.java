package io.cartwright.fulfillment;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.orderfulfillments.BulkCreateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.BulkCreateFulfillmentResponse;
import io.cartwright.wire.orderfulfillments.CreateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.CreateFulfillmentResponse;
import io.cartwright.wire.orderfulfillments.DeleteFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.DeleteFulfillmentResponse;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForMultipleOrdersRequest;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForMultipleOrdersResponse;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForSingleOrderRequest;
import io.cartwright.wire.orderfulfillments.ListFulfillmentsForSingleOrderResponse;
import io.cartwright.wire.orderfulfillments.OrderFulfillmentsApi;
import io.cartwright.wire.orderfulfillments.UpdateFulfillmentRequest;
import io.cartwright.wire.orderfulfillments.UpdateFulfillmentResponse;
import java.util.List;

/** The contract's operations on fulfillments. */
public final class FulfillmentOperations {
  public static final Operation<CreateFulfillmentRequest, CreateFulfillmentResponse>
      CREATE_FULFILLMENT =
          Operation.of(OrderFulfillmentsApi.CREATE_FULFILLMENT).allow(Role.ADMIN).writes();

  public static final Operation<BulkCreateFulfillmentRequest, BulkCreateFulfillmentResponse>
      BULK_CREATE_FULFILLMENTS =
          Operation.of(OrderFulfillmentsApi.BULK_CREATE_FULFILLMENTS).allow(Role.ADMIN).writes();

  public static final Operation<UpdateFulfillmentRequest, UpdateFulfillmentResponse>
      UPDATE_FULFILLMENT =
          Operation.of(OrderFulfillmentsApi.UPDATE_FULFILLMENT).allow(Role.ADMIN).writes();

  public static final Operation<DeleteFulfillmentRequest, DeleteFulfillmentResponse>
      DELETE_FULFILLMENT =
          Operation.of(OrderFulfillmentsApi.DELETE_FULFILLMENT).allow(Role.ADMIN).writes();

  /** Members see the fulfillments of their own orders. */
  public static final Operation<
          ListFulfillmentsForSingleOrderRequest, ListFulfillmentsForSingleOrderResponse>
      LIST_FULFILLMENTS_FOR_SINGLE_ORDER =
          Operation.of(OrderFulfillmentsApi.LIST_FULFILLMENTS_FOR_SINGLE_ORDER)
              .allow(Role.ADMIN, Role.MEMBER);

  /** Members see the fulfillments of their own orders. */
  public static final Operation<
          ListFulfillmentsForMultipleOrdersRequest, ListFulfillmentsForMultipleOrdersResponse>
      LIST_FULFILLMENTS_FOR_MULTIPLE_ORDERS =
          Operation.of(OrderFulfillmentsApi.LIST_FULFILLMENTS_FOR_MULTIPLE_ORDERS)
              .allow(Role.ADMIN, Role.MEMBER);

  public static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_FULFILLMENT,
          BULK_CREATE_FULFILLMENTS,
          UPDATE_FULFILLMENT,
          DELETE_FULFILLMENT,
          LIST_FULFILLMENTS_FOR_SINGLE_ORDER,
          LIST_FULFILLMENTS_FOR_MULTIPLE_ORDERS);

  private FulfillmentOperations() {}
}
