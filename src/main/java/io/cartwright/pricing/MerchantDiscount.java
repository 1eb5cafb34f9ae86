package io.cartwright.pricing;

import java.util.List;

/**
 * A discount that the merchant grants by hand.
 *
 * @param id unique in the basket
 * @param name as shown to the buyer
 * @param amountMinor one amount, shared over the lines in proportion to what they cost after rules;
 *     null when {@code percentE4} is given
 * @param percentE4 a part of each line's price before other discounts; null when {@code
 *     amountMinor} is given
 * @param lineIds lines it covers; empty: the whole basket
 */
public record MerchantDiscount(
    String id, String name, Long amountMinor, Long percentE4, List<String> lineIds) {
  public MerchantDiscount {
    lineIds = lineIds == null ? List.of() : List.copyOf(lineIds);
    if (id == null) {
      throw new IllegalArgumentException("a merchant discount needs an id");
    }
    if ((amountMinor == null) == (percentE4 == null)) {
      throw new IllegalArgumentException("either an amount or a percentage");
    }
    if ((amountMinor != null && amountMinor < 0)
        || (percentE4 != null && (percentE4 < 0 || percentE4 > 1_000_000))) {
      throw new IllegalArgumentException("merchant discount out of range");
    }
  }
}
