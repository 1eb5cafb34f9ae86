package io.cartwright.discount.coupon;

import io.cartwright.discount.DiscountQuestions.UsageLimit;
import io.cartwright.money.Decimals;
import io.cartwright.pricing.Coupon;
import io.cartwright.pricing.Coupon.Benefit;
import io.cartwright.pricing.Scope;
import io.cartwright.wire.coupons.Specification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The contract's coupons as pricing takes them; for those that have passed {@link CouponChecks}.
 */
final class CouponMapping {
  static final String COLLECTION = "collection";

  private static final int E4 = 4;

  /** A business of the contract: the app id of its catalog, and what its items are grouped by. */
  private record Business(String appId, List<String> groups) {}

  private static final Map<String, Business> BUSINESSES =
      new TreeMap<>(
          Map.of(
              "stores",
              new Business("215238eb-22a5-4c36-9e7b-e7c08025e04e", List.of("product", COLLECTION)),
              "bookings",
              new Business("13d21c63-b5ec-5912-8397-c3a5ddb27a97", List.of("service")),
              "events",
              new Business("140603ad-af8d-84a5-2c80-a0f60cb47351", List.of("event", "ticket")),
              "pricingPlans",
              new Business("1522827f-c56c-a5c9-2ac9-00f9e6ae12d3", List.of("plan"))));

  private CouponMapping() {}

  /** The app of a scope's namespace; null when there is no such namespace. */
  static String appOf(String namespace) {
    Business business = BUSINESSES.get(namespace);
    return business == null ? null : business.appId();
  }

  static Set<String> namespaces() {
    return new TreeSet<>(BUSINESSES.keySet());
  }

  /** What the scopes of a namespace may name; empty when there is no such namespace. */
  static List<String> groups(String namespace) {
    Business business = BUSINESSES.get(namespace);
    return business == null ? List.of() : business.groups();
  }

  static Coupon coupon(String id, Specification spec) {
    return new Coupon(
        id,
        spec.code(),
        spec.name(),
        benefit(spec),
        scope(spec.scope()),
        spec.minimumSubtotal() == null ? null : (Long) e4(spec.minimumSubtotal()),
        Boolean.TRUE.equals(spec.limitedToOneItem()),
        Boolean.TRUE.equals(spec.appliesToSubscriptions()));
  }

  /** Null without a limit. */
  static UsageLimit limit(Specification spec) {
    boolean limited = spec.usageLimit() != null || spec.limitPerCustomer() != null;
    return limited ? new UsageLimit(spec.usageLimit(), spec.limitPerCustomer()) : null;
  }

  private static Benefit benefit(Specification spec) {
    return switch (CouponForm.behavior(spec)) {
      case MONEY_OFF -> new Benefit.MoneyOff(e4(spec.moneyOffAmount()));
      case PERCENT_OFF -> new Benefit.PercentOff(Decimals.percentE4(spec.percentOffRate()));
      case FREE_SHIPPING -> new Benefit.FreeShipping();
      case FIXED_PRICE -> new Benefit.FixedPrice(e4(spec.fixedPriceAmount()));
      case BUY_X_GET_Y -> new Benefit.BuyXGetY(spec.buyXGetY().x(), spec.buyXGetY().y());
    };
  }

  private static Scope scope(io.cartwright.wire.common.Scope scope) {
    if (scope == null) return Scope.all();
    String appId = appOf(scope.namespace());
    if (scope.group() == null || scope.group().entityId() == null) return Scope.app(appId);
    Set<String> ids = Set.of(scope.group().entityId().toLowerCase(Locale.ROOT));
    return COLLECTION.equals(scope.group().name())
        ? Scope.collections(appId, ids)
        : Scope.items(appId, ids);
  }

  private static long e4(double amount) {
    return Decimals.capped(amount, E4);
  }
}
