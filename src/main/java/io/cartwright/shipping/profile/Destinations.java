package io.cartwright.shipping.profile;

import io.cartwright.bus.Outcome;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.wire.Violation;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.deliveryprofile.Destination;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the destinations of a profile's regions must keep to. */
final class Destinations {
  private Destinations() {}

  /**
   * Refuses, in this order, subdivisions of a country that has none here, unknown ones, and
   * destinations that lie in two places of the profile: a country overlaps its subdivisions.
   *
   * @param field of the destinations, for violations
   */
  static Outcome<List<DeliveryRegion>> checked(List<DeliveryRegion> regions, String field) {
    for (DeliveryRegion region : regions) {
      for (Destination destination : DeliveryMessages.list(region.destinations())) {
        Outcome<List<DeliveryRegion>> refused = refuseSubdivisions(destination, field);
        if (refused != null) return refused;
      }
    }
    String collision = collision(regions);
    return collision == null
        ? Outcome.done(regions)
        : Outcome.refused(
            ShippingRefusal.DESTINATIONS_COLLISION, "in two places of the profile: " + collision);
  }

  private static <T> Outcome<T> refuseSubdivisions(Destination destination, String field) {
    String country = destination.countryCode();
    for (String subdivision : DeliveryMessages.list(destination.subdivisions())) {
      if (!Subdivisions.supports(country)) {
        return Outcome.refused(
            ShippingRefusal.SUBDIVISIONS_UNSUPPORTED_FOR_COUNTRY,
            "destinations in " + country + " cannot be divided");
      }
      if (!Subdivisions.has(country, subdivision)) {
        return Outcome.invalid(
            field + ".subdivisions",
            Violation.Rule.FORMAT,
            "is not a subdivision of " + country + ": " + subdivision);
      }
    }
    return null;
  }

  /** The first place that is named twice; null when there is none. */
  private static String collision(List<DeliveryRegion> regions) {
    boolean restOfWorld = false;
    Set<String> whole = new HashSet<>();
    Map<String, Set<String>> divided = new HashMap<>();
    for (DeliveryRegion region : regions) {
      List<Destination> destinations = DeliveryMessages.list(region.destinations());
      if (destinations.isEmpty()) {
        if (restOfWorld) return "the rest of the world";
        restOfWorld = true;
      }
      for (Destination destination : destinations) {
        String country = destination.countryCode();
        List<String> subdivisions = DeliveryMessages.list(destination.subdivisions());
        Set<String> codes = divided.computeIfAbsent(country, c -> new HashSet<>());
        if (whole.contains(country)) return country;
        if (subdivisions.isEmpty()) {
          if (!codes.isEmpty()) return country;
          whole.add(country);
        }
        for (String subdivision : subdivisions) {
          String code = Subdivisions.code(country, subdivision);
          if (!codes.add(code)) return code;
        }
      }
    }
    return null;
  }

  /** How many destinations the regions name. */
  static int count(List<DeliveryRegion> regions) {
    return regions.stream().mapToInt(r -> DeliveryMessages.list(r.destinations()).size()).sum();
  }
}
