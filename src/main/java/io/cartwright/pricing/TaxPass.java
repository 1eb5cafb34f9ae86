package io.cartwright.pricing;

import io.cartwright.money.Divisor;
import io.cartwright.money.Rounding;
import io.cartwright.money.Shares;
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
      return shown == 0 ? Tax.NONE : new Tax(shown, 0, 0, rates, null);
    }
    know(rates);
    long tax = amount(shown, inside);
    long net = inside ? shown - tax : shown;
    long[] shares =
        rates.size() == 1 || knownE6 == 0
            ? null
            : Shares.of(tax, rates.stream().mapToLong(TaxRate::rateE6).toArray());
    for (int i = 0; i < rates.size(); i++) {
      count(rates.get(i), net, shares == null ? tax : shares[i]);
    }
    return new Tax(net, knownE6, tax, rates, shares);
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

  private void count(TaxRate rate, long taxableMinor, long taxMinor) {
    int row = rowOf(rate);
    rowTaxable[row] += taxableMinor;
    rowTax[row] += taxMinor;
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
