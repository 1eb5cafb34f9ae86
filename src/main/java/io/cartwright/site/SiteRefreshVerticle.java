package io.cartwright.site;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps sites and API keys fresh in memory, where another engine has changed them. One is enough.
 */
public final class SiteRefreshVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SiteRefreshVerticle.class);

  private final Sites sites;
  private final ApiKeys keys;

  public SiteRefreshVerticle(Sites sites, ApiKeys keys) {
    this.sites = sites;
    this.keys = keys;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(Sites.REFRESH_MS, timer -> watch("sites", sites.refresh()));
    vertx.setPeriodic(ApiKeys.REFRESH_MS, timer -> watch("API keys", keys.refresh()));
    return Future.succeededFuture();
  }

  private static void watch(String what, Future<Void> reading) {
    reading.onFailure(
        fault ->
            LOG.warn("Cannot read {} again, going on with the old: {}", what, fault.toString()));
  }
}
