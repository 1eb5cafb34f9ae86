package io.cartwright.totals;

import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.Priced;
import io.cartwright.bus.Operation;
import io.cartwright.wire.totalscalculator.CalculateTotalsRequest;
import io.cartwright.wire.totalscalculator.CalculateTotalsResponse;

/** What other domains ask the totals calculator. */
public final class TotalsQuestions {
  /** A request as it is priced. Refused with the fields at fault. */
  public static final Operation<CalculateTotalsRequest, PriceAsk> PRICE_ASK =
      Operation.internal("ecom.totals.priceAsk");

  /** The totals of a basket that is priced already. */
  public static final Operation<Priced, CalculateTotalsResponse> SHOW =
      Operation.internal("ecom.totals.show");

  private TotalsQuestions() {}
}
