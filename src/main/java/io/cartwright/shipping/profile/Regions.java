package io.cartwright.shipping.profile;

import static io.cartwright.shipping.DeliveryMessages.isNamed;
import static io.cartwright.shipping.DeliveryMessages.list;

import io.cartwright.bus.Outcome;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.shipping.profile.ProfileMove.Kind;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.own.shipping.StoredProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Moves of a profile's regions. */
final class Regions {
  /** Regions of one profile. */
  static final int REGIONS_MAX = 100;

  private Regions() {}

  /** A new region: switched on unless it says otherwise, without carriers of its own. */
  static DeliveryRegion made(DeliveryRegion asked, UUID id, Instant now) {
    return DeliveryRegion.builder()
        .id(id.toString())
        .name(asked.name())
        .active(asked.active() == null || asked.active())
        .deliveryCarriers(List.of())
        .destinations(list(asked.destinations()))
        .createdDate(now)
        .build();
  }

  static Outcome<ProfileMove> add(
      StoredProfile before, DeliveryRegion asked, UUID id, Instant now) {
    if (Profiles.isBlank(asked.name())) return Profiles.missing("deliveryRegion.name");
    List<DeliveryRegion> regions = new ArrayList<>(before.profile().deliveryRegions());
    if (regions.size() >= REGIONS_MAX) {
      return Outcome.invalid(
          "deliveryRegion", Violation.Rule.MAX_SIZE, "the profile has " + REGIONS_MAX + " regions");
    }
    DeliveryRegion region = made(asked, id, now);
    regions.add(region);
    return Destinations.checked(regions, "deliveryRegion.destinations")
        .map(checked -> move(before, checked, Kind.REGION_ADDED, region, now));
  }

  /**
   * @param present the names of the region that were sent; null: those that are not null
   */
  static Outcome<ProfileMove> update(
      StoredProfile before, DeliveryRegion patch, Fields present, Instant now) {
    return find(before, patch.id())
        .then(
            region -> {
              if (isNamed(present, "deliveryCarriers", patch.deliveryCarriers())) {
                return Outcome.refused(
                    ShippingRefusal.DELIVERY_CARRIER_CANNOT_BE_UPDATED,
                    "carriers are changed by their own operations");
              }
              DeliveryRegion merged = DeliveryRegion.CODEC.merge(region, patch, present);
              if (Profiles.isBlank(merged.name())) {
                return Profiles.missing("deliveryRegion.name");
              }
              DeliveryRegion next =
                  merged.toBuilder()
                      .active(merged.active() == null || merged.active())
                      .destinations(list(merged.destinations()))
                      .build();
              List<DeliveryRegion> regions = replaced(before, next);
              return Destinations.checked(regions, "deliveryRegion.destinations")
                  .map(checked -> move(before, checked, Kind.REGION_UPDATED, next, now));
            });
  }

  static Outcome<ProfileMove> remove(StoredProfile before, String regionId, Instant now) {
    return find(before, regionId)
        .map(
            region -> {
              List<DeliveryRegion> regions =
                  before.profile().deliveryRegions().stream()
                      .filter(other -> !other.id().equals(region.id()))
                      .toList();
              StoredProfile served = withOptions(before, region.id(), true);
              return move(served, regions, Kind.REGION_REMOVED, region, now);
            });
  }

  /** A change inside one region. */
  static ProfileMove changed(
      StoredProfile before,
      DeliveryRegion region,
      UnaryOperator<DeliveryRegion> change,
      Instant now) {
    DeliveryRegion next = change.apply(region);
    return move(before, replaced(before, next), Kind.REGION_UPDATED, next, now);
  }

  static Outcome<DeliveryRegion> find(StoredProfile profile, String regionId) {
    return profile.profile().deliveryRegions().stream()
        .filter(region -> region.id().equalsIgnoreCase(regionId))
        .findFirst()
        .map(Outcome::done)
        .orElseGet(
            () ->
                Outcome.refused(
                    ShippingRefusal.DELIVERY_REGION_NOT_FOUND,
                    "there is no such region: " + regionId));
  }

  /** The profile with the options of a region offered there, or not. */
  static StoredProfile withOptions(StoredProfile profile, String regionId, boolean offered) {
    List<String> without = new ArrayList<>(list(profile.regionIdsWithoutOptions()));
    without.remove(regionId);
    if (!offered) without.add(regionId);
    return profile.toBuilder().regionIdsWithoutOptions(without.isEmpty() ? null : without).build();
  }

  /** Whether the region offers its shipping options. */
  static boolean hasOptions(StoredProfile profile, String regionId) {
    return !list(profile.regionIdsWithoutOptions()).contains(regionId);
  }

  private static List<DeliveryRegion> replaced(StoredProfile before, DeliveryRegion next) {
    return before.profile().deliveryRegions().stream()
        .map(region -> region.id().equals(next.id()) ? next : region)
        .toList();
  }

  private static ProfileMove move(
      StoredProfile before,
      List<DeliveryRegion> regions,
      Kind kind,
      DeliveryRegion region,
      Instant now) {
    String revision = DeliveryMessages.next(before.profile().revision());
    StoredProfile next =
        Profiles.with(before, before.profile().toBuilder().deliveryRegions(regions), revision, now);
    return new ProfileMove(next, kind, region);
  }
}
