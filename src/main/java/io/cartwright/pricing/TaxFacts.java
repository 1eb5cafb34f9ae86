package io.cartwright.pricing;

import java.util.List;
import java.util.Map;

/**
 * The tax rules of the buyer's region. A group without rates has a tax of zero; a group that is not
 * known here is taxed as the default group.
 *
 * @param taxIncluded prices of items and of delivery include tax
 * @param exempt no tax is taken; prices stay as they are
 * @param ratesByGroup rates of each tax group there is; several rates of a group add up
 * @param defaultGroup group of lines and fees that name none; may be null
 * @param shippingGroup group of delivery; null: {@code defaultGroup}
 */
public record TaxFacts(
    boolean taxIncluded,
    boolean exempt,
    Map<String, List<TaxRate>> ratesByGroup,
    String defaultGroup,
    String shippingGroup) {
  /** No region: no tax. */
  public static final TaxFacts NONE = new TaxFacts(false, false, Map.of(), null, null);

  public TaxFacts {
    ratesByGroup = Map.copyOf(ratesByGroup);
  }

  /** The rates of a group, of the default group for null or an unknown one; none when exempt. */
  public List<TaxRate> rates(String group) {
    if (exempt) {
      return List.of();
    }
    List<TaxRate> rates = group == null ? null : ratesByGroup.get(group);
    if (rates == null && defaultGroup != null) {
      rates = ratesByGroup.get(defaultGroup);
    }
    return rates == null ? List.of() : rates;
  }

  /** The rates of delivery. */
  public List<TaxRate> shippingRates() {
    return rates(shippingGroup);
  }

  /**
   * A named rate.
   *
   * @param rateE6 millionths: 19 % is 190,000
   * @param type kind of tax, may be null
   * @param jurisdictionType COUNTRY, STATE, ...; may be null
   */
  public record TaxRate(
      String name, long rateE6, String type, String jurisdiction, String jurisdictionType) {
    public TaxRate {
      if (rateE6 < 0 || rateE6 > 1_000_000_000L) {
        throw new IllegalArgumentException("tax rate out of range: " + rateE6);
      }
    }
  }
}
