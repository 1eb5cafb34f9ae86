package io.cartwright.store;

import io.cartwright.store.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real Postgres for all tests of this JVM, started when it is first asked for and gone with the
 * JVM. Each test class takes a database of its own, copied from a migrated template.
 */
public final class TestDatabase {
  private static final String TEMPLATE = "migrated";
  private static final int SLOTS_MAX = 9;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /**
   * The server, started once. Its cluster is used again by the next run, which also stops a server
   * that a killed run left behind. It does not sync to disk: tests of crashes start their own.
   */
  private static final class Server {
    static final EmbeddedDatabase RUNNING = start();

    private static EmbeddedDatabase start() {
      try {
        EmbeddedDatabase database = startInFreeFolder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database)));
        for (String left : databases(database)) {
          run(database.config(), "drop database " + left);
        }
        run(database.config(), "create database " + TEMPLATE);
        Migrations.run(database.config(TEMPLATE));
        return database;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /**
     * Several test runs may share a working copy at one time: each takes the first folder that is
     * not in use.
     */
    private static EmbeddedDatabase startInFreeFolder() throws IOException {
      Map<String, String> settings =
          Map.of("fsync", "off", "max_connections", "200", "full_page_writes", "off");
      for (int slot = 0; ; slot++) {
        try {
          return EmbeddedDatabase.start(
              Path.of("target", "test-data", Integer.toString(slot)), 0, settings);
        } catch (IOException failure) {
          if (slot == SLOTS_MAX
              || !String.valueOf(failure.getMessage()).startsWith("another engine uses")) {
            throw failure;
          }
        }
      }
    }

    private static List<String> databases(EmbeddedDatabase database) {
      List<String> names = new ArrayList<>();
      try (Connection connection = connect(database.config());
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select datname from pg_database where datname ~ '^(test_[0-9]+|"
                      + TEMPLATE
                      + ")$'")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      return names;
    }

    private static void stop(EmbeddedDatabase database) {
      try {
        database.close();
      } catch (IOException failure) {
        System.err.println("the test database still runs: " + failure);
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
