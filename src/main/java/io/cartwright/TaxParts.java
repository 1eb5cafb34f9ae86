package io.cartwright;

import io.cartwright.tax.Calculators;
import io.cartwright.tax.TaxCache;
import io.cartwright.tax.TaxRefreshVerticle;
import io.cartwright.tax.TaxSettingsVerticle;
import io.cartwright.tax.TaxStore;
import io.cartwright.tax.calculation.TaxCalculationVerticle;
import io.cartwright.tax.group.TaxGroupVerticle;
import io.cartwright.tax.mapping.ManualTaxMappingVerticle;
import io.cartwright.tax.region.TaxRegionVerticle;
import io.vertx.core.Deployable;

/** The verticles of tax, which share one memory of tax tables, made when the first asks for it. */
final class TaxParts {
  private final Services s;
  private TaxCache cache;

  TaxParts(Services services) {
    this.s = services;
  }

  private synchronized TaxCache cache() {
    if (cache == null) cache = new TaxCache(s.vertx(), new TaxStore(s.pools(), s.documents()));
    return cache;
  }

  Deployable groups() {
    return new TaxGroupVerticle(s.bus(), s.documents(), s.queries(), s.commits(), cache(), s.ids());
  }

  Deployable regions() {
    return new TaxRegionVerticle(
        s.bus(), s.documents(), s.queries(), s.commits(), cache(), s.ids(), Calculators.BUILT_IN);
  }

  Deployable mappings() {
    return new ManualTaxMappingVerticle(
        s.bus(), s.documents(), s.queries(), s.commits(), cache(), s.ids());
  }

  Deployable settings() {
    return new TaxSettingsVerticle(s.bus(), s.documents(), s.commits(), cache());
  }

  Deployable calculation() {
    return new TaxCalculationVerticle(s.bus(), cache(), Calculators.BUILT_IN);
  }

  Deployable refresh() {
    return new TaxRefreshVerticle(cache());
  }
}
