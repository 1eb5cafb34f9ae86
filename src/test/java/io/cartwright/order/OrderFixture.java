package io.cartwright.order;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Owners;
import io.cartwright.bus.Role;
import io.cartwright.bus.StoredCommands;
import io.cartwright.checkout.CheckoutQuestions;
import io.cartwright.checkout.CheckoutQuestions.Completion;
import io.cartwright.checkout.CheckoutQuestions.CompletionOf;
import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.order.OrderQuestions.UseTake;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.Tally;
import io.cartwright.store.TestDatabase;
import io.cartwright.store.query.Queries;
import io.cartwright.wire.common.BuyerInfo;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.common.ProductName;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.PriceSummary;
import io.vertx.core.Future;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A database, a bus and the order domain, with checkouts that are nothing but open or completed.
 */
public final class OrderFixture implements AutoCloseable {
  /** Stands in for the checkouts' own table. */
  public static final DocumentTable<String> CHECKOUTS =
      DocumentTable.named("fake_checkout", DocumentFormat.<String>of(text -> text, text -> text))
          .build();

  private static final String TABLE =
      "create table fake_checkout (site_id uuid, id uuid, revision bigint not null,"
          + " created_at timestamptz not null, updated_at timestamptz not null, doc text not null,"
          + " constraint fake_checkout_pkey primary key (site_id, id))";

  /** A clock that tests move. */
  public static final class MovedClock extends Clock {
    private volatile Instant now = Instant.parse("2026-03-04T05:06:07.008Z");

    public void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  public final UUID site = UUID.randomUUID();
  public final UUID visitor = UUID.randomUUID();
  public final MovedClock clock = new MovedClock();
  public final Ids ids = UUID::randomUUID;
  public final Vertx vertx = Vertx.vertx();
  public final DatabaseConfig config = TestDatabase.fresh();
  public final Pools pools = Pools.open(vertx, config, 4);
  public final Documents documents = new Documents(pools);
  public final Committer committer = new Committer(pools, CommitterOptions.STANDARD);
  public final Bus bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(documents));
  private final List<String> deployments = new ArrayList<>();
  private Runnable beforeEachCall = () -> {};

  public OrderFixture() {
    TestDatabase.run(config, TABLE);
    deploy(
        new OrderVerticle(
            bus,
            pools,
            new Queries(pools, new byte[32]),
            OrderVerticle.texts(pools, committer),
            committer,
            ids));
    deploy(new FakeCheckouts());
  }

  public void deploy(Verticle verticle) {
    deployments.add(await(vertx.deployVerticle(verticle)));
  }

  public void deploy(VerticleBase verticle) {
    deployments.add(await(vertx.deployVerticle(verticle)));
  }

  /** Completes checkouts as the real domain would. */
  private final class FakeCheckouts extends VerticleBase {
    @Override
    public Future<?> start() {
      return bus.serve(CheckoutQuestions.COMPLETION, this::completion);
    }

    private Future<Outcome<Completion>> completion(Call<CompletionOf> call) {
      UUID siteId = call.caller().siteId();
      return documents
          .find(CHECKOUTS, siteId, call.body().checkoutId())
          .map(
              found ->
                  Outcome.done(
                      new Completion(
                          change ->
                              found
                                  .filter(stored -> stored.value().equals("open"))
                                  .ifPresent(stored -> complete(change, siteId, stored)))));
    }

    private void complete(Change change, UUID siteId, Stored<String> stored) {
      change.update(CHECKOUTS, siteId, stored.id(), stored.revision(), "completed");
    }
  }

  /** A new checkout, open, at revision 1. */
  public UUID checkout() {
    UUID id = UUID.randomUUID();
    commit(change().insert(CHECKOUTS, site, id, "open"));
    return id;
  }

  public String checkoutState(UUID id) {
    return await(documents.find(CHECKOUTS, site, id)).orElseThrow().value();
  }

  public Change change() {
    return Change.at(clock.instant());
  }

  public void commit(Change change) {
    if (!await(committer.commit(change)).ok()) throw new IllegalStateException("not committed");
  }

