package io.cartwright.cart;

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
import io.cartwright.event.EventBodies;
import io.cartwright.pricing.Evaluator;
import io.cartwright.pricing.Pricer;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.Fields;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.LineItem;
import io.cartwright.wire.currentcart.AddToCurrentCartRequest;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Carts over a real database and the bus, with everybody else faked. */
final class CartFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");

  final UUID site = UUID.randomUUID();

  /** How often a cart was priced. */
  final AtomicInteger priced = new AtomicInteger();

  final Vertx vertx = Vertx.vertx();
  final DatabaseConfig config;
  final Pools pools;
  final Committer committer;
  final Bus bus;
  final CartStore store;
  final FakeShopVerticle shop;

  CartFixture() {
    this(TestDatabase.fresh());
  }

  CartFixture(DatabaseConfig config) {
    this.config = config;
    pools = Pools.open(vertx, config, 2);
    Documents documents = new Documents(pools);
    committer = new Committer(pools, CommitterOptions.STANDARD);
    bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(documents));
    store = new CartStore(documents);
    shop = new FakeShopVerticle(bus);
    shop.sells("mug", 725);
    shop.sells("plate", 1250);
    await(vertx.deployVerticle(shop));
    await(
        vertx.deployVerticle(
            () ->
                new CartVerticle(
                    bus, store, new Commits(committer), pricer(), (Ids) UUID::randomUUID, 1 << 20),
            new DeploymentOptions().setInstances(2)));
  }

  private Pricer pricer() {
    Pricer evaluator = new Evaluator();
    return (book, basket) -> {
      priced.incrementAndGet();
      return evaluator.price(book, basket);
    };
  }

  Caller visitor() {
    return new Caller(site, Role.VISITOR, UUID.randomUUID());
  }

  Caller member() {
    return new Caller(site, Role.MEMBER, UUID.randomUUID());
  }

  Caller admin() {
    return new Caller(site, Role.ADMIN, UUID.randomUUID());
  }

  static LineItem line(String item, int quantity) {
    return LineItem.builder().catalogReference(Baskets.reference(item)).quantity(quantity).build();
  }

  <Q, A> Future<Outcome<A>> ask(Operation<Q, A> operation, Caller caller, Q body) {
    return ask(operation, caller, body, CallId.minted(UUID.randomUUID().toString()), null);
  }

  <Q, A> Future<Outcome<A>> ask(
      Operation<Q, A> operation, Caller caller, Q body, CallId id, Fields present) {
    return bus.call(operation, new Call<>(caller, id, body, present, NOW, "test"));
  }

  /** Sends a PATCH body as it stands on the wire. */
  <Q, A> Outcome<A> patch(Operation<Q, A> operation, Caller caller, String json, String... path) {
    var decoded = operation.route().decode(json.getBytes(StandardCharsets.UTF_8), List.of(path));
    if (!decoded.valid()) throw new IllegalArgumentException(decoded.violations().toString());
    return await(
        ask(
            operation,
            caller,
            decoded.body(),
            CallId.minted(UUID.randomUUID().toString()),
            decoded.present()));
  }

  <Q, A> A done(Operation<Q, A> operation, Caller caller, Q body) {
    Outcome<A> outcome = await(ask(operation, caller, body));
    if (outcome instanceof Outcome.Refused<A> refused) throw new AssertionError(refused);
    return outcome.orNull();
  }

  <Q, A> String refused(Operation<Q, A> operation, Caller caller, Q body) {
    return code(await(ask(operation, caller, body)));
  }

  static String code(Outcome<?> outcome) {
    return assertInstanceOf(Outcome.Refused.class, outcome).refusal().name();
  }

  Future<Outcome<Cart>> adding(Caller buyer, String item, int quantity, CallId id) {
    return ask(
            CartOperations.ADD_TO_CURRENT_CART,
            buyer,
            AddToCurrentCartRequest.builder().lineItems(List.of(line(item, quantity))).build(),
            id,
            null)
        .map(outcome -> outcome.map(reply -> reply.cart()));
  }

  Cart add(Caller buyer, String item, int quantity) {
    return await(adding(buyer, item, quantity, CallId.minted(UUID.randomUUID().toString())))
        .orNull();
  }

  static List<String> lines(Cart cart) {
    return cart.lineItems().stream()
        .map(line -> line.catalogReference().catalogItemId() + " x" + line.quantity())
        .toList();
  }

  /** Slugs of the events of a cart, in order. */
  List<String> events(String cartId) {
    return query(
        "select slug from outbox where entity_fqdn = 'wix.ecom.v1.cart' and entity_id = '"
            + cartId
            + "' order by id");
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

  static <T> T await(Future<T> future) {
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
