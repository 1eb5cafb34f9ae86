package io.cartwright.shipping.profile;

import static io.cartwright.shipping.DeliveryMessages.isNamed;
import static io.cartwright.shipping.DeliveryMessages.list;

import io.cartwright.bus.Outcome;
import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.ShippingRefusal;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Violation;
import io.cartwright.wire.deliveryprofile.AdditionalCharge;
import io.cartwright.wire.deliveryprofile.BackupRate;
import io.cartwright.wire.deliveryprofile.DeliveryCarrier;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.own.shipping.StoredProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Moves of the carriers in a region. */
final class RegionCarriers {
  /** The largest amount of a backup rate or a charge; the contract's limit for rates. */
  static final BigDecimal AMOUNT_MAX = new BigDecimal("999999999");

  private RegionCarriers() {}

  /** Refuses, in this order, unknown carriers, repeated ones, missing and wrong amounts. */
  static Outcome<ProfileMove> add(
      StoredProfile before, String regionId, DeliveryCarrier asked, Instant now) {
    return Regions.find(before, regionId)
        .then(
            region -> {
              Optional<Carriers.Carrier> known = Carriers.find(asked.appId());
              if (known.isEmpty()) return unknown(asked.appId());
              if (find(region, asked.appId()).isPresent()) {
                return Outcome.refused(
                    ShippingRefusal.CARRIER_ALREADY_EXISTS_IN_REGION,
                    "the region has this carrier: " + asked.appId());
              }
              DeliveryCarrier carrier =
                  asked.toBuilder().appId(asked.appId().toLowerCase(Locale.ROOT)).build();
              return checked(carrier, known.get())
                  .map(
                      ok ->
                          Regions.changed(
                              Regions.withOptions(
                                  before, region.id(), served(before, region, ok.appId())),
                              region,
                              r -> withCarriers(r, appended(r, ok)),
                              now));
            });
  }

  private static boolean served(StoredProfile before, DeliveryRegion region, String appId) {
    return appId.equals(Carriers.BASIC_SHIPPING) || Regions.hasOptions(before, region.id());
  }

  /**
   * @param present the names of the carrier that were sent; null: those that are not null
   */
  static Outcome<ProfileMove> update(
      StoredProfile before, String regionId, DeliveryCarrier patch, Fields present, Instant now) {
    if (patch.appId() == null) {
      return isNamed(present, "appId", null)
          ? Outcome.refused(
              ShippingRefusal.APP_ID_CANNOT_BE_UPDATED, "the carrier's app cannot be taken away")
          : Outcome.invalid("deliveryCarrier.appId", Violation.Rule.REQUIRED_FIELD, "must be set");
    }
    return Regions.find(before, regionId)
        .then(
            region -> {
              Optional<Carriers.Carrier> known = Carriers.find(patch.appId());
              if (known.isEmpty()) return unknown(patch.appId());
              Optional<DeliveryCarrier> carrier = find(region, patch.appId());
              if (carrier.isEmpty()) return notFound(patch.appId());
              DeliveryCarrier next =
                  DeliveryCarrier.CODEC.merge(carrier.get(), patch, present).toBuilder()
                      .appId(carrier.get().appId())
                      .build();
              return checked(next, known.get())
                  .map(ok -> Regions.changed(before, region, r -> replaced(r, ok), now));
            });
  }

  /** Removing a carrier that is not there changes nothing. */
  static Outcome<ProfileMove> remove(
      StoredProfile before, String regionId, String appId, Instant now) {
    return Regions.find(before, regionId)
        .map(
            region -> {
              boolean basic = Carriers.BASIC_SHIPPING.equalsIgnoreCase(appId);
              boolean serves = basic && Regions.hasOptions(before, region.id());
              if (find(region, appId).isEmpty() && !serves) return ProfileMove.nothing(before);
              StoredProfile profile =
                  basic ? Regions.withOptions(before, region.id(), false) : before;
              return Regions.changed(profile, region, r -> without(r, appId), now);
            });
  }

