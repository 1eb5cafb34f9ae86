package io.cartwright;

import io.cartwright.catalog.CatalogSite;
import io.cartwright.catalog.CatalogVerticle;
import io.cartwright.config.EngineConfig;
import io.cartwright.money.Currency;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.WeightUnit;
import java.util.UUID;

/** What the catalog's instances of one engine share, made when the first of them asks. */
final class CatalogParts {
  private final Services services;
  private final EngineConfig config;
  private CatalogVerticle.Shared shared;

  CatalogParts(Services services, EngineConfig config) {
    this.services = services;
    this.config = config;
  }

  synchronized CatalogVerticle.Shared get() {
    if (shared == null) shared = make();
    return shared;
  }

  private CatalogVerticle.Shared make() {
    return CatalogVerticle.Shared.of(
        services.vertx(),
        services.pools(),
        services.documents(),
        services.committer(),
        services.commits(),
        services.queries(),
        this::site,
        services.ids());
  }

  private CatalogSite site(UUID siteId) {
    SiteSettings settings = services.sites().settings(siteId);
    return new CatalogSite(
        Currency.of(settings.currency()),
        WeightUnit.valueOf(settings.weightUnit().wire()),
        config.http().baseUrl());
  }
}
