package io.cartwright.shipping.profile;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Role;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.deliveryprofile.AddDeliveryCarrierRequest;
import io.cartwright.wire.deliveryprofile.AddDeliveryCarrierResponse;
import io.cartwright.wire.deliveryprofile.AddDeliveryRegionRequest;
import io.cartwright.wire.deliveryprofile.AddDeliveryRegionResponse;
import io.cartwright.wire.deliveryprofile.CreateDeliveryProfileRequest;
import io.cartwright.wire.deliveryprofile.CreateDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.DeleteDeliveryProfileRequest;
import io.cartwright.wire.deliveryprofile.DeleteDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.DeliveryProfileApi;
import io.cartwright.wire.deliveryprofile.GetDeliveryDestinationPropertiesRequest;
import io.cartwright.wire.deliveryprofile.GetDeliveryDestinationPropertiesResponse;
import io.cartwright.wire.deliveryprofile.GetDeliveryProfileByDeliveryRegionIdRequest;
import io.cartwright.wire.deliveryprofile.GetDeliveryProfileByDeliveryRegionIdResponse;
import io.cartwright.wire.deliveryprofile.GetDeliveryProfileRequest;
import io.cartwright.wire.deliveryprofile.GetDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.ListDeliveryCarriersRequest;
import io.cartwright.wire.deliveryprofile.ListDeliveryCarriersResponse;
import io.cartwright.wire.deliveryprofile.ListInstalledDeliveryCarriersRequest;
import io.cartwright.wire.deliveryprofile.ListInstalledDeliveryCarriersResponse;
import io.cartwright.wire.deliveryprofile.QueryDeliveryProfilesRequest;
import io.cartwright.wire.deliveryprofile.QueryDeliveryProfilesResponse;
import io.cartwright.wire.deliveryprofile.RemoveDeliveryCarrierRequest;
import io.cartwright.wire.deliveryprofile.RemoveDeliveryCarrierResponse;
import io.cartwright.wire.deliveryprofile.RemoveDeliveryRegionRequest;
import io.cartwright.wire.deliveryprofile.RemoveDeliveryRegionResponse;
import io.cartwright.wire.deliveryprofile.SetDeliveryCarrierActiveStatusRequest;
import io.cartwright.wire.deliveryprofile.SetDeliveryCarrierActiveStatusResponse;
import io.cartwright.wire.deliveryprofile.UpdateCarrierSettingsRequest;
import io.cartwright.wire.deliveryprofile.UpdateCarrierSettingsResponse;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryCarrierRequest;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryCarrierResponse;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryProfileRequest;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryRegionRequest;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryRegionResponse;
import io.cartwright.wire.deliveryprofile.UpdateExtendedFieldsResponse;
import java.util.List;

/** The contract's operations on delivery profiles: administrators only. */
public final class ProfileOperations {
  public static final Operation<AddDeliveryCarrierRequest, AddDeliveryCarrierResponse>
      ADD_DELIVERY_CARRIER =
          Operation.of(DeliveryProfileApi.ADD_DELIVERY_CARRIER)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<AddDeliveryRegionRequest, AddDeliveryRegionResponse>
      ADD_DELIVERY_REGION =
          Operation.of(DeliveryProfileApi.ADD_DELIVERY_REGION)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<CreateDeliveryProfileRequest, CreateDeliveryProfileResponse>
      CREATE_DELIVERY_PROFILE =
          Operation.of(DeliveryProfileApi.CREATE_DELIVERY_PROFILE)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<DeleteDeliveryProfileRequest, DeleteDeliveryProfileResponse>
      DELETE_DELIVERY_PROFILE =
          Operation.of(DeliveryProfileApi.DELETE_DELIVERY_PROFILE)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<
          GetDeliveryDestinationPropertiesRequest, GetDeliveryDestinationPropertiesResponse>
      GET_DELIVERY_DESTINATION_PROPERTIES =
          Operation.of(DeliveryProfileApi.GET_DELIVERY_DESTINATION_PROPERTIES).allow(Role.ADMIN);

  public static final Operation<GetDeliveryProfileRequest, GetDeliveryProfileResponse>
      GET_DELIVERY_PROFILE =
          Operation.of(DeliveryProfileApi.GET_DELIVERY_PROFILE).allow(Role.ADMIN);

