package io.cartwright.checkout;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.cartwright.basket.Baskets;
import io.cartwright.basket.FakeShopVerticle;
import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Owners;
import io.cartwright.bus.Role;
import io.cartwright.bus.StoredCommands;
import io.cartwright.cart.CartStore;
import io.cartwright.cart.CartVerticle;
import io.cartwright.event.EventBodies;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderVerticle;
import io.cartwright.payment.PaymentSettings;
import io.cartwright.payment.PaymentVerticle;
import io.cartwright.pricing.Evaluator;
import io.cartwright.redirect.RedirectStore;
import io.cartwright.redirect.RedirectVerticle;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Tally;
import io.cartwright.store.TestDatabase;
import io.cartwright.store.query.Queries;
import io.cartwright.wire.checkout.AddressWithContact;
import io.cartwright.wire.checkout.BuyerInfo;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.CreateCheckoutRequest;
import io.cartwright.wire.checkout.CreateOrderRequest;
import io.cartwright.wire.checkout.CreateOrderResponse;
import io.cartwright.wire.checkout.GetCheckoutRequest;
import io.cartwright.wire.checkout.LineItem;
import io.cartwright.wire.checkout.ShippingInfo;
import io.cartwright.wire.common.Address;
import io.cartwright.wire.common.ChannelType;
import io.cartwright.wire.orders.GetOrderRequest;
import io.cartwright.wire.orders.Order;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Carts, checkouts, orders and payments over a real database; all that they ask is faked. */
public final class CheckoutFixture implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");
  static final String PUBLIC_URL = "https://shop.example.com";
  static final Address HOME =
      Address.builder().country("NO").city("Oslo").postalCode("0150").addressLine("Gate 1").build();
  private static final PaymentSettings PAYMENT =
      new PaymentSettings(
          Duration.ofMillis(400),
          500,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          Duration.ofMillis(50));

  public final UUID site = UUID.randomUUID();
  final Vertx vertx = Vertx.vertx();
  final DatabaseConfig config = TestDatabase.fresh();
  final Pools pools = Pools.open(vertx, config, 4);
  final Committer committer = new Committer(pools, CommitterOptions.STANDARD);
  public final Bus bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(new Documents(pools)));
  final CheckoutStore store = new CheckoutStore(pools, committer);
  final FakeShopVerticle shop = new FakeShopVerticle(bus, false);
  final Ids ids = UUID::randomUUID;

  public CheckoutFixture() {
    shop.sells("mug", 1000);
    shop.sells("plate", 1250);
    Commits commits = new Commits(committer);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    deploy(() -> shop, 1);
    deploy(
        () ->
            new OrderVerticle(
                bus,
                pools,
                new Queries(pools, new byte[32]),
                OrderVerticle.texts(pools, committer),
                committer,
                ids),
        1);
    deploy(() -> new PaymentVerticle(bus, pools, committer, clock, ids, PAYMENT), 1);
    CartStore carts = new CartStore(new Documents(pools));
    deploy(() -> new CartVerticle(bus, carts, commits, new Evaluator(), ids, 1 << 20), 2);
    Supplier<String> url = () -> PUBLIC_URL;
    deploy(() -> new CheckoutVerticle(bus, store, commits, new Evaluator(), ids, url), 2);
    RedirectStore redirects = new RedirectStore(pools, committer);
    deploy(() -> new RedirectVerticle(bus, redirects, commits, ids, url), 1);
  }

  private void deploy(Supplier<io.vertx.core.Deployable> verticle, int instances) {
    await(vertx.deployVerticle(verticle::get, new DeploymentOptions().setInstances(instances)));
  }

  AbandonmentVerticle abandonment(Clock clock) {
    return new AbandonmentVerticle(
        bus,
        store,
        new Commits(committer),
        new Evaluator(),
        ids,
        clock,
        () -> PUBLIC_URL,
        Duration.ofHours(1),
        Duration.ofDays(1));
  }

  public Caller visitor() {
    return new Caller(site, Role.VISITOR, UUID.randomUUID());
  }

  Caller member() {
    return new Caller(site, Role.MEMBER, UUID.randomUUID());
  }

  Caller admin() {
    return new Caller(site, Role.ADMIN, UUID.randomUUID());
  }

  static CallId minted() {
    return CallId.minted(UUID.randomUUID().toString());
  }

  public static LineItem line(String item, int quantity) {
    return LineItem.builder().catalogReference(Baskets.reference(item)).quantity(quantity).build();
  }

  static AddressWithContact home() {
    return AddressWithContact.builder().address(HOME).build();
  }

  /** A request that leaves nothing open. */
  static CreateCheckoutRequest.Builder ready(LineItem... lines) {
    return CreateCheckoutRequest.builder()
        .channelType(ChannelType.WEB)
        .lineItems(List.of(lines))
        .checkoutInfo(
            Checkout.builder()
                .buyerInfo(BuyerInfo.builder().email("ada@example.com").build())
                .billingInfo(home())
                .shippingInfo(ShippingInfo.builder().shippingDestination(home()).build())
                .build());
  }

  public Checkout create(Caller caller, LineItem... lines) {
    return done(CheckoutOperations.CREATE_CHECKOUT, caller, ready(lines).build()).checkout();
  }

  Checkout get(Caller caller, String id) {
    return done(
            CheckoutOperations.GET_CHECKOUT, caller, GetCheckoutRequest.builder().id(id).build())
        .checkout();
  }

  Future<Outcome<CreateOrderResponse>> placing(Caller caller, String id) {
    return ask(
        CheckoutOperations.CREATE_ORDER, caller, CreateOrderRequest.builder().id(id).build());
  }

  CreateOrderResponse place(Caller caller, String id) {
    Outcome<CreateOrderResponse> outcome = await(placing(caller, id));
    if (outcome instanceof Outcome.Refused<?> refused) throw new AssertionError(refused);
    return outcome.orNull();
  }

  Order order(String id) {
    return done(
            io.cartwright.order.OrderOperations.GET_ORDER,
            admin(),
            GetOrderRequest.builder().id(id).build())
        .order();
  }

  public <Q, A> Future<Outcome<A>> ask(Operation<Q, A> operation, Caller caller, Q body) {
    return ask(operation, caller, body, minted());
  }

  public <Q, A> Future<Outcome<A>> ask(
      Operation<Q, A> operation, Caller caller, Q body, CallId id) {
    return bus.call(operation, new Call<>(caller, id, body, null, NOW, "test"));
  }

  /** Sends a PATCH body as it stands on the wire. */
  <Q, A> Outcome<A> patch(Operation<Q, A> operation, Caller caller, String json, String... path) {
    var decoded = operation.route().decode(json.getBytes(StandardCharsets.UTF_8), List.of(path));
    if (!decoded.valid()) return Outcome.invalid(decoded.violations());
    return await(
        bus.call(
            operation,
            new Call<>(caller, minted(), decoded.body(), decoded.present(), NOW, "test")));
  }

  Outcome<Checkout> update(Caller caller, String id, String json) {
    return patch(CheckoutOperations.UPDATE_CHECKOUT, caller, json, id)
        .map(reply -> reply.checkout());
  }

  public <Q, A> A done(Operation<Q, A> operation, Caller caller, Q body) {
    Outcome<A> outcome = await(ask(operation, caller, body));
    if (outcome instanceof Outcome.Refused<A> refused) throw new AssertionError(refused);
    return outcome.orNull();
  }

  public <Q, A> String refused(Operation<Q, A> operation, Caller caller, Q body) {
    return code(await(ask(operation, caller, body)));
  }

  public static String code(Outcome<?> outcome) {
    return assertInstanceOf(Outcome.Refused.class, outcome).refusal().name();
  }

  /** An item of which so many are left; answers its stock's id. */
  UUID stocks(String item, long priceMinor, int units) {
    shop.items.put(item, Baskets.item(item, priceMinor, units, true, true));
    UUID id = shop.items.get(item).inventoryItemId();
    if (!await(committer.commit(Change.at(NOW).set(stock(id), units))).ok()) {
      throw new IllegalStateException("not stocked");
    }
    return id;
  }

  long left(UUID inventoryItemId) {
    return await(new Documents(pools).tally(stock(inventoryItemId)));
  }

  private Tally stock(UUID inventoryItemId) {
    return new Tally(site, OrderQuestions.STOCK, inventoryItemId.toString());
  }

  /** Slugs of the events of an entity, in order. */
  List<String> events(String entityId) {
    return query("select slug from outbox where entity_id = '" + entityId + "' order by id");
  }

  /** What an entity's last update tells of the fields that changed. */
  Map<String, String> modified(String entityId) {
    return EventBodies.modified(query(EventBodies.lastUpdate(entityId)).get(0));
  }

  List<String> query(String sql) {
    try (Connection connection = TestDatabase.connect(config);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) values.add(rows.getString(1));
      return values;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
