package io.cartwright.shipping.profile;

import static io.cartwright.shipping.DeliveryMessages.list;

import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.offer.SiteDelivery;
import io.cartwright.store.Stored;
import io.cartwright.wire.deliveryprofile.BackupRate;
import io.cartwright.wire.deliveryprofile.CountryDeliveryProperties;
import io.cartwright.wire.deliveryprofile.DeliveryDestinationProperties;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.deliveryprofile.Destination;
import io.cartwright.wire.deliveryprofile.GetDeliveryDestinationPropertiesResponse;
import io.cartwright.wire.deliveryprofile.SubdivisionDeliveryProperties;
import io.cartwright.wire.own.shipping.StoredProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the site's delivery asks of a destination: for the rest of the world, and for each country
 * and subdivision that a region names. The built-in carriers ask for no postal code. Pickup is the
 * only way where it is offered and no active region of any profile there has anything else.
 */
final class DestinationProperties {
  private static final String WHOLE = "";

  private final SiteDelivery site;
  private final List<DeliveryRegion> restOfWorld = new ArrayList<>();
  private final Map<String, Map<String, List<DeliveryRegion>>> byCountry = new TreeMap<>();
  private final List<String> withoutOptions = new ArrayList<>();

  private DestinationProperties(SiteDelivery site) {
    this.site = site;
    for (Stored<StoredProfile> stored : site.profiles()) {
      withoutOptions.addAll(list(stored.value().regionIdsWithoutOptions()));
      stored.value().profile().deliveryRegions().forEach(this::add);
    }
  }

  static GetDeliveryDestinationPropertiesResponse of(SiteDelivery site) {
    return new DestinationProperties(site).response();
  }

  private void add(DeliveryRegion region) {
    if (Boolean.FALSE.equals(region.active())) return;
    List<Destination> destinations = list(region.destinations());
    if (destinations.isEmpty()) restOfWorld.add(region);
    for (Destination destination : destinations) {
      String country = destination.countryCode();
      List<String> subdivisions = list(destination.subdivisions());
      if (subdivisions.isEmpty()) add(country, WHOLE, region);
      for (String subdivision : subdivisions) {
        add(country, Subdivisions.code(country, subdivision), region);
      }
    }
  }

  private void add(String country, String place, DeliveryRegion region) {
    byCountry
        .computeIfAbsent(country, c -> new TreeMap<>())
        .computeIfAbsent(place, p -> new ArrayList<>())
        .add(region);
  }

  private GetDeliveryDestinationPropertiesResponse response() {
    List<CountryDeliveryProperties> countries = new ArrayList<>();
    byCountry.forEach(
        (country, places) -> {
          List<SubdivisionDeliveryProperties> subdivisions = new ArrayList<>();
          places.forEach(
              (place, regions) -> {
                if (!place.equals(WHOLE)) {
                  subdivisions.add(new SubdivisionDeliveryProperties(place, properties(regions)));
                }
              });
          countries.add(
              new CountryDeliveryProperties(
                  country, properties(places.getOrDefault(WHOLE, restOfWorld)), subdivisions));
        });
    return new GetDeliveryDestinationPropertiesResponse(properties(restOfWorld), countries);
  }

  private DeliveryDestinationProperties properties(List<DeliveryRegion> regions) {
    boolean pickup = regions.stream().anyMatch(DestinationProperties::hasPickup);
    boolean others = regions.stream().anyMatch(this::hasOthers);
    return new DeliveryDestinationProperties(false, pickup && !others);
  }

  private static boolean hasPickup(DeliveryRegion region) {
    return hasActiveRate(region, Carriers.PICKUP);
  }

  private boolean hasOthers(DeliveryRegion region) {
    if (hasActiveRate(region, Carriers.BASIC_SHIPPING)) return true;
    return !withoutOptions.contains(region.id())
        && site.options().stream()
            .map(Stored::value)
            .filter(stored -> !Boolean.TRUE.equals(stored.inactive()))
            .anyMatch(stored -> stored.option().deliveryRegionIds().contains(region.id()));
  }

  private static boolean hasActiveRate(DeliveryRegion region, String appId) {
    return list(region.deliveryCarriers()).stream()
        .filter(carrier -> appId.equals(carrier.appId()))
        .map(carrier -> carrier.backupRate())
        .anyMatch(DestinationProperties::isActive);
  }

  private static boolean isActive(BackupRate rate) {
    return rate != null && Boolean.TRUE.equals(rate.active());
  }
}
