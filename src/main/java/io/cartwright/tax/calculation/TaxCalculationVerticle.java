package io.cartwright.tax.calculation;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.tax.Calculators;
import io.cartwright.tax.TaxCache;
import io.cartwright.tax.TaxOperations;
import io.cartwright.tax.TaxQuestions;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.tax.TaxQuestions.TaxAt;
import io.cartwright.tax.TaxTable;
import io.cartwright.wire.Violation;
import io.cartwright.wire.taxcalculation.CalculateTaxRequest;
import io.cartwright.wire.taxcalculation.CalculateTaxResponse;
import io.cartwright.wire.taxcalculation.ListTaxCalculatorsRequest;
import io.cartwright.wire.taxcalculation.ListTaxCalculatorsResponse;
import io.cartwright.wire.taxcalculation.TaxCalculatorDetails;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Tells the tax of an address to other domains, and calculates that of line items. */
public final class TaxCalculationVerticle extends VerticleBase {
  private final Bus bus;
  private final TaxCache cache;
  private final Calculators calculators;

  public TaxCalculationVerticle(Bus bus, TaxCache cache, Calculators calculators) {
    this.bus = bus;
    this.cache = cache;
    this.calculators = calculators;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.serve(TaxQuestions.TAX_AT, this::taxAt),
        bus.serve(TaxOperations.CALCULATE_TAX, this::calculate),
        bus.serve(TaxOperations.LIST_TAX_CALCULATORS, this::listCalculators));
  }

  private Future<Outcome<TaxAnswer>> taxAt(Call<TaxAt> call) {
    return cache.table(call.caller().siteId()).map(table -> Outcome.done(at(table, call.body())));
  }

  private static TaxAnswer at(TaxTable table, TaxAt asked) {
    return asked.address() == null
        ? TaxTable.NOWHERE
        : table.at(
            asked.address().country(), asked.address().subdivision(), asked.taxExemptGroupId());
  }

  private Future<Outcome<CalculateTaxResponse>> calculate(Call<CalculateTaxRequest> call) {
    return currency(call)
        .compose(
            known ->
                known.thenAwait(
                    currency ->
                        cache
                            .table(call.caller().siteId())
                            .map(table -> TaxCalculation.of(call.body(), table, currency))));
  }

  /** The currency of the request, else that of the site. */
  private Future<Outcome<Currency>> currency(Call<CalculateTaxRequest> call) {
    String code = call.body().currency();
    if (code == null || code.isEmpty()) {
      return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
          .map(answer -> answer.map(site -> Currency.of(site.currency())));
    }
    return Future.succeededFuture(
        Currency.isKnown(code)
            ? Outcome.done(Currency.of(code))
            : Outcome.invalid("currency", Violation.Rule.FORMAT, "has no minor unit"));
  }

  private Future<Outcome<ListTaxCalculatorsResponse>> listCalculators(
      Call<ListTaxCalculatorsRequest> call) {
    List<TaxCalculatorDetails> all =
        calculators.all().stream()
            .map(
                each ->
                    new TaxCalculatorDetails(
                        each.appId(),
                        each.displayName(),
                        each.unsupportedCountries().stream().sorted().toList()))
            .toList();
    return Future.succeededFuture(Outcome.done(new ListTaxCalculatorsResponse(all)));
  }
}
