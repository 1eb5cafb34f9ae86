package io.cartwright.store;

import io.cartwright.store.Change.DocumentKey;
import io.cartwright.store.Change.DocumentWrite;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Commits changes of one document each: one clause for each table and kind of write, which decides
 * by revision which documents win, and writes outbox and command rows only for those. The clauses
 * of a batch are one statement, which is its own transaction; where there are too many, several
 * statements travel between BEGIN and COMMIT in one go.
 */
final class SimpleLane extends Lane {
  private static final Comparator<Pending> BY_KEY =
      Comparator.comparing((Pending pending) -> write(pending).key().siteId())
          .thenComparing(pending -> write(pending).key().id());

  /** How a change is written, in the order of {@link Change.Kind}. */
  private enum Form {
    DELETE,
    UPDATE,
    UPDATE_TOLD,
    INSERT
  }

  private final JoinedSql joined = new JoinedSql();

  SimpleLane(Pools pools, CommitterOptions options, CommitterStats stats) {
    super(pools, options, stats);
  }

  private static DocumentWrite write(Pending pending) {
    return pending.change().writes.get(0);
  }

  @Override
  Future<Void> write(List<Pending> batch) {
    Map<String, List<Pending>> groups = new TreeMap<>();
    for (Pending pending : batch) {
      DocumentWrite write = write(pending);
      String group = write.table().layout() + ' ' + form(pending.change()).ordinal();
      groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(pending);
    }
    List<JoinedSql.Part> parts = new ArrayList<>();
    for (List<Pending> group : groups.values()) {
      group.sort(BY_KEY);
      parts.add(part(group.get(0)));
    }
    String name = String.join(",", groups.keySet());
    String together = joined.deciding(name, parts);
    return together == null ? oneByOne(groups, parts) : together(together, groups.values());
  }

  private Future<Void> together(String sql, Collection<List<Pending>> groups) {
    List<Object> parameters = new ArrayList<>();
    groups.forEach(group -> bind(parameters, group));
    Future<RowSet<Row>> written = send(sql, Tuple.wrap(parameters));
    return settled(List.of(written), true)
        .map(
            ignored -> {
              List<Set<DocumentKey>> winners = new ArrayList<>();
              List<String> tables = new ArrayList<>();
              for (List<Pending> group : groups) {
                winners.add(new HashSet<>());
                tables.add(write(group.get(0)).key().table());
              }
              for (Row row : written.result()) {
                int place = row.getInteger(0);
                winners
                    .get(place)
                    .add(new DocumentKey(tables.get(place), row.getUUID(1), row.getUUID(2)));
              }
              return answer(groups, winners);
            });
  }

  private Future<Void> oneByOne(Map<String, List<Pending>> groups, List<JoinedSql.Part> parts) {
    List<Future<RowSet<Row>>> statements = new ArrayList<>();
    List<Future<RowSet<Row>>> writes = new ArrayList<>();
    statements.add(send("BEGIN"));
    groups.forEach(
        (name, group) -> {
          List<Object> parameters = new ArrayList<>();
          bind(parameters, group);
          var part = List.of(parts.get(writes.size()));
          writes.add(send(joined.deciding(name, part), Tuple.wrap(parameters)));
        });
    statements.addAll(writes);
    statements.add(send("COMMIT"));
    return settled(statements, true)
        .map(
            ignored -> {
              List<Set<DocumentKey>> winners = new ArrayList<>();
              for (List<Pending> group : groups.values()) {
                String table = write(group.get(0)).key().table();
                Set<DocumentKey> won = new HashSet<>();
                for (Row row : writes.get(winners.size()).result()) {
                  won.add(new DocumentKey(table, row.getUUID(1), row.getUUID(2)));
                }
                winners.add(won);
              }
              return answer(groups.values(), winners);
            });
  }

  private Void answer(Iterable<List<Pending>> groups, List<Set<DocumentKey>> won) {
    int place = 0;
    for (List<Pending> group : groups) {
      Set<DocumentKey> winners = won.get(place++);
      for (Pending pending : group) {
        DocumentKey key = write(pending).key();
        if (winners.contains(key)) {
          done(pending, Committed.Done.PLAIN);
        } else {
          refuse(pending, new Committed.Stale(key.table(), key.siteId(), key.id()));
        }
      }
    }
    return null;
  }

  private static Form form(Change change) {
    return switch (change.writes.get(0).kind()) {
      case DELETE -> Form.DELETE;
      case UPDATE -> isTold(change) ? Form.UPDATE_TOLD : Form.UPDATE;
      case INSERT -> Form.INSERT;
    };
  }

  /** True for the common change: one document, one event of its site, and no command. */
  private static boolean isTold(Change change) {
    return change.command == null
        && change.emits.size() == 1
        && change.emits.get(0).siteId().equals(change.writes.get(0).key().siteId());
  }

  private static JoinedSql.Part part(Pending first) {
    DocumentSql sql = write(first).table().sql();
    int size = sql.shape.size() + DocumentSql.OUTBOX.size() + DocumentSql.COMMAND.size();
    return switch (form(first.change())) {
      case DELETE -> new JoinedSql.Part(sql.deleteAlone, size);
      case UPDATE -> new JoinedSql.Part(sql.updateAlone, size);
      case UPDATE_TOLD -> new JoinedSql.Part(sql.updateTold, sql.toldShape.size());
      case INSERT -> new JoinedSql.Part(sql.insertAlone, size);
    };
  }

  private static void bindTold(List<Object> parameters, List<Pending> group, DocumentSql sql) {
    List<Object[]> rows = new ArrayList<>(group.size());
    for (Pending pending : group) {
      Change change = pending.change();
      rows.add(Rows.told(sql, write(pending), change.emits.get(0), change.now));
    }
    sql.toldShape.bind(parameters, rows);
  }

  private static void bind(List<Object> parameters, List<Pending> group) {
    DocumentSql sql = write(group.get(0)).table().sql();
    if (form(group.get(0).change()) == Form.UPDATE_TOLD) {
      bindTold(parameters, group, sql);
      return;
    }
    List<Object[]> documents = new ArrayList<>(group.size());
    List<Object[]> outbox = new ArrayList<>();
    List<Object[]> commands = new ArrayList<>();
    for (Pending pending : group) {
      Change change = pending.change();
      DocumentWrite write = write(pending);
      documents.add(Rows.document(sql, write, write.rendered(), change.now));
      for (OutboxRow row : change.emits) {
        outbox.add(Rows.outbox(write.key(), row, change.now));
      }
      if (change.command != null) {
        commands.add(Rows.command(write.key(), change.command, change.now));
      }
    }
    sql.shape.bind(parameters, documents);
    DocumentSql.OUTBOX.bind(parameters, outbox);
    DocumentSql.COMMAND.bind(parameters, commands);
  }
}
