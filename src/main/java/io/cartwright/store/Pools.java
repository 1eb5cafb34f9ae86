package io.cartwright.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one engine to one database. Reads by key are pipelined over a few connections;
 * queries of unknown cost have a pool of their own, so that a slow one never stands in front of a
 * cart. Closed connections are replaced by themselves.
 *
 * <p>Postgres keeps the plan of a prepared statement for as long as its connection lives, and makes
 * it anew when the table is analyzed. A plan from when a table was empty may read all of it later.
 * So queries are planned each time, which is little beside what they do, and connections for reads
 * by key are replaced now and then.
 */
public final class Pools {
  private static final int KEY_CONNECTIONS = 4;
  private static final int KEY_PIPELINE = 64;
  private static final int KEY_LIFETIME_MINUTES = 10;
  private static final int WAIT_QUEUE_MAX = 4_096;
  private static final int CONNECT_TIMEOUT_SECONDS = 5;
  private static final String READ_TIMEOUT_MS = "10000";

  /** Most reads of whole tables at a time; so many more may wait, and for so long. */
  private static final int SCAN_CONNECTIONS = 2;

  private static final int SCAN_QUEUE_MAX = 16;
  private static final int SCAN_WAIT_SECONDS = 20;

  private final Vertx vertx;
  private final DatabaseConfig config;
  private final SqlClient byKey;
  private final SqlClient queries;
  private final SqlClient scans;
  private final StatementCount statements = new StatementCount();

  private Pools(Vertx vertx, DatabaseConfig config, int queryConnections) {
    this.vertx = vertx;
    this.config = config;
    PgConnectOptions reading = connectOptions().addProperty("statement_timeout", READ_TIMEOUT_MS);
    byKey =
        PgBuilder.client()
            .with(
                poolOptions("by-key", KEY_CONNECTIONS)
                    .setMaxLifetime(KEY_LIFETIME_MINUTES)
                    .setMaxLifetimeUnit(TimeUnit.MINUTES))
            .connectingTo(
                new PgConnectOptions(reading)
                    .setPipeliningLimit(KEY_PIPELINE)
                    .setMetricsName("by-key"))
            .using(vertx)
            .build();
    queries =
        PgBuilder.pool()
            .with(poolOptions("queries", queryConnections).setMaxWaitQueueSize(WAIT_QUEUE_MAX))
            .connectingTo(
                new PgConnectOptions(reading)
                    .addProperty("plan_cache_mode", "force_custom_plan")
                    .setMetricsName("queries"))
            .using(vertx)
            .build();
    scans =
        PgBuilder.pool()
            .with(
                poolOptions("scans", SCAN_CONNECTIONS)
                    .setMaxWaitQueueSize(SCAN_QUEUE_MAX)
                    .setConnectionTimeout(SCAN_WAIT_SECONDS))
            .connectingTo(
                new PgConnectOptions(reading)
                    .addProperty("plan_cache_mode", "force_custom_plan")
                    .setMetricsName("scans"))
            .using(vertx)
            .build();
  }

  /**
   * Opens pools; connections are made when they are first needed.
   *
   * @param queryConnections most connections for queries, beside the four for reads by key
   */
  public static Pools open(Vertx vertx, DatabaseConfig config, int queryConnections) {
    return new Pools(vertx, config, queryConnections);
  }

  private static PoolOptions poolOptions(String name, int size) {
    return new PoolOptions()
        .setName(name)
        .setMaxSize(size)
        .setConnectionTimeout(CONNECT_TIMEOUT_SECONDS)
        .setConnectionTimeoutUnit(TimeUnit.SECONDS);
  }

  /** Runs a quick read by key. Fails with {@link StoreUnavailable} when Postgres is away. */
  public Future<RowSet<Row>> readByKey(String sql, Tuple parameters) {
    return run(byKey, sql, parameters);
  }

  /**
   * Runs a read that may take longer. Fails with {@link StoreUnavailable} or {@link Overloaded}.
   */
  public Future<RowSet<Row>> read(String sql, Tuple parameters) {
    return run(queries, sql, parameters);
  }

  /**
   * Runs a read that may go over a whole table. Few of them run at a time, so that others keep
   * their connections and most of the disk; more wait for each other, and then fail with {@link
   * Overloaded}. One that takes longer than ten seconds fails with {@link StoreUnavailable}.
   */
  public Future<RowSet<Row>> scan(String sql, Tuple parameters) {
    return run(scans, sql, parameters);
  }

  /** True when Postgres answers; fails with {@link StoreUnavailable} when it is away. */
  public Future<Boolean> ping() {
    return readByKey("select 1", Tuple.tuple()).map(rows -> true);
  }

  private Future<RowSet<Row>> run(SqlClient client, String sql, Tuple parameters) {
    statements.read();
    return client
        .preparedQuery(sql)
        .execute(parameters)
        .recover(failure -> Future.failedFuture(PgFailure.forReader(failure)));
  }

  /** A connection of its own on the calling context; not replaced when it closes. */
  Future<PgConnection> dedicated(PgConnectOptions options) {
    return PgConnection.connect(vertx, options);
  }

  /** How to connect; for {@link #dedicated}. */
  PgConnectOptions connectOptions() {
    return config.connectOptions(vertx.isNativeTransportEnabled());
  }

  Vertx vertx() {
    return vertx;
  }

  /** The statements sent through these pools and their committer. */
  public StatementCount statements() {
    return statements;
  }

  /** Closes all pools; reads under way fail. */
  public Future<Void> close() {
    return Future.join(byKey.close(), queries.close(), scans.close()).mapEmpty();
  }
}
