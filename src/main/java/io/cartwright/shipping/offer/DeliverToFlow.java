package io.cartwright.shipping.offer;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.shipping.DeliveryQuestions.DeliverTo;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.shipping.profile.DefaultProfileFlow;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.own.site.BusinessAddress;
import io.vertx.core.Future;

/** Answers {@link io.cartwright.shipping.DeliveryQuestions#DELIVER_TO}, from memory. */
public final class DeliverToFlow {
  private final Bus bus;
  private final DefaultProfileFlow sites;

  public DeliverToFlow(Bus bus, DefaultProfileFlow sites) {
    this.bus = bus;
    this.sites = sites;
  }

  public Future<Outcome<DeliveryAnswer>> deliverTo(Call<DeliverTo> call) {
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .compose(
            asked ->
                asked.thenAwait(
                    settings ->
                        sites
                            .site(call)
                            .map(site -> Outcome.done(answer(call.body(), site, settings)))));
  }

  private static DeliveryAnswer answer(DeliverTo ask, SiteDelivery site, SiteSettings settings) {
    DeliveryBook book = site.in(Currency.of(settings.currency()));
    return Offers.of(ask, book, address(settings.businessAddress()));
  }

  private static Address address(BusinessAddress address) {
    return Address.builder()
        .country(address.country())
        .subdivision(address.subdivision())
        .city(address.city())
        .postalCode(address.postalCode())
        .addressLine(address.addressLine())
        .build();
  }
}