  /** Switches the backup rate of a carrier in a region on or off. */
  static Outcome<ProfileMove> setActive(
      StoredProfile before, String regionId, String appId, boolean active, Instant now) {
    return Regions.find(before, regionId)
        .then(
            region -> {
              DeliveryCarrier carrier = find(region, appId).orElse(null);
              if (carrier == null || carrier.backupRate() == null) return notFound(appId);
              if (Boolean.valueOf(active).equals(carrier.backupRate().active())) {
                return Outcome.done(ProfileMove.nothing(before));
              }
              BackupRate rate = carrier.backupRate().toBuilder().active(active).build();
              DeliveryCarrier next = carrier.toBuilder().backupRate(rate).build();
              return Outcome.done(Regions.changed(before, region, r -> replaced(r, next), now));
            });
  }

  private static Outcome<DeliveryCarrier> checked(DeliveryCarrier carrier, Carriers.Carrier known) {
    BackupRate rate = carrier.backupRate();
    if (rate == null ? known.backupMandatory() : rate.amount() == null) {
      return Outcome.refused(
          ShippingRefusal.DELIVERY_CARRIER_MISSING_BACKUP_RATE,
          "a backup rate with an amount must be set");
    }
    List<Violation> violations = new ArrayList<>();
    if (rate != null) check(violations, "deliveryCarrier.backupRate.amount", rate.amount());
    for (AdditionalCharge charge : list(carrier.additionalCharges())) {
      check(violations, "deliveryCarrier.additionalCharges.amount", charge.amount());
    }
    return violations.isEmpty() ? Outcome.done(carrier) : Outcome.invalid(violations);
  }

  private static void check(List<Violation> violations, String field, String amount) {
    if (amount == null) {
      violations.add(Violation.of(field, "must be set", Violation.Rule.REQUIRED_FIELD));
      return;
    }
    try {
      BigDecimal value = new BigDecimal(amount);
      if (value.signum() < 0) {
        violations.add(Violation.of(field, "must not be negative", Violation.Rule.DECIMAL_GTE));
      } else if (value.compareTo(AMOUNT_MAX) > 0) {
        violations.add(
            Violation.of(field, "must be at most " + AMOUNT_MAX, Violation.Rule.DECIMAL_LTE));
      } else if (value.scale() > 6) {
        violations.add(
            Violation.of(field, "has more than 6 places", Violation.Rule.DECIMAL_MAX_SCALE));
      }
    } catch (NumberFormatException e) {
      violations.add(Violation.of(field, "must be a decimal amount", Violation.Rule.FORMAT));
    }
  }

  private static Optional<DeliveryCarrier> find(DeliveryRegion region, String appId) {
    return list(region.deliveryCarriers()).stream()
        .filter(carrier -> carrier.appId().equalsIgnoreCase(appId))
        .findFirst();
  }

  private static DeliveryRegion withCarriers(DeliveryRegion region, List<DeliveryCarrier> next) {
    return region.toBuilder().deliveryCarriers(next).build();
  }

  private static List<DeliveryCarrier> appended(DeliveryRegion region, DeliveryCarrier carrier) {
    List<DeliveryCarrier> all = new ArrayList<>(list(region.deliveryCarriers()));
    all.add(carrier);
    return all;
  }

  private static DeliveryRegion replaced(DeliveryRegion region, DeliveryCarrier next) {
    return withCarriers(
        region,
        region.deliveryCarriers().stream()
            .map(carrier -> carrier.appId().equals(next.appId()) ? next : carrier)
            .toList());
  }

  private static DeliveryRegion without(DeliveryRegion region, String appId) {
    return withCarriers(
        region,
        list(region.deliveryCarriers()).stream()
            .filter(carrier -> !carrier.appId().equalsIgnoreCase(appId))
            .toList());
  }

  private static <T> Outcome<T> unknown(String appId) {
    return Outcome.refused(
        ShippingRefusal.UNKNOWN_DELIVERY_CARRIER, "no such carrier is installed: " + appId);
  }

  static <T> Outcome<T> notFound(String appId) {
    return Outcome.refused(
        ShippingRefusal.DELIVERY_CARRIER_NOT_FOUND, "there is no such carrier here: " + appId);
  }
}
