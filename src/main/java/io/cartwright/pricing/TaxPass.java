package io.cartwright.pricing;

import io.cartwright.money.Rounding;
import io.cartwright.money.Shares;
import io.cartwright.pricing.Quote.Tax;
import io.cartwright.pricing.Quote.TaxPart;
import io.cartwright.pricing.Quote.TaxRow;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.util.ArrayList;
import java.util.List;

/**
 * Tax of an amount: rounded once, from all rates together, then shared over the rates. Inside a
 * price it is {@code gross × r ÷ (1 + r)} and the net is the rest; beside it, {@code net × r}.
 */
public final class TaxPass {
  private static final long ONE_E6 = 1_000_000;

  /** No tax on nothing. */
  static final Tax NONE = new Tax(0, 0, 0, List.of());

  private final List<TaxRow> rows = new ArrayList<>();

  /** The tax in (or on) a displayed amount, and its net. Counts towards {@link #rows}. */
  public Tax tax(long shown, List<TaxRate> rates, boolean inside) {
    long rateE6 = rateE6(rates);
    long tax = amount(shown, rateE6, inside);
    long net = inside ? shown - tax : shown;
    if (rates.isEmpty()) {
      return new Tax(net, 0, 0, List.of());
    }
    List<TaxPart> parts = new ArrayList<>(rates.size());
    if (rates.size() == 1 || rateE6 == 0) {
      for (TaxRate rate : rates) {
        parts.add(new TaxPart(rate, net, tax));
      }
    } else {
      long[] shares = Shares.of(tax, rates.stream().mapToLong(TaxRate::rateE6).toArray());
      for (int i = 0; i < shares.length; i++) {
        parts.add(new TaxPart(rates.get(i), net, shares[i]));
      }
    }
    parts.forEach(this::count);
    return new Tax(net, rateE6, tax, parts);
  }

  /** The net of a displayed amount. */
  static long net(long shown, List<TaxRate> rates, boolean inside) {
    return inside ? shown - amount(shown, rateE6(rates), true) : shown;
  }

  private static long amount(long shown, long rateE6, boolean inside) {
    return Rounding.mulDiv(shown, rateE6, inside ? ONE_E6 + rateE6 : ONE_E6);
  }

  private static long rateE6(List<TaxRate> rates) {
    long sum = 0;
    for (TaxRate rate : rates) {
      sum += rate.rateE6();
    }
    return sum;
  }

  private void count(TaxPart part) {
    for (int i = 0; i < rows.size(); i++) {
      TaxRow row = rows.get(i);
      if (row.rate().equals(part.rate())) {
        rows.set(
            i,
            new TaxRow(
                row.rate(),
                row.taxableMinor() + part.taxableMinor(),
                row.taxMinor() + part.taxMinor()));
        return;
      }
    }
    rows.add(new TaxRow(part.rate(), part.taxableMinor(), part.taxMinor()));
  }

  /** The tax so far, by rate, in the order in which the rates were first seen. */
  public List<TaxRow> rows() {
    return rows;
  }
}
