package io.cartwright.tax;

import static io.cartwright.tax.TaxOperations.CALCULATE_TAX;
import static io.cartwright.tax.TaxOperations.LIST_TAX_CALCULATORS;
import static io.cartwright.tax.TaxRefusal.INVALID_LINE_ITEM_ADDRESS_INDEX;
import static io.cartwright.tax.TaxRefusal.MISSING_COUNTRY_IN_ADDRESS;
import static io.cartwright.tax.TaxRefusal.MISSING_SUBDIVISION_IN_ADDRESS;
import static io.cartwright.tax.TaxRefusal.MISSING_TAXABLE_ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Refusal;
import io.cartwright.wire.taxcalculation.CalculateTaxResponse;
import io.cartwright.wire.taxcalculation.LineItemTaxDetails;
import io.cartwright.wire.taxcalculation.TaxCalculatorDetails;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxCalculationIT {
  private static final TaxFixture TAX = new TaxFixture();
  private static final String ZERO = "{\"singleAddress\":0}";
  private static String reduced;

  @BeforeAll
  static void regions() {
    String products = SystemGroups.products(TAX.site).id();
    reduced = TAX.group("Reduced").id();
    TAX.mapping(TAX.region("US", "NY", false).id(), products, "0.08875");
    String germany = TAX.region("DE", null, true).id();
    TAX.mapping(germany, products, "0.19");
    TAX.mapping(germany, reduced, "0.07");
  }

  @AfterAll
  static void close() {
    TAX.close();
  }

  private static String line(String price, int quantity, String index, String more) {
    return "{\"id\":\"l\",\"price\":\"%s\",\"quantity\":%d,\"addressIndex\":%s%s}"
        .formatted(price, quantity, index, more);
  }

  private static String request(String addresses, String... lines) {
    return "{\"currency\":\"USD\",\"addresses\":[%s],\"lineItems\":[%s]}"
        .formatted(addresses, String.join(",", lines));
  }

  private static List<String> taxes(CalculateTaxResponse reply) {
    return reply.lineItemTaxDetails().stream().map(line -> line.taxSummary().taxAmount()).toList();
  }

  @Test
  void besideThePriceTaxIsRoundedHalfUpForEachLine() {
    // 8.875 % of 3 x 9.99 = 29.97 is 2.6598..., of 0.40 is 0.0355
    CalculateTaxResponse reply =
        TAX.done(
            CALCULATE_TAX,
            request(
                "{\"country\":\"US\",\"subdivision\":\"US-NY\"}",
                line("9.99", 3, ZERO, ""),
                line("0.40", 1, ZERO, "")));
    assertEquals(List.of("2.66", "0.04"), taxes(reply));
    assertEquals("30.37", reply.taxSummary().totalAmount());
    assertEquals("30.37", reply.taxSummary().totalTaxableAmount());
    assertEquals("2.70", reply.taxSummary().totalTax());
    assertEquals("0.00", reply.taxSummary().totalTaxIncludedInPrice());
    assertEquals("2.70", reply.taxSummary().aggregatedTaxBreakdown().get(0).aggregatedTaxAmount());
    LineItemTaxDetails first = reply.lineItemTaxDetails().get(0);
    assertEquals("29.97", first.taxSummary().fullPrice());
    assertEquals("0.08875", first.taxBreakdown().get(0).rate());
    assertFalse(first.taxIncludedInPrice());
  }

  @Test
  void insideThePriceTaxIsTakenOutAndNetIsTheRest() {
    // 11.90 x 0.19 / 1.19 is 1.90; 10.00 x 0.07 / 1.07 is 0.6542...
    CalculateTaxResponse reply =
        TAX.done(
            CALCULATE_TAX,
            request(
                "{\"country\":\"DE\"}",
                line("11.90", 1, ZERO, ""),
                line("10.00", 1, ZERO, ",\"taxGroupId\":\"" + reduced + "\"")));
    assertEquals(List.of("1.90", "0.65"), taxes(reply));
    assertEquals("9.35", reply.lineItemTaxDetails().get(1).taxSummary().taxableAmount());
    assertEquals("21.90", reply.taxSummary().totalAmount());
    assertEquals("19.35", reply.taxSummary().totalTaxableAmount());
    assertEquals("2.55", reply.taxSummary().totalTaxIncludedInPrice());
    assertTrue(reply.lineItemTaxDetails().get(0).taxIncludedInPrice());
  }

  @Test
  void aLineMaySayItselfWhetherItsPriceIncludesTax() {
    CalculateTaxResponse reply =
        TAX.done(
            CALCULATE_TAX,
            request(
                "{\"country\":\"DE\"}", line("10.00", 1, ZERO, ",\"taxIncludedInPrice\":false")));
    assertEquals(List.of("1.90"), taxes(reply));
    assertEquals("0.00", reply.taxSummary().totalTaxIncludedInPrice());
  }

  @Test
  void linesAreTaxedWhereTheyGo() {
    String both = "{\"multipleAddresses\":{\"origin\":0,\"destination\":1}}";
    CalculateTaxResponse reply =
        TAX.done(
            CALCULATE_TAX,
            request(
                "{\"country\":\"AQ\"},{\"country\":\"DE\"}",
                line("11.90", 1, both, ""),
                line("11.90", 1, ZERO, "")));
    assertEquals(List.of("1.90", "0.00"), taxes(reply));
    LineItemTaxDetails untaxed = reply.lineItemTaxDetails().get(1);
    assertEquals("0.00", untaxed.taxSummary().taxableAmount());
    assertEquals(List.of(), untaxed.taxBreakdown());
  }

  @Test
  void withoutACurrencyTheSitesCounts() {
    String body = request("{\"country\":\"DE\"}", line("11.90", 1, ZERO, ""));
    assertEquals(
        "USD", TAX.done(CALCULATE_TAX, body.replace("\"currency\":\"USD\",", "")).currency());
    CalculateTaxResponse yen = TAX.done(CALCULATE_TAX, body.replace("USD", "JPY"));
    assertEquals(List.of("2"), taxes(yen));
    assertEquals("12", yen.taxSummary().totalAmount());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"country\":\"DE\"}|{}|MISSING_TAXABLE_ADDRESS",
        "{\"country\":\"DE\"}|{\"multipleAddresses\":{\"origin\":0}}|MISSING_TAXABLE_ADDRESS",
        "{\"country\":\"DE\"}|{\"singleAddress\":1}|INVALID_LINE_ITEM_ADDRESS_INDEX",
        "{\"country\":\"DE\"}|{\"singleAddress\":-1}|INVALID_LINE_ITEM_ADDRESS_INDEX",
        "{\"country\":\"DE\"}|{\"multipleAddresses\":{\"origin\":7,\"destination\":0}}"
            + "|INVALID_LINE_ITEM_ADDRESS_INDEX",
        "{\"city\":\"Bonn\"}|{\"singleAddress\":0}|MISSING_COUNTRY_IN_ADDRESS",
        "{\"country\":\"US\"}|{\"singleAddress\":0}|MISSING_SUBDIVISION_IN_ADDRESS"
      })
  void addressesAreCheckedInThisOrder(String address, String index, TaxRefusal refusal) {
    TAX.refused(refusal, CALCULATE_TAX, request(address, line("1.00", 1, index, "")));
  }

  @Test
  void refusalsOfAddressesAreTheContracts() {
    List<String> codes = CALCULATE_TAX.route().errors();
    for (Refusal refusal :
        List.of(
            INVALID_LINE_ITEM_ADDRESS_INDEX,
            MISSING_TAXABLE_ADDRESS,
            MISSING_COUNTRY_IN_ADDRESS,
            MISSING_SUBDIVISION_IN_ADDRESS)) {
      assertTrue(codes.contains(refusal.name()), refusal::name);
    }
  }

  @Test
  void pricesAreNotNegativeAndNotEndless() {
    String germany = "{\"country\":\"DE\"}";
    TAX.invalid("lineItems.price", CALCULATE_TAX, request(germany, line("-1", 1, ZERO, "")));
    TAX.invalid(
        "lineItems.price",
        CALCULATE_TAX,
        request(germany, line("1000000000000000", 100_000, ZERO, "")));
  }

  @Test
  void theManualCalculatorIsThereForAllCountries() {
    List<TaxCalculatorDetails> all = TAX.done(LIST_TAX_CALCULATORS, "{}").taxCalculatorDetails();
    assertEquals(1, all.size());
    assertEquals(TaxFixture.MANUAL, all.get(0).appId());
    assertEquals(List.of(), all.get(0).unsupportedCountries());
  }
}
