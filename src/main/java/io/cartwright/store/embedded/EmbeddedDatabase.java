package io.cartwright.store.embedded;

import io.cartwright.store.DatabaseConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running embedded Postgres. All methods block.
 *
 * <p>After {@code kill -9} of the engine its server may still run: the next start stops it and
 * begins anew. After {@code kill -9} of the server the engine starts it again on the same port, and
 * Postgres recovers what was committed.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String USER = "cartwright";
  private static final String DATABASE = "cartwright";
  private static final int PASSWORD_BYTES = 24;
  private static final int PORT_TRIES = 5;
  private static final int RESTART_PAUSE_MAX_MS = 30_000;

  private final Path home;
  private final Map<String, String> extra;
  private final FileChannel lockFile;
  private final PostgresServer server;
  private final String password;
  private int port;
  private volatile boolean closed;

  private EmbeddedDatabase(Path home, Map<String, String> extra) throws IOException {
    this.home = home;
    this.extra = extra;
    lockFile = lock(home.resolve("lock"));
    try {
      server = new PostgresServer(home);
      password = password(home.resolve("password"));
    } catch (IOException | RuntimeException failure) {
      lockFile.close();
      throw failure;
    }
  }

  /**
   * Starts Postgres on the cluster in {@code dataFolder/postgres}, which is made when it is not
   * there.
   *
   * @param port where to listen on 127.0.0.1; 0 takes a free one
   */
  public static EmbeddedDatabase start(Path dataFolder, int port) throws IOException {
    return start(dataFolder, port, Map.of());
  }

  /** Like {@link #start(Path, int)}, with settings of Postgres that replace ours. */
  public static EmbeddedDatabase start(Path dataFolder, int port, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(dataFolder);
    Path home = dataFolder.toRealPath().resolve("postgres");
    Files.createDirectories(home);
    EmbeddedDatabase database = new EmbeddedDatabase(home, Map.copyOf(settings));
    try {
      database.begin(port);
      return database;
    } catch (IOException | RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  /**
   * Where to connect for the database of {@code dataFolder} that an engine runs now; empty when
   * none does.
   */
  public static Optional<DatabaseConfig> running(Path dataFolder) throws IOException {
    Path home = dataFolder.resolve("postgres");
    if (!exists(dataFolder)) return Optional.empty();
    try (FileChannel free = lock(home.resolve("lock"))) {
      return Optional.empty();
    } catch (IOException inUse) {
      int port = PostgresServer.portOf(home);
      if (port <= 0) throw inUse;
      String password = Files.readString(home.resolve("password")).strip();
      return Optional.of(at(port, DATABASE, password));
    }
  }

  /** Whether the folder holds a database. */
  public static boolean exists(Path dataFolder) {
    return Files.exists(dataFolder.resolve("postgres").resolve("password"));
  }

  /** Where to connect. */
  public DatabaseConfig config() {
    return config(DATABASE);
  }

  /** Where to connect for another database of the same server. */
  public DatabaseConfig config(String database) {
    DatabaseConfig overNetwork = at(port, database, password);
    return new DatabaseConfig(overNetwork.url(), USER, password, server.sockets());
  }

  private static DatabaseConfig at(int port, String database, String password) {
    return new DatabaseConfig("postgresql://127.0.0.1:" + port + "/" + database, USER, password);
  }

  /** Stops Postgres and gives the data folder free. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      server.stop();
    } finally {
      lockFile.close();
    }
  }

  private synchronized void begin(int wanted) throws IOException {
    server.clearLeftovers();
    server.init(USER, password, !"off".equals(extra.get("fsync")));
    for (int tries = 1; ; tries++) {
      port = wanted == 0 ? freePort() : wanted;
      try {
        watch(server.start(USER, port, extra));
        break;
      } catch (IOException failure) {
        if (wanted != 0
            || tries == PORT_TRIES
            || !String.valueOf(failure.getMessage()).contains("in use")) {
          throw failure;
        }
      }
    }
    makeDatabase();
  }

  private void watch(long pid) {
    ProcessHandle.of(pid)
        .ifPresentOrElse(
            head -> head.onExit().thenRunAsync(this::restart, this::inThread), this::restart);
  }

  private void inThread(Runnable task) {
    Thread thread = new Thread(task, "postgres-restart");
    thread.setDaemon(true);
    thread.start();
  }

  private void restart() {
    for (int pauseMs = 0; !closed; pauseMs = Math.min(RESTART_PAUSE_MAX_MS, pauseMs * 2 + 250)) {
      try {
        Thread.sleep(pauseMs);
        synchronized (this) {
          if (closed) {
            return;
          }
          LOG.warn("Postgres has ended; starting it again");
          server.clearLeftovers();
          watch(server.start(USER, port, extra));
        }
        return;
      } catch (IOException failure) {
        LOG.error("Postgres does not start again", failure);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void makeDatabase() throws IOException {
    try (Connection connection =
            DriverManager.getConnection(config("postgres").jdbcUrl(), USER, password);
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database " + DATABASE);
    } catch (SQLException failure) {
      throw new IOException("Postgres has started but does not let us in", failure);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return file;
      }
    } catch (OverlappingFileLockException heldByUs) {
      file.close();
    }
    file.close();
    throw new IOException("another engine uses " + path.getParent().getParent());
  }

  private static String password(Path path) throws IOException {
    if (!Files.exists(path)) {
      byte[] random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      Path unfinished = path.resolveSibling("password.new");
      Files.deleteIfExists(unfinished);
      OwnerOnly.write(unfinished, HexFormat.of().formatHex(random));
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(path).strip();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public String toString() {
    return "EmbeddedDatabase[" + home + ", port " + port + "]";
  }
}
