package io.cartwright.catalog;

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
import io.cartwright.money.Currency;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.TestDatabase;
import io.cartwright.store.query.Queries;
import io.cartwright.wire.Decoded;
import io.cartwright.wire.common.WeightUnit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The catalog on a bus over a real Postgres; requests come as the JSON that clients send. */
public final class CatalogFixture implements AutoCloseable {
  public static final UUID SITE = UUID.fromString("11111111-2222-4333-8444-555555555555");

  private final DatabaseConfig database = TestDatabase.fresh();
  private final Vertx vertx = Vertx.vertx();
  private final Pools pools = Pools.open(vertx, database, 4);
  private final Committer committer = new Committer(pools, CommitterOptions.STANDARD);
  private final Documents documents = new Documents(pools);
  private final Ids ids = Ids.timeOrdered(Clock.systemUTC());
  private final Bus bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(documents));
  private Instant now;

  public CatalogFixture() {
    CatalogVerticle.Shared shared =
        CatalogVerticle.Shared.of(
            vertx,
            pools,
            documents,
            committer,
            new Commits(committer),
            new Queries(pools, new byte[32]),
            site -> new CatalogSite(Currency.of("USD"), WeightUnit.KG, "http://shop.example"),
            ids);
    await(vertx.deployVerticle(new CatalogVerticle(bus, shared)));
  }

  public Bus bus() {
    return bus;
  }

  public Committer committer() {
    return committer;
  }

  /** Stops the clock of all further calls at this instant. */
  public void at(Instant instant) {
    now = instant;
  }

  /** Sends JSON as an administrator; the outcome must be done. */
  public <Q, A> A done(Operation<Q, A> operation, String json, String... path) {
    return value(send(operation, Role.ADMIN, json, path));
  }

  /** Sends JSON as a visitor; the outcome must be done. */
  public <Q, A> A seen(Operation<Q, A> operation, String json, String... path) {
    return value(send(operation, Role.VISITOR, json, path));
  }

  private static <A> A value(Outcome<A> outcome) {
    if (outcome instanceof Outcome.Refused<A> refused) {
      throw new AssertionError(
          refused.refusal().name() + ": " + refused.description() + " " + refused.violations());
    }
    return outcome.orNull();
  }

  /** Sends JSON as an administrator and answers the code of the refusal; null when done. */
  public String refusal(Operation<?, ?> operation, String json, String... path) {
    return code(send(operation, Role.ADMIN, json, path));
  }

  /** The code of a refusal; null when done. */
  public static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().name() : null;
  }

  public <Q, A> Outcome<A> send(Operation<Q, A> operation, Role role, String json, String... path) {
    return await(later(operation, role, json, path));
  }

  public <Q, A> Future<Outcome<A>> later(
      Operation<Q, A> operation, Role role, String json, String... path) {
    return later(operation, role, CallId.minted(ids.next().toString()), json, path);
  }

  /** Sends JSON as an administrator under an Idempotency-Key. */
  public <Q, A> Future<Outcome<A>> keyed(Operation<Q, A> operation, String key, String json) {
    return later(operation, Role.ADMIN, new CallId(key, true, json.hashCode()), json);
  }

  private <Q, A> Future<Outcome<A>> later(
      Operation<Q, A> operation, Role role, CallId id, String json, String... path) {
    Decoded<Q> decoded =
        operation
            .route()
            .decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), List.of(path));
    if (!decoded.valid()) return Future.succeededFuture(Outcome.invalid(decoded.violations()));
    Caller caller = new Caller(SITE, role, new UUID(7, role.ordinal()));
    return bus.call(
        operation, new Call<>(caller, id, decoded.body(), decoded.present(), now(), "test"));
  }

  /** Asks an internal operation. */
  public <Q, A> A ask(Operation<Q, A> operation, Q body) {
    return value(
        await(
            bus.call(
                operation,
                new Call<>(Caller.system(SITE), CallId.minted("ask"), body, null, now(), "test"))));
  }

  private Instant now() {
    return now == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : now;
  }

  /** First column of each row, as text. */
  public List<String> rows(String sql) {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) rows.add(found.getString(1));
      return rows;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * What an entity's last update tells of the fields that changed: their former values, as text.
   */
  public Map<String, String> modified(String entityId) {
    return EventBodies.modified(rows(EventBodies.lastUpdate(entityId)).get(0));
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    await(committer.close());
    await(pools.close());
    await(vertx.close());
  }
}
