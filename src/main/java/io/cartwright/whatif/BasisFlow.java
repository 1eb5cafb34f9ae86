package io.cartwright.whatif;

import io.cartwright.basket.PriceAsk;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.cart.CartQuestions;
import io.cartwright.cart.CartQuestions.CartWanted;
import io.cartwright.checkout.CheckoutQuestions;
import io.cartwright.checkout.CheckoutQuestions.CheckoutWanted;
import io.cartwright.totals.TotalsQuestions;
import io.cartwright.wire.Violation;
import io.cartwright.wire.orders.GetOrderRequest;
import io.cartwright.wire.orders.GetOrderResponse;
import io.cartwright.wire.orders.OrdersApi;
import io.vertx.core.Future;
import java.util.List;

/** Finds baskets where they are kept, for those who may reach them. */
final class BasisFlow {
  private static final Operation<GetOrderRequest, GetOrderResponse> GET_ORDER =
      Operation.of(OrdersApi.GET_ORDER);

  private final Bus bus;

  BasisFlow(Bus bus) {
    this.bus = bus;
  }

  /** Refuses an unknown cart, checkout or order, and wrong fields of a basket that is given. */
  Future<Outcome<PriceAsk>> find(Call<?> call, Basis basis) {
    if (basis.cartId() != null) return cart(call, basis.cartId());
    if (basis.checkoutId() != null) return checkout(call, basis.checkoutId());
    if (basis.orderId() != null) return order(call, basis.orderId());
    return bus.ask(TotalsQuestions.PRICE_ASK, call, basis.basket())
        .map(found -> within("basket.", found));
  }

  /**
   * @param id null: the calling buyer's current cart
   */
  Future<Outcome<PriceAsk>> cart(Call<?> call, String id) {
    return bus.ask(CartQuestions.PRICE_ASK, call, new CartWanted(id));
  }

  Future<Outcome<PriceAsk>> checkout(Call<?> call, String id) {
    return bus.ask(CheckoutQuestions.PRICE_ASK, call, new CheckoutWanted(id));
  }

  private Future<Outcome<PriceAsk>> order(Call<?> call, String id) {
    return bus.ask(GET_ORDER, call, GetOrderRequest.builder().id(id).build())
        .compose(
            found ->
                found.thenAwait(
                    answer -> {
                      String checkoutId = answer.order().checkoutId();
                      return checkoutId == null
                          ? Future.succeededFuture(
                              Outcome.refused(
                                  WhatIfRefusal.ORDER_WITHOUT_CHECKOUT,
                                  "the order was not placed from a checkout"))
                          : checkout(call, checkoutId);
                    }));
  }

  /** Names fields as they stand in the request. */
  private static <T> Outcome<T> within(String path, Outcome<T> outcome) {
    if (!(outcome instanceof Outcome.Refused<T> refused) || refused.violations().isEmpty()) {
      return outcome;
    }
    List<Violation> named =
        refused.violations().stream()
            .map(
                each ->
                    new Violation(
                        path + each.field(),
                        each.description(),
                        each.violatedRule(),
                        each.ruleName(),
                        each.data()))
            .toList();
    return new Outcome.Refused<>(
        CommonRefusal.INVALID_ARGUMENT, refused.description(), refused.data(), named);
  }
}
