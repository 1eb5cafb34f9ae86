package io.cartwright.shipping.option;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Ids;
import io.cartwright.shipping.DeliveryCache;
import io.cartwright.shipping.DeliveryStore;
import io.cartwright.shipping.DeliveryWriteFlow;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves shipping options. To be deployed once on each event loop. */
public final class OptionVerticle extends VerticleBase {
  private final Bus bus;
  private final OptionFlow flow;

  public OptionVerticle(
      Bus bus, DeliveryStore store, DeliveryWriteFlow writes, DeliveryCache cache, Ids ids) {
    this.bus = bus;
    this.flow = new OptionFlow(store, writes, cache, ids);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(OptionOperations.ADD_DELIVERY_REGION, flow::addRegion),
            bus.serve(OptionOperations.CREATE_SHIPPING_OPTION, flow::create),
            bus.serve(OptionOperations.DELETE_SHIPPING_OPTION, flow::delete),
            bus.serve(OptionOperations.GET_SHIPPING_OPTION, flow::get),
            bus.serve(OptionOperations.QUERY_SHIPPING_OPTIONS, flow::query),
            bus.serve(OptionOperations.REMOVE_DELIVERY_REGION, flow::removeRegion),
            bus.serve(OptionOperations.UPDATE_EXTENDED_FIELDS, flow::extend),
            bus.serve(OptionOperations.UPDATE_SHIPPING_OPTION, flow::update)));
  }
}
