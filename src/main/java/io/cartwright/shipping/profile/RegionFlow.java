package io.cartwright.shipping.profile;

import static io.cartwright.shipping.DeliveryMessages.atRevision;

import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.wire.Fields;
import io.cartwright.wire.deliveryprofile.AddDeliveryCarrierRequest;
import io.cartwright.wire.deliveryprofile.AddDeliveryCarrierResponse;
import io.cartwright.wire.deliveryprofile.AddDeliveryRegionRequest;
import io.cartwright.wire.deliveryprofile.AddDeliveryRegionResponse;
import io.cartwright.wire.deliveryprofile.RemoveDeliveryCarrierRequest;
import io.cartwright.wire.deliveryprofile.RemoveDeliveryCarrierResponse;
import io.cartwright.wire.deliveryprofile.RemoveDeliveryRegionRequest;
import io.cartwright.wire.deliveryprofile.RemoveDeliveryRegionResponse;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryCarrierRequest;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryCarrierResponse;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryRegionRequest;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryRegionResponse;
import io.vertx.core.Future;
import java.util.UUID;

/** Changes the regions of profiles and the carriers of regions. */
final class RegionFlow {
  private final ProfileWriteFlow profiles;
  private final Ids ids;

  RegionFlow(ProfileWriteFlow profiles, Ids ids) {
    this.profiles = profiles;
    this.ids = ids;
  }

  Future<Outcome<AddDeliveryRegionResponse>> add(Call<AddDeliveryRegionRequest> call) {
    AddDeliveryRegionRequest ask = call.body();
    UUID regionId = ids.next();
    return profiles.moveProfile(
        ProfileOperations.ADD_DELIVERY_REGION,
        call,
        ask.deliveryProfileId(),
        before ->
            atRevision(ask.revision(), before.profile().revision(), before)
                .then(it -> Regions.add(it, ask.deliveryRegion(), regionId, call.now())),
        AddDeliveryRegionResponse::new);
  }

  Future<Outcome<UpdateDeliveryRegionResponse>> update(Call<UpdateDeliveryRegionRequest> call) {
    UpdateDeliveryRegionRequest ask = call.body();
    Fields present = child(call, "deliveryRegion");
    return profiles.moveProfile(
        ProfileOperations.UPDATE_DELIVERY_REGION,
        call,
        ask.deliveryProfileId(),
        before ->
            atRevision(ask.revision(), before.profile().revision(), before)
                .then(it -> Regions.update(it, ask.deliveryRegion(), present, call.now())),
        UpdateDeliveryRegionResponse::new);
  }

  Future<Outcome<RemoveDeliveryRegionResponse>> remove(Call<RemoveDeliveryRegionRequest> call) {
    RemoveDeliveryRegionRequest ask = call.body();
    return profiles.moveProfile(
        ProfileOperations.REMOVE_DELIVERY_REGION,
        call,
        ask.deliveryProfileId(),
        before ->
            atRevision(ask.revision(), before.profile().revision(), before)
                .then(it -> Regions.remove(it, ask.deliveryRegionId(), call.now())),
        RemoveDeliveryRegionResponse::new);
  }

  Future<Outcome<AddDeliveryCarrierResponse>> addCarrier(Call<AddDeliveryCarrierRequest> call) {
    AddDeliveryCarrierRequest ask = call.body();
    return profiles.moveRegion(
        ProfileOperations.ADD_DELIVERY_CARRIER,
        call,
        ask.deliveryRegionId(),
        before ->
            RegionCarriers.add(before, ask.deliveryRegionId(), ask.deliveryCarrier(), call.now()),
        AddDeliveryCarrierResponse::new);
  }

  Future<Outcome<UpdateDeliveryCarrierResponse>> updateCarrier(
      Call<UpdateDeliveryCarrierRequest> call) {
    UpdateDeliveryCarrierRequest ask = call.body();
    if (ask.deliveryCarrier() == null) {
      return Future.succeededFuture(Profiles.missing("deliveryCarrier"));
    }
    Fields present = child(call, "deliveryCarrier");
    return profiles.moveRegion(
        ProfileOperations.UPDATE_DELIVERY_CARRIER,
        call,
        ask.deliveryRegionId(),
        before ->
            RegionCarriers.update(
                before, ask.deliveryRegionId(), ask.deliveryCarrier(), present, call.now()),
        UpdateDeliveryCarrierResponse::new);
  }

  Future<Outcome<RemoveDeliveryCarrierResponse>> removeCarrier(
      Call<RemoveDeliveryCarrierRequest> call) {
    RemoveDeliveryCarrierRequest ask = call.body();
    return profiles.moveRegion(
        ProfileOperations.REMOVE_DELIVERY_CARRIER,
        call,
        ask.deliveryRegionId(),
        before -> RegionCarriers.remove(before, ask.deliveryRegionId(), ask.appId(), call.now()),
        RemoveDeliveryCarrierResponse::new);
  }

  private static Fields child(Call<?> call, String name) {
    return call.present() == null ? null : call.present().child(name);
  }
}
