package io.cartwright.tax.calculation;

import static io.cartwright.tax.TaxRefusal.INVALID_LINE_ITEM_ADDRESS_INDEX;
import static io.cartwright.tax.TaxRefusal.MISSING_COUNTRY_IN_ADDRESS;
import static io.cartwright.tax.TaxRefusal.MISSING_SUBDIVISION_IN_ADDRESS;
import static io.cartwright.tax.TaxRefusal.MISSING_TAXABLE_ADDRESS;

import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.money.Decimals;
import io.cartwright.pricing.Quote;
import io.cartwright.pricing.Tax;
import io.cartwright.pricing.TaxFacts;
import io.cartwright.pricing.TaxFacts.TaxRate;
import io.cartwright.pricing.TaxPass;
import io.cartwright.tax.Subdivisions;
import io.cartwright.tax.TaxTable;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.JurisdictionType;
import io.cartwright.wire.taxcalculation.Address;
import io.cartwright.wire.taxcalculation.AddressIndex;
import io.cartwright.wire.taxcalculation.AggregatedTaxBreakdown;
import io.cartwright.wire.taxcalculation.CalculateTaxRequest;
import io.cartwright.wire.taxcalculation.CalculateTaxResponse;
import io.cartwright.wire.taxcalculation.LineItem;
import io.cartwright.wire.taxcalculation.LineItemTaxDetails;
import io.cartwright.wire.taxcalculation.LineItemTaxSummary;
import io.cartwright.wire.taxcalculation.TaxBreakdown;
import io.cartwright.wire.taxcalculation.TaxSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tax of line items at addresses, line by line as {@link TaxPass} has it; sums are sums of
 * rounded lines. A line whose group has no rate where it is taxed has nothing taxable.
 */
final class TaxCalculation {
  /** Price times quantity of one line; all lines together stay far below what a long holds. */
  static final long LINE_MAX_MINOR = 9_000_000_000_000_000L;

  private static final int RATE_DECIMALS = 6;

  private final CalculateTaxRequest request;
  private final TaxTable table;
  private final Currency currency;
  private final TaxPass pass = new TaxPass();
  private final List<LineItemTaxDetails> lines = new ArrayList<>();
  private long price;
  private long tax;
  private long taxable;
  private long inside;

  private TaxCalculation(CalculateTaxRequest request, TaxTable table, Currency currency) {
    this.request = request;
    this.table = table;
    this.currency = currency;
  }

  /** Refuses the first line that cannot be taxed. */
  static Outcome<CalculateTaxResponse> of(
      CalculateTaxRequest request, TaxTable table, Currency currency) {
    TaxCalculation calculation = new TaxCalculation(request, table, currency);
    for (LineItem line : request.lineItems()) {
      Outcome<Void> added = calculation.add(line);
      if (!added.isDone()) return added.retype();
    }
    return Outcome.done(calculation.response());
  }

  private Outcome<Void> add(LineItem line) {
    return address(line.addressIndex())
        .then(address -> amount(line).then(amount -> add(line, address, amount)));
  }

  private Outcome<Address> address(AddressIndex asked) {
    Integer index = asked == null ? null : asked.singleAddress();
    if (asked != null && asked.multipleAddresses() != null) {
      index = asked.multipleAddresses().destination();
      Integer origin = asked.multipleAddresses().origin();
      if (origin != null && !isIndex(origin)) return invalidIndex(origin);
    }
    if (index == null) {
      return Outcome.refused(MISSING_TAXABLE_ADDRESS, "a line names no address to tax it at");
    }
    if (!isIndex(index)) return invalidIndex(index);
    Address address = request.addresses().get(index);
    if (address.country() == null || address.country().isEmpty()) {
      return Outcome.refused(MISSING_COUNTRY_IN_ADDRESS, "address " + index + " has no country");
    }
    if (Subdivisions.bare(address.country(), address.subdivision()) == null
        && table.needsSubdivision(address.country())) {
      return Outcome.refused(
          MISSING_SUBDIVISION_IN_ADDRESS,
          address.country() + " is taxed by subdivision, and address " + index + " has none");
    }
    return Outcome.done(address);
  }

