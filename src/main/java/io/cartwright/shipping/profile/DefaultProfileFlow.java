package io.cartwright.shipping.profile;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Ids;
import io.cartwright.shipping.DeliveryCache;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.offer.SiteDelivery;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.store.Change;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.wire.own.shipping.StoredProfile;
import io.vertx.core.Future;
import java.util.UUID;

/** Gives a site its default profile when its delivery is looked at for the first time. */
public final class DefaultProfileFlow {
  private final Bus bus;
  private final DeliveryCache cache;
  private final Committer committer;
  private final Ids ids;

  public DefaultProfileFlow(Bus bus, DeliveryCache cache, Committer committer, Ids ids) {
    this.bus = bus;
    this.cache = cache;
    this.committer = committer;
    this.ids = ids;
  }

  /** The delivery of the caller's site, with a default profile. */
  public Future<SiteDelivery> site(Call<?> call) {
    UUID siteId = call.caller().siteId();
    return cache
        .at(siteId)
        .compose(
            site ->
                site.defaultProfile().isPresent()
                    ? Future.succeededFuture(site)
                    : make(call).compose(made -> cache.changed(siteId)));
  }

  private Future<Void> make(Call<?> call) {
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .compose(
            asked ->
                asked.isDone()
                    ? commit(call, asked.orNull().businessAddress().country())
                    : Future.failedFuture("no settings of site " + call.caller().siteId()));
  }

  /** Another one may be quicker; then its profile is the default one. */
  private Future<Void> commit(Call<?> call, String country) {
    UUID siteId = call.caller().siteId();
    UUID id = ids.next();
    StoredProfile profile = Profiles.initial(id, country, ids::next, call.now());
    Change change =
        DeliveryStore.change(siteId, call.now())
            .insert(DeliveryStore.PROFILE_TABLE, siteId, id, profile)
            .emit(new ProfileEvents(siteId, call.now()).created(profile.profile()));
    DeliveryStore.countProfiles(change, siteId, 1);
    DeliveryStore.countDestinations(
        change, siteId, Destinations.count(profile.profile().deliveryRegions()));
    return committer
        .commit(change)
        .compose(
            committed ->
                committed.ok() || committed.failed(Committed.Reason.UNIQUE)
                    ? Future.succeededFuture()
                    : Future.failedFuture("no default delivery profile: " + committed));
  }
}
