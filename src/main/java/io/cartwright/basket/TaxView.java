package io.cartwright.basket;

import io.cartwright.money.Rounding;
import io.cartwright.pricing.Quote;
import io.cartwright.pricing.Tax;
import io.cartwright.pricing.TaxFacts.TaxRate;
import io.cartwright.wire.common.AggregatedTaxBreakdown;
import io.cartwright.wire.common.ItemTaxFullDetails;
import io.cartwright.wire.common.JurisdictionType;
import io.cartwright.wire.common.RateType;
import io.cartwright.wire.common.TaxBreakdown;
import io.cartwright.wire.common.TaxCalculationDetails;
import io.cartwright.wire.common.TaxRateBreakdown;
import io.cartwright.wire.common.TaxSummary;
import java.util.ArrayList;
import java.util.List;

/** The tax of a quote in the words of the contract. */
public final class TaxView {
  private static final long ONE_E6 = 1_000_000;

  private final Quote quote;
  private final Prices prices;
  private final Answers answers;

  TaxView(Quote quote, Prices prices, Answers answers) {
    this.quote = quote;
    this.prices = prices;
    this.answers = answers;
  }

  /** Tax of a line, of delivery or of a fee. */
  public ItemTaxFullDetails of(Tax tax, String taxGroupId) {
    return ItemTaxFullDetails.builder()
        .taxableAmount(prices.of(tax.taxableMinor()))
        .taxRate(QuoteView.rate(tax.rateE6()))
        .totalTax(prices.of(tax.taxMinor()))
        .rateBreakdown(rates(tax.parts()))
        .taxBreakdown(parts(tax.parts()))
        .taxGroupId(taxGroupId)
        .isTaxIncluded(quote.taxIncluded())
        .build();
  }

  private List<TaxRateBreakdown> rates(List<Quote.TaxPart> parts) {
    List<TaxRateBreakdown> rates = new ArrayList<>(parts.size());
    for (Quote.TaxPart part : parts) {
      rates.add(
          TaxRateBreakdown.builder()
              .name(part.rate().name())
              .rate(QuoteView.rate(part.rate().rateE6()))
              .tax(prices.of(part.taxMinor()))
              .build());
    }
    return rates;
  }

  private List<TaxBreakdown> parts(List<Quote.TaxPart> parts) {
    List<TaxBreakdown> rows = new ArrayList<>(parts.size());
    for (Quote.TaxPart part : parts) {
      TaxRate rate = part.rate();
      rows.add(
          TaxBreakdown.builder()
              .jurisdiction(rate.jurisdiction())
              .jurisdictionType(jurisdictionType(rate))
              .nonTaxableAmount(prices.of(0))
              .rate(QuoteView.rate(rate.rateE6()))
              .taxAmount(prices.of(part.taxMinor()))
              .taxableAmount(prices.of(part.taxableMinor()))
              .taxType(rate.type())
              .taxName(rate.name())
              .build());
    }
    return rows;
  }

  private static JurisdictionType jurisdictionType(TaxRate rate) {
    return rate.jurisdictionType() == null
        ? null
        : JurisdictionType.TYPE.find(rate.jurisdictionType());
  }

  /** Tax of the whole basket. */
  public TaxSummary summary() {
    long taxable = taxableMinor();
    long tax = quote.summary().taxMinor();
    return TaxSummary.builder()
        .taxableAmount(prices.of(taxable))
        .totalTax(prices.of(tax))
        .averageTaxRate(taxable == 0 ? "0" : QuoteView.rate(Rounding.mulDiv(tax, ONE_E6, taxable)))
        .calculationDetails(new TaxCalculationDetails(null, null, rateType()))
        .aggregatedTaxBreakdown(rows())
        .build();
  }

  private long taxableMinor() {
    long sum = quote.shipping().tax().taxableMinor();
    for (Quote.Line line : quote.lines()) sum += line.tax().taxableMinor();
    for (Quote.FeeQuote fee : quote.fees()) sum += fee.tax().taxableMinor();
    return sum;
  }

  private RateType rateType() {
    boolean collected = answers.tax() != null && answers.tax().regionId() != null;
    return collected ? RateType.MANUAL_RATE : RateType.NO_TAX_COLLECTED;
  }

  private List<AggregatedTaxBreakdown> rows() {
    List<AggregatedTaxBreakdown> rows = new ArrayList<>(quote.tax().size());
    for (Quote.TaxRow row : quote.tax()) {
      TaxRate rate = row.rate();
      rows.add(
          AggregatedTaxBreakdown.builder()
              .taxName(rate.name())
              .taxType(rate.type())
              .jurisdiction(rate.jurisdiction())
              .jurisdictionTypeEnum(jurisdictionType(rate))
              .rate(QuoteView.rate(rate.rateE6()))
              .aggregatedTaxAmount(prices.of(row.taxMinor()))
              .aggregatedTaxableAmount(prices.of(row.taxableMinor()))
              .build());
    }
    return rows;
  }
}
