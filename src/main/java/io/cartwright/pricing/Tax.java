package io.cartwright.pricing;

import io.cartwright.pricing.Quote.TaxPart;
import io.cartwright.pricing.TaxFacts.TaxRate;
import java.util.Arrays;
import java.util.List;

/**
 * Tax of a line, of shipping or of a fee. Immutable. Its parts are made when they are read: a quote
 * has one tax for each line, and nearly all have one rate.
 */
public final class Tax {
  /** No tax on nothing. */
  static final Tax NONE = new Tax(0, 0, 0, List.of(), null);

  private final long taxableMinor;
  private final long rateE6;
  private final long taxMinor;
  private final List<TaxRate> rates;

  /** What each rate's part is; null: each is the whole tax. */
  private final long[] shares;

  /**
   * @param shares what each rate's part of the tax is, kept as it is handed in; null: there is at
   *     most one rate, or no tax
   */
  Tax(long taxableMinor, long rateE6, long taxMinor, List<TaxRate> rates, long[] shares) {
    this.taxableMinor = taxableMinor;
    this.rateE6 = rateE6;
    this.taxMinor = taxMinor;
    this.rates = List.copyOf(rates);
    this.shares = shares;
  }

  /** Net amount that is taxed. */
  public long taxableMinor() {
    return taxableMinor;
  }

  /** All rates together, in millionths. */
  public long rateE6() {
    return rateE6;
  }

  /** Rounded once, from all rates together. */
  public long taxMinor() {
    return taxMinor;
  }

  /** True without any rate, not even one of zero. */
  public boolean isWithoutRates() {
    return rates.isEmpty();
  }

  /** The tax shared over the rates in proportion to them, by largest remainder. */
  public List<TaxPart> parts() {
    TaxPart[] parts = new TaxPart[rates.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new TaxPart(rates.get(i), taxableMinor, share(i));
    }
    return List.of(parts);
  }

  /** A rate's part of the tax. */
  long share(int rate) {
    return shares == null ? taxMinor : shares[rate];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tax tax
        && taxableMinor == tax.taxableMinor
        && rateE6 == tax.rateE6
        && taxMinor == tax.taxMinor
        && parts().equals(tax.parts());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new long[] {taxableMinor, rateE6, taxMinor}) * 31 + rates.hashCode();
  }

  @Override
  public String toString() {
    return "Tax[" + taxMinor + " of " + taxableMinor + " at " + rateE6 + ", " + parts() + "]";
  }
}
