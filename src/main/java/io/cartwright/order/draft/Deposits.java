package io.cartwright.order.draft;

import io.cartwright.money.Currency;
import io.cartwright.money.Decimals;
import io.cartwright.money.Rounding;
import io.cartwright.order.Prices;
import io.cartwright.wire.draftorders.DepositDetails;

/** What of a draft is to be paid at once. Pure. */
final class Deposits {
  private static final long WHOLE_E4 = 1_000_000;

  private Deposits() {}

  /** The deposit in minor units; null when none is asked for. */
  static Long minor(Calculated calculated) {
    DepositDetails deposit = calculated.draft().deposit();
    if (deposit == null) return null;
    Currency currency = calculated.quote().currency();
    if (deposit.percentage() == null) return Prices.minor(currency, deposit.amount());
    long part = Decimals.scaled(deposit.percentage(), 4);
    return Rounding.mulDiv(calculated.totalMinor(), part, WHOLE_E4);
  }
}
