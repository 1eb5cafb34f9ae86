package io.cartwright.store;

import io.cartwright.store.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One real Postgres for all tests of this JVM, started when it is first asked for and gone with the
 * JVM. Each test class takes a database of its own, copied from a migrated template.
 */
public final class TestDatabase {
  private static final String TEMPLATE = "migrated";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** The server, started once. It does not sync to disk: tests of crashes start their own. */
  private static final class Server {
    static final EmbeddedDatabase RUNNING = start();

    private static EmbeddedDatabase start() {
      Path folder = Path.of("target", "test-data-" + ProcessHandle.current().pid());
      try {
        EmbeddedDatabase database =
            EmbeddedDatabase.start(
                folder,
                0,
                Map.of("fsync", "off", "max_connections", "200", "full_page_writes", "off"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, folder)));
        run(database.config(), "create database " + TEMPLATE);
        Migrations.run(database.config(TEMPLATE));
        return database;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private static void stop(EmbeddedDatabase database, Path folder) {
      try {
        database.close();
        try (Stream<Path> paths = Files.walk(folder)) {
          paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
      } catch (IOException failure) {
        System.err.println("the test database is left in " + folder + ": " + failure);
      }
    }
  }

  /** A new migrated database. */
  public static DatabaseConfig fresh() {
    synchronized (TestDatabase.class) {
      String name = "test_" + COUNT.incrementAndGet();
      run(Server.RUNNING.config(), "create database " + name + " template " + TEMPLATE);
      return Server.RUNNING.config(name);
    }
  }

  /** Runs SQL by JDBC, for tables of a test's own and for looking behind the scenes. */
  public static void run(DatabaseConfig config, String sql) {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A JDBC connection. */
  public static Connection connect(DatabaseConfig config) throws SQLException {
    return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
  }
}