  public static final Operation<
          GetDeliveryProfileByDeliveryRegionIdRequest, GetDeliveryProfileByDeliveryRegionIdResponse>
      GET_DELIVERY_PROFILE_BY_DELIVERY_REGION_ID =
          Operation.of(DeliveryProfileApi.GET_DELIVERY_PROFILE_BY_DELIVERY_REGION_ID)
              .allow(Role.ADMIN);

  public static final Operation<ListDeliveryCarriersRequest, ListDeliveryCarriersResponse>
      LIST_DELIVERY_CARRIERS =
          Operation.of(DeliveryProfileApi.LIST_DELIVERY_CARRIERS).allow(Role.ADMIN);

  public static final Operation<
          ListInstalledDeliveryCarriersRequest, ListInstalledDeliveryCarriersResponse>
      LIST_INSTALLED_DELIVERY_CARRIERS =
          Operation.of(DeliveryProfileApi.LIST_INSTALLED_DELIVERY_CARRIERS).allow(Role.ADMIN);

  public static final Operation<QueryDeliveryProfilesRequest, QueryDeliveryProfilesResponse>
      QUERY_DELIVERY_PROFILES =
          Operation.of(DeliveryProfileApi.QUERY_DELIVERY_PROFILES).allow(Role.ADMIN);

  public static final Operation<RemoveDeliveryCarrierRequest, RemoveDeliveryCarrierResponse>
      REMOVE_DELIVERY_CARRIER =
          Operation.of(DeliveryProfileApi.REMOVE_DELIVERY_CARRIER)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<RemoveDeliveryRegionRequest, RemoveDeliveryRegionResponse>
      REMOVE_DELIVERY_REGION =
          Operation.of(DeliveryProfileApi.REMOVE_DELIVERY_REGION)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<
          SetDeliveryCarrierActiveStatusRequest, SetDeliveryCarrierActiveStatusResponse>
      SET_DELIVERY_CARRIER_ACTIVE_STATUS =
          Operation.of(DeliveryProfileApi.SET_DELIVERY_CARRIER_ACTIVE_STATUS)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<UpdateCarrierSettingsRequest, UpdateCarrierSettingsResponse>
      UPDATE_CARRIER_SETTINGS =
          Operation.of(DeliveryProfileApi.UPDATE_CARRIER_SETTINGS)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<UpdateDeliveryCarrierRequest, UpdateDeliveryCarrierResponse>
      UPDATE_DELIVERY_CARRIER =
          Operation.of(DeliveryProfileApi.UPDATE_DELIVERY_CARRIER)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<UpdateDeliveryProfileRequest, UpdateDeliveryProfileResponse>
      UPDATE_DELIVERY_PROFILE =
          Operation.of(DeliveryProfileApi.UPDATE_DELIVERY_PROFILE)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<UpdateDeliveryRegionRequest, UpdateDeliveryRegionResponse>
      UPDATE_DELIVERY_REGION =
          Operation.of(DeliveryProfileApi.UPDATE_DELIVERY_REGION)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  public static final Operation<UpdateExtendedFieldsRequest, UpdateExtendedFieldsResponse>
      UPDATE_EXTENDED_FIELDS =
          Operation.of(DeliveryProfileApi.UPDATE_EXTENDED_FIELDS)
              .allow(Role.ADMIN)
              .keyedBy(ProfileOperations::site)
              .writes();

  /** All of them. */
  public static final List<Operation<?, ?>> ALL =
      List.of(
          ADD_DELIVERY_CARRIER,
          ADD_DELIVERY_REGION,
          CREATE_DELIVERY_PROFILE,
          DELETE_DELIVERY_PROFILE,
          GET_DELIVERY_DESTINATION_PROPERTIES,
          GET_DELIVERY_PROFILE,
          GET_DELIVERY_PROFILE_BY_DELIVERY_REGION_ID,
          LIST_DELIVERY_CARRIERS,
          LIST_INSTALLED_DELIVERY_CARRIERS,
          QUERY_DELIVERY_PROFILES,
          REMOVE_DELIVERY_CARRIER,
          REMOVE_DELIVERY_REGION,
          SET_DELIVERY_CARRIER_ACTIVE_STATUS,
          UPDATE_CARRIER_SETTINGS,
          UPDATE_DELIVERY_CARRIER,
          UPDATE_DELIVERY_PROFILE,
          UPDATE_DELIVERY_REGION,
          UPDATE_EXTENDED_FIELDS);

  private ProfileOperations() {}

  /** The changes of one site's delivery meet on one event loop. */
  private static String site(Caller caller, Object request) {
    return "delivery/" + caller.siteId();
  }
}
