package io.cartwright.replay;

import io.cartwright.bus.Bus;
import io.cartwright.pricing.Pricer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves replay. To be deployed once on each event loop. */
public final class ReplayVerticle extends VerticleBase {
  private final Bus bus;
  private final ReplayFlow replays;

  /**
   * @param pricer of this event loop alone
   */
  public ReplayVerticle(Bus bus, ReplayStore store, Pricer pricer) {
    this.bus = bus;
    this.replays = new ReplayFlow(bus, store, pricer);
  }

  @Override
  public Future<?> start() {
    return bus.serve(ReplayOperations.REPLAY_ORDER, replays::replayOrder);
  }
}
