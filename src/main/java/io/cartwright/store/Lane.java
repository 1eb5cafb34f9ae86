package io.cartwright.store;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection that commits one batch after the other. Any thread may submit; all else runs on
 * the lane's own context.
 *
 * <p>A document is written once in a batch at most: a second change of it waits for the next batch,
 * in order.
 */
abstract class Lane {
  private static final int TRIES_MAX = 5;

  /** Changes in the last batch from which on the next one is waited for. */
  private static final int BUSY_FROM = 2;

  /** How long it is waited for, and with how many changes not at all. */
  private static final int GATHER_MS = 2;

  private static final int GATHERED = 32;
  private static final int PIPELINE_MAX = 64;

  /** Batches after which all statements are planned anew, when a connection is no longer young. */
  private static final int PLANS_KEPT_FOR = 4_096;

  private static final String LOCK_TIMEOUT_MS = "1000";
  private static final String STATEMENT_TIMEOUT_MS = "15000";
  private static final int ANSWER_TIMEOUT_SECONDS = 30;
  private static final String COMPRESS_WITH_LZ4 =
      "select set_config(name, 'lz4', false) from pg_settings"
          + " where name = 'default_toast_compression' and 'lz4' = any(enumvals)";

  private final Pools pools;
  private final CommitterOptions options;
  private final CommitterStats stats;
  private final Context context;
  private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile Promise<Void> closing;
  private ArrayDeque<Pending> deferred = new ArrayDeque<>();
  private PgConnection connection;
  private int batchesOnConnection;
  private int lastBatch;

  /**
   * A change, its answer, and where the asker waits for it; {@code asker} is null off the event
   * loops.
   */
  record Pending(Change change, Promise<Committed> answer, Context asker) {
    void succeed(Committed committed) {
      settle(() -> answer.tryComplete(committed));
    }

    void fail(Throwable failure) {
      settle(() -> answer.tryFail(failure));
    }

    private void settle(Runnable settling) {
      if (asker == null || asker == Vertx.currentContext()) {
        settling.run();
      } else {
        asker.runOnContext(ignored -> settling.run());
      }
    }
  }

  Lane(Pools pools, CommitterOptions options, CommitterStats stats) {
    this.pools = pools;
    this.options = options;
    this.stats = stats;
    this.context = Committer.newContext(pools.vertx());
  }

  /**
   * Sends one batch as one transaction; settles each change that it decides. Fails when nothing of
   * it was committed or may have been.
   */
  abstract Future<Void> write(List<Pending> batch);

  /** True on the lane's own event loop, where a change needs no hop to get here and back. */
  boolean isHere() {
    return ((ContextInternal) context).nettyEventLoop().inEventLoop();
  }

  int waiting() {
    return waiting.get();
  }

  Future<Committed> submit(Change change) {
    if (closing != null) {
      return Future.failedFuture(new StoreUnavailable("the engine is stopping", false, null));
    }
    if (waiting.incrementAndGet() > options.queueMax()) {
      waiting.decrementAndGet();
      stats.overloaded.increment();
      return Future.failedFuture(new Overloaded("too many changes are waiting to be written"));
    }
    Pending pending = new Pending(change, Promise.promise(), Vertx.currentContext());
    queue.add(pending);
    wake();
    return pending.answer().future();
  }

  Future<Void> close() {
    if (closing == null) {
      closing = Promise.promise();
    }
    wake();
    return closing.future();
  }

  private void wake() {
    if (running.compareAndSet(false, true)) {
      context.runOnContext(ignored -> drain());
    }
  }

  private void drain() {
    List<Pending> batch = nextBatch();
    if (batch.isEmpty()) {
      rest();
      return;
    }
    waiting.addAndGet(-batch.size());
    stats.changes.add(batch.size());
    lastBatch = batch.size();
    attempt(batch, 1).onComplete(done -> context.runOnContext(ignored -> next()));
  }

