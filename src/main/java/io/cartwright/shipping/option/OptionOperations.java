package io.cartwright.shipping.option;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.shippingoptions.AddDeliveryRegionRequest;
import io.cartwright.wire.shippingoptions.AddDeliveryRegionResponse;
import io.cartwright.wire.shippingoptions.CreateShippingOptionRequest;
import io.cartwright.wire.shippingoptions.CreateShippingOptionResponse;
import io.cartwright.wire.shippingoptions.DeleteShippingOptionRequest;
import io.cartwright.wire.shippingoptions.DeleteShippingOptionResponse;
import io.cartwright.wire.shippingoptions.GetShippingOptionRequest;
import io.cartwright.wire.shippingoptions.GetShippingOptionResponse;
import io.cartwright.wire.shippingoptions.QueryShippingOptionsRequest;
import io.cartwright.wire.shippingoptions.QueryShippingOptionsResponse;
import io.cartwright.wire.shippingoptions.RemoveDeliveryRegionRequest;
import io.cartwright.wire.shippingoptions.RemoveDeliveryRegionResponse;
import io.cartwright.wire.shippingoptions.ShippingOptionsApi;
import io.cartwright.wire.shippingoptions.UpdateExtendedFieldsResponse;
import io.cartwright.wire.shippingoptions.UpdateShippingOptionRequest;
import io.cartwright.wire.shippingoptions.UpdateShippingOptionResponse;
import java.util.List;

/** The contract's operations on shipping options: administrators only. */
public final class OptionOperations {
  public static final Operation<AddDeliveryRegionRequest, AddDeliveryRegionResponse>
      ADD_DELIVERY_REGION =
          Operation.of(ShippingOptionsApi.ADD_DELIVERY_REGION)
              .allow(Role.ADMIN)
              .keyedBy(OptionOperations::site)
              .writes();

  public static final Operation<CreateShippingOptionRequest, CreateShippingOptionResponse>
      CREATE_SHIPPING_OPTION =
          Operation.of(ShippingOptionsApi.CREATE_SHIPPING_OPTION)
              .allow(Role.ADMIN)
              .keyedBy(OptionOperations::site)
              .writes();

  public static final Operation<DeleteShippingOptionRequest, DeleteShippingOptionResponse>
      DELETE_SHIPPING_OPTION =
          Operation.of(ShippingOptionsApi.DELETE_SHIPPING_OPTION)
              .allow(Role.ADMIN)
              .keyedBy(OptionOperations::site)
              .writes();

  public static final Operation<GetShippingOptionRequest, GetShippingOptionResponse>
      GET_SHIPPING_OPTION = Operation.of(ShippingOptionsApi.GET_SHIPPING_OPTION).allow(Role.ADMIN);

  public static final Operation<QueryShippingOptionsRequest, QueryShippingOptionsResponse>
      QUERY_SHIPPING_OPTIONS =
          Operation.of(ShippingOptionsApi.QUERY_SHIPPING_OPTIONS).allow(Role.ADMIN);

  public static final Operation<RemoveDeliveryRegionRequest, RemoveDeliveryRegionResponse>
      REMOVE_DELIVERY_REGION =
          Operation.of(ShippingOptionsApi.REMOVE_DELIVERY_REGION)
              .allow(Role.ADMIN)
              .keyedBy(OptionOperations::site)
              .writes();

  public static final Operation<UpdateExtendedFieldsRequest, UpdateExtendedFieldsResponse>
      UPDATE_EXTENDED_FIELDS =
          Operation.of(ShippingOptionsApi.UPDATE_EXTENDED_FIELDS)
              .allow(Role.ADMIN)
              .keyedBy(OptionOperations::site)
              .writes();

  public static final Operation<UpdateShippingOptionRequest, UpdateShippingOptionResponse>
      UPDATE_SHIPPING_OPTION =
          Operation.of(ShippingOptionsApi.UPDATE_SHIPPING_OPTION)
              .allow(Role.ADMIN)
              .keyedBy(OptionOperations::site)
              .writes();

  /** All of them. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          ADD_DELIVERY_REGION,
          CREATE_SHIPPING_OPTION,
          DELETE_SHIPPING_OPTION,
          GET_SHIPPING_OPTION,
          QUERY_SHIPPING_OPTIONS,
          REMOVE_DELIVERY_REGION,
          UPDATE_EXTENDED_FIELDS,
          UPDATE_SHIPPING_OPTION);

  private OptionOperations() {}

  /** The changes of one site's delivery meet on one event loop. */
  private static String site(Caller caller, Object request) {
    return "delivery/" + caller.siteId();
  }
}
