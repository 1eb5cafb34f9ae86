package io.cartwright.shipping.profile;

import static io.cartwright.shipping.DeliveryMessages.isNamed;
import static io.cartwright.shipping.DeliveryMessages.list;

import io.cartwright.bus.Outcome;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.deliveryprofile.CreatedBy;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.deliveryprofile.Destination;
import io.cartwright.wire.own.shipping.StoredProfile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Moves of delivery profiles; those of their regions are in {@link Regions}. */
final class Profiles {
  private static final String FIRST_REVISION = "1";
  private static final String DEFAULT_NAME = "General profile";
  private static final String DOMESTIC = "Domestic";
  private static final String INTERNATIONAL = "International";

  private Profiles() {}

  /** The profile that a site begins with. */
  static StoredProfile initial(UUID id, String country, Supplier<UUID> ids, Instant now) {
    DeliveryRegion.Builder region =
        DeliveryRegion.builder().active(true).deliveryCarriers(List.of()).createdDate(now);
    DeliveryRegion domestic =
        region
            .id(ids.get().toString())
            .name(DOMESTIC)
            .destinations(List.of(new Destination(country, null)))
            .build();
    DeliveryRegion international =
        region.id(ids.get().toString()).name(INTERNATIONAL).destinations(List.of()).build();
    return stored(
        DeliveryProfile.builder()
            .id(id.toString())
            .name(DEFAULT_NAME)
            .default_(true)
            .deliveryRegions(List.of(domestic, international))
            .revision(FIRST_REVISION)
            .createdDate(now)
            .updatedDate(now)
            .build());
  }

  private static StoredProfile stored(DeliveryProfile profile) {
    return StoredProfile.builder().profile(profile).build();
  }

  /** Refuses a second default profile, an empty name, then what {@link Destinations} refuses. */
  static Outcome<StoredProfile> create(
      UUID id, DeliveryProfile asked, UUID creator, Supplier<UUID> ids, Instant now) {
    if (Boolean.TRUE.equals(asked.default_())) {
      return Outcome.refused(
          ShippingRefusal.SINGLE_DEFAULT_DELIVERY_PROFILE, "the site has its default profile");
    }
    if (isBlank(asked.name())) return missing("deliveryProfile.name");
    for (DeliveryRegion region : list(asked.deliveryRegions())) {
      if (isBlank(region.name())) return missing("deliveryProfile.deliveryRegions.name");
    }
    DeliveryProfile plain = DeliveryProfile.CODEC.merge(null, asked, null);
    List<DeliveryRegion> regions =
        list(plain.deliveryRegions()).stream()
            .map(region -> Regions.made(region, ids.get(), now))
            .toList();
    CreatedBy by = plain.createdBy();
    if (by == null && creator != null) by = new CreatedBy(null, creator.toString());
    DeliveryProfile profile =
        plain.toBuilder()
            .id(id.toString())
            .default_(false)
            .deliveryRegions(regions)
            .createdBy(by)
            .revision(FIRST_REVISION)
            .createdDate(now)
            .updatedDate(now)
            .build();
    return Destinations.checked(regions, "deliveryProfile.deliveryRegions.destinations")
        .map(checked -> stored(profile));
  }

  static <T> Outcome<T> missing(String field) {
    return Outcome.invalid(field, Violation.Rule.REQUIRED_FIELD, "must be set");
  }

  static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  /**
   * Changes name and extended fields. Regions may be sent as they stand; whoever created the
   * profile stays.
   *
   * @param present the names of the profile that were sent; null: those that are not null
   */
  static Outcome<ProfileMove> update(
      StoredProfile before, DeliveryProfile patch, Fields present, Instant now) {
    DeliveryProfile profile = before.profile();
    if (isNamed(present, "default", patch.default_())
        && !profile.default_().equals(patch.default_())) {
      return Outcome.refused(
          ShippingRefusal.DEFAULT_CANNOT_BE_UPDATED, "the default profile stays what it is");
    }
    if (isNamed(present, "deliveryRegions", patch.deliveryRegions())
        && !isSame(profile.deliveryRegions(), list(patch.deliveryRegions()))) {
      return Outcome.refused(
          ShippingRefusal.DELIVERY_REGION_CANNOT_BE_UPDATED,
          "regions are changed by their own operations");
    }
    DeliveryProfile merged = DeliveryProfile.CODEC.merge(profile, patch, present);
    if (isBlank(merged.name())) return missing("deliveryProfile.name");
    return Outcome.done(
        ProfileMove.updated(
            with(
                before,
                merged.toBuilder()
                    .deliveryRegions(profile.deliveryRegions())
                    .createdBy(profile.createdBy()),
                DeliveryMessages.next(profile.revision()),
                now)));
  }

  /** Whether regions that were sent back are those that stand, as far as they can be written. */
  private static boolean isSame(List<DeliveryRegion> standing, List<DeliveryRegion> sent) {
    if (standing.size() != sent.size()) return false;
    for (int i = 0; i < sent.size(); i++) {
      DeliveryRegion a = standing.get(i);
      DeliveryRegion b = sent.get(i);
      boolean same =
          (b.id() == null || b.id().equalsIgnoreCase(a.id()))
              && a.name().equals(b.name())
              && (b.active() == null || b.active().equals(a.active()))
              && list(a.destinations()).equals(list(b.destinations()));
      if (!same) return false;
    }
    return true;
  }

  /** Changes extended fields only; the revision stays. */
  static Outcome<ProfileMove> extend(
      StoredProfile before, String namespace, Json data, Instant now) {
    DeliveryProfile profile = before.profile();
    DeliveryProfile.Builder next =
        profile.toBuilder()
            .extendedFields(DeliveryMessages.extended(profile.extendedFields(), namespace, data));
    return Outcome.done(ProfileMove.updated(with(before, next, profile.revision(), now)));
  }

  /** The stored profile with changed content. */
  static StoredProfile with(
      StoredProfile before, DeliveryProfile.Builder next, String revision, Instant now) {
    return before.toBuilder().profile(next.revision(revision).updatedDate(now).build()).build();
  }
}
