package io.cartwright.pricing;

/** What a rule takes off. Amounts are ten-thousandths of the major unit ({@code E4}). */
public sealed interface Discount {

  /** A part of the price: 20 % is 200,000. The amount taken off is rounded, for each line. */
  record Percentage(long percentE4) implements Discount {
    public Percentage {
      if (percentE4 <= 0 || percentE4 > 1_000_000) {
        throw new IllegalArgumentException("percentage out of range: " + percentE4);
      }
    }
  }

  /** An amount off each eligible unit. */
  record FixedAmount(long amountE4) implements Discount {
    public FixedAmount {
      if (amountE4 < 0) {
        throw new IllegalArgumentException("negative amount: " + amountE4);
      }
    }
  }

  /** A price for each eligible unit. It never raises. */
  record FixedPrice(long priceE4) implements Discount {
    public FixedPrice {
      if (priceE4 < 0) {
        throw new IllegalArgumentException("negative price: " + priceE4);
      }
    }
  }

  /**
   * A price for each whole set of {@code quantity} eligible units, formed from the dearest down.
   * The price is rounded to minor units when it is read, and shared over the units of its set. A
   * set never raises.
   */
  record QuantityBased(int quantity, long priceE4) implements Discount {
    public QuantityBased {
      if (quantity < 1 || priceE4 < 0) {
        throw new IllegalArgumentException("set out of range: " + quantity + " for " + priceE4);
      }
    }
  }
}
