package io.cartwright.shipping.profile;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Handler;
import io.cartwright.bus.Ids;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.DeliveryWriteFlow;
import io.cartwright.shipping.option.OptionWriteFlow;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves delivery profiles. To be deployed once on each event loop. */
public final class ProfileVerticle extends VerticleBase {
  private final Bus bus;
  private final DefaultProfileFlow sites;
  private final ProfileFlow profiles;
  private final RegionFlow regions;
  private final CarrierFlow carriers;

  public ProfileVerticle(
      Bus bus, DeliveryStore store, DeliveryWriteFlow writes, DefaultProfileFlow sites, Ids ids) {
    this.bus = bus;
    this.sites = sites;
    ProfileWriteFlow moves = new ProfileWriteFlow(store, writes);
    this.profiles = new ProfileFlow(store, writes, moves, ids);
    this.regions = new RegionFlow(moves, ids);
    this.carriers = new CarrierFlow(sites, moves, new OptionWriteFlow(store, writes));
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(ProfileOperations.ADD_DELIVERY_CARRIER, first(regions::addCarrier)),
            bus.serve(ProfileOperations.ADD_DELIVERY_REGION, first(regions::add)),
            bus.serve(ProfileOperations.CREATE_DELIVERY_PROFILE, first(profiles::create)),
            bus.serve(ProfileOperations.DELETE_DELIVERY_PROFILE, first(profiles::delete)),
            bus.serve(
                ProfileOperations.GET_DELIVERY_DESTINATION_PROPERTIES,
                first(carriers::destinationProperties)),
            bus.serve(ProfileOperations.GET_DELIVERY_PROFILE, first(profiles::get)),
            bus.serve(
                ProfileOperations.GET_DELIVERY_PROFILE_BY_DELIVERY_REGION_ID,
                first(profiles::getByRegion)),
            bus.serve(ProfileOperations.LIST_DELIVERY_CARRIERS, first(carriers::list)),
            bus.serve(
                ProfileOperations.LIST_INSTALLED_DELIVERY_CARRIERS, first(carriers::installed)),
            bus.serve(ProfileOperations.QUERY_DELIVERY_PROFILES, first(profiles::query)),
            bus.serve(ProfileOperations.REMOVE_DELIVERY_CARRIER, first(regions::removeCarrier)),
            bus.serve(ProfileOperations.REMOVE_DELIVERY_REGION, first(regions::remove)),
            bus.serve(
                ProfileOperations.SET_DELIVERY_CARRIER_ACTIVE_STATUS, first(carriers::setActive)),
            bus.serve(ProfileOperations.UPDATE_CARRIER_SETTINGS, first(carriers::updateSettings)),
            bus.serve(ProfileOperations.UPDATE_DELIVERY_CARRIER, first(regions::updateCarrier)),
            bus.serve(ProfileOperations.UPDATE_DELIVERY_PROFILE, first(profiles::update)),
            bus.serve(ProfileOperations.UPDATE_DELIVERY_REGION, first(regions::update)),
            bus.serve(ProfileOperations.UPDATE_EXTENDED_FIELDS, first(profiles::extend))));
  }

  /** Every look at a site's profiles finds the default one. */
  private <Q, A> Handler<Q, A> first(Handler<Q, A> handler) {
    return call -> sites.site(call).compose(site -> handler.handle(call));
  }
}
