package io.cartwright.store;

import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Which database to use.
 *
 * @param url {@code postgresql://host:port/database}, optionally with {@code ?sslmode=...}; a
 *     leading {@code jdbc:} is dropped
 * @param sockets folder of the server's Unix socket, which costs less than a connection over the
 *     network; null: it has none
 */
public record DatabaseConfig(String url, String user, String password, Path sockets) {
  public DatabaseConfig {
    Objects.requireNonNull(user, "user");
    url = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
      throw new IllegalArgumentException("a database URL starts with postgresql://, not " + url);
    }
  }

  /** Reached by its URL alone. */
  public DatabaseConfig(String url, String user, String password) {
    this(url, user, password, null);
  }

  /** The URL for JDBC. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + url.substring(url.indexOf("://") + 3);
  }

  /**
   * How to connect.
   *
   * @param local the Unix socket may be used, if there is one
   */
  PgConnectOptions connectOptions(boolean local) {
    PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(user);
    if (local && sockets != null) {
      options.setHost(sockets.toString());
    }
    if (password != null) {
      options.setPassword(password);
    }
    return options
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(512)
        .setPreparedStatementCacheSqlLimit(16_384)
        .addProperty("application_name", "cartwright")
        .addProperty("TimeZone", "UTC");
  }

  @Override
  public String toString() {
    return "DatabaseConfig[url=" + url + ", user=" + user + "]";
  }
}
