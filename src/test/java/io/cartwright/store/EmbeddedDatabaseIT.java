package io.cartwright.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedDatabaseIT {
  @TempDir Path folder;

  @Test
  void keepsDataOverRestartsAndKills() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      TestDatabase.run(database.config(), "create table kept(n int); insert into kept values (1)");
      assertEquals("on", text(database, "show synchronous_commit"));
      assertEquals("on", text(database, "show fsync"));
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      assertEquals("1", text(database, "select sum(n) from kept"));
      TestDatabase.run(database.config(), "insert into kept values (2)");
      kill(headPid());
      awaitRestart(database);
      assertEquals("3", text(database, "select sum(n) from kept"));
    }
    assertFalse(Files.exists(folder.resolve("postgres/data/postmaster.pid")));
  }

  @Test
  void takesOverFromAnEngineThatWasKilled() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process engine =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Engine.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("ready", engine.inputReader().readLine());
    assertThrows(
        IOException.class, () -> EmbeddedDatabase.start(folder, 0), "one engine for each folder");
    engine.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    long orphan = headPid();
    assertTrue(runs(orphan), "Postgres outlives the engine");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      assertFalse(runs(orphan));
      assertEquals("7", text(database, "select sum(n) from kept"));
    }
  }

  @Test
  void startsOverAStaleNoteOfAProcessThatIsAStranger() throws Exception {
    EmbeddedDatabase.start(folder, 0).close();
    Path note = folder.resolve("postgres/data/postmaster.pid");
    Files.writeString(note, ProcessHandle.current().pid() + "\n" + folder + "\n");
    EmbeddedDatabase.start(folder, 0).close();
  }

  @Test
  void worksBelowAFolderThatIsClosedToOthers() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(
        closed, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    try (EmbeddedDatabase database = EmbeddedDatabase.start(closed.resolve("data"), 0)) {
      assertEquals("1", text(database, "select 1"));
    }
  }

  @Test
  void refusesAWrongPassword() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      DatabaseConfig config = database.config();
      assertThrows(
          SQLException.class,
          () -> DriverManager.getConnection(config.jdbcUrl(), config.user(), "guess"));
    }
  }

  /** An engine to be killed. */
  static final class Engine {
    public static void main(String[] args) throws Exception {
      EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), 0);
      TestDatabase.run(database.config(), "create table kept(n int); insert into kept values (7)");
      System.out.println("ready");
      Thread.sleep(60_000);
    }
  }

  /** False also for one that has ended and was not waited for. */
  private static boolean runs(long pid) {
    return Files.exists(Path.of("/proc/" + pid + "/exe"));
  }

  private long headPid() throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("postgres/data/postmaster.pid")).get(0));
  }

  private static void kill(long pid) throws Exception {
    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
  }

  private static void awaitRestart(EmbeddedDatabase database) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      try (Connection connection = TestDatabase.connect(database.config())) {
        return;
      } catch (SQLException notYet) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("Postgres did not come back");
  }

  private static String text(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = TestDatabase.connect(database.config());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
