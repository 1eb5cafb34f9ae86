package io.cartwright.config;

/**
 * Which PostgreSQL holds the data.
 *
 * @param url {@code postgresql://host:port/database}; empty for the embedded one
 * @param user empty when the url names it
 * @param password empty when none
 * @param connectionsMax connections that are opened at most
 */
public record DatabaseConfig(String url, String user, String password, int connectionsMax) {

  /** Whether the engine runs its own PostgreSQL in the data folder. */
  public boolean embedded() {
    return url.isEmpty();
  }

  /** Leaves out what a log must not show. */
  @Override
  public String toString() {
    return embedded() ? "DatabaseConfig[embedded]" : "DatabaseConfig[external, user=" + user + "]";
  }
}
