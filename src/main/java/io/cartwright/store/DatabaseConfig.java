package io.cartwright.store;

import io.vertx.pgclient.PgConnectOptions;
import java.util.Objects;

/**
 * Which database to use.
 *
 * @param url {@code postgresql://host:port/database}, optionally with {@code ?sslmode=...}; a
 *     leading {@code jdbc:} is dropped
 */
public record DatabaseConfig(String url, String user, String password) {
  public DatabaseConfig {
    Objects.requireNonNull(user, "user");
    url = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
      throw new IllegalArgumentException("a database URL starts with postgresql://, not " + url);
    }
  }

  /** The URL for JDBC. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + url.substring(url.indexOf("://") + 3);
  }

  PgConnectOptions connectOptions() {
    PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(user);
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
