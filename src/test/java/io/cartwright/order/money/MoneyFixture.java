package io.cartwright.order.money;

import static io.cartwright.order.OrderFixture.await;

import io.cartwright.bus.Call;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.catalog.CatalogQuestions.ResolvedItems;
import io.cartwright.order.OrderFixture;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.order.RefusalTable;
import io.cartwright.order.document.DocumentVerticle;
import io.cartwright.payment.PaymentOperations;
import io.cartwright.payment.PaymentSettings;
import io.cartwright.payment.PaymentVerticle;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.wire.Route;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.AdditionalFee;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.orders.ShippingPrice;
import io.cartwright.wire.orders.V1ShippingInformation;
import io.cartwright.wire.own.payment.PayOrderRequest;
import io.cartwright.wire.own.site.BusinessAddress;
import io.cartwright.wire.own.site.StockDecrement;
import io.cartwright.wire.own.site.WeightUnit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Orders with payments, on a database of their own, with the sandbox as their provider. */
public final class MoneyFixture implements AutoCloseable {
  /** A line of 4 units at 10.00, a fee of 5.00 and delivery for 5.00. */
  public static final String TOTAL = "50.00";

  private static final PaymentSettings SETTINGS =
      new PaymentSettings(
          Duration.ofMillis(400),
          500,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          Duration.ZERO);

  public final OrderFixture orders = new OrderFixture();
  public final UUID shelf = orders.stocked(1_000);
  public final String fee = UUID.randomUUID().toString();
  private final MoneyStore store = new MoneyStore(orders.pools, orders.committer);
  private final MoneyHealerVerticle healer;
  private volatile boolean acceptsPayments = true;

  public MoneyFixture() {
    this(true);
  }

  /** Without payments the caller deploys some of its own. */
  public MoneyFixture(boolean payments) {
    OrderFixture o = orders;
    if (payments) {
      o.deploy(new PaymentVerticle(o.bus, o.pools, o.committer, o.clock, o.ids, SETTINGS));
    }
    o.deploy(new TransactionVerticle(o.bus, o.pools, o.committer, o.ids));
    o.deploy(new BillingVerticle(o.bus, o.pools, o.committer, o.ids));
    o.deploy(new CollectionVerticle(o.bus, o.pools, o.committer, o.ids));
    o.deploy(new FakeCatalog());
    o.deploy(new FakeSite());
    o.deploy(
        new DocumentVerticle(
            o.bus, o.pools, o.committer, o.ids, new byte[32], () -> "https://shop.example"));
    healer =
        new MoneyHealerVerticle(
            o.bus,
            o.pools,
            o.committer,
            o.clock,
            o.ids,
            Duration.ofSeconds(60),
            Duration.ofHours(1));
    o.deploy(healer);
  }

  /** Says whether the site may be paid. */
  public void acceptPayments(boolean accepts) {
    acceptsPayments = accepts;
  }

  /** A shop in Berlin that sells in US dollars. */
  private final class FakeSite extends VerticleBase {
    @Override
    public Future<?> start() {
      return orders.bus.serve(
          SiteQuestions.SETTINGS, call -> Future.succeededFuture(Outcome.done(settings())));
    }
  }

  private SiteSettings settings() {
    return new SiteSettings(
        orders.site,
        1,
        "Wright & Sons",
        UUID.randomUUID(),
        "USD",
        "en",
        BusinessAddress.builder()
            .country("DE")
            .city("Berlin")
            .postalCode("10115")
            .addressLine("Invalidenstr. 1")
            .build(),
        ZoneOffset.UTC,
        WeightUnit.KG,
        acceptsPayments,
        List.of(),
        false,
        StockDecrement.ON_PLACEMENT);
  }

  /** Every item is on the one shelf. */
  private final class FakeCatalog extends VerticleBase {
    @Override
    public Future<?> start() {
      return orders.bus.serve(CatalogQuestions.RESOLVE_ITEMS, this::resolve);
    }

