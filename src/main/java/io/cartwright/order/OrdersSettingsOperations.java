package io.cartwright.order;

import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.orderssettings.GetOrdersSettingsRequest;
import io.cartwright.wire.orderssettings.GetOrdersSettingsResponse;
import io.cartwright.wire.orderssettings.OrdersSettingsApi;
import io.cartwright.wire.orderssettings.UpdateOrdersSettingsRequest;
import io.cartwright.wire.orderssettings.UpdateOrdersSettingsResponse;
import java.util.List;

/** The contract's operations on a site's settings for orders. */
public final class OrdersSettingsOperations {
  public static final Operation<GetOrdersSettingsRequest, GetOrdersSettingsResponse> GET =
      Operation.of(OrdersSettingsApi.GET_ORDERS_SETTINGS).allow(Role.ADMIN);

  public static final Operation<UpdateOrdersSettingsRequest, UpdateOrdersSettingsResponse> UPDATE =
      Operation.of(OrdersSettingsApi.UPDATE_ORDERS_SETTINGS).allow(Role.ADMIN).writes();

  public static final List<Operation<?, ?>> ALL = List.of(GET, UPDATE);

  private OrdersSettingsOperations() {}
}
