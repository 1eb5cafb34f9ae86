package io.cartwright.bus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.Change;
import io.cartwright.store.CommandRow;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Migrations;
import io.cartwright.store.Pools;
import io.cartwright.store.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommandStoreIT {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final byte[] NOTHING = new byte[8];
  private final UUID site = UUID.randomUUID();

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private Change done(String key, Instant at) {
    return Change.at(at).command(new CommandRow(site, "VISITOR:1", key, NOTHING, NOTHING));
  }

  @Test
  void onlySentCommandsAreForgottenAndOnlyOldOnes() throws Exception {
    DatabaseConfig database = TestDatabase.fresh();
    Migrations.run(database);
    Vertx vertx = Vertx.vertx();
    try {
      Pools pools = Pools.open(vertx, database, 2);
      Committer committer = new Committer(pools, CommitterOptions.STANDARD);
      Instant old = NOW.minus(CommandExpiryVerticle.KEPT).minus(Duration.ofSeconds(1));
      String sent = CallId.minted("1").remembered().value();
      await(committer.commit(done(sent, old)));
      await(committer.commit(done(sent + "-young", NOW)));
      await(committer.commit(done("the-callers", old)));
      Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
      await(new CommandExpiryVerticle(new CommandStore(pools), clock).deleteOld());
      Documents documents = new Documents(pools);
      assertTrue(await(documents.findCommand(site, "VISITOR:1", sent)).isEmpty());
      assertTrue(await(documents.findCommand(site, "VISITOR:1", sent + "-young")).isPresent());
      assertTrue(await(documents.findCommand(site, "VISITOR:1", "the-callers")).isPresent());
    } finally {
      await(vertx.close());
    }
  }
}
