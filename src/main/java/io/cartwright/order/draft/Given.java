package io.cartwright.order.draft;

import io.cartwright.basket.Amounts;
import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.wire.Violation;
import io.cartwright.wire.common.Price;

/** Amounts as callers give them. */
final class Given {
  private Given() {}

  /** Minor units. Refuses what a basket cannot hold, naming the field. */
  static Outcome<Long> minor(String amount, Currency currency, String field) {
    try {
      return Outcome.done(Amounts.parse(amount, currency));
    } catch (IllegalArgumentException e) {
      return Outcome.invalid(field, Violation.Rule.FORMAT, "is no amount that an order can hold");
    }
  }

  static boolean isGiven(Price price) {
    return price != null && price.amount() != null;
  }

  static <T> Outcome<T> missing(String field) {
    return Outcome.invalid(field, Violation.Rule.REQUIRED_FIELD, "must be set");
  }
}
