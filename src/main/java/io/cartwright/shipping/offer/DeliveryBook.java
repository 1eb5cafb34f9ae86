package io.cartwright.shipping.offer;

import io.cartwright.money.Currency;
import io.cartwright.money.Decimals;
import io.cartwright.pricing.Delivery;
import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.DeliveryMessages;
import io.cartwright.shipping.profile.Subdivisions;
import io.cartwright.store.Stored;
import io.cartwright.wire.deliveryprofile.AdditionalCharge;
import io.cartwright.wire.deliveryprofile.BackupRate;
import io.cartwright.wire.deliveryprofile.DeliveryCarrier;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.deliveryprofile.Destination;
import io.cartwright.wire.own.shipping.StoredOption;
import io.cartwright.wire.own.shipping.StoredProfile;
import io.cartwright.wire.shippingoptions.Condition;
import io.cartwright.wire.shippingoptions.ConditionalRates;
import io.cartwright.wire.shippingoptions.ShippingOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A site's delivery made ready for questions: regions by destination, rates in minor units.
 *
 * @param currency of all amounts
 * @param profiles by id
 * @param defaultProfile of lines without a profile; null when there is none yet
 * @param offers what was made of it before
 */
record DeliveryBook(
    Currency currency, Map<String, Profile> profiles, Profile defaultProfile, KeptOffers offers) {
  private static final int PLACES = 6;

  /** The contract knows handling fees and insurance; charges of a carrier do not say which. */
  private static final String CHARGE_TYPE = "HANDLING_FEE";

  /**
   * @param bySubdivision regions by {@code US-NY}
   * @param byCountry regions by {@code US}
   * @param restOfWorld null when there is none
   */
  record Profile(
      String id,
      Map<String, Region> bySubdivision,
      Map<String, Region> byCountry,
      Region restOfWorld) {
    /** The most specific region of a destination; null when none matches. */
    Region match(String country, String subdivision) {
      Region region =
          subdivision == null || subdivision.isBlank()
              ? null
              : bySubdivision.get(Subdivisions.code(country, subdivision));
      if (region == null) region = byCountry.get(country);
      return region == null ? restOfWorld : region;
    }
  }

  /**
   * @param options of Basic Shipping, oldest first; empty where it was removed
   * @param charges of Basic Shipping
   * @param backup of Basic Shipping; null when there is none, or it is not active
   * @param pickup null when there is none, or it is not active
   */
  record Region(
      String id,
      String name,
      boolean active,
      List<Option> options,
      List<Delivery.Charge> charges,
      Flat backup,
      Pickup pickup) {}

  /** A shipping option. */
  record Option(String id, String title, String deliveryTime, List<Delivery.Rate> rates) {}

  /** A rate without conditions. */
  record Flat(String title, long amountMinor) {}

  record Pickup(Flat rate, List<Delivery.Charge> charges) {}

  static DeliveryBook of(SiteDelivery site, Currency currency) {
    Map<String, List<Option>> options = new HashMap<>();
    for (Stored<StoredOption> stored : site.options()) {
      if (Boolean.TRUE.equals(stored.value().inactive())) continue;
      ShippingOption option = stored.value().option();
      Option compiled = option(option, currency);
      for (String regionId : option.deliveryRegionIds()) {
        options.computeIfAbsent(regionId, id -> new ArrayList<>()).add(compiled);
      }
    }
    Map<String, Profile> profiles = new HashMap<>();
    site.profiles()
        .forEach(
            stored ->
                profiles.put(stored.id().toString(), profile(stored.value(), options, currency)));
    Profile defaultProfile =
        site.defaultProfile().map(stored -> profiles.get(stored.id().toString())).orElse(null);
    return new DeliveryBook(currency, profiles, defaultProfile, new KeptOffers());
  }

  /** The profile of a line; the default one where the line names none, or one that is gone. */
  Profile profileOf(String profileId) {
    Profile named = profileId == null ? null : profiles.get(profileId.toLowerCase(Locale.ROOT));
    return named == null ? defaultProfile : named;
  }

  private static Profile profile(
      StoredProfile stored, Map<String, List<Option>> options, Currency currency) {
    Map<String, Region> bySubdivision = new HashMap<>();
    Map<String, Region> byCountry = new HashMap<>();
    Region restOfWorld = null;
    List<String> without = DeliveryMessages.list(stored.regionIdsWithoutOptions());
    for (DeliveryRegion region : stored.profile().deliveryRegions()) {
      List<Option> offered =
          without.contains(region.id()) ? List.of() : options.getOrDefault(region.id(), List.of());
      Region compiled = region(region, offered, currency);
      List<Destination> destinations = DeliveryMessages.list(region.destinations());
      if (destinations.isEmpty()) restOfWorld = compiled;
      for (Destination destination : destinations) {
        String country = destination.countryCode();
        List<String> subdivisions = DeliveryMessages.list(destination.subdivisions());
        if (subdivisions.isEmpty()) byCountry.put(country, compiled);
        subdivisions.forEach(
            subdivision -> bySubdivision.put(Subdivisions.code(country, subdivision), compiled));
      }
    }
    return new Profile(stored.profile().id(), bySubdivision, byCountry, restOfWorld);
  }

  private static Region region(DeliveryRegion region, List<Option> options, Currency currency) {
    DeliveryCarrier basic = carrier(region, Carriers.BASIC_SHIPPING);
    DeliveryCarrier pickup = carrier(region, Carriers.PICKUP);
    Flat pickupRate = flat(pickup, currency);
    return new Region(
        region.id(),
        region.name(),
        !Boolean.FALSE.equals(region.active()),
        List.copyOf(options),
        charges(basic, currency),
        flat(basic, currency),
        pickupRate == null ? null : new Pickup(pickupRate, charges(pickup, currency)));
  }

  private static DeliveryCarrier carrier(DeliveryRegion region, String appId) {
    return DeliveryMessages.list(region.deliveryCarriers()).stream()
        .filter(carrier -> appId.equalsIgnoreCase(carrier.appId()))
        .findFirst()
        .orElse(null);
  }

  private static Flat flat(DeliveryCarrier carrier, Currency currency) {
    BackupRate rate = carrier == null ? null : carrier.backupRate();
    if (rate == null || rate.amount() == null || !Boolean.TRUE.equals(rate.active())) return null;
    return new Flat(rate.title(), currency.parse(rate.amount()));
  }

  private static List<Delivery.Charge> charges(DeliveryCarrier carrier, Currency currency) {
    if (carrier == null) return List.of();
    List<Delivery.Charge> charges = new ArrayList<>();
    for (AdditionalCharge charge : DeliveryMessages.list(carrier.additionalCharges())) {
      charges.add(new Delivery.Charge(CHARGE_TYPE, currency.parse(charge.amount())));
    }
    return charges;
  }

  private static Option option(ShippingOption option, Currency currency) {
    List<Delivery.Rate> rates = new ArrayList<>(option.rates().size());
    for (ConditionalRates rate : option.rates()) {
      List<Delivery.Condition> conditions = new ArrayList<>();
      DeliveryMessages.list(rate.conditions())
          .forEach(condition -> conditions.add(condition(condition)));
      rates.add(
          new Delivery.Rate(
              currency.parse(rate.amount()),
              Boolean.TRUE.equals(rate.multiplyByQuantity()),
              conditions));
    }
    String title = option.title() == null ? "" : option.title();
    return new Option(option.id(), title, option.estimatedDeliveryTime(), rates);
  }

  private static Delivery.Condition condition(Condition condition) {
    Delivery.Total total =
        switch (condition.type()) {
          case BY_TOTAL_PRICE -> Delivery.Total.BY_TOTAL_PRICE;
          case BY_TOTAL_WEIGHT -> Delivery.Total.BY_TOTAL_WEIGHT;
          case BY_TOTAL_QUANTITY -> Delivery.Total.BY_TOTAL_QUANTITY;
        };
    Delivery.Operator operator =
        switch (condition.operator()) {
          case EQ -> Delivery.Operator.EQ;
          case GT -> Delivery.Operator.GT;
          case GTE -> Delivery.Operator.GTE;
          case LT -> Delivery.Operator.LT;
          case LTE -> Delivery.Operator.LTE;
        };
    return new Delivery.Condition(total, operator, Decimals.capped(condition.value(), PLACES));
  }
}
