package io.cartwright.shipping;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Keeps the delivery of this node's sites fresh in memory. One instance. */
public final class DeliveryRefreshVerticle extends VerticleBase {
  private final DeliveryCache cache;

  public DeliveryRefreshVerticle(DeliveryCache cache) {
    this.cache = cache;
  }

  @Override
  public Future<?> start() {
    return cache.start();
  }

  @Override
  public Future<?> stop() {
    return cache.stop();
  }
}
