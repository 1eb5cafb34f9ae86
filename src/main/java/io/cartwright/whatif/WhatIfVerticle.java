package io.cartwright.whatif;

import io.cartwright.basket.PricingFlow;
import io.cartwright.bus.Bus;
import io.cartwright.pricing.Pricer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves what-if, explanations and nearest discounts. One on each event loop. */
public final class WhatIfVerticle extends VerticleBase {
  private final Bus bus;
  private final PricingFlow pricing;

  /**
   * @param pricer of this event loop alone
   */
  public WhatIfVerticle(Bus bus, Pricer pricer) {
    this.bus = bus;
    this.pricing = new PricingFlow(bus, pricer);
  }

  @Override
  public Future<?> start() {
    WhatIfFlow whatIf = new WhatIfFlow(vertx, bus, pricing);
    NearestFlow nearest = new NearestFlow(vertx, bus, pricing);
    return Future.all(
        bus.serve(WhatIfOperations.WHAT_IF, whatIf::whatIf),
        bus.serve(WhatIfOperations.EXPLAIN_PRICE, whatIf::explain),
        bus.serve(WhatIfOperations.NEAREST_DISCOUNTS, nearest::nearest));
  }
}
