package io.cartwright.store;

import org.flywaydb.core.Flyway;

/**
 * Brings a database to the schema of this engine. The shared tables are V1; each domain has files
 * of its own above V200, which may arrive in any order. Several engines may start at once: Flyway's
 * lock lets one of them do it.
 */
public final class Migrations {
  private static final String LOCATION = "classpath:db/migration";
  private static final int CONNECT_RETRIES = 3;

  private Migrations() {}

  /** Runs what is missing; blocks. Returns how many migrations were run. */
  public static int run(DatabaseConfig config) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(config.jdbcUrl(), config.user(), config.password())
        .locations(LOCATION)
        .outOfOrder(true)
        .connectRetries(CONNECT_RETRIES)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
