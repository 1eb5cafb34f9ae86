package io.cartwright.totals;

import static io.cartwright.site.SiteQuestions.SETTINGS;

import io.cartwright.basket.PriceAsk;
import io.cartwright.basket.Priced;
import io.cartwright.basket.PricingFlow;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.money.Currency;
import io.cartwright.pricing.Pricer;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.coupons.CouponsApi;
import io.cartwright.wire.coupons.GetCouponRequest;
import io.cartwright.wire.coupons.GetCouponResponse;
import io.cartwright.wire.own.basket.StoredBasket;
import io.cartwright.wire.totalscalculator.CalculateTotalsRequest;
import io.cartwright.wire.totalscalculator.CalculateTotalsResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves the totals calculator. To be deployed once on each event loop. */
public final class TotalsVerticle extends VerticleBase {
  private static final Operation<GetCouponRequest, GetCouponResponse> GET_COUPON =
      Operation.of(CouponsApi.GET_COUPON);

  private final Bus bus;
  private final PricingFlow pricing;

  /**
   * @param pricer of this event loop alone
   */
  public TotalsVerticle(Bus bus, Pricer pricer) {
    this.bus = bus;
    this.pricing = new PricingFlow(bus, pricer);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.serve(TotalsOperations.CALCULATE_TOTALS, this::calculateTotals),
        bus.serve(TotalsQuestions.PRICE_ASK, this::priceAsk),
        bus.serve(TotalsQuestions.SHOW, this::show));
  }

  private Future<Outcome<CalculateTotalsResponse>> calculateTotals(
      Call<CalculateTotalsRequest> call) {
    return TotalsInput.checked(call.caller(), call.body())
        .thenAwait(request -> settings(call))
        .compose(
            known ->
                known.thenAwait(
                    site ->
                        priceAsk(call, site)
                            .compose(made -> made.thenAwait(ask -> pricing.price(call, ask)))
                            .map(
                                outcome ->
                                    outcome.map(
                                        priced -> TotalsView.of(call.body(), priced, site)))));
  }

  private Future<Outcome<SiteSettings>> settings(Call<?> call) {
    return bus.ask(SETTINGS, call, SettingsWanted.INSTANCE);
  }

  private Future<Outcome<PriceAsk>> priceAsk(Call<CalculateTotalsRequest> call) {
    return TotalsInput.checked(call.caller(), call.body())
        .thenAwait(request -> settings(call))
        .compose(known -> known.thenAwait(site -> priceAsk(call, site)));
  }

  private Future<Outcome<PriceAsk>> priceAsk(Call<CalculateTotalsRequest> call, SiteSettings site) {
    Currency currency = Currency.of(site.currency());
    Future<Outcome<String>> coupon = couponCode(call);
    return pricing
        .resolve(call, TotalsInput.references(call.body()))
        .compose(
            resolved ->
                coupon.map(
                    code -> resolved.then(items -> code.then(c -> ask(call, items, c, currency)))));
  }

  private Future<Outcome<CalculateTotalsResponse>> show(Call<Priced> call) {
    return settings(call)
        .map(
            known ->
                known.map(
                    site ->
                        TotalsView.of(
                            CalculateTotalsRequest.builder().build(), call.body(), site)));
  }

  private static Outcome<PriceAsk> ask(
      Call<CalculateTotalsRequest> call,
      List<ResolvedItem> items,
      String couponCode,
      Currency currency) {
    CalculateTotalsRequest body = call.body();
    Outcome<StoredBasket> basket =
        TotalsInput.basket(call.caller(), body, items, couponCode, currency);
    return basket.then(
        of ->
            TotalsInput.fees(body, currency)
                .map(
                    fees ->
                        new PriceAsk(
                            of,
                            currency,
                            false,
                            !Boolean.FALSE.equals(body.calculateShipping()),
                            !Boolean.FALSE.equals(body.calculateTax()),
                            body.shippingAddress(),
                            body.billingAddress(),
                            body.selectedShippingOption(),
                            fees,
                            null)));
  }

  /** The code of the coupon that the request names by code or by id; null without one. */
  private Future<Outcome<String>> couponCode(Call<CalculateTotalsRequest> call) {
    String id = call.body().couponId();
    if (id == null) return Future.succeededFuture(Outcome.done(call.body().couponCode()));
    return bus.call(GET_COUPON, call.asSystem(new GetCouponRequest(id)))
        .map(outcome -> outcome.map(found -> found.coupon().specification().code()));
  }
}