  /**
   * Writes what has gathered; waits a moment for more when changes come fast and few are there. A
   * write of few rows costs Postgres nearly as much as one of many.
   */
  private void next() {
    boolean busy = lastBatch >= BUSY_FROM && closing == null;
    if (busy && waiting.get() < GATHERED) {
      context.owner().setTimer(GATHER_MS, done -> drain());
    } else {
      drain();
    }
  }

  private void rest() {
    if (closing != null && queue.isEmpty()) {
      Future<Void> closed = connection == null ? Future.succeededFuture() : connection.close();
      connection = null;
      closed.onComplete(ignored -> closing.tryComplete());
    }
    running.set(false);
    if (!queue.isEmpty()) {
      wake();
    }
  }

  private List<Pending> nextBatch() {
    List<Pending> batch = new ArrayList<>();
    Set<Change.DocumentKey> keys = new HashSet<>();
    ArrayDeque<Pending> held = deferred;
    deferred = new ArrayDeque<>();
    while (batch.size() < options.batchMax() && deferred.size() < options.batchMax()) {
      Pending next = held.isEmpty() ? queue.poll() : held.poll();
      if (next == null) {
        break;
      }
      boolean free = true;
      for (Change.DocumentWrite write : next.change().writes) {
        free &= keys.add(write.key());
      }
      (free ? batch : deferred).add(next);
    }
    deferred.addAll(held);
    return batch;
  }

  /**
   * Tries a batch; again after a lost race, in halves when Postgres rejects it; in the end every
   * change of it is answered.
   */
  private Future<Void> attempt(List<Pending> batch, int tries) {
    stats.batches.increment();
    return connected()
        .onSuccess(ready -> forgetPlans())
        .compose(ready -> write(batch).timeout(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS))
        .recover(failure -> recovered(batch, tries, failure));
  }

  private Future<Void> recovered(List<Pending> batch, int tries, Throwable failure) {
    if (isRaceLost(failure) && tries < TRIES_MAX) {
      stats.retried.increment();
      return attempt(batch, tries + 1);
    }
    if (PgFailure.isJudgement(failure) && batch.size() > 1) {
      stats.retried.increment();
      int half = batch.size() / 2;
      return attempt(batch.subList(0, half), 1)
          .compose(ignored -> attempt(batch.subList(half, batch.size()), 1));
    }
    if (PgFailure.isJudgement(failure)) {
      judge(batch.get(0), failure);
    } else {
      drop(batch, failure);
    }
    return Future.succeededFuture();
  }

  private static boolean isRaceLost(Throwable failure) {
    return PgFailure.isRaceLost(failure)
        || Decision.TALLY_KEY.equals(PgFailure.brokenUnique(failure));
  }

  private void judge(Pending pending, Throwable failure) {
    String constraint = PgFailure.brokenUnique(failure);
    if (constraint != null && !isRaceLost(failure)) {
      refuse(pending, broken(pending.change(), constraint));
    } else if (PgFailure.isTooSlow(failure) || isRaceLost(failure)) {
      pending.fail(new StoreUnavailable("a row is held by another transaction", false, failure));
    } else {
      pending.fail(failure);
    }
  }

  private static Committed broken(Change change, String constraint) {
    if (constraint.equals("command_pkey")) {
      return new Committed.CommandRepeated();
    }
    for (Change.DocumentWrite write : change.writes) {
      if (constraint.equals(write.table().name() + "_pkey")) {
        return new Committed.Stale(write.key().table(), write.key().siteId(), write.key().id());
      }
    }
    return new Committed.UniqueBroken(constraint);
  }

  /** The connection is lost, or no longer to be trusted: whoever still waits is told so. */
  private void drop(List<Pending> batch, Throwable failure) {
    PgConnection lost = connection;
    connection = null;
    if (lost != null) {
      lost.close();
    }
    Throwable told = failure;
    if (failure instanceof TimeoutException) {
      told = new StoreUnavailable("Postgres did not answer a commit in time", true, failure);
    } else if (!(failure instanceof StoreUnavailable)) {
      told = new StoreUnavailable("Postgres went away: " + failure.getMessage(), false, failure);
    }
    for (Pending pending : batch) {
      pending.fail(told);
    }
  }