  /** An order of one line, as a checkout would hand it over. */
  public Order priced(UUID checkoutId, String total, String payNow) {
    return Order.builder()
        .currency("USD")
        .checkoutId(checkoutId == null ? null : checkoutId.toString())
        .buyerInfo(
            BuyerInfo.builder().visitorId(visitor.toString()).email("buyer@example.com").build())
        .lineItems(
            List.of(
                OrderLineItem.builder()
                    .id(UUID.randomUUID().toString())
                    .productName(ProductName.builder().original("Mug").build())
                    .quantity(1)
                    .build()))
        .priceSummary(summary(total))
        .payNow(summary(payNow))
        .build();
  }

  private static PriceSummary summary(String total) {
    return PriceSummary.builder().total(Price.builder().amount(total).build()).build();
  }

  public Place place(UUID checkoutId, String total, List<StockTake> stock, List<UseTake> uses) {
    Order order = priced(checkoutId, total, total);
    return new Place(UUID.randomUUID(), order, stock, uses, change());
  }

  public <Q, A> Future<Outcome<A>> ask(Operation<Q, A> operation, Caller caller, Q body) {
    return ask(operation, caller, body, CallId.minted(UUID.randomUUID().toString()));
  }

  public <Q, A> Future<Outcome<A>> ask(
      Operation<Q, A> operation, Caller caller, Q body, CallId id) {
    return call(operation, new Call<>(caller, id, body, null, clock.instant(), "test"));
  }

  /** Every call of a test goes through here. */
  public <Q, A> Future<Outcome<A>> call(Operation<Q, A> operation, Call<Q> call) {
    beforeEachCall.run();
    return bus.call(operation, call);
  }

  /** Runs something before each call from now on. */
  public void beforeEachCall(Runnable todo) {
    beforeEachCall = todo;
  }

  public Caller visitor() {
    return new Caller(site, Role.VISITOR, visitor);
  }

  public Caller admin() {
    return new Caller(site, Role.ADMIN, UUID.randomUUID());
  }

  public Caller system() {
    return Caller.system(site);
  }

  /** Places an order and answers its id. */
  public UUID placed(String total, String payNow) {
    return placed(checkout(), total, payNow);
  }

  public UUID placed(UUID checkoutId, String total, String payNow) {
    Place ask =
        new Place(
            UUID.randomUUID(), priced(checkoutId, total, payNow), List.of(), List.of(), change());
    return await(ask(OrderQuestions.PLACE, system(), ask)).orNull().orderId();
  }

  public Order order(UUID id) {
    return await(documents.find(OrderStore.ORDERS, site, id)).orElseThrow().value();
  }

  public io.cartwright.wire.ordertransactions.OrderTransactions transactions(UUID id) {
    return await(documents.find(OrderStore.TRANSACTIONS, site, id)).map(Stored::value).orElse(null);
  }

  /** Puts units on a shelf. */
  public UUID stocked(long units) {
    UUID item = UUID.randomUUID();
    commit(change().set(PlacementFlow.stock(site, item), units));
    return item;
  }

  public long stock(UUID item) {
    return tally(PlacementFlow.stock(site, item));
  }

  public long tally(Tally tally) {
    return await(documents.tally(tally));
  }

  /** Slugs of the events of an entity, in order. */
  public List<String> events(Object entityId) {
    return column("select slug from outbox where entity_id = '" + entityId + "' order by id");
  }

  /** All values of the first column. */
  public List<String> column(String sql) {
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
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Waits for all, and answers their values in order. */
  public static <T> List<T> awaitAll(List<Future<T>> futures) {
    await(Future.join(futures));
    return futures.stream().map(Future::result).toList();
  }

  /** The code of a refusal; "done" when there is none. */
  public static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().name() : "done";
  }

  /** Ends all; fails when what is searched of an order is not what the order says. */
  @Override
  public void close() {
    deployments.forEach(id -> await(vertx.undeploy(id)));
    await(committer.close());
    await(pools.close());
    await(vertx.close());
    List<String> differing = column(OrderStateIT.DIFFERING);
    if (!differing.isEmpty()) throw new IllegalStateException("order_state differs: " + differing);
  }
}
