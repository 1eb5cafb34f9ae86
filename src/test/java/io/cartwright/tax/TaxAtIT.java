package io.cartwright.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.pricing.TaxFacts;
import io.cartwright.pricing.TaxFacts.TaxRate;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.cartwright.wire.taxregions.TaxRegion;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TaxAtIT {
  private static final TaxFixture TAX = new TaxFixture();
  private static final String PRODUCTS = SystemGroups.products(TAX.site).id();
  private static final String SHIPPING = SystemGroups.shipping(TAX.site).id();

  @AfterAll
  static void close() {
    TAX.close();
  }

  private static List<Long> rates(List<TaxRate> rates) {
    return rates.stream().map(TaxRate::rateE6).toList();
  }

  @Test
  void theNarrowestRegionOfAnAddressCounts() {
    String country = TAX.region("CA", null, false).id();
    String ontario = TAX.region("CA", "ON", true).id();
    assertEquals(ontario, TAX.taxAt("CA", "ON", null).regionId());
    assertEquals(ontario, TAX.taxAt("CA", "CA-ON", null).regionId());
    assertEquals(ontario, TAX.taxAt("ca", " ca-on ", null).regionId());
    assertTrue(TAX.taxAt("CA", "ON", null).facts().taxIncluded());
    assertEquals(country, TAX.taxAt("CA", "QC", null).regionId());
    assertEquals(country, TAX.taxAt("CA", "", null).regionId());
    assertEquals(country, TAX.taxAt("CA", null, null).regionId());
  }

  @Test
  void whereNoRegionIsNoTaxIs() {
    TAX.region("US", "NY", false);
    assertSame(TaxFacts.NONE, TAX.taxAt("AQ", null, null).facts());
    assertSame(TaxFacts.NONE, TAX.taxAt("US", "TX", null).facts());
    assertSame(TaxFacts.NONE, TAX.taxAt("US", null, null).facts());
    assertNull(TAX.taxAt(null, null, null).regionId());
  }

  @Test
  void linesWithoutAKnownGroupAreTaxedAsProducts() {
    TaxRegion region = TAX.region("DE", null, true);
    String books = TAX.group("Books").id();
    String free = TAX.group("Free").id();
    TAX.mapping(region.id(), PRODUCTS, "0.19");
    TAX.mapping(region.id(), books, "0.07");
    TaxFacts facts = TAX.taxAt("DE", null, null).facts();
    assertEquals(List.of(190_000L), rates(facts.rates(null)));
    assertEquals(List.of(70_000L), rates(facts.rates(books)));
    assertEquals(List.of(), rates(facts.rates(free)));
    assertEquals(List.of(190_000L), rates(facts.rates(UUID.randomUUID().toString())));
    TAX.done(TaxOperations.DELETE_TAX_GROUP, "{}", books);
    assertEquals(List.of(190_000L), rates(TAX.taxAt("DE", null, null).facts().rates(books)));
  }

  @Test
  void deliveryIsTaxedAsProductsUntilItsGroupHasARate() {
    TaxRegion region = TAX.region("AT", null, true);
    TAX.mapping(region.id(), PRODUCTS, "0.2");
    assertEquals(List.of(200_000L), rates(TAX.taxAt("AT", null, null).facts().shippingRates()));
    TAX.mapping(region.id(), SHIPPING, "0.1");
    assertEquals(List.of(100_000L), rates(TAX.taxAt("AT", null, null).facts().shippingRates()));
  }

  @Test
  void exemptBuyersPayTheRateOfTheirGroup() {
    TaxRegion region = TAX.region("GB", null, true);
    ManualTaxMapping mapping = TAX.mapping(region.id(), PRODUCTS, "0.2");
    String exempt = UUID.randomUUID().toString();
    String assign =
        "{\"assignOverrides\":[{\"manualTaxMappingId\":\"%s\",\"exemptGroupOverrides\":[{\"exemptGroupId\":\"%s\",\"rate\":\"0.05\"}]}]}";
    TAX.done(TaxOperations.BULK_ASSIGN_EXEMPT_OVERRIDES, assign.formatted(mapping.id(), exempt));
    assertEquals(
        List.of(50_000L), rates(TAX.taxAt("GB", null, exempt.toUpperCase()).facts().rates(null)));
    assertEquals(List.of(200_000L), rates(TAX.taxAt("GB", null, null).facts().rates(null)));
    assertEquals(
        List.of(200_000L),
        rates(TAX.taxAt("GB", null, UUID.randomUUID().toString()).facts().rates(null)));
  }

  @Test
  void aChangeIsSeenByTheNextQuestionAndAnUnchangedTableIsNotReadAgain() {
    TaxAnswer before = TAX.taxAt("NO", null, null);
    assertNull(before.regionId());
    TaxRegion region = TAX.region("NO", null, true);
    assertEquals(region.id(), TAX.taxAt("NO", null, null).regionId());
    TaxTable table = TaxFixture.await(TAX.cache.table(TAX.site));
    TaxFixture.await(TAX.cache.check());
    assertSame(table, TaxFixture.await(TAX.cache.table(TAX.site)));
  }

  @Test
  void aChangeOfAnotherEngineIsSeenByTheNextCheck() {
    assertNull(TAX.taxAt("PT", null, null).regionId());
    TaxRegion region;
    try (TaxFixture other = new TaxFixture(TAX)) {
      region = other.region("PT", null, true);
    }
    TaxFixture.await(TAX.cache.check());
    assertEquals(region.id(), TAX.taxAt("PT", null, null).regionId());
  }
}
