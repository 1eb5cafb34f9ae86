package io.cartwright.shipping.profile;

import io.cartwright.bus.Call;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.DeliveryWriteFlow;
import io.cartwright.shipping.DeliveryWriteFlow.Plan;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.shipping.option.Options;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.own.shipping.StoredOption;
import io.cartwright.wire.own.shipping.StoredProfile;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Loads a profile, has a move decided, and commits it with its event; regions that go are taken
 * from their shipping options in the same change.
 */
final class ProfileWriteFlow {
  private final DeliveryStore store;
  private final DeliveryWriteFlow writes;

  ProfileWriteFlow(DeliveryStore store, DeliveryWriteFlow writes) {
    this.store = store;
    this.writes = writes;
  }

  /** Moves the profile of an id. */
  <Q, A> Future<Outcome<A>> moveProfile(
      Operation<Q, A> operation,
      Call<Q> call,
      String profileId,
      Function<StoredProfile, Outcome<ProfileMove>> move,
      Function<DeliveryProfile, A> reply) {
    return move(operation, call, () -> load(call, profileId), move, reply);
  }

  /** Moves the profile that holds a region. */
  <Q, A> Future<Outcome<A>> moveRegion(
      Operation<Q, A> operation,
      Call<Q> call,
      String regionId,
      Function<StoredProfile, Outcome<ProfileMove>> move,
      Function<DeliveryProfile, A> reply) {
    return move(operation, call, () -> loadOf(call, regionId), move, reply);
  }

  /** The profile of an id. */
  Future<Outcome<Stored<StoredProfile>>> load(Call<?> call, String profileId) {
    return store
        .findProfile(call.caller().siteId(), DeliveryMessages.id(profileId))
        .map(found -> known(found, ShippingRefusal.DELIVERY_PROFILE_NOT_FOUND, profileId));
  }

  /** The profile that holds a region. */
  Future<Outcome<Stored<StoredProfile>>> loadOf(Call<?> call, String regionId) {
    return store
        .findProfileOf(call.caller().siteId(), DeliveryMessages.id(regionId))
        .map(found -> known(found, ShippingRefusal.DELIVERY_REGION_NOT_FOUND, regionId));
  }

  private static Outcome<Stored<StoredProfile>> known(
      Optional<Stored<StoredProfile>> found, ShippingRefusal refusal, String id) {
    return found
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(refusal, "there is no such id: " + id));
  }

  private <Q, A> Future<Outcome<A>> move(
      Operation<Q, A> operation,
      Call<Q> call,
      Supplier<Future<Outcome<Stored<StoredProfile>>>> load,
      Function<StoredProfile, Outcome<ProfileMove>> move,
      Function<DeliveryProfile, A> reply) {
    return writes.write(
        operation,
        call,
        () ->
            load.get()
                .compose(
                    found ->
                        found.thenAwait(
                            before ->
                                move.apply(before.value())
                                    .thenAwait(next -> plan(call, before, next, reply)))));
  }

  private <A> Future<Outcome<Plan<A>>> plan(
      Call<?> call,
      Stored<StoredProfile> before,
      ProfileMove move,
      Function<DeliveryProfile, A> reply) {
    A answer = reply.apply(move.next().profile());
    if (move.kind() == ProfileMove.Kind.NOTHING) {
      return Future.succeededFuture(Outcome.done(new Plan<>(null, answer)));
    }
    UUID siteId = call.caller().siteId();
    Change change =
        DeliveryStore.change(siteId, call.now())
            .update(
                DeliveryStore.PROFILE_TABLE, siteId, before.id(), before.revision(), move.next())
            .emit(new ProfileEvents(siteId, call.now()).of(before, move));
    int delta =
        Destinations.count(move.next().profile().deliveryRegions())
            - Destinations.count(before.value().profile().deliveryRegions());
    DeliveryStore.countDestinations(change, siteId, delta);
    List<DeliveryRegion> gone =
        move.kind() == ProfileMove.Kind.REGION_REMOVED ? List.of(move.region()) : List.of();
    return withoutRegions(call, change, gone).map(done -> Outcome.done(new Plan<>(change, answer)));
  }

  /** Deletes a profile and its regions. */
  <Q, A> Future<Outcome<A>> delete(
      Operation<Q, A> operation, Call<Q> call, String profileId, A reply) {
    return writes.write(
        operation,
        call,
        () ->
            load(call, profileId)
                .compose(
                    found ->
                        found
                            .then(ProfileWriteFlow::deletable)
                            .thenAwait(before -> planDeletion(call, before, reply))));
  }

  private static Outcome<Stored<StoredProfile>> deletable(Stored<StoredProfile> before) {
    return Boolean.TRUE.equals(before.value().profile().default_())
        ? Outcome.refused(
            ShippingRefusal.DEFAULT_DELIVERY_PROFILE_CANNOT_BE_DELETED,
            "a site keeps its default profile")
        : Outcome.done(before);
  }

  private <A> Future<Outcome<Plan<A>>> planDeletion(
      Call<?> call, Stored<StoredProfile> before, A reply) {
    UUID siteId = call.caller().siteId();
    DeliveryProfile profile = before.value().profile();
    Change change =
        DeliveryStore.change(siteId, call.now())
            .delete(DeliveryStore.PROFILE_TABLE, siteId, before.id(), before.revision())
            .emit(new ProfileEvents(siteId, call.now()).deleted(profile, before.revision() + 1));
    DeliveryStore.countProfiles(change, siteId, -1);
    DeliveryStore.countDestinations(change, siteId, -Destinations.count(profile.deliveryRegions()));
    return withoutRegions(call, change, profile.deliveryRegions())
        .map(done -> Outcome.done(new Plan<>(change, reply)));
  }

  private Future<Void> withoutRegions(Call<?> call, Change change, List<DeliveryRegion> gone) {
    UUID siteId = call.caller().siteId();
    Set<String> ids = gone.stream().map(DeliveryRegion::id).collect(Collectors.toSet());
    Map<UUID, Stored<StoredOption>> options = new LinkedHashMap<>();
    Future<Void> found = Future.succeededFuture();
    for (String regionId : ids) {
      found =
          found
              .compose(read -> store.optionsIn(siteId, UUID.fromString(regionId)))
              .map(
                  in -> {
                    in.forEach(option -> options.put(option.id(), option));
                    return null;
                  });
    }
    return found.onSuccess(
        all ->
            options
                .values()
                .forEach(
                    before ->
                        Options.change(
                            change,
                            siteId,
                            before,
                            Options.withoutRegions(before.value(), ids, call.now()),
                            call.now())));
  }
}
