package io.cartwright;

import io.cartwright.shipping.DeliveryCache;
import io.cartwright.shipping.DeliveryRefreshVerticle;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.DeliveryWriteFlow;
import io.cartwright.shipping.offer.OfferVerticle;
import io.cartwright.shipping.option.OptionVerticle;
import io.cartwright.shipping.profile.DefaultProfileFlow;
import io.cartwright.shipping.profile.ProfileVerticle;

/** The verticles of delivery, and what they share on one node: made when the first is deployed. */
final class ShippingParts {
  private final Services services;
  private Shared made;

  private record Shared(
      DeliveryStore store,
      DeliveryCache cache,
      DeliveryWriteFlow writes,
      DefaultProfileFlow sites) {}

  ShippingParts(Services services) {
    this.services = services;
  }

  private synchronized Shared get() {
    if (made == null) made = make();
    return made;
  }

  private Shared make() {
    DeliveryStore store =
        new DeliveryStore(services.pools(), services.documents(), services.queries());
    DeliveryCache cache = new DeliveryCache(services.vertx(), store);
    return new Shared(
        store,
        cache,
        new DeliveryWriteFlow(services.commits(), cache),
        new DefaultProfileFlow(services.bus(), cache, services.committer(), services.ids()));
  }

  DeliveryRefreshVerticle refresh() {
    return new DeliveryRefreshVerticle(get().cache());
  }

  ProfileVerticle profiles() {
    return new ProfileVerticle(
        services.bus(), get().store(), get().writes(), get().sites(), services.ids());
  }

  OptionVerticle options() {
    return new OptionVerticle(
        services.bus(), get().store(), get().writes(), get().cache(), services.ids());
  }

  OfferVerticle offers() {
    return new OfferVerticle(services.bus(), get().sites());
  }
}