  private boolean isIndex(int index) {
    return index >= 0 && index < request.addresses().size();
  }

  private static <T> Outcome<T> invalidIndex(int index) {
    return Outcome.refused(INVALID_LINE_ITEM_ADDRESS_INDEX, "there is no address " + index);
  }

  private Outcome<Long> amount(LineItem line) {
    long unit = Decimals.capped(line.price(), currency.decimals());
    if (unit < 0) {
      return Outcome.invalid(
          "lineItems.price", Violation.Rule.DECIMAL_GTE, "must not be below zero");
    }
    return unit > LINE_MAX_MINOR / quantity(line)
        ? Outcome.invalid("lineItems.price", Violation.Rule.DECIMAL_LTE, "is too large")
        : Outcome.done(unit * quantity(line));
  }

  private static int quantity(LineItem line) {
    return line.quantity() == null ? 1 : Math.max(1, line.quantity());
  }

  private Outcome<Void> add(LineItem line, Address address, long amount) {
    TaxFacts facts = table.at(address.country(), address.subdivision(), null).facts();
    boolean included =
        line.taxIncludedInPrice() == null ? facts.taxIncluded() : line.taxIncludedInPrice();
    String group = line.taxGroupId() == null ? null : line.taxGroupId().toLowerCase(Locale.ROOT);
    List<TaxRate> rates = facts.rates(group);
    Tax found = pass.tax(amount, rates, included);
    long taxableHere = rates.isEmpty() ? 0 : found.taxableMinor();
    price += amount;
    tax += found.taxMinor();
    taxable += taxableHere;
    inside += included ? found.taxMinor() : 0;
    lines.add(
        LineItemTaxDetails.builder()
            .id(line.id())
            .itemName(line.itemName())
            .quantity(quantity(line))
            .taxBreakdown(found.parts().stream().map(this::part).toList())
            .taxSummary(
                new LineItemTaxSummary(
                    currency.format(amount),
                    currency.format(found.taxMinor()),
                    currency.format(taxableHere),
                    line.appId()))
            .addressIndex(line.addressIndex())
            .taxIncludedInPrice(included)
            .build());
    return Outcome.done(null);
  }

  private TaxBreakdown part(Quote.TaxPart part) {
    TaxRate rate = part.rate();
    return TaxBreakdown.builder()
        .jurisdiction(rate.jurisdiction())
        .jurisdictionType(type(rate))
        .nonTaxableAmount(currency.format(0))
        .rate(Decimals.shortText(rate.rateE6(), RATE_DECIMALS))
        .taxAmount(currency.format(part.taxMinor()))
        .taxableAmount(currency.format(part.taxableMinor()))
        .taxType(rate.type())
        .taxName(rate.name())
        .build();
  }

  private static JurisdictionType type(TaxRate rate) {
    return rate.jurisdictionType() == null
        ? null
        : JurisdictionType.TYPE.find(rate.jurisdictionType());
  }

  private CalculateTaxResponse response() {
    TaxSummary summary =
        TaxSummary.builder()
            .totalAmount(currency.format(price))
            .totalTax(currency.format(tax))
            .totalTaxableAmount(currency.format(taxable))
            .totalTaxIncludedInPrice(currency.format(inside))
            .aggregatedTaxBreakdown(pass.rows().stream().map(this::row).toList())
            .build();
    return CalculateTaxResponse.builder()
        .externalId(request.externalId())
        .currency(currency.code())
        .addresses(request.addresses())
        .taxSummary(summary)
        .lineItemTaxDetails(lines)
        .build();
  }

  private AggregatedTaxBreakdown row(Quote.TaxRow row) {
    TaxRate rate = row.rate();
    return new AggregatedTaxBreakdown(
        rate.name(),
        rate.type(),
        rate.jurisdiction(),
        type(rate),
        Decimals.shortText(rate.rateE6(), RATE_DECIMALS),
        currency.format(row.taxMinor()));
  }
}
