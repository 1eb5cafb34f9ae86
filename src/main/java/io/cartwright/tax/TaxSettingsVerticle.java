package io.cartwright.tax;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.wire.Fields;
import io.cartwright.wire.taxsettings.GetTaxSettingsRequest;
import io.cartwright.wire.taxsettings.GetTaxSettingsResponse;
import io.cartwright.wire.taxsettings.TaxSettings;
import io.cartwright.wire.taxsettings.UpsertTaxSettingsRequest;
import io.cartwright.wire.taxsettings.UpsertTaxSettingsResponse;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.UUID;

/** Serves tax settings; until they are set they are as the site's settings say. */
public final class TaxSettingsVerticle extends VerticleBase {
  private final Bus bus;
  private final Documents documents;
  private final Commits commits;
  private final TaxCache cache;

  public TaxSettingsVerticle(Bus bus, Documents documents, Commits commits, TaxCache cache) {
    this.bus = bus;
    this.documents = documents;
    this.commits = commits;
    this.cache = cache;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.serve(TaxOperations.GET_TAX_SETTINGS, this::get),
        bus.serve(TaxOperations.UPSERT_TAX_SETTINGS, this::upsert));
  }

  private Future<Outcome<GetTaxSettingsResponse>> get(Call<GetTaxSettingsRequest> call) {
    return find(call)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(Outcome.done(found.get().value()))
                    : standard(call))
        .map(outcome -> outcome.map(GetTaxSettingsResponse::new));
  }

  private Future<Optional<Stored<TaxSettings>>> find(Call<?> call) {
    UUID siteId = call.caller().siteId();
    return documents.find(TaxStore.SETTINGS, siteId, siteId);
  }

  private Future<Outcome<TaxSettings>> standard(Call<?> call) {
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .map(answer -> answer.map(TaxSettingsVerticle::standard));
  }

  private static TaxSettings standard(SiteSettings site) {
    return TaxSettings.builder().taxIncludedInItemPrices(site.taxIncludedInPrice()).build();
  }

  private Future<Outcome<UpsertTaxSettingsResponse>> upsert(Call<UpsertTaxSettingsRequest> call) {
    return Retries.whileStale(() -> attempt(call))
        .compose(outcome -> cache.after(call.caller().siteId(), outcome));
  }

  private Future<Outcome<UpsertTaxSettingsResponse>> attempt(Call<UpsertTaxSettingsRequest> call) {
    return find(call)
        .compose(
            found ->
                found.isPresent()
                    ? save(call, found.get(), found.get().value())
                    : standard(call)
                        .compose(known -> known.thenAwait(standard -> save(call, null, standard))));
  }

  private Future<Outcome<UpsertTaxSettingsResponse>> save(
      Call<UpsertTaxSettingsRequest> call, Stored<TaxSettings> before, TaxSettings base) {
    UUID siteId = call.caller().siteId();
    Fields present = call.present() == null ? null : call.present().child("taxSettings");
    TaxSettings merged =
        TaxSettings.CODEC.merge(base, call.body().taxSettings(), present).toBuilder()
            .createdDate(before == null ? call.now() : before.value().createdDate())
            .updatedDate(call.now())
            .build();
    Change change = Change.at(call.now());
    if (before == null) change.insert(TaxStore.SETTINGS, siteId, siteId, merged);
    else change.update(TaxStore.SETTINGS, siteId, siteId, before.revision(), merged);
    return commits.commit(
        TaxOperations.UPSERT_TAX_SETTINGS, call, change, new UpsertTaxSettingsResponse(merged));
  }
}
