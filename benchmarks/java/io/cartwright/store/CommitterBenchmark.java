package io.cartwright.store;

import io.cartwright.store.embedded.EmbeddedDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Committed updates of 2 kB documents a second through the {@link Committer}, by callers that each
 * wait for one change before they send the next. A new embedded Postgres that syncs to disk, driver
 * and server on one machine. Kinds of change: {@code update} (one document), {@code event} (a
 * document and its outbox row), {@code order} (a document, a counter that all share, and an outbox
 * row: the locking lane).
 *
 * <pre>
 * mvn -o -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/classes:target/test-classes:$(cat target/classpath) io.cartwright.store.CommitterBenchmark 64 5
 * </pre>
 *
 * The arguments are the number of callers and the seconds for each kind, of which the first is for
 * warming up.
 */
public final class CommitterBenchmark {
  private static final int DOCUMENTS_PER_CALLER = 50;
  private static final int DOCUMENT_BYTES = 2_000;
  private static final UUID SITE = new UUID(1, 1);
  private static final DocumentTable<String> DOCUMENTS =
      DocumentTable.named("bench", DocumentFormat.<String>of(text -> text, text -> text))
          .column("owner_id", ColumnType.UUID, text -> SITE)
          .build();
  private static final String TABLE =
      """
      create table bench (site_id uuid not null, id uuid not null, revision bigint not null,
        created_at timestamptz not null, updated_at timestamptz not null, doc text not null, owner_id uuid,
        constraint bench_pkey primary key (site_id, id)) with (fillfactor = 70, toast_tuple_target = 8160)
      """;

  private final Committer committer;
  private final String kind;
  private final long stopAt;
  private final long countFrom;
  private final byte[] payload =
      "{\"id\":\"an event of modest size\"}".getBytes(StandardCharsets.UTF_8);
  private final Tally shared = new Tally(SITE, "bench", "orders");

  private CommitterBenchmark(Committer committer, String kind, int seconds) {
    this.committer = committer;
    this.kind = kind;
    countFrom = System.nanoTime() + 1_000_000_000L;
    stopAt = System.nanoTime() + seconds * 1_000_000_000L;
  }

  /** One waiting caller: its documents, and how long each of its changes took. */
  private final class Caller {
    final List<UUID> ids = new ArrayList<>();
    final long[] revisions = new long[DOCUMENTS_PER_CALLER];
    final String document = document(new Random(hashCode()));
    final Promise<Void> finished = Promise.promise();
    long[] tookNanos = new long[1024];
    int counted;
    int turn;

    void next() {
      long from = System.nanoTime();
      if (from >= stopAt) {
        finished.complete();
        return;
      }
      int at = turn++ % DOCUMENTS_PER_CALLER;
      committer
          .commit(change(at))
          .onSuccess(
              committed -> {
                if (!committed.ok()) {
                  finished.fail("refused: " + committed);
                  return;
                }
                revisions[at]++;
                if (from >= countFrom) {
                  count(System.nanoTime() - from);
                }
                next();
              })
          .onFailure(finished::fail);
    }

    private Change change(int at) {
      Change change = Change.at(Instant.now());
      if (revisions[at] == 0) {
        change.insert(DOCUMENTS, SITE, ids.get(at), document);
      } else {
        change.update(DOCUMENTS, SITE, ids.get(at), revisions[at], document);
      }
      if (kind.equals("order")) {
        change.take(shared, 1, 0, Long.MAX_VALUE, null);
      }
      return kind.equals("update")
          ? change
          : change.emit(
              new OutboxRow(
                  SITE, "bench", ids.get(at).toString(), "updated", revisions[at], payload));
    }

    private void count(long nanos) {
      if (counted == tookNanos.length) {
        tookNanos = Arrays.copyOf(tookNanos, 2 * counted);
      }
      tookNanos[counted++] = nanos;
    }
  }

  private static String document(Random random) {
    StringBuilder text = new StringBuilder("{\"lineItems\":[");
    while (text.length() < DOCUMENT_BYTES) {
      text.append("{\"id\":\"").append(new UUID(random.nextLong(), random.nextLong()));
      text.append("\",\"quantity\":").append(random.nextInt(9)).append(",\"price\":{\"amount\":\"");
      text.append(random.nextInt(9999))
          .append("\",\"formattedAmount\":\"\"},\"productName\":{\"original\":\"Shirt\"}},");
    }
    return text.append("{}]}").toString();
  }

  private void run(Vertx vertx, int callers, int seconds, StatementCount statements)
      throws Exception {
    List<Caller> all = new ArrayList<>();
    List<Future<Void>> ends = new ArrayList<>();
    long statementsBefore = statements.writes();
    long changesBefore = committer.stats().changes();
    long batchesBefore = committer.stats().batches();
    for (int i = 0; i < callers; i++) {
      Caller caller = new Caller();
      for (int d = 0; d < DOCUMENTS_PER_CALLER; d++) {
        caller.ids.add(UUID.randomUUID());
      }
      all.add(caller);
      ends.add(caller.finished.future());
      Context context = Committer.newContext(vertx);
      context.runOnContext(ignored -> caller.next());
    }
    Future.all(ends).toCompletionStage().toCompletableFuture().get();
    long changes = committer.stats().changes() - changesBefore;
    long batches = committer.stats().batches() - batchesBefore;
    long[] took =
        all.stream()
            .flatMapToLong(c -> Arrays.stream(c.tookNanos, 0, c.counted))
            .sorted()
            .toArray();
    System.out.printf(
        "%-7s %d callers: %,d changes/s, p50 %.2f ms, p99 %.2f ms, %.1f changes a commit, %.3f statements a change%n",
        kind,
        callers,
        took.length / (seconds - 1),
        took[took.length / 2] / 1e6,
        took[(int) (took.length * 0.99)] / 1e6,
        (double) changes / batches,
        (double) (statements.writes() - statementsBefore) / changes);
  }

  public static void main(String[] arguments) throws Exception {
    int callers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Path folder = Files.createTempDirectory(Path.of("target"), "benchmark");
    Vertx vertx = Vertx.vertx();
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      Migrations.run(database.config());
      try (Connection connection =
              java.sql.DriverManager.getConnection(
                  database.config().jdbcUrl(),
                  database.config().user(),
                  database.config().password());
          Statement statement = connection.createStatement()) {
        statement.execute(TABLE);
      }
      Pools pools = Pools.open(vertx, database.config(), 2);
      Committer committer = new Committer(pools, CommitterOptions.STANDARD);
      for (String kind : List.of("update", "event", "order")) {
        new CommitterBenchmark(committer, kind, seconds)
            .run(vertx, callers, seconds, pools.statements());
      }
      committer.close().toCompletionStage().toCompletableFuture().get();
      pools.close().toCompletionStage().toCompletableFuture().get();
    } finally {
      vertx.close();
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }
}
