package io.cartwright.tax;

import static io.cartwright.tax.TaxFixture.MANUAL;
import static io.cartwright.tax.TaxOperations.BULK_CREATE_TAX_REGION;
import static io.cartwright.tax.TaxOperations.CREATE_TAX_REGION;
import static io.cartwright.tax.TaxOperations.DELETE_TAX_REGION;
import static io.cartwright.tax.TaxOperations.GET_MANUAL_TAX_MAPPING;
import static io.cartwright.tax.TaxOperations.GET_TAX_REGION;
import static io.cartwright.tax.TaxOperations.GET_TAX_SETTINGS;
import static io.cartwright.tax.TaxOperations.QUERY_TAX_REGIONS;
import static io.cartwright.tax.TaxOperations.UPDATE_TAX_REGION;
import static io.cartwright.tax.TaxOperations.UPSERT_TAX_SETTINGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.cartwright.wire.taxregions.BulkCreateTaxRegionResponse;
import io.cartwright.wire.taxregions.CreateTaxRegionResponse;
import io.cartwright.wire.taxregions.TaxRegion;
import io.cartwright.wire.taxsettings.TaxSettings;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TaxRegionsIT {
  private static final TaxFixture TAX = new TaxFixture();

  @AfterAll
  static void close() {
    TAX.close();
  }

  private static String json(String country, String more) {
    return "{\"country\":\"%s\",\"appId\":\"%s\"%s}".formatted(country, MANUAL, more);
  }

  private static String create(String country, String more) {
    return "{\"taxRegion\":" + json(country, more) + "}";
  }

  private static String patch(String revision, String more) {
    return "{\"taxRegion\":{\"revision\":\"" + revision + "\"" + more + "}}";
  }

  @Test
  void regionsAreMadeReadChangedAndDeletedWithTheirEvents() {
    TAX.events();
    TaxRegion made = TAX.region("MC", null, true);
    assertEquals(made, TAX.done(GET_TAX_REGION, "{}", made.id()).taxRegion());
    TaxRegion changed =
        TAX.done(UPDATE_TAX_REGION, patch("1", ",\"taxIncludedInPrice\":false"), made.id())
            .taxRegion();
    assertFalse(changed.taxIncludedInPrice());
    assertEquals("MC", changed.country());
    assertEquals("2", changed.revision());
    TAX.refused(CommonRefusal.INVALID_REVISION, UPDATE_TAX_REGION, patch("1", ""), made.id());
    TAX.done(DELETE_TAX_REGION, "{}", made.id());
    TAX.refused(TaxRefusal.TAX_REGION_NOT_FOUND, GET_TAX_REGION, "{}", made.id());
    TAX.refused(TaxRefusal.TAX_REGION_NOT_FOUND, DELETE_TAX_REGION, "{}", made.id());
    TAX.refused(TaxRefusal.TAX_REGION_NOT_FOUND, UPDATE_TAX_REGION, patch("2", ""), made.id());
    assertEquals(
        List.of("tax_region_created", "tax_region_deleted", "tax_region_updated"), TAX.events());
  }

  @Test
  void aPlaceHasOneRegionHoweverItIsWritten() {
    assertEquals("NY", TAX.region("US", "US-NY", false).subdivision());
    Outcome.Refused<CreateTaxRegionResponse> refused =
        TAX.refused(
            TaxRefusal.ALREADY_EXISTS, CREATE_TAX_REGION, create("US", ",\"subdivision\":\"NY\""));
    assertTrue(refused.data().text().contains("reasonForConflict"));
    TaxRegion whole = TAX.region("US", null, false);
    assertNull(whole.subdivision());
    TAX.refused(
        TaxRefusal.ALREADY_EXISTS, CREATE_TAX_REGION, create("US", ",\"subdivision\":\"*\""));
    TAX.refused(
        TaxRefusal.ALREADY_EXISTS,
        UPDATE_TAX_REGION,
        patch("1", ",\"subdivision\":\"NY\""),
        whole.id());
  }

  @Test
  void regionsNeedACountryAndACalculator() {
    TAX.invalid(
        "taxRegion.country", CREATE_TAX_REGION, "{\"taxRegion\":{\"appId\":\"" + MANUAL + "\"}}");
    TAX.invalid("taxRegion.country", CREATE_TAX_REGION, create("QQ", ""));
    TAX.invalid("taxRegion.appId", CREATE_TAX_REGION, "{\"taxRegion\":{\"country\":\"IE\"}}");
    String other = "{\"taxRegion\":{\"country\":\"IE\",\"appId\":\"" + UUID.randomUUID() + "\"}}";
    TAX.refused(TaxRefusal.CALCULATOR_ID_NOT_FOUND, CREATE_TAX_REGION, other);
    TaxRegion made = TAX.region("IE", null, true);
    TAX.invalid("taxRegion.country", UPDATE_TAX_REGION, patch("1", ",\"country\":null"), made.id());
    TAX.invalid("taxRegion.appId", UPDATE_TAX_REGION, patch("1", ",\"appId\":null"), made.id());
  }

  @Test
  void subdivisionsAreCodesOfCountriesThatHaveThem() {
    TAX.refused(
        TaxRefusal.SUBDIVISIONS_NOT_SUPPORTED_FOR_COUNTRY,
        CREATE_TAX_REGION,
        create("SE", ",\"subdivision\":\"AB\""));
    for (String wrong : List.of("New York", "CA-NY", "US-", "U-NY")) {
      TAX.refused(
          TaxRefusal.INVALID_SUBDIVISION_FORMAT,
          CREATE_TAX_REGION,
          create("US", ",\"subdivision\":\"" + wrong + "\""));
    }
  }

  @Test
  void bulkCreateAnswersForEach() {
    TAX.region("VA", null, true);
    TAX.events();
    String regions =
        String.join(
            ",",
            json("AD", ""),
            json("VA", ""),
            json("AD", ""),
            json("SE", ",\"subdivision\":\"AB\""),
            json("CA", ",\"subdivision\":\"ON\""));
    BulkCreateTaxRegionResponse reply =
        TAX.done(BULK_CREATE_TAX_REGION, "{\"taxRegions\":[" + regions + "]}");
    assertEquals(
        List.of(
            "-", "ALREADY_EXISTS", "ALREADY_EXISTS", "SUBDIVISIONS_NOT_SUPPORTED_FOR_COUNTRY", "-"),
        reply.results().stream()
            .map(r -> r.itemMetadata().success() ? "-" : r.itemMetadata().error().code())
            .toList());
    assertEquals(2, reply.bulkActionMetadata().totalSuccesses());
    assertEquals(3, reply.bulkActionMetadata().totalFailures());
    TaxRegion first = reply.results().get(0).item();
    assertEquals(first, TAX.done(GET_TAX_REGION, "{}", first.id()).taxRegion());
    assertEquals(List.of("tax_region_created", "tax_region_created"), TAX.events());
    BulkCreateTaxRegionResponse bare =
        TAX.done(
            BULK_CREATE_TAX_REGION,
            "{\"taxRegions\":[" + json("SM", "") + "],\"returnEntity\":false}");
    assertNull(bare.results().get(0).item());
    assertNotNull(bare.results().get(0).itemMetadata().id());
  }

  @Test
  void queriesFindRegionsByCountry() {
    TaxRegion made = TAX.region("FO", null, true);
    assertEquals(
        List.of(made),
        TAX.done(QUERY_TAX_REGIONS, "{\"query\":{\"filter\":{\"country\":\"FO\"}}}").taxRegions());
    TAX.invalid(
        "query.filter.name", QUERY_TAX_REGIONS, "{\"query\":{\"filter\":{\"name\":\"x\"}}}");
  }

  @Test
  void theMappingsOfARegionGoWithIt() {
    TaxRegion region = TAX.region("GI", null, true);
    ManualTaxMapping mapping = TAX.mapping(region.id(), TAX.group("Gone").id(), "0.1");
    TAX.events();
    TAX.done(DELETE_TAX_REGION, "{}", region.id());
    TAX.refused(
        TaxRefusal.MANUAL_TAX_MAPPING_NOT_FOUND, GET_MANUAL_TAX_MAPPING, "{}", mapping.id());
    assertEquals(List.of("manual_tax_mapping_deleted", "tax_region_deleted"), TAX.events());
  }

  @Test
  void newRegionsIncludeTaxAsTheSettingsSayAndElseAsTheSiteSays() {
    try (TaxFixture tax = new TaxFixture()) {
      TaxSettings standard = tax.done(GET_TAX_SETTINGS, "{}").taxSettings();
      assertFalse(standard.taxIncludedInItemPrices());
      assertNull(standard.createdDate());
      assertFalse(tax.done(CREATE_TAX_REGION, create("PL", "")).taxRegion().taxIncludedInPrice());
      String on = "{\"taxSettings\":{\"taxIncludedInItemPrices\":true}}";
      TaxSettings set = tax.done(UPSERT_TAX_SETTINGS, on).taxSettings();
      assertTrue(set.taxIncludedInItemPrices());
      assertNotNull(set.createdDate());
      assertEquals(set, tax.done(GET_TAX_SETTINGS, "{}").taxSettings());
      assertEquals(set, tax.done(UPSERT_TAX_SETTINGS, "{\"taxSettings\":{}}").taxSettings());
      assertTrue(tax.done(CREATE_TAX_REGION, create("CZ", "")).taxRegion().taxIncludedInPrice());
    }
  }
}
