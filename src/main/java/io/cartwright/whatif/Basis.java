package io.cartwright.whatif;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.Violation;
import io.cartwright.wire.own.whatif.ExplainPriceRequest;
import io.cartwright.wire.own.whatif.WhatIfRequest;
import io.cartwright.wire.totalscalculator.CalculateTotalsRequest;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which basket is priced; one of these is set.
 *
 * @param basket given by the request itself
 */
record Basis(String cartId, String checkoutId, String orderId, CalculateTotalsRequest basket) {

  static Outcome<Basis> of(WhatIfRequest ask) {
    return new Basis(ask.cartId(), ask.checkoutId(), ask.orderId(), ask.basket()).checked();
  }

  static Outcome<Basis> of(ExplainPriceRequest ask) {
    return new Basis(ask.cartId(), ask.checkoutId(), ask.orderId(), ask.basket()).checked();
  }

  private Outcome<Basis> checked() {
    long set = Stream.of(cartId, checkoutId, orderId, basket).filter(Objects::nonNull).count();
    return set == 1
        ? Outcome.done(this)
        : Outcome.invalid(
            "cartId",
            Violation.Rule.REQUIRED_ONE_OF_FIELD,
            "must set exactly one of cartId, checkoutId, orderId, basket");
  }
}
