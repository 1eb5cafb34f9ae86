package io.cartwright.store;

import io.cartwright.store.Change.DocumentKey;
import io.cartwright.store.Change.DocumentWrite;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Commits changes of several documents, counters and rows. One trip locks and reads what the batch
 * touches, counters first, all in a fixed order; {@link Decision} then decides in memory; a second
 * trip writes what stands and commits. New documents are not looked for: their primary key says
 * when they are not new. A counter without a row is 0; where another made its row meanwhile, its
 * primary key says so and the batch is tried again. Rows are locked in a subquery for each key:
 * where a lock is waited for, Postgres looks at the new row once more, and a join of it with the
 * list of keys would lose it.
 */
final class ComplexLane extends Lane {
  private static final String TALLY_KEYS = "unnest($1::uuid[], $2::text[], $3::text[])";
  static final String LOCK_TALLIES =
      "select t.site_id, t.kind, t.key, t.value from "
          + TALLY_KEYS
          + " with ordinality as n(site_id, kind, key, place), lateral"
          + " (select * from tally where site_id = n.site_id and kind = n.kind and key = n.key"
          + " for update) t order by n.place";
  static final String MAKE_TALLIES =
      "insert into tally(site_id, kind, key, value) select n.site_id, n.kind, n.key, 0 from "
          + TALLY_KEYS
          + " as n(site_id, kind, key) on conflict (site_id, kind, key) do nothing";

  private final JoinedSql joined = new JoinedSql();

  ComplexLane(Pools pools, CommitterOptions options, CommitterStats stats) {
    super(pools, options, stats);
  }

  @Override
  Future<Void> write(List<Pending> batch) {
    Decision decision = new Decision();
    return lock(batch, decision)
        .recover(failure -> rollback(failure))
        .compose(locked -> decide(batch, decision));
  }

  private Future<Void> lock(List<Pending> batch, Decision decision) {
    TreeSet<Tally> tallies = new TreeSet<>();
    Map<String, TreeMap<String, DocumentWrite>> tables = new TreeMap<>();
    for (Pending pending : batch) {
      pending.change().takes.forEach(take -> tallies.add(take.tally()));
      for (DocumentWrite write : pending.change().writes) {
        if (write.kind() == Change.Kind.INSERT) continue;
        String place = write.key().siteId() + " " + write.key().id();
        tables.computeIfAbsent(write.key().table(), ignored -> new TreeMap<>()).put(place, write);
      }
    }
    List<Future<RowSet<Row>>> statements = new ArrayList<>();
    statements.add(send("BEGIN"));
    if (!tallies.isEmpty()) {
      var locked = send(LOCK_TALLIES, Documents.tallyKeys(List.copyOf(tallies)));
      statements.add(locked.onSuccess(rows -> rows.forEach(decision::readTally)));
    }
    tables.forEach(
        (table, writes) -> {
          var locked =
              send(writes.firstEntry().getValue().table().sql().lock, keys(writes.values()));
          statements.add(
              locked.onSuccess(rows -> rows.forEach(row -> decision.readDocument(table, row))));
        });
    return settled(statements, false);
  }

  private Future<Void> rollback(Throwable failure) {
    return settled(List.of(send("ROLLBACK")), false)
        .transform(ignored -> Future.failedFuture(failure));
  }

  private Future<Void> decide(List<Pending> batch, Decision decision) {
    List<Runnable> answers = new ArrayList<>();
    for (Pending pending : batch) {
      try {
        Committed committed = decision.decide(pending.change());
        if (committed instanceof Committed.Done done) {
          answers.add(() -> done(pending, done));
        } else {
          answers.add(() -> refuse(pending, committed));
        }
      } catch (RuntimeException failure) {
        answers.add(() -> pending.fail(failure));
      }
    }
    return finish(decision).onSuccess(ignored -> answers.forEach(Runnable::run));
  }

  private Future<Void> finish(Decision decision) {
    if (decision.isEmpty()) {
      return settled(List.of(send("ROLLBACK")), false);
    }
    List<Future<RowSet<Row>>> statements = new ArrayList<>();
    decision.statements(joined, (sql, parameters) -> statements.add(send(sql, parameters)));
    statements.add(send("COMMIT"));
    return settled(statements, true);
  }

  private static Tuple keys(Iterable<DocumentWrite> writes) {
    List<UUID> sites = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    for (DocumentWrite write : writes) {
      DocumentKey key = write.key();
      sites.add(key.siteId());
      ids.add(key.id());
    }
    return Tuple.wrap(new Object[] {sites.toArray(UUID[]::new), ids.toArray(UUID[]::new)});
  }
}
