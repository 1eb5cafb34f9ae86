package io.cartwright.tax.region;

import io.cartwright.bus.Outcome;
import io.cartwright.tax.Calculators;
import io.cartwright.tax.Subdivisions;
import io.cartwright.tax.TaxRefusal;
import io.cartwright.tax.TaxTable;
import io.cartwright.wire.Fields;
import io.cartwright.wire.Json;
import io.cartwright.wire.Violation;
import io.cartwright.wire.taxregions.TaxRegion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may become of tax regions. */
final class TaxRegions {
  private TaxRegions() {}

  /**
   * A new region.
   *
   * @param taxIncluded whether its prices include tax, where it does not say so itself
   */
  static Outcome<TaxRegion> made(TaxRegion sent, boolean taxIncluded, Calculators calculators) {
    TaxRegion region = TaxRegion.CODEC.merge(null, sent, null);
    boolean included =
        region.taxIncludedInPrice() == null ? taxIncluded : region.taxIncludedInPrice();
    return checked(region.toBuilder().taxIncludedInPrice(included).build(), calculators);
  }

  /** A region after an update. */
  static Outcome<TaxRegion> changed(
      TaxRegion base, TaxRegion patch, Fields present, Calculators calculators) {
    TaxRegion region = TaxRegion.CODEC.merge(base, patch, present);
    boolean included = Boolean.TRUE.equals(region.taxIncludedInPrice());
    return checked(region.toBuilder().taxIncludedInPrice(included).build(), calculators);
  }

  private static Outcome<TaxRegion> checked(TaxRegion region, Calculators calculators) {
    if (region.country() == null || region.country().isEmpty()) {
      return Outcome.invalid("taxRegion.country", Violation.Rule.REQUIRED_FIELD, "must be set");
    }
    if (region.appId() == null) {
      return Outcome.invalid("taxRegion.appId", Violation.Rule.REQUIRED_FIELD, "must be set");
    }
    Optional<Calculators.Calculator> calculator = calculators.find(region.appId());
    if (calculator.isEmpty()) {
      return Outcome.refused(
          TaxRefusal.CALCULATOR_ID_NOT_FOUND, "there is no tax calculator " + region.appId());
    }
    if (calculator.get().unsupportedCountries().contains(region.country())) {
      return Outcome.refused(
          TaxRefusal.CALCULATOR_IS_NOT_SUPPORTED_FOR_THIS_TAX_REGION,
          "this tax calculator does not support " + region.country());
    }
    return placed(region, calculator.get().appId());
  }

  private static Outcome<TaxRegion> placed(TaxRegion region, String appId) {
    String subdivision = Subdivisions.bare(region.country(), region.subdivision());
    if (subdivision != null && !Subdivisions.supportedFor(region.country())) {
      return Outcome.refused(
          TaxRefusal.SUBDIVISIONS_NOT_SUPPORTED_FOR_COUNTRY,
          region.country() + " is one tax region as a whole");
    }
    if (subdivision != null && !Subdivisions.wellFormed(region.country(), subdivision)) {
      return Outcome.refused(
          TaxRefusal.INVALID_SUBDIVISION_FORMAT,
          "a subdivision is a code such as NY or US-NY, of the region's country");
    }
    return Outcome.done(region.toBuilder().subdivision(subdivision).appId(appId).build());
  }

  /** Each of several new regions, or why it is refused; of two for one place the first counts. */
  static List<Outcome<TaxRegion>> made(
      List<TaxRegion> sent, boolean taxIncluded, Calculators calculators, TaxTable table) {
    Set<String> places = new HashSet<>();
    List<Outcome<TaxRegion>> made = new ArrayList<>();
    for (TaxRegion each : sent) {
      made.add(
          made(each, taxIncluded, calculators)
              .then(
                  region ->
                      table.hasPlace(region.country(), region.subdivision())
                              || !places.add(region.country() + "-" + region.subdivision())
                          ? alreadyExists()
                          : Outcome.done(region)));
    }
    return made;
  }

  static <T> Outcome<T> alreadyExists() {
    String reason = "there is a tax region for this country and subdivision";
    return Outcome.refused(
        TaxRefusal.ALREADY_EXISTS, reason, Json.of(Map.of("reasonForConflict", reason)));
  }
}
