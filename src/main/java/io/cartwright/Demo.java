package io.cartwright;

import io.cartwright.catalog.demo.DemoCatalogFlow;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Tally;
import io.vertx.core.Future;

/** Fills a new site with something to look at and to buy. */
final class Demo {
  private static final long PENDING = 1;
  private static final long FILLED = 0;

  private Demo() {}

  /**
   * Fills a new site, and one whose first start was cut off while it did; filling twice does no
   * harm.
   */
  static Future<Void> fill(Services s, SiteSettings site, boolean isNew, String baseUrl) {
    Tally state = new Tally(site.siteId(), "demo", "pending");
    Future<Long> known = isNew ? mark(s, state, PENDING) : s.documents().tally(state);
    return known.compose(
        value ->
            value == PENDING
                ? all(s, site, baseUrl).compose(done -> mark(s, state, FILLED)).mapEmpty()
                : Future.succeededFuture());
  }

  private static Future<Long> mark(Services s, Tally state, long value) {
    return s.committer().commit(Change.at(s.clock().instant()).set(state, value)).map(value);
  }

  private static Future<Void> all(Services services, SiteSettings site, String baseUrl) {
    return DemoTaxes.fill(services, site.siteId())
        .compose(
            done ->
                new DemoCatalogFlow(services.bus(), services.clock(), site.siteId(), baseUrl)
                    .fill())
        .compose(done -> new DemoDiscounts(services.bus(), services.clock(), site.siteId()).fill())
        .compose(done -> new DemoDelivery(services.bus(), services.clock(), site.siteId()).fill());
  }
}