  void done(Pending pending, Committed.Done done) {
    pending.succeed(done);
  }

  void refuse(Pending pending, Committed refused) {
    stats.refused.increment();
    pending.succeed(refused);
  }

  /** Sends one statement down the pipeline. */
  Future<RowSet<Row>> send(String sql, Tuple parameters) {
    pools.statements().write();
    return connection.preparedQuery(sql).execute(parameters);
  }

  /** Sends a statement without parameters: BEGIN, COMMIT, ROLLBACK. */
  Future<RowSet<Row>> send(String sql) {
    pools.statements().write();
    return connection.query(sql).execute();
  }

  /**
   * Waits for all statements of a pipeline. Its failure is what Postgres said first; else, when the
   * connection was lost, {@link StoreUnavailable}, its outcome unknown if a commit was among them.
   */
  static Future<Void> settled(List<Future<RowSet<Row>>> statements, boolean commits) {
    return Future.join(statements)
        .<Void>mapEmpty()
        .recover(
            first -> {
              for (Future<RowSet<Row>> statement : statements) {
                if (statement.failed() && PgFailure.isJudgement(statement.cause())) {
                  return Future.failedFuture(statement.cause());
                }
              }
              String message = "the connection to Postgres was lost: " + first.getMessage();
              return Future.failedFuture(new StoreUnavailable(message, commits, first));
            });
  }

  /**
   * Has Postgres forget its plans now and then: on an empty table all indexes cost the same, and
   * the plan that was made there may read every row of a site once the table has grown.
   */
  private void forgetPlans() {
    batchesOnConnection++;
    boolean powerOfTwo = Integer.bitCount(batchesOnConnection) == 1;
    if (powerOfTwo || batchesOnConnection % PLANS_KEPT_FOR == 0) {
      connection.query("DISCARD PLANS").execute();
    }
  }

  /**
   * Connects when needed. Plans use an index whatever the size of a table, so that rows are locked
   * in the order of the arrays.
   */
  private Future<Void> connected() {
    if (connection != null) {
      return Future.succeededFuture();
    }
    var connect =
        pools
            .connectOptions()
            .setPipeliningLimit(PIPELINE_MAX)
            .addProperty("plan_cache_mode", "force_generic_plan")
            .addProperty("enable_seqscan", "off")
            .addProperty("enable_hashjoin", "off")
            .addProperty("enable_mergejoin", "off")
            .addProperty("synchronous_commit", "on")
            .addProperty("lock_timeout", LOCK_TIMEOUT_MS)
            .addProperty("statement_timeout", STATEMENT_TIMEOUT_MS);
    return pools
        .dedicated(connect)
        .timeout(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .recover(
            failure ->
                Future.failedFuture(
                    new StoreUnavailable(
                        "Postgres is away: " + failure.getMessage(), false, failure)))
        .map(
            fresh -> {
              connection = fresh;
              batchesOnConnection = 0;
              flushTogether(fresh);
              fresh.query(COMPRESS_WITH_LZ4).execute();
              fresh.exceptionHandler(ignored -> fresh.close());
              fresh.closeHandler(
                  ignored -> {
                    if (connection == fresh) {
                      connection = null;
                    }
                  });
              return null;
            });
  }

  /**
   * Has what is sent in one turn of the event loop go out in one write. The client flushes after
   * each statement, which wakes Postgres as often.
   */
  private static void flushTogether(PgConnection connection) {
    if (((SqlConnectionInternal) connection).unwrap() instanceof SocketConnectionBase socket) {
      socket
          .socket()
          .channelHandlerContext()
          .pipeline()
          .addFirst(new FlushConsolidationHandler(PIPELINE_MAX, true));
    }
  }
}
