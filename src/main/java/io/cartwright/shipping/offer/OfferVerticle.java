package io.cartwright.shipping.offer;

import io.cartwright.bus.Bus;
import io.cartwright.shipping.DeliveryQuestions;
import io.cartwright.shipping.profile.DefaultProfileFlow;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Answers what can be delivered where. To be deployed once on each event loop. */
public final class OfferVerticle extends VerticleBase {
  private final Bus bus;
  private final DeliverToFlow flow;

  public OfferVerticle(Bus bus, DefaultProfileFlow sites) {
    this.bus = bus;
    this.flow = new DeliverToFlow(bus, sites);
  }

  @Override
  public Future<?> start() {
    return bus.serve(DeliveryQuestions.DELIVER_TO, flow::deliverTo);
  }
}
