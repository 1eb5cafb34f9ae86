package io.cartwright.tax;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Keeps the tax tables of this node fresh where other nodes change them. One is enough. */
public final class TaxRefreshVerticle extends VerticleBase {
  private final TaxCache cache;
  private boolean checking;

  public TaxRefreshVerticle(TaxCache cache) {
    this.cache = cache;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(TaxCache.CHECK_MS, timer -> check());
    return cache.listen();
  }

  /** One check at a time, however slow Postgres is. */
  private void check() {
    if (checking) return;
    checking = true;
    cache.check().onComplete(done -> checking = false);
  }
}
