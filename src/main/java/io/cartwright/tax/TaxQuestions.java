package io.cartwright.tax;

import io.cartwright.bus.Operation;
import io.cartwright.pricing.TaxFacts;
import io.cartwright.wire.common.Address;

/** What other domains ask about tax. These stay inside the JVM, answered from memory. */
public final class TaxQuestions {
  /** The tax rules of the region that an address lies in. */
  public static final Operation<TaxAt, TaxAnswer> TAX_AT = Operation.internal("ecom.tax.taxAt");

  private TaxQuestions() {}

  /**
   * @param address where the buyer is taxed; null when it is not known: no tax then
   * @param taxExemptGroupId the buyer's exempt group, or null
   */
  public record TaxAt(Address address, String taxExemptGroupId) {}

  /**
   * @param facts group ids are lower-case text; {@link TaxFacts#NONE} when no region matches
   * @param regionId the region that matched, or null
   */
  public record TaxAnswer(TaxFacts facts, String regionId) {}
}
