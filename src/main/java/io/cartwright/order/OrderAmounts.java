package io.cartwright.order;

import io.cartwright.money.Currency;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.Order;

/** Amounts of orders that others made. */
final class OrderAmounts {
  private OrderAmounts() {}

  /** The order with each of its prices as the currency writes it, with the text that is shown. */
  static Order formatted(Order order, Currency currency) {
    return Order.CODEC.replaceAll(
        order,
        Price.CODEC,
        price ->
            price.amount() == null ? price : Prices.of(currency, currency.parse(price.amount())));
  }
}
