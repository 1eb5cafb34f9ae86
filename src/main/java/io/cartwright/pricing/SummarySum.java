package io.cartwright.pricing;

import io.cartwright.pricing.Quote.Summary;

/** A price summary in the making. */
final class SummarySum {
  long subtotal;
  long discount;
  long shipping;
  long fees;
  long tax;

  void addLine(long subtotalMinor, long discountMinor, long taxMinor) {
    subtotal += subtotalMinor;
    discount += discountMinor;
    tax += taxMinor;
  }

  SummarySum add(SummarySum other) {
    addLine(other.subtotal, other.discount, other.tax);
    shipping += other.shipping;
    fees += other.fees;
    return this;
  }

  long total() {
    return subtotal - discount + shipping + fees + tax;
  }

  Summary summary() {
    return (subtotal | discount | shipping | fees | tax) == 0
        ? Summary.ZERO
        : new Summary(subtotal, discount, shipping, fees, tax, total());
  }
}
