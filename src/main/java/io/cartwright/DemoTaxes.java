package io.cartwright;

import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.tax.Calculators;
import io.cartwright.tax.SystemGroups;
import io.cartwright.tax.TaxOperations;
import io.cartwright.wire.common.JurisdictionType;
import io.cartwright.wire.manualtaxmappings.CreateManualTaxMappingRequest;
import io.cartwright.wire.manualtaxmappings.ManualTaxMapping;
import io.cartwright.wire.taxgroups.CreateTaxGroupRequest;
import io.cartwright.wire.taxgroups.TaxGroup;
import io.cartwright.wire.taxregions.CreateTaxRegionRequest;
import io.cartwright.wire.taxregions.TaxRegion;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Tax of the demo site: three regions with other rules each. US-NY adds 8.875 % to prices, GB has
 * 20 % and DE 19 % within them, and DE a reduced rate of 7 % for a group of its own.
 */
final class DemoTaxes {
  /** Name of the group with the reduced rate. */
  static final String REDUCED = "Reduced rate";

  private record Rate(String groupId, String rate, String name, String type) {}

  private final Services services;
  private final UUID siteId;

  private DemoTaxes(Services services, UUID siteId) {
    this.services = services;
    this.siteId = siteId;
  }

  /** Makes them. */
  static Future<Void> fill(Services services, UUID siteId) {
    return new DemoTaxes(services, siteId).fill();
  }

  private Future<Void> fill() {
    String products = SystemGroups.products(siteId).id();
    TaxGroup reduced = TaxGroup.builder().name(REDUCED).build();
    return ask(TaxOperations.CREATE_TAX_GROUP, new CreateTaxGroupRequest(reduced))
        .map(made -> made.taxGroup().id())
        .compose(
            group ->
                region("US", "NY", false, new Rate(products, "0.08875", "Sales tax", "SALES"))
                    .compose(done -> region("GB", null, true, vat(products, "0.2")))
                    .compose(
                        done ->
                            region("DE", null, true, vat(products, "0.19"), vat(group, "0.07"))));
  }

  private static Rate vat(String groupId, String rate) {
    return new Rate(groupId, rate, "VAT", "VAT");
  }

  private Future<Void> region(
      String country, String subdivision, boolean taxIncluded, Rate... rates) {
    TaxRegion region =
        TaxRegion.builder()
            .country(country)
            .subdivision(subdivision)
            .appId(Calculators.MANUAL.appId())
            .taxIncludedInPrice(taxIncluded)
            .build();
    return ask(TaxOperations.CREATE_TAX_REGION, new CreateTaxRegionRequest(region))
        .compose(
            made -> {
              Future<Void> all = Future.succeededFuture();
              for (Rate rate : List.of(rates)) {
                all = all.compose(done -> map(made.taxRegion(), rate));
              }
              return all;
            });
  }

  private Future<Void> map(TaxRegion region, Rate rate) {
    boolean divided = region.subdivision() != null;
    ManualTaxMapping mapping =
        ManualTaxMapping.builder()
            .taxRegionId(region.id())
            .taxGroupId(rate.groupId())
            .taxRate(rate.rate())
            .taxName(rate.name())
            .taxType(rate.type())
            .jurisdiction(divided ? region.subdivision() : region.country())
            .jurisdictionType(divided ? JurisdictionType.STATE : JurisdictionType.COUNTRY)
            .build();
    return ask(TaxOperations.CREATE_MANUAL_TAX_MAPPING, new CreateManualTaxMappingRequest(mapping))
        .mapEmpty();
  }

  private <Q, A> Future<A> ask(Operation<Q, A> operation, Q body) {
    Call<Q> call =
        new Call<>(
            Caller.system(siteId),
            CallId.minted(services.ids().next().toString()),
            body,
            null,
            services.clock().instant(),
            "demo");
    return services
        .bus()
        .call(operation, call)
        .compose(
            outcome ->
                outcome instanceof Outcome.Refused<A> refused
                    ? Future.failedFuture(
                        operation + " refused " + refused.refusal() + " " + refused.description())
                    : Future.succeededFuture(outcome.orNull()));
  }
}
