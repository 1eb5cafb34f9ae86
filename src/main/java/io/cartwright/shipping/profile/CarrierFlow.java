package io.cartwright.shipping.profile;

import io.cartwright.bus.Call;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.option.OptionWriteFlow;
import io.cartwright.shipping.option.Options;
import io.cartwright.wire.deliveryprofile.GetDeliveryDestinationPropertiesRequest;
import io.cartwright.wire.deliveryprofile.GetDeliveryDestinationPropertiesResponse;
import io.cartwright.wire.deliveryprofile.ListDeliveryCarriersRequest;
import io.cartwright.wire.deliveryprofile.ListDeliveryCarriersResponse;
import io.cartwright.wire.deliveryprofile.ListInstalledDeliveryCarriersRequest;
import io.cartwright.wire.deliveryprofile.ListInstalledDeliveryCarriersResponse;
import io.cartwright.wire.deliveryprofile.SetDeliveryCarrierActiveStatusRequest;
import io.cartwright.wire.deliveryprofile.SetDeliveryCarrierActiveStatusResponse;
import io.cartwright.wire.deliveryprofile.UpdateCarrierSettingsRequest;
import io.cartwright.wire.deliveryprofile.UpdateCarrierSettingsResponse;
import io.vertx.core.Future;

/**
 * Lists carriers and switches their rows. A row of Basic Shipping is a shipping option, a row of
 * Pickup a region.
 */
final class CarrierFlow {
  private final DefaultProfileFlow sites;
  private final ProfileWriteFlow profiles;
  private final OptionWriteFlow options;

  CarrierFlow(DefaultProfileFlow sites, ProfileWriteFlow profiles, OptionWriteFlow options) {
    this.sites = sites;
    this.profiles = profiles;
    this.options = options;
  }

  Future<Outcome<ListInstalledDeliveryCarriersResponse>> installed(
      Call<ListInstalledDeliveryCarriersRequest> call) {
    return Future.succeededFuture(
        Outcome.done(
            new ListInstalledDeliveryCarriersResponse(
                Carriers.BUILT_IN.stream().map(CarrierView::installed).toList())));
  }

  Future<Outcome<ListDeliveryCarriersResponse>> list(Call<ListDeliveryCarriersRequest> call) {
    return profiles
        .load(call, call.body().deliveryProfileId())
        .compose(
            found ->
                found.thenAwait(
                    profile ->
                        sites
                            .site(call)
                            .map(
                                site ->
                                    Outcome.done(
                                        new CarrierView(profile.value(), site)
                                            .listed(call.body().appIds())))));
  }

  Future<Outcome<SetDeliveryCarrierActiveStatusResponse>> setActive(
      Call<SetDeliveryCarrierActiveStatusRequest> call) {
    SetDeliveryCarrierActiveStatusRequest ask = call.body();
    return toggle(
        ProfileOperations.SET_DELIVERY_CARRIER_ACTIVE_STATUS,
        call,
        ask.carrierAppId(),
        ask.rowId(),
        Boolean.TRUE.equals(ask.active()),
        new SetDeliveryCarrierActiveStatusResponse());
  }

  Future<Outcome<UpdateCarrierSettingsResponse>> updateSettings(
      Call<UpdateCarrierSettingsRequest> call) {
    UpdateCarrierSettingsRequest ask = call.body();
    return toggle(
        ProfileOperations.UPDATE_CARRIER_SETTINGS,
        call,
        ask.carrierId(),
        ask.rowId(),
        Boolean.TRUE.equals(ask.active()),
        new UpdateCarrierSettingsResponse());
  }

  private <Q, A> Future<Outcome<A>> toggle(
      Operation<Q, A> operation,
      Call<Q> call,
      String appId,
      String rowId,
      boolean active,
      A reply) {
    if (Carriers.BASIC_SHIPPING.equalsIgnoreCase(appId)) {
      return options.moveQuietly(
          operation,
          call,
          rowId,
          before -> Outcome.done(Options.activated(before, active)),
          option -> reply);
    }
    if (Carriers.PICKUP.equalsIgnoreCase(appId)) {
      return profiles.moveRegion(
          operation,
          call,
          rowId,
          before -> RegionCarriers.setActive(before, rowId, appId, active, call.now()),
          profile -> reply);
    }
    return Future.succeededFuture(RegionCarriers.notFound(appId));
  }

  Future<Outcome<GetDeliveryDestinationPropertiesResponse>> destinationProperties(
      Call<GetDeliveryDestinationPropertiesRequest> call) {
    return sites.site(call).map(site -> Outcome.done(DestinationProperties.of(site)));
  }
}
