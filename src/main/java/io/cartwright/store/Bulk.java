package io.cartwright.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One transaction of any size, on a connection of its own: for imports, which are too large for the
 * batches of a {@link Committer}. The caller sends one part after the other and ends with {@link
 * #commit} or {@link #rollback}; a part that failed leaves only the rollback.
 *
 * <p>Rows are locked by {@link #take} alone, until the end: take counters as late as can be.
 */
public final class Bulk {
  private static final String LOCK_TIMEOUT_MS = "30000";
  private static final String STATEMENT_TIMEOUT_MS = "60000";
  private static final int PIPELINE_MAX = 16;

  private final PgConnection connection;
  private final StatementCount statements;

  private Bulk(PgConnection connection, StatementCount statements) {
    this.connection = connection;
    this.statements = statements;
  }

  /** Connects and begins. Plans use an index, since tables may be empty when they are made. */
  public static Future<Bulk> begin(Pools pools) {
    var connect =
        pools
            .connectOptions()
            .setPipeliningLimit(PIPELINE_MAX)
            .addProperty("enable_seqscan", "off")
            .addProperty("enable_bitmapscan", "off")
            .addProperty("enable_hashjoin", "off")
            .addProperty("enable_mergejoin", "off")
            .addProperty("synchronous_commit", "on")
            .addProperty("lock_timeout", LOCK_TIMEOUT_MS)
            .addProperty("statement_timeout", STATEMENT_TIMEOUT_MS);
    return pools
        .dedicated(connect)
        .compose(
            connection -> {
              Bulk bulk = new Bulk(connection, pools.statements());
              return bulk.control("BEGIN").map(bulk);
            });
  }

  /** Writes new documents, events and rows; none of them is made from counters. */
  public Future<Void> write(Change part) {
    return decide(new Decision(), part).mapEmpty();
  }

  /** Moves counters, which stay locked until the end; refused when one would leave its bounds. */
  public Future<Committed> take(Change counters) {
    TreeSet<Tally> tallies = new TreeSet<>();
    counters.takes.forEach(take -> tallies.add(take.tally()));
    Tuple keys = Documents.tallyKeys(List.copyOf(tallies));
    Decision decision = new Decision();
    return send(ComplexLane.MAKE_TALLIES, keys)
        .compose(made -> send(ComplexLane.LOCK_TALLIES, keys))
        .compose(
            rows -> {
              rows.forEach(decision::readTally);
              return decide(decision, counters);
            });
  }

  private Future<Committed> decide(Decision decision, Change change) {
    Committed committed = decision.decide(change);
    List<Future<?>> sent = new ArrayList<>();
    if (committed.ok())
      decision.statements(new JoinedSql(), (sql, values) -> sent.add(send(sql, values)));
    return Future.join(sent).map(committed);
  }

  /** Sends a statement of the caller's own. */
  public Future<RowSet<Row>> send(String sql, Tuple parameters) {
    statements.write();
    return connection.preparedQuery(sql).execute(parameters);
  }

  private Future<Void> control(String sql) {
    statements.write();
    return connection.query(sql).execute().mapEmpty();
  }

  /**
   * Commits and disconnects. Fails with {@link StoreUnavailable} when the connection was lost
   * before Postgres confirmed it.
   */
  public Future<Void> commit() {
    return control("COMMIT")
        .recover(
            lost ->
                Future.failedFuture(
                    PgFailure.isJudgement(lost)
                        ? lost
                        : new StoreUnavailable(
                            "the connection to Postgres was lost in the commit", true, lost)))
        .eventually(connection::close);
  }

  /** Undoes everything and disconnects. */
  public Future<Void> rollback() {
    return control("ROLLBACK").otherwiseEmpty().eventually(connection::close);
  }
}
