package io.cartwright.shipping.profile;

import static io.cartwright.shipping.DeliveryMessages.atRevision;

import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.QueryAnswers;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.DeliveryWriteFlow;
import io.cartwright.shipping.DeliveryWriteFlow.Plan;
import io.cartwright.store.Change;
import io.cartwright.wire.Fields;
import io.cartwright.wire.common.UpdateExtendedFieldsRequest;
import io.cartwright.wire.deliveryprofile.CreateDeliveryProfileRequest;
import io.cartwright.wire.deliveryprofile.CreateDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.DeleteDeliveryProfileRequest;
import io.cartwright.wire.deliveryprofile.DeleteDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.deliveryprofile.GetDeliveryProfileByDeliveryRegionIdRequest;
import io.cartwright.wire.deliveryprofile.GetDeliveryProfileByDeliveryRegionIdResponse;
import io.cartwright.wire.deliveryprofile.GetDeliveryProfileRequest;
import io.cartwright.wire.deliveryprofile.GetDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.QueryDeliveryProfilesRequest;
import io.cartwright.wire.deliveryprofile.QueryDeliveryProfilesResponse;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryProfileRequest;
import io.cartwright.wire.deliveryprofile.UpdateDeliveryProfileResponse;
import io.cartwright.wire.deliveryprofile.UpdateExtendedFieldsResponse;
import io.cartwright.wire.own.shipping.StoredProfile;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Creates, reads, changes and deletes profiles. */
final class ProfileFlow {
  private final DeliveryStore store;
  private final DeliveryWriteFlow writes;
  private final ProfileWriteFlow profiles;
  private final Ids ids;

  ProfileFlow(DeliveryStore store, DeliveryWriteFlow writes, ProfileWriteFlow profiles, Ids ids) {
    this.store = store;
    this.writes = writes;
    this.profiles = profiles;
    this.ids = ids;
  }

  Future<Outcome<CreateDeliveryProfileResponse>> create(Call<CreateDeliveryProfileRequest> call) {
    UUID id = ids.next();
    UUID creator = call.caller().subjectId();
    Outcome<StoredProfile> made =
        Profiles.create(id, call.body().deliveryProfile(), creator, ids::next, call.now());
    return writes.write(
        ProfileOperations.CREATE_DELIVERY_PROFILE,
        call,
        () -> Future.succeededFuture(made.map(profile -> planCreation(call, id, profile))));
  }

  private static Plan<CreateDeliveryProfileResponse> planCreation(
      Call<?> call, UUID id, StoredProfile stored) {
    UUID siteId = call.caller().siteId();
    DeliveryProfile profile = stored.profile();
    Change change =
        DeliveryStore.change(siteId, call.now())
            .insert(DeliveryStore.PROFILE_TABLE, siteId, id, stored)
            .emit(new ProfileEvents(siteId, call.now()).created(profile));
    DeliveryStore.countProfiles(change, siteId, 1);
    DeliveryStore.countDestinations(change, siteId, Destinations.count(profile.deliveryRegions()));
    return new Plan<>(change, new CreateDeliveryProfileResponse(profile));
  }

  Future<Outcome<GetDeliveryProfileResponse>> get(Call<GetDeliveryProfileRequest> call) {
    return profiles
        .load(call, call.body().deliveryProfileId())
        .map(found -> found.map(it -> new GetDeliveryProfileResponse(it.value().profile())));
  }

  Future<Outcome<GetDeliveryProfileByDeliveryRegionIdResponse>> getByRegion(
      Call<GetDeliveryProfileByDeliveryRegionIdRequest> call) {
    return profiles
        .loadOf(call, call.body().deliveryRegionId())
        .map(
            found ->
                found.map(
                    it -> new GetDeliveryProfileByDeliveryRegionIdResponse(it.value().profile())));
  }

  Future<Outcome<QueryDeliveryProfilesResponse>> query(Call<QueryDeliveryProfilesRequest> call) {
    return store
        .queryProfiles(call.caller().siteId(), DeliveryMessages.request(call.body().query()))
        .map(
            queried ->
                QueryAnswers.of("query", queried)
                    .map(
                        page -> {
                          List<DeliveryProfile> found =
                              page.items().stream().map(it -> it.value().profile()).toList();
                          return new QueryDeliveryProfilesResponse(
                              found, DeliveryMessages.paging(page));
                        }));
  }

  Future<Outcome<UpdateDeliveryProfileResponse>> update(Call<UpdateDeliveryProfileRequest> call) {
    DeliveryProfile patch = call.body().deliveryProfile();
    Fields present = call.present() == null ? null : call.present().child("deliveryProfile");
    return profiles.moveProfile(
        ProfileOperations.UPDATE_DELIVERY_PROFILE,
        call,
        patch.id(),
        before ->
            atRevision(patch.revision(), before.profile().revision(), before)
                .then(current -> Profiles.update(current, patch, present, call.now())),
        UpdateDeliveryProfileResponse::new);
  }

  Future<Outcome<UpdateExtendedFieldsResponse>> extend(Call<UpdateExtendedFieldsRequest> call) {
    UpdateExtendedFieldsRequest ask = call.body();
    return profiles.moveProfile(
        ProfileOperations.UPDATE_EXTENDED_FIELDS,
        call,
        ask.id(),
        before -> Profiles.extend(before, ask.namespace(), ask.namespaceData(), call.now()),
        UpdateExtendedFieldsResponse::new);
  }

  Future<Outcome<DeleteDeliveryProfileResponse>> delete(Call<DeleteDeliveryProfileRequest> call) {
    return profiles.delete(
        ProfileOperations.DELETE_DELIVERY_PROFILE,
        call,
        call.body().deliveryProfileId(),
        new DeleteDeliveryProfileResponse());
  }
}
