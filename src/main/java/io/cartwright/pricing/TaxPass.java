package io.cartwright.pricing;

import io.cartwright.money.Divisor;
import io.cartwright.money.Rounding;
import io.cartwright.money.Shares;
import io.cartwright.pricing.Quote.Tax;
import io.cartwright.pricing.Quote.TaxPart;
import io.cartwright.pricing.Quote.TaxRow;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.util.Arrays;
import java.util.List;

/**
 * Tax of an amount: rounded once, from all rates together, then shared over the rates. Inside a
 * price it is {@code gross × r ÷ (1 + r)} and the net is the rest; beside it, {@code net × r}.
 */
public final class TaxPass {
  private static final long ONE_E6 = 1_000_000;
  private static final TaxRate[] NO_RATES = {};
  private static final long[] NO_AMOUNTS = {};

  /** No tax on nothing. */
  static final Tax NONE = new Tax(0, 0, 0, List.of());

  /** The rates at hand: those of neighbours are often the same. */
  private List<TaxRate> known;

  private long knownE6;

  /** One and the rates at hand, in millionths. */
  private Divisor gross;

  private int rows;
  private TaxRate[] rowRate = NO_RATES;
  private long[] rowTaxable = NO_AMOUNTS;
  private long[] rowTax = NO_AMOUNTS;

  /** The tax in (or on) a displayed amount, and its net. Counts towards {@link #rows}. */
  public Tax tax(long shown, List<TaxRate> rates, boolean inside) {
    if (rates.isEmpty()) {
      return shown == 0 ? NONE : new Tax(shown, 0, 0, List.of());
    }
    know(rates);
    long rateE6 = knownE6;
    long tax = amount(shown, inside);
    long net = inside ? shown - tax : shown;
    if (rates.size() == 1) {
      TaxPart whole = new TaxPart(rates.get(0), net, tax);
      count(whole);
      return new Tax(net, rateE6, tax, List.of(whole));
    }
    TaxPart[] parts = new TaxPart[rates.size()];
    if (rateE6 == 0) {
      for (int i = 0; i < parts.length; i++) {
        parts[i] = new TaxPart(rates.get(i), net, tax);
      }
    } else {
      long[] shares = Shares.of(tax, rates.stream().mapToLong(TaxRate::rateE6).toArray());
      for (int i = 0; i < shares.length; i++) {
        parts[i] = new TaxPart(rates.get(i), net, shares[i]);
      }
    }
    for (TaxPart part : parts) {
      count(part);
    }
    return new Tax(net, rateE6, tax, List.of(parts));
  }

  /** The net of a displayed amount. */
  long net(long shown, List<TaxRate> rates, boolean inside) {
    if (!inside || rates.isEmpty()) {
      return shown;
    }
    know(rates);
    return shown - amount(shown, true);
  }

  private void know(List<TaxRate> rates) {
    if (rates != known) {
      known = rates;
      knownE6 = rateE6(rates);
      gross = new Divisor(ONE_E6 + knownE6);
    }
  }

  private long amount(long shown, boolean inside) {
    return inside ? gross.mulDiv(shown, knownE6) : Rounding.mulDiv(shown, knownE6, ONE_E6);
  }

  private static long rateE6(List<TaxRate> rates) {
    long sum = 0;
    for (int i = 0; i < rates.size(); i++) {
      sum += rates.get(i).rateE6();
    }
    return sum;
  }

  private void count(TaxPart part) {
    int row = rowOf(part.rate());
    rowTaxable[row] += part.taxableMinor();
    rowTax[row] += part.taxMinor();
  }

  private int rowOf(TaxRate rate) {
    for (int i = 0; i < rows; i++) {
      if (rowRate[i] == rate || rowRate[i].equals(rate)) {
        return i;
      }
    }
    if (rows == rowRate.length) {
      int length = rows * 2 + 2;
      rowRate = Arrays.copyOf(rowRate, length);
      rowTaxable = Arrays.copyOf(rowTaxable, length);
      rowTax = Arrays.copyOf(rowTax, length);
    }
    rowRate[rows] = rate;
    return rows++;
  }

  /** The tax so far, by rate, in the order in which the rates were first seen. */
  public List<TaxRow> rows() {
    TaxRow[] made = new TaxRow[rows];
    for (int i = 0; i < rows; i++) {
      made[i] = new TaxRow(rowRate[i], rowTaxable[i], rowTax[i]);
    }
    return List.of(made);
  }
}
