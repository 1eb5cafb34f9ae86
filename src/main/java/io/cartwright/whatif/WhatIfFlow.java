package io.cartwright.whatif;

import io.cartwright.basket.ExplanationView;
import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.Priced;
import io.cartwright.basket.PricingFlow;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.totals.TotalsQuestions;
import io.cartwright.wire.own.whatif.ExplainPriceRequest;
import io.cartwright.wire.own.whatif.ExplainPriceResponse;
import io.cartwright.wire.own.whatif.PricedBasket;
import io.cartwright.wire.own.whatif.WhatIfRequest;
import io.cartwright.wire.own.whatif.WhatIfResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;

/** Prices a basket as asked and as it is, explains both and compares. */
final class WhatIfFlow {
  private final Vertx vertx;
  private final Bus bus;
  private final BasisFlow baskets;
  private final PricingFlow pricing;

  WhatIfFlow(Vertx vertx, Bus bus, PricingFlow pricing) {
    this.vertx = vertx;
    this.bus = bus;
    this.baskets = new BasisFlow(bus);
    this.pricing = pricing;
  }

  /** Refuses wrong fields, then an unknown basket, then what is wrong with the rules. */
  Future<Outcome<WhatIfResponse>> whatIf(Call<WhatIfRequest> call) {
    return WhatIfInput.checked(call.body())
        .then(Basis::of)
        .thenAwait(basis -> baskets.find(call, basis))
        .compose(found -> found.thenAwait(ask -> compare(call, ask.asItStands())));
  }

  private Future<Outcome<WhatIfResponse>> compare(Call<WhatIfRequest> call, PriceAsk ask) {
    return asked(call, WhatIfInput.asked(ask, call.body()))
        .compose(
            outcome ->
                outcome.thenAwait(
                    whatIf ->
                        pricing
                            .price(call, ask)
                            .compose(known -> known.thenAwait(now -> answer(call, whatIf, now)))));
  }

  private Future<Outcome<Priced>> asked(Call<WhatIfRequest> call, PriceAsk asked) {
    Instant asOf = call.body().asOf();
    Instant at = asOf == null ? call.now() : asOf;
    return bus.ask(DiscountQuestions.RULES_WITH, call, WhatIfInput.rules(call.body()))
        .compose(known -> known.thenAwait(rules -> pricing.price(call, asked, rules, at)));
  }

  private Future<Outcome<WhatIfResponse>> answer(Call<?> call, Priced whatIf, Priced now) {
    return shown(call, whatIf)
        .compose(
            first ->
                first.thenAwait(
                    asked ->
                        shown(call, now)
                            .map(
                                second ->
                                    second.map(
                                        present ->
                                            new WhatIfResponse(
                                                asked, present, DifferenceView.of(now, whatIf))))));
  }

  private Future<Outcome<PricedBasket>> shown(Call<?> call, Priced priced) {
    return bus.ask(TotalsQuestions.SHOW, call, priced)
        .compose(
            outcome ->
                outcome.thenAwait(
                    quote ->
                        vertx
                            .executeBlocking(() -> ExplanationView.of(priced), false)
                            .map(
                                explanation ->
                                    Outcome.done(
                                        new PricedBasket(
                                            Long.toString(priced.quote().ruleBookVersion()),
                                            priced.quote().instant(),
                                            quote,
                                            explanation)))));
  }

  /** Refuses wrong fields, then an unknown basket. */
  Future<Outcome<ExplainPriceResponse>> explain(Call<ExplainPriceRequest> call) {
    return Basis.of(call.body())
        .thenAwait(basis -> baskets.find(call, basis))
        .compose(found -> found.thenAwait(ask -> pricing.price(call, ask.asItStands())))
        .compose(known -> known.thenAwait(priced -> shown(call, priced)))
        .map(outcome -> outcome.map(ExplainPriceResponse::new));
  }
}
