package io.cartwright.shipping.profile;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.OutboxRow;
import io.cartwright.store.Stored;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.deliveryprofile.DeliveryRegionAdded;
import io.cartwright.wire.deliveryprofile.DeliveryRegionRemoved;
import io.cartwright.wire.deliveryprofile.DeliveryRegionUpdated;
import io.cartwright.wire.own.shipping.StoredProfile;
import java.time.Instant;
import java.util.UUID;

/** The events of a delivery profile: one for each change. */
final class ProfileEvents {
  private final DomainEvents events;

  ProfileEvents(UUID siteId, Instant at) {
    events = new DomainEvents(siteId, "wix.ecom.v1.delivery_profile", at);
  }

  OutboxRow created(DeliveryProfile profile) {
    return events.created(profile.id(), 1, DeliveryProfile.CODEC, profile);
  }

  OutboxRow deleted(DeliveryProfile profile, long sequence) {
    return events.deleted(profile.id(), sequence, DeliveryProfile.CODEC, profile);
  }

  OutboxRow of(Stored<StoredProfile> before, ProfileMove move) {
    long sequence = before.revision() + 1;
    DeliveryProfile profile = move.next().profile();
    String id = profile.id();
    return switch (move.kind()) {
      case NOTHING -> throw new IllegalArgumentException("nothing happened to " + id);
      case UPDATED ->
          events.updated(id, sequence, DeliveryProfile.CODEC, before.value().profile(), profile);
      case REGION_ADDED ->
          events.action(
              id, "region_added", sequence, DeliveryRegionAdded.CODEC, added(id, move.region()));
      case REGION_UPDATED ->
          events.action(
              id,
              "region_updated",
              sequence,
              DeliveryRegionUpdated.CODEC,
              updated(id, move.region()));
      case REGION_REMOVED ->
          events.action(
              id,
              "region_removed",
              sequence,
              DeliveryRegionRemoved.CODEC,
              new DeliveryRegionRemoved(id, move.region().id()));
    };
  }

  private static DeliveryRegionAdded added(String profileId, DeliveryRegion region) {
    return DeliveryRegionAdded.builder()
        .deliveryProfileId(profileId)
        .deliveryRegionId(region.id())
        .name(region.name())
        .active(region.active())
        .deliveryCarriers(region.deliveryCarriers())
        .destinations(region.destinations())
        .createdDate(region.createdDate())
        .build();
  }

  private static DeliveryRegionUpdated updated(String profileId, DeliveryRegion region) {
    return DeliveryRegionUpdated.builder()
        .deliveryProfileId(profileId)
        .deliveryRegionId(region.id())
        .name(region.name())
        .active(region.active())
        .deliveryCarriers(region.deliveryCarriers())
        .destinations(region.destinations())
        .createdDate(region.createdDate())
        .build();
  }
}
