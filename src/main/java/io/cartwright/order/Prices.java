package io.cartwright.order;

import io.cartwright.money.Currency;
import io.cartwright.wire.common.Price;

/** Amounts of an order between minor units and the wire. */
public final class Prices {
  private Prices() {}

  /** Not below zero: the wire's prices never are. */
  public static Price of(Currency currency, long minor) {
    return new Price(currency.format(minor), currency.display(minor));
  }

  /** An absent price is zero. */
  public static long minor(Currency currency, Price price) {
    return price == null || price.amount() == null ? 0 : currency.parse(price.amount());
  }
}
