package io.cartwright.whatif;

import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.Priced;
import io.cartwright.basket.PricingFlow;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.discount.DiscountQuestions.UsedUp;
import io.cartwright.pricing.Basket;
import io.cartwright.pricing.Evaluator;
import io.cartwright.pricing.NearMiss;
import io.cartwright.pricing.NearMisses;
import io.cartwright.wire.Violation;
import io.cartwright.wire.own.whatif.NearestDiscountsRequest;
import io.cartwright.wire.own.whatif.NearestDiscountsResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what a basket lacks for discounts that it does not get. */
final class NearestFlow {
  private static final int ROUNDS_MAX = 3;

  private final Vertx vertx;
  private final Bus bus;
  private final BasisFlow baskets;
  private final PricingFlow pricing;

  NearestFlow(Vertx vertx, Bus bus, PricingFlow pricing) {
    this.vertx = vertx;
    this.bus = bus;
    this.baskets = new BasisFlow(bus);
    this.pricing = pricing;
  }

  /** Refuses wrong fields, then a cart or checkout that is unknown or not the caller's. */
  Future<Outcome<NearestDiscountsResponse>> nearest(Call<NearestDiscountsRequest> call) {
    return find(call)
        .compose(
            found ->
                found.thenAwait(
                    ask -> pricing.price(call, PriceAsk.linesOf(ask.basket(), ask.currency()))))
        .compose(
            known ->
                known.thenAwait(
                    priced ->
                        withinLimits(call, priced, priced.input(), ROUNDS_MAX)
                            .map(outcome -> outcome.map(found -> NearestView.of(priced, found)))));
  }

  /**
   * Looks again without the rules that are used up, until there are none among what is found; in
   * the last round they are only left out.
   */
  private Future<Outcome<List<NearMiss>>> withinLimits(
      Call<NearestDiscountsRequest> call, Priced priced, Basket input, int rounds) {
    return vertx
        .executeBlocking(() -> misses(call.body(), priced, input), false)
        .compose(
            found -> {
              Map<String, UsageLimit> limits = limited(found, priced.answers().rules());
              if (limits.isEmpty()) return Future.succeededFuture(Outcome.done(found));
              String buyer = PricingFlow.buyerKey(priced.basket().buyer());
              return bus.ask(DiscountQuestions.USED_UP, call, new UsedUp(buyer, limits, call.now()))
                  .compose(
                      answer ->
                          answer.thenAwait(
                              usedUp ->
                                  usedUp.isEmpty() || rounds <= 1
                                      ? Future.succeededFuture(Outcome.done(without(found, usedUp)))
                                      : withinLimits(
                                          call, priced, without(input, usedUp), rounds - 1)));
            });
  }

  private static List<NearMiss> without(List<NearMiss> found, Set<String> usedUp) {
    return found.stream()
        .filter(miss -> miss.rule() == null || !usedUp.contains(miss.rule().id()))
        .toList();
  }

  private static Map<String, UsageLimit> limited(List<NearMiss> found, Rules rules) {
    Map<String, UsageLimit> limits = new HashMap<>();
    for (NearMiss miss : found) {
      UsageLimit limit = miss.rule() == null ? null : rules.limits().of(miss.rule().id());
      if (limit != null) limits.put(miss.rule().id(), limit);
    }
    return limits;
  }

  private static Basket without(Basket input, Set<String> usedUp) {
    Set<String> all = new HashSet<>(input.exhaustedRuleIds());
    all.addAll(usedUp);
    return input.withExhausted(all);
  }

  private Future<Outcome<PriceAsk>> find(Call<NearestDiscountsRequest> call) {
    String cart = call.body().cartId();
    String checkout = call.body().checkoutId();
    if (cart != null && checkout != null) return refused("must not set both cartId and checkoutId");
    if (checkout != null) return baskets.checkout(call, checkout);
    if (cart == null && !call.caller().isBuyer()) return refused("must set cartId or checkoutId");
    return baskets.cart(call, cart);
  }

  private static Future<Outcome<PriceAsk>> refused(String why) {
    return Future.succeededFuture(
        Outcome.invalid("cartId", Violation.Rule.REQUIRED_ONE_OF_FIELD, why));
  }

  private static List<NearMiss> misses(NearestDiscountsRequest ask, Priced priced, Basket input) {
    return NearMisses.of(
        priced.answers().rules().book(),
        input,
        priced.quote(),
        new Evaluator(),
        ask.limit() == null ? NearMiss.MAX : ask.limit());
  }
}
