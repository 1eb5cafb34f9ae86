package io.cartwright;

import io.cartwright.catalog.demo.DemoCatalogFlow;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.vertx.core.Future;

/** Fills a new site with something to look at and to buy. */
final class Demo {
  private Demo() {}

  static Future<Void> fill(Services services, SiteSettings site, String baseUrl) {
    return DemoTaxes.fill(services, site.siteId())
        .compose(
            done ->
                new DemoCatalogFlow(services.bus(), services.clock(), site.siteId(), baseUrl)
                    .fill())
        .compose(done -> new DemoDiscounts(services.bus(), services.clock(), site.siteId()).fill());
  }
}
