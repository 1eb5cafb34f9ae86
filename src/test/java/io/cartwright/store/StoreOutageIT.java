package io.cartwright.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.embedded.EmbeddedDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Postgres is cut off, killed and stopped while changes are under way. */
class StoreOutageIT extends StoreBase {
  private static final String CUT_OFF =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

  /** What became of inserts, by what their futures said. */
  private static final class Told {
    final Set<UUID> done = new HashSet<>();
    final Set<UUID> unknown = new HashSet<>();
    final Set<UUID> failed = new HashSet<>();

    void settle(UUID id, Future<Committed> future) {
      try {
        assertTrue(await(future).ok());
        done.add(id);
      } catch (StoreUnavailable away) {
        (away.outcomeUnknown() ? unknown : failed).add(id);
      }
    }

    /** What was said to be done is there, what was said to have failed is not. */
    void check(Set<UUID> there) {
      assertTrue(there.containsAll(done), "done, but lost");
      failed.forEach(id -> assertFalse(there.contains(id), "failed, but there"));
    }
  }

  private Change insert(int i, UUID id) {
    Change change = change().insert(NOTES, site, id, "outage").emit(event(id, "made"));
    return i % 2 == 0 ? change : change.append(HISTORY, id.toString());
  }

  @Test
  void connectionsThatAreCutOffFailClearlyAndComeBack() {
    Told told = new Told();
    Set<UUID> all = new HashSet<>();
    for (int round = 0; round < 15; round++) {
      List<UUID> ids = new ArrayList<>();
      List<Future<Committed>> futures = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        UUID id = UUID.randomUUID();
        ids.add(id);
        futures.add(committer.commit(insert(i, id)));
        if (i == 100) {
          TestDatabase.run(config, CUT_OFF);
        }
      }
      TestDatabase.run(config, CUT_OFF);
      for (int i = 0; i < ids.size(); i++) {
        told.settle(ids.get(i), futures.get(i));
      }
      all.addAll(ids);
      comesBack(() -> change().insert(NOTES, site, UUID.randomUUID(), "after"));
      comesBack(() -> change().append(HISTORY, "after"));
    }
    TestDatabase.run(config, CUT_OFF);
    told.check(await(readAgain(all)));
    assertEquals(count("note where doc = 'outage'"), count("outbox where slug = 'made'"));
  }

  /**
   * A lane that was idle when it was cut off learns of it by its next change; the one after works.
   */
  private void comesBack(Supplier<Change> change) {
    for (int connection = 0; connection < CommitterOptions.STANDARD.simpleLanes(); connection++) {
      try {
        assertTrue(commit(change.get()).ok());
        return;
      } catch (StoreUnavailable cut) {
        assertTrue(cut.outcomeUnknown());
      }
    }
    assertTrue(commit(change.get()).ok(), "works again");
  }

  /** A read may still find its connection closed; the one after it does not. */
  private Future<Set<UUID>> readAgain(Set<UUID> ids) {
    return documents
        .findAll(NOTES, site, ids)
        .recover(
            first ->
                vertx
                    .timer(200, TimeUnit.MILLISECONDS)
                    .compose(later -> documents.findAll(NOTES, site, ids)))
        .map(found -> Set.copyOf(found.keySet()));
  }

  @Test
  void aRowThatIsHeldFailsOnlyItsOwnChanges() throws Exception {
    UUID held = insertThing("held");
    try (var connection = TestDatabase.connect(config);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select 1 from thing where id = '" + held + "' for update");
      Future<Committed> stuck =
          committer.commit(
              change()
                  .update(THINGS, site, held, 1, new Thing("held", "2"))
                  .append(HISTORY, "held"));
      Future<Committed> free = committer.commit(change().append(HISTORY, "free"));
      assertTrue(await(free).ok());
      StoreUnavailable busy = assertThrows(StoreUnavailable.class, () -> await(stuck));
      assertFalse(busy.outcomeUnknown());
      connection.rollback();
    }
    assertEquals(0, count("history where line = 'held'"));
  }

  @Test
  @Timeout(120)
  void nothingAcknowledgedIsLostWhenPostgresIsKilled(@TempDir Path folder) throws Exception {
    Vertx ownVertx = Vertx.vertx();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      Migrations.run(database.config());
      TestDatabase.run(database.config(), TABLES);
      Pools ownPools = Pools.open(ownVertx, database.config(), 2);
      Committer own = new Committer(ownPools, CommitterOptions.STANDARD);
      Told told = new Told();
      Set<UUID> all = new HashSet<>();
      for (int round = 0; round < 3; round++) {
        List<UUID> ids = new ArrayList<>();
        List<Future<Committed>> futures = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          UUID id = UUID.randomUUID();
          ids.add(id);
          futures.add(own.commit(insert(i, id)));
          if (i == 200) {
            String head = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid")).get(0);
            String kill = "kill -9 " + head + " $(cat /proc/" + head + "/task/*/children)";
            new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor();
          }
        }
        for (int i = 0; i < ids.size(); i++) {
          told.settle(ids.get(i), futures.get(i));
        }
        all.addAll(ids);
        awaitWrites(own);
      }
      assertFalse(told.failed.isEmpty() && told.unknown.isEmpty(), "the kill went unnoticed");
      told.check(Set.copyOf(await(new Documents(ownPools).findAll(NOTES, site, all)).keySet()));
      await(own.close());
      await(ownPools.close());
    } finally {
      await(ownVertx.close());
    }
  }

  private void awaitWrites(Committer own) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      try {
        await(own.commit(change().append(HISTORY, "is it back?")));
        await(own.commit(change().insert(NOTES, site, UUID.randomUUID(), "is it back?")));
        return;
      } catch (StoreUnavailable notYet) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("Postgres did not come back");
  }

  @Test
  void aDatabaseThatIsNotThereIsUnavailable() {
    DatabaseConfig nowhere = new DatabaseConfig("postgresql://127.0.0.1:1/none", "nobody", "none");
    Pools away = Pools.open(vertx, nowhere, 2);
    Committer cut = new Committer(away, CommitterOptions.STANDARD);
    Future<Committed> write = cut.commit(change().append(HISTORY, "never"));
    StoreUnavailable unavailable = assertThrows(StoreUnavailable.class, () -> await(write));
    assertFalse(unavailable.outcomeUnknown());
    Future<?> read = new Documents(away).find(NOTES, site, UUID.randomUUID());
    assertInstanceOf(
        StoreUnavailable.class, assertThrows(RuntimeException.class, () -> await(read)));
    await(cut.close());
    await(away.close());
  }
}