    private Future<Outcome<ResolvedItems>> resolve(Call<ResolveItems> call) {
      List<ResolvedItem> items = new ArrayList<>();
      for (CatalogReference reference : call.body().references()) {
        items.add(
            new ResolvedItem(
                reference, shelf, null, true, true, 0, 0, Set.of(), null, null, null, null,
                List.of(), null, null, null, null));
      }
      return Future.succeededFuture(Outcome.done(new ResolvedItems(items)));
    }
  }

  /** Looks for what has no end, two minutes later. */
  public void heal() {
    orders.clock.move(Duration.ofMinutes(2));
    await(healer.heal());
  }

  /** A new order that nobody has paid. */
  public UUID unpaid() {
    UUID line = UUID.randomUUID();
    Order priced = orders.priced(orders.checkout(), TOTAL, TOTAL);
    Order order =
        priced.toBuilder()
            .lineItems(
                List.of(
                    OrderLineItem.builder()
                        .id(line.toString())
                        .quantity(4)
                        .catalogReference(
                            CatalogReference.builder()
                                .appId(CatalogQuestions.STORES_APP_ID)
                                .catalogItemId(UUID.randomUUID().toString())
                                .build())
                        .totalPriceAfterTax(price("40.00"))
                        .build()))
            .additionalFees(List.of(AdditionalFee.builder().id(fee).price(price("5.00")).build()))
            .shippingInfo(
                V1ShippingInformation.builder()
                    .cost(ShippingPrice.builder().price(price("5.00")).build())
                    .build())
            .priceSummary(PriceSummary.builder().total(price(TOTAL)).build())
            .build();
    Place ask =
        new Place(
            UUID.randomUUID(),
            order,
            List.of(new StockTake(shelf, line.toString(), 4, false)),
            List.of(),
            orders.change());
    return await(orders.ask(OrderQuestions.PLACE, orders.system(), ask)).orNull().orderId();
  }

  /** A new order that is paid, or for which money is held, as the token says. */
  public UUID paid(String token) {
    UUID order = unpaid();
    pay(order, "sandbox", token);
    return order;
  }

  public String pay(UUID order, String provider, String token) {
    PayOrderRequest ask =
        PayOrderRequest.builder()
            .orderId(order.toString())
            .provider(provider)
            .paymentToken(token)
            .build();
    return OrderFixture.code(await(orders.ask(PaymentOperations.PAY_ORDER, orders.visitor(), ask)));
  }

  public <Q, A> Future<Outcome<A>> asked(Route<Q, A> route, Q body) {
    return orders.ask(MoneyOperations.reads(route), orders.admin(), body);
  }

  /** The code of the refusal; "done" when there is none. */
  public <Q, A> String code(Route<Q, A> route, Q body) {
    return OrderFixture.code(await(asked(route, body)));
  }

  /** The code of the refusal of what JSON asks; for bulk operations that of their first element. */
  public <Q, A> String codeOf(Route<Q, A> route, String json, Object... values) {
    Operation<Q, A> operation = MoneyOperations.reads(route);
    Q body = operation.requestCodec().fromText(json.formatted(values).replace('\'', '"'));
    return RefusalTable.ofFirst(operation, await(asked(route, body)));
  }

  /** What is answered; fails when it is refused. */
  public <Q, A> A answer(Route<Q, A> route, Q body) {
    Outcome<A> outcome = await(asked(route, body));
    if (!outcome.isDone()) throw new IllegalStateException(OrderFixture.code(outcome));
    return outcome.orNull();
  }

  public Books books(UUID order) {
    return await(store.find(orders.site, order)).orElseThrow().books();
  }

  public String line(UUID order) {
    return orders.order(order).lineItems().get(0).id();
  }

  /** The id of the order's only payment. */
  public String payment(UUID order) {
    return books(order).payments().get(0).id();
  }

  /** What differs between the order and its ledger. */
  public List<String> audit(UUID order) {
    return Audit.of(
        books(order),
        (payment, account) -> orders.tally(LedgerStore.tally(orders.site, payment, account)));
  }

  public static Price price(String amount) {
    return Price.builder().amount(amount).build();
  }

  @Override
  public void close() {
    orders.close();
  }
}
