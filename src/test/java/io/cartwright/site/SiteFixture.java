package io.cartwright.site;

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
import io.cartwright.config.EngineConfig;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.wire.Fields;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Sites and identities of one engine over a real database, without HTTP. */
final class SiteFixture implements AutoCloseable {
  final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
  final Vertx vertx = Vertx.vertx();
  final Bus bus;
  final Tokens tokens;
  final Sites sites;
  final ApiKeys keys;
  final Identities identities;
  final SiteSetup setup;
  private final Pools pools;
  private final Committer committer;
  private final Ids ids = Ids.timeOrdered(clock);

  SiteFixture(Path data, DatabaseConfig database) {
    SecureRandom random = new SecureRandom();
    pools = Pools.open(vertx, database, 2);
    bus = new Bus(vertx, Owners.LOCAL, new StoredCommands(new Documents(pools)));
    committer = new Committer(pools, CommitterOptions.STANDARD);
    tokens = Tokens.open(data, EngineConfig.of(Map.of()).tokens(), clock, random, UUID::randomUUID);
    SiteStore store = new SiteStore(pools, committer);
    sites = new Sites(store);
    keys = new ApiKeys(new ApiKeyStore(pools, committer), clock, random);
    identities = new Identities(tokens, keys, sites);
    setup = new SiteSetup(store, sites, keys, clock, ids);
  }

  /** Deploys the verticle that serves the operations. */
  SiteFixture serving() {
    await(
        vertx.deployVerticle(
            new SiteVerticle(bus, identities, tokens, sites, new Commits(committer), ids)));
    return this;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Calls an operation as nobody, with an Authorization header. */
  <Q, A> Outcome<A> call(Operation<Q, A> operation, Q body, String credential) {
    return await(
        bus.call(
            operation,
            new Call<>(
                Caller.anonymous(),
                CallId.minted("c"),
                body,
                null,
                clock.instant(),
                "r",
                credential)));
  }

  /** Calls an operation as an administrator, with a JSON body. */
  <Q, A> Outcome<A> asAdmin(UUID siteId, Operation<Q, A> operation, String json) {
    Caller admin = new Caller(siteId, Role.ADMIN, new UUID(9, 9));
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return await(
        bus.call(
            operation,
            new Call<>(
                admin,
                CallId.minted("c"),
                operation.requestCodec().fromBytes(bytes),
                Fields.of(bytes),
                clock.instant(),
                "r")));
  }

  @Override
  public void close() {
    await(committer.close());
    await(pools.close());
    await(vertx.close());
  }
}
