package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import io.cartwright.store.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The command line on the embedded database: beside an engine, and without one. */
class ReplayCommandIT {
  private static final Duration READY = Duration.ofSeconds(120);
  private static final Path FOLDER = Path.of("target", "replay-command");
  private static final String EMPTY_INPUT =
      "{\"currency\":\"USD\",\"instant\":\"2026-01-02T03:04:05Z\"}";

  @Test
  void theDatabaseOfARunningEngineIsUsedElseItIsStarted() throws Exception {
    Map<String, String> settings;
    try (EngineProcess engine = EngineProcess.start(FOLDER, READY)) {
      settings = Map.of("CARTWRIGHT_DATA", engine.data().toString());
      keep(EmbeddedDatabase.running(engine.data()).orElseThrow(), 9_999);

      ReplayProcess beside = ReplayProcess.run(settings);
      assertEquals("", beside.errors());
      assertEquals("1 orders priced again: 0 equal, 0 different, 1 failed", beside.lastLine());
      assertTrue(beside.output().contains("failed: the rules have no version 9999"));
      assertEquals(2, beside.code(), "a version that no log has is a failure");
      assertTrue(engine.stop());
    }
    ReplayProcess alone = ReplayProcess.run(settings, "--site", new UUID(1, 1).toString());
    assertEquals("1 orders priced again: 0 equal, 0 different, 1 failed", alone.lastLine());
    ReplayProcess other = ReplayProcess.run(settings, "--site", new UUID(2, 2).toString());
    assertEquals("0 orders priced again: 0 equal, 0 different, 0 failed", other.lastLine());
    assertEquals(0, other.code());
  }

  private static void keep(DatabaseConfig database, long version) throws Exception {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into order_pricing values ('%s', '%s', %d, now(), now(), '%s', '{}')"
              .formatted(new UUID(1, 1), new UUID(3, 3), version, EMPTY_INPUT));
    }
  }

  @Test
  void aFolderWithoutADatabaseIsAFailure() throws Exception {
    ReplayProcess none =
        ReplayProcess.run(Map.of("CARTWRIGHT_DATA", FOLDER.resolve("nothing").toString()));
    assertEquals(2, none.code());
    assertTrue(none.errors().contains("there is no database in"), none.errors());
  }
}
