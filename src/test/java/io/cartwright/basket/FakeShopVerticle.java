package io.cartwright.basket;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Kind;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Refusal;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.catalog.CatalogQuestions.ResolvedItems;
import io.cartwright.checkout.CheckoutQuestions;
import io.cartwright.checkout.CheckoutQuestions.FromCart;
import io.cartwright.checkout.CheckoutQuestions.FromCartAnswer;
import io.cartwright.discount.DiscountQuestions;
import io.cartwright.discount.DiscountQuestions.CouponAnswer;
import io.cartwright.discount.DiscountQuestions.CouponFor;
import io.cartwright.discount.DiscountQuestions.Limits;
import io.cartwright.discount.DiscountQuestions.Rules;
import io.cartwright.discount.DiscountQuestions.RulesAsOf;
import io.cartwright.discount.DiscountQuestions.UsedUp;
import io.cartwright.pricing.Delivery;
import io.cartwright.pricing.RuleBook;
import io.cartwright.pricing.TaxFacts;
import io.cartwright.shipping.DeliveryQuestions;
import io.cartwright.shipping.DeliveryQuestions.DeliverTo;
import io.cartwright.shipping.DeliveryQuestions.DeliveryAnswer;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.tax.TaxQuestions;
import io.cartwright.tax.TaxQuestions.TaxAnswer;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.own.site.BusinessAddress;
import io.cartwright.wire.own.site.StockDecrement;
import io.cartwright.wire.own.site.WeightUnit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that carts and checkouts ask of others, answered from what a test has put here. */
public final class FakeShopVerticle extends VerticleBase {
  /** What coupons are refused with. */
  public enum CouponRefusal implements Refusal {
    ERROR_COUPON_DOES_NOT_EXIST;

    @Override
    public Kind kind() {
      return Kind.NOT_FOUND;
    }
  }

  public final Map<String, ResolvedItem> items = new ConcurrentHashMap<>();
  public final Map<String, CouponAnswer> coupons = new ConcurrentHashMap<>();
  public final List<FromCart> checkouts = new CopyOnWriteArrayList<>();
  public volatile RuleBook rules = RuleBook.empty(1);

  /** Rules that were, by their version. */
  public final Map<Long, RuleBook> pastRules = new ConcurrentHashMap<>();

  public volatile Limits limits = Limits.NONE;

  /** Rules that are used up, for everybody. */
  public final Set<String> usedUp = ConcurrentHashMap.newKeySet();

  /** The rules that were asked about, question by question. */
  public final List<Set<String>> askedUses = new CopyOnWriteArrayList<>();

  public volatile boolean acceptsPayments = true;
  public volatile String currency = "USD";

  /** Where the site trades from; null when it has not said. */
  public volatile String country = "US";

  /** True while the site's settings cannot be had. */
  public volatile boolean settingsFail;

  public volatile StockDecrement stockDecrement = StockDecrement.ON_PLACEMENT;

  private final UUID clientId = UUID.randomUUID();
  private final Bus bus;
  private final boolean withCheckouts;

  public FakeShopVerticle(Bus bus) {
    this(bus, true);
  }

  /** With {@code withCheckouts} false, checkouts are somebody else's. */
  public FakeShopVerticle(Bus bus, boolean withCheckouts) {
    this.bus = bus;
    this.withCheckouts = withCheckouts;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            bus.serve(
                SiteQuestions.SETTINGS,
                call -> settingsFail ? Future.failedFuture("no settings") : done(settings(call))),
            bus.serve(CatalogQuestions.RESOLVE_ITEMS, call -> done(resolved(call.body()))),
            bus.serve(DiscountQuestions.RULES_FOR, call -> done(new Rules(rules, limits))),
            bus.serve(DiscountQuestions.RULES_AS_OF, this::rulesAsOf),
            bus.serve(DiscountQuestions.USED_UP, call -> done(usedUp(call.body()))),
            bus.serve(DiscountQuestions.COUPON_FOR, call -> coupon(call.body())),
            bus.serve(
                TaxQuestions.TAX_AT, call -> done(new TaxAnswer(tax(call.body().address()), "r"))),
            bus.serve(DeliveryQuestions.DELIVER_TO, call -> done(delivery(call.body()))),
            withCheckouts
                ? bus.serve(CheckoutQuestions.FROM_CART, this::fromCart)
                : Future.<Void>succeededFuture()));
  }

  private static <A> Future<Outcome<A>> done(A answer) {
    return Future.succeededFuture(Outcome.done(answer));
  }

  private SiteSettings settings(Call<?> call) {
    return new SiteSettings(
        call.caller().siteId(),
        1,
        "Shop",
        clientId,
        currency,
        "en",
        BusinessAddress.builder().country(country).build(),
        ZoneId.of("UTC"),
        WeightUnit.KG,
        acceptsPayments,
        List.of(),
        false,
        stockDecrement);
  }

  private Future<Outcome<Rules>> rulesAsOf(Call<RulesAsOf> call) {
    RuleBook past = pastRules.get(call.body().version());
    return done(new Rules(past == null ? rules : past, Limits.NONE));
  }

  private ResolvedItems resolved(ResolveItems ask) {
    List<ResolvedItem> found = new ArrayList<>();
    for (CatalogReference reference : ask.references()) {
      found.add(items.get(reference.catalogItemId()));
    }
    return new ResolvedItems(found);
  }

  private Set<String> usedUp(UsedUp ask) {
    askedUses.add(ask.limits().keySet());
    Set<String> found = new HashSet<>(ask.limits().keySet());
    found.retainAll(usedUp);
    return found;
  }

  private Future<Outcome<CouponAnswer>> coupon(CouponFor ask) {
    CouponAnswer coupon = coupons.get(ask.code());
    return coupon == null
        ? Future.succeededFuture(
            Outcome.refused(CouponRefusal.ERROR_COUPON_DOES_NOT_EXIST, "no such coupon"))
        : done(coupon);
  }

  private static TaxFacts tax(io.cartwright.wire.common.Address address) {
    return address == null
        ? TaxFacts.NONE
        : new TaxFacts(
            false,
            false,
            Map.of("g", List.of(new TaxFacts.TaxRate("VAT", 100_000, null, null, null))),
            "g",
            null);
  }

  private static DeliveryAnswer delivery(DeliverTo ask) {
    List<Delivery.Option> options =
        ask.destination() == null
            ? List.of()
            : List.of(Delivery.Option.of("carrier", "truck", "Truck", Delivery.Rate.flat(500)));
    return new DeliveryAnswer(
        new Delivery(options, ask.chosenCarrierId(), ask.chosenCode(), ask.destination() != null),
        "region",
        "Everywhere",
        Map.of(),
        Map.of());
  }

  private Future<Outcome<FromCartAnswer>> fromCart(Call<FromCart> call) {
    checkouts.add(call.body());
    UUID known = call.body().checkoutId();
    return done(new FromCartAnswer(known == null ? UUID.randomUUID() : known));
  }

  public void sells(String id, long priceMinor) {
    items.put(id, Baskets.item(id, priceMinor));
  }
}
