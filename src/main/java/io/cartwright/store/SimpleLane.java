package io.cartwright.store;

import io.cartwright.store.Change.DocumentKey;
import io.cartwright.store.Change.DocumentWrite;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Commits changes of one document each: one statement for each table and kind of write. The
 * statement decides by revision which documents win, and writes outbox and command rows only for
 * those. A batch of one statement is its own transaction; several travel between BEGIN and COMMIT
 * in one go.
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
      String group = write.key().table() + ' ' + form(pending.change()).ordinal();
      groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(pending);
    }
    List<Future<RowSet<Row>>> statements = new ArrayList<>();
    boolean alone = groups.size() == 1;
    if (!alone) {
      statements.add(send("BEGIN"));
    }
    List<Future<RowSet<Row>>> writes = new ArrayList<>();
    for (List<Pending> group : groups.values()) {
      group.sort(BY_KEY);
      writes.add(send(statement(group.get(0)), parameters(group)));
    }
    statements.addAll(writes);
    if (!alone) {
      statements.add(send("COMMIT"));
    }
    return settled(statements, true).map(ignored -> answer(groups.values(), writes));
  }

  private Void answer(Iterable<List<Pending>> groups, List<Future<RowSet<Row>>> writes) {
    int place = 0;
    for (List<Pending> group : groups) {
      Set<DocumentKey> winners = new HashSet<>();
      String table = write(group.get(0)).key().table();
      for (Row row : writes.get(place++).result()) {
        winners.add(new DocumentKey(table, row.getUUID(0), row.getUUID(1)));
      }
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

  private static String statement(Pending first) {
    DocumentSql sql = write(first).table().sql();
    return switch (form(first.change())) {
      case DELETE -> sql.deleteAlone;
      case UPDATE -> sql.updateAlone;
      case UPDATE_TOLD -> sql.updateTold;
      case INSERT -> sql.insertAlone;
    };
  }

  private static Tuple told(List<Pending> group, DocumentSql sql) {
    List<Object[]> rows = new ArrayList<>(group.size());
    for (Pending pending : group) {
      Change change = pending.change();
      rows.add(Rows.told(sql, write(pending), change.emits.get(0), change.now));
    }
    List<Object> parameters = new ArrayList<>(sql.toldShape.size());
    sql.toldShape.bind(parameters, rows);
    return Tuple.wrap(parameters);
  }

  private static Tuple parameters(List<Pending> group) {
    DocumentSql sql = write(group.get(0)).table().sql();
    if (form(group.get(0).change()) == Form.UPDATE_TOLD) return told(group, sql);
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
    List<Object> parameters = new ArrayList<>();
    sql.shape.bind(parameters, documents);
    DocumentSql.OUTBOX.bind(parameters, outbox);
    DocumentSql.COMMAND.bind(parameters, commands);
    return Tuple.wrap(parameters);
  }
}
