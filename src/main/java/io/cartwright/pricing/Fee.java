package io.cartwright.pricing;

import java.util.List;

/**
 * An additional fee. Its price never includes tax, in any region.
 *
 * @param code fee code, may be null
 * @param name as shown to the buyer
 * @param priceMinor before tax
 * @param taxable is taxed by {@code taxGroup}
 * @param taxGroup key into {@link TaxFacts#ratesByGroup}; null: the default group
 * @param source who asks for it, in the wire's words
 * @param providerAppId app that asks for it, may be null
 * @param lineIds lines it belongs to; empty: the whole basket
 */
public record Fee(
    String code,
    String name,
    long priceMinor,
    boolean taxable,
    String taxGroup,
    String source,
    String providerAppId,
    List<String> lineIds) {
  public Fee {
    lineIds = lineIds == null ? List.of() : List.copyOf(lineIds);
    if (priceMinor < 0) {
      throw new IllegalArgumentException("negative fee: " + priceMinor);
    }
  }
}
