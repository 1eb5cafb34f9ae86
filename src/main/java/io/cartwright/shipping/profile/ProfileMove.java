package io.cartwright.shipping.profile;

import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.own.shipping.StoredProfile;

/**
 * A step of a profile.
 *
 * @param next the profile after it; the same as before when nothing changed
 * @param kind what happened
 * @param region the region that it happened to; null for the profile itself
 */
record ProfileMove(StoredProfile next, Kind kind, DeliveryRegion region) {
  /** What happened; each has an event of its own. */
  enum Kind {
    NOTHING,
    UPDATED,
    REGION_ADDED,
    REGION_UPDATED,
    REGION_REMOVED
  }

  static ProfileMove nothing(StoredProfile profile) {
    return new ProfileMove(profile, Kind.NOTHING, null);
  }

  static ProfileMove updated(StoredProfile next) {
    return new ProfileMove(next, Kind.UPDATED, null);
  }
}
