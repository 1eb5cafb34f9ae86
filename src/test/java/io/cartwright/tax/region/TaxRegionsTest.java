package io.cartwright.tax.region;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Outcome;
import io.cartwright.tax.Calculators;
import io.cartwright.tax.Calculators.Calculator;
import io.cartwright.wire.taxregions.TaxRegion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row for each refusal of a region, in the order in which they are checked. */
class TaxRegionsTest {
  private static final String MANUAL = Calculators.MANUAL.appId();
  private static final String NARROW = "1b4f6c52-0000-4e69-9c41-6b7e0a2d5f30";
  private static final Calculators CALCULATORS =
      new Calculators(List.of(Calculators.MANUAL, new Calculator(NARROW, "Narrow", Set.of("SE"))));

  @ParameterizedTest
  @CsvSource({
    "US,,none,CALCULATOR_ID_NOT_FOUND",
    "SE,AB,narrow,CALCULATOR_IS_NOT_SUPPORTED_FOR_THIS_TAX_REGION",
    "SE,AB,manual,SUBDIVISIONS_NOT_SUPPORTED_FOR_COUNTRY",
    "US,New York,manual,INVALID_SUBDIVISION_FORMAT",
    "US,CA-ON,manual,INVALID_SUBDIVISION_FORMAT",
    "US,US-NY,manual,NY",
    "US,NY,MANUAL,NY",
    "US,*,narrow,",
    "SE,,manual,",
    ",,manual,INVALID_ARGUMENT"
  })
  void regionsArePlacedOrRefused(
      String country, String subdivision, String calculator, String expected) {
    String appId =
        switch (calculator) {
          case "manual" -> MANUAL;
          case "MANUAL" -> MANUAL.toUpperCase();
          case "narrow" -> NARROW;
          default -> "00000000-0000-0000-0000-000000000000";
        };
    TaxRegion sent =
        TaxRegion.builder().country(country).subdivision(subdivision).appId(appId).build();
    Outcome<TaxRegion> made = TaxRegions.made(sent, true, CALCULATORS);
    assertEquals(
        expected,
        made instanceof Outcome.Refused<TaxRegion> refused
            ? refused.refusal().name()
            : made.orNull().subdivision());
  }
}
