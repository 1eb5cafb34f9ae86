package io.cartwright;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogIds;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.discount.DiscountOperations;
import io.cartwright.wire.Json;
import io.cartwright.wire.common.Scope;
import io.cartwright.wire.coupons.CreateCouponRequest;
import io.cartwright.wire.coupons.Specification;
import io.cartwright.wire.discountrules.BuyXGetYInfo;
import io.cartwright.wire.discountrules.CreateDiscountRuleRequest;
import io.cartwright.wire.discountrules.CustomFilter;
import io.cartwright.wire.discountrules.CustomerBuy;
import io.cartwright.wire.discountrules.CustomerGet;
import io.cartwright.wire.discountrules.Discount;
import io.cartwright.wire.discountrules.DiscountRule;
import io.cartwright.wire.discountrules.DiscountTrigger;
import io.cartwright.wire.discountrules.Discounts;
import io.cartwright.wire.discountrules.ScopeType;
import io.cartwright.wire.discountrules.SpecificItemsInfo;
import io.cartwright.wire.discountrules.SubtotalRange;
import io.cartwright.wire.discountrules.Type;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The demo shop's discounts, made through the operations that everybody uses: rules on its
 * categories only, and two coupons.
 */
final class DemoDiscounts {
  private static final String[] ALL = {
    "mugs", "shirts", "prints", "kitchen", "outdoor", "stationery"
  };

  private final Bus bus;
  private final Clock clock;
  private final UUID siteId;

  DemoDiscounts(Bus bus, Clock clock, UUID siteId) {
    this.bus = bus;
    this.clock = clock;
    this.siteId = siteId;
  }

  /** Fails when one of them is refused. */
  Future<Void> fill() {
    return rule("10 % off kitchen tools", null, percentage(10, "kitchen"))
        .compose(done -> rule("3 for 2 on mugs", null, threeForTwo("mugs")))
        .compose(done -> rule("Spend 100, save 5 %", spend("100", "199.99"), percentage(5, ALL)))
        .compose(done -> rule("Spend 200, save 10 %", spend("200", null), percentage(10, ALL)))
        .compose(
            done ->
                coupon(
                    Specification.builder()
                        .name("10 % off your first order")
                        .code("WELCOME10")
                        .percentOffRate(10.0)
                        .scope(Scope.builder().namespace("stores").build())
                        .limitPerCustomer(1)))
        .compose(
            done ->
                coupon(
                    Specification.builder()
                        .name("Free shipping from 25")
                        .code("FREESHIP")
                        .freeShipping(true)
                        .minimumSubtotal(25.0)));
  }

  private static DiscountTrigger spend(String from, String to) {
    return DiscountTrigger.builder().subtotalRange(new SubtotalRange(List.of(), from, to)).build();
  }

  private Discount percentage(double percentage, String... categories) {
    return Discount.builder()
        .percentage(percentage)
        .specificItemsInfo(SpecificItemsInfo.builder().scopes(List.of(scope(categories))).build())
        .build();
  }

  private Discount threeForTwo(String category) {
    List<io.cartwright.wire.discountrules.Scope> scopes = List.of(scope(category));
    return Discount.builder()
        .percentage(100.0)
        .targetType(Type.BUY_X_GET_Y)
        .buyXGetYInfo(
            BuyXGetYInfo.builder()
                .customerBuys(CustomerBuy.builder().minimumQuantity(2).scopes(scopes).build())
                .customerGets(CustomerGet.builder().quantity(1).scopes(scopes).build())
                .build())
        .build();
  }

  private io.cartwright.wire.discountrules.Scope scope(String... categories) {
    List<String> ids =
        Stream.of(categories)
            .map(slug -> CatalogIds.of(siteId, "demo-category", slug).toString())
            .toList();
    return io.cartwright.wire.discountrules.Scope.builder()
        .id("collections_" + CatalogQuestions.STORES_APP_ID)
        .type(ScopeType.CUSTOM_FILTER)
        .customFilter(
            new CustomFilter(CatalogQuestions.STORES_APP_ID, Json.of(Map.of("collectionIds", ids))))
        .build();
  }

  private Future<Void> rule(String name, DiscountTrigger trigger, Discount discount) {
    return make(
        DiscountOperations.CREATE_DISCOUNT_RULE,
        new CreateDiscountRuleRequest(
            DiscountRule.builder()
                .name(name)
                .trigger(trigger)
                .discounts(new Discounts(List.of(discount)))
                .build()));
  }

  private Future<Void> coupon(Specification.Builder specification) {
    return make(DiscountOperations.CREATE_COUPON, new CreateCouponRequest(specification.build()));
  }

  private <Q> Future<Void> make(Operation<Q, ?> operation, Q body) {
    Caller system = Caller.system(siteId);
    CallId id = CallId.minted("demo");
    return ask(operation, new Call<>(system, id, body, null, clock.instant(), "demo"));
  }

  private <Q, A> Future<Void> ask(Operation<Q, A> operation, Call<Q> call) {
    return bus.call(operation, call)
        .compose(
            outcome ->
                outcome instanceof Outcome.Refused<A> refused
                    ? Future.failedFuture(new IllegalStateException(operation + ": " + refused))
                    : Future.succeededFuture());
  }
}
