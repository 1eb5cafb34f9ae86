package io.cartwright;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.shipping.Carriers;
import io.cartwright.shipping.option.OptionOperations;
import io.cartwright.shipping.profile.ProfileOperations;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.CursorQuery;
import io.cartwright.wire.deliveryprofile.AddDeliveryCarrierRequest;
import io.cartwright.wire.deliveryprofile.BackupRate;
import io.cartwright.wire.deliveryprofile.DeliveryCarrier;
import io.cartwright.wire.deliveryprofile.DeliveryRegion;
import io.cartwright.wire.deliveryprofile.QueryDeliveryProfilesRequest;
import io.cartwright.wire.shippingoptions.Condition;
import io.cartwright.wire.shippingoptions.ConditionType;
import io.cartwright.wire.shippingoptions.ConditionalRates;
import io.cartwright.wire.shippingoptions.CreateShippingOptionRequest;
import io.cartwright.wire.shippingoptions.LogicalOperator;
import io.cartwright.wire.shippingoptions.QueryShippingOptionsRequest;
import io.cartwright.wire.shippingoptions.ShippingOption;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Delivery of the demo shop: standard (free from 75) and express at home, one rate for the rest of
 * the world, and picking up.
 */
final class DemoDelivery {
  private final Bus bus;
  private final Clock clock;
  private final UUID siteId;
  private final Set<String> there = new HashSet<>();

  DemoDelivery(Bus bus, Clock clock, UUID siteId) {
    this.bus = bus;
    this.clock = clock;
    this.siteId = siteId;
  }

  /** Fails when one of them is refused; filling again adds only what is missing. */
  Future<Void> fill() {
    CursorQuery all = CursorQuery.builder().build();
    return ask(OptionOperations.QUERY_SHIPPING_OPTIONS, new QueryShippingOptionsRequest(all))
        .compose(
            found -> {
              found.shippingOptions().forEach(option -> there.add(option.title()));
              CursorQuery isDefault =
                  CursorQuery.builder().filter(Json.of(Map.of("default", true))).build();
              return ask(
                  ProfileOperations.QUERY_DELIVERY_PROFILES,
                  new QueryDeliveryProfilesRequest(isDefault));
            })
        .compose(found -> fill(found.deliveryProfiles().get(0).deliveryRegions()));
  }

  /** The regions of a new default profile: at home, then the rest of the world. */
  private Future<Void> fill(List<DeliveryRegion> regions) {
    String home = regions.get(0).id();
    String abroad = regions.get(1).id();
    ConditionalRates free =
        ConditionalRates.builder()
            .amount("0")
            .conditions(
                List.of(new Condition(ConditionType.BY_TOTAL_PRICE, "75", LogicalOperator.GTE)))
            .build();
    return option(home, "Standard", "3 to 5 business days", rate("5.99"), free)
        .compose(done -> option(home, "Express", "1 to 2 business days", rate("14.99")))
        .compose(done -> option(abroad, "International", "7 to 14 business days", rate("24.99")))
        .compose(
            done ->
                regions.get(0).deliveryCarriers().isEmpty()
                    ? pickup(home)
                    : Future.succeededFuture());
  }

  private static ConditionalRates rate(String amount) {
    return ConditionalRates.builder().amount(amount).build();
  }

  private Future<Void> option(
      String regionId, String title, String time, ConditionalRates... rates) {
    if (there.contains(title)) return Future.succeededFuture();
    ShippingOption option =
        ShippingOption.builder()
            .title(title)
            .estimatedDeliveryTime(time)
            .deliveryRegionIds(List.of(regionId))
            .rates(List.of(rates))
            .build();
    return ask(OptionOperations.CREATE_SHIPPING_OPTION, new CreateShippingOptionRequest(option))
        .mapEmpty();
  }

  private Future<Void> pickup(String regionId) {
    DeliveryCarrier pickup =
        DeliveryCarrier.builder()
            .appId(Carriers.PICKUP)
            .backupRate(BackupRate.builder().title("Store pickup").amount("0").active(true).build())
            .build();
    return ask(
            ProfileOperations.ADD_DELIVERY_CARRIER, new AddDeliveryCarrierRequest(regionId, pickup))
        .mapEmpty();
  }

  private <Q, A> Future<A> ask(Operation<Q, A> operation, Q body) {
    Caller caller = Caller.system(siteId);
    CallId id = CallId.minted(operation.address());
    return bus.call(operation, new Call<>(caller, id, body, null, clock.instant(), "demo"))
        .compose(
            outcome ->
                outcome instanceof Outcome.Done<A> done
                    ? Future.succeededFuture(done.value())
                    : Future.failedFuture("demo delivery refused: " + outcome));
  }
}
