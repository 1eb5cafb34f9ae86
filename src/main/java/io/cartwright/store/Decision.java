package io.cartwright.store;

import io.cartwright.store.Change.Append;
import io.cartwright.store.Change.DocumentKey;
import io.cartwright.store.Change.DocumentWrite;
import io.cartwright.store.Change.Kind;
import io.cartwright.store.Change.Take;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Decides the changes of one batch in memory, on rows that are locked: an accepted change is seen
 * by those after it, a refused one leaves no trace. What was accepted is gathered into one
 * statement for each kind of row.
 */
final class Decision {
  private static final RowShape TALLY =
      new RowShape()
          .with("site_id", ColumnType.UUID)
          .with("kind", ColumnType.TEXT)
          .with("key", ColumnType.TEXT)
          .with("value", ColumnType.BIGINT);
  private static final String SET_TALLIES =
      ("update tally t set value = n.value from " + TALLY.unnest(1, "n"))
          + " where t.site_id = n.site_id and t.kind = n.kind and t.key = n.key";
  private static final String MAKE_TALLIES =
      "insert into tally(site_id, kind, key, value) select n.site_id, n.kind, n.key, n.value from "
          + TALLY.unnest(1, "n");

  /** The key that a counter breaks which another made meanwhile. */
  static final String TALLY_KEY = "tally_pkey";

  /** Values of counters as they stand in Postgres; null for those that have no row. */
  private final Map<Tally, Long> stored = new HashMap<>();

  private final Map<Tally, Long> values = new HashMap<>();
  private final Map<DocumentKey, Long> revisions = new HashMap<>();
  private final Map<Tally, Long> moved = new TreeMap<>();
  private final Map<String, Gathered> gathered = new TreeMap<>();
  private final List<Object[]> outbox = new ArrayList<>();
  private final List<Object[]> commands = new ArrayList<>();

  /** Rows for one statement. */
  private record Gathered(String table, String sql, RowShape shape, List<Object[]> rows) {}

  void readTally(Row row) {
    Tally tally = Documents.tally(row);
    stored.put(tally, row.getLong("value"));
    values.put(tally, row.getLong("value"));
  }

  void readDocument(String table, Row row) {
    revisions.put(new DocumentKey(table, row.getUUID(0), row.getUUID(1)), row.getLong(2));
  }

  /** True when nothing was accepted. */
  boolean isEmpty() {
    return moved.isEmpty() && gathered.isEmpty() && outbox.isEmpty() && commands.isEmpty();
  }

  /**
   * Accepts or refuses a change; documents are checked first, then counters in the order they were
   * added.
   */
  Committed decide(Change change) {
    for (DocumentWrite write : change.writes) {
      Long stands = revisions.get(write.key());
      boolean asExpected =
          write.kind() == Kind.INSERT
              ? stands == null
              : stands != null && stands == write.expected();
      if (!asExpected) {
        return new Committed.Stale(write.key().table(), write.key().siteId(), write.key().id());
      }
    }
    Map<Tally, Long> taken = new HashMap<>();
    for (Take take : change.takes) {
      long before = taken.getOrDefault(take.tally(), values.getOrDefault(take.tally(), 0L));
      long after = take.absolute() ? take.delta() : before + take.delta();
      boolean overflow = !take.absolute() && ((before ^ after) & (take.delta() ^ after)) < 0;
      if (overflow || after < take.min() || after > take.max()) {
        return new Committed.TallyRefused(take.tally(), take.token(), before);
      }
      taken.put(take.tally(), after);
    }
    return accept(change, taken.isEmpty() ? Taken.NONE : new Taken(taken));
  }

  /**
   * Renders everything before it keeps anything, so that a failing function leaves no trace either.
   */
  private Committed accept(Change change, Taken taken) {
    List<DocumentTable.Rendered> documents = new ArrayList<>();
    for (DocumentWrite write : change.writes) {
      documents.add(write.late() == null ? write.rendered() : write.late().apply(taken));
    }
    List<Object[]> appends = new ArrayList<>();
    for (Append append : change.appends) {
      appends.add(append.late() == null ? append.values() : append.late().apply(taken));
    }
    List<Object[]> events = new ArrayList<>();
    change.emits.forEach(row -> events.add(Rows.outbox(null, row, change.now)));
    change.lateEmits.forEach(row -> events.add(Rows.outbox(null, row.apply(taken), change.now)));
    CommandRow command =
        change.lateCommand == null ? change.command : change.lateCommand.apply(taken);

    if (command != null) {
      commands.add(Rows.command(null, command, change.now));
    }
    outbox.addAll(events);
    for (int i = 0; i < appends.size(); i++) {
      AppendTable<?> table = change.appends.get(i).table();
      gather("append " + table.name(), table.name(), table.insert(), table.shape(), appends.get(i));
    }
    for (int i = 0; i < documents.size(); i++) {
      keep(change.writes.get(i), documents.get(i), change);
    }
    values.putAll(taken.values());
    moved.putAll(taken.values());
    return taken == Taken.NONE ? Committed.Done.PLAIN : new Committed.Done(taken);
  }

  private void keep(DocumentWrite write, DocumentTable.Rendered rendered, Change change) {
    DocumentSql sql = write.table().sql();
    Object[] row = Rows.document(sql, write, rendered, change.now);
    String table = write.key().table();
    String group = "write " + write.table().layout() + ' ' + write.kind().ordinal();
    switch (write.kind()) {
      case UPDATE -> gather(group, table, sql.updatePlain, sql.shape, row);
      case INSERT -> gather(group, table, sql.insertPlain, sql.shape, row);
      case DELETE -> gather(group, table, sql.deletePlain, sql.shape, row);
    }
    if (write.kind() == Kind.DELETE) {
      revisions.remove(write.key());
    } else {
      revisions.put(write.key(), write.expected() + 1);
    }
  }

  private void gather(String group, String table, String sql, RowShape shape, Object[] row) {
    gathered
        .computeIfAbsent(group, ignored -> new Gathered(table, sql, shape, new ArrayList<>()))
        .rows()
        .add(row);
  }

  /**
   * Hands out the statements that write what was accepted: one for all, where no table is written
   * in two ways. Commands are written last, so that a broken constraint of what they carry out is
   * told first.
   */
  void statements(JoinedSql joined, BiConsumer<String, Tuple> sender) {
    Map<String, Gathered> parts = new LinkedHashMap<>();
    tallies(parts);
    parts.putAll(gathered);
    if (!outbox.isEmpty()) {
      parts.put(
          "outbox", new Gathered("outbox", DocumentSql.OUTBOX_PLAIN, DocumentSql.OUTBOX, outbox));
    }
    String together = parts.isEmpty() ? null : together(joined, parts);
    if (together == null) {
      parts.values().forEach(part -> send(sender, part.sql(), List.of(part)));
    } else {
      send(sender, together, parts.values());
    }
    if (!commands.isEmpty()) {
      send(
          sender,
          DocumentSql.COMMAND_PLAIN,
          List.of(
              new Gathered("command", DocumentSql.COMMAND_PLAIN, DocumentSql.COMMAND, commands)));
    }
  }

  /** Counters that came back to where they stood are not written; those without a row get one. */
  private void tallies(Map<String, Gathered> parts) {
    List<Object[]> changed = new ArrayList<>();
    List<Object[]> fresh = new ArrayList<>();
    moved.forEach(
        (tally, value) -> {
          Long before = stored.get(tally);
          if (value.equals(before == null ? 0L : before)) return;
          (before == null ? fresh : changed)
              .add(TALLY.row(tally.siteId(), tally.kind(), tally.key(), value));
        });
    if (!changed.isEmpty()) {
      parts.put("tallies", new Gathered("tally", SET_TALLIES, TALLY, changed));
    }
    if (!fresh.isEmpty()) {
      parts.put("new tallies", new Gathered("tally, new", MAKE_TALLIES, TALLY, fresh));
    }
  }

  /** Null when the order of the parts matters, since two write one table. */
  private static String together(JoinedSql joined, Map<String, Gathered> parts) {
    Set<String> tables = new HashSet<>();
    List<JoinedSql.Part> joining = new ArrayList<>();
    for (Gathered part : parts.values()) {
      if (!tables.add(part.table())) return null;
      joining.add(new JoinedSql.Part(part.sql(), part.shape().size()));
    }
    return joined.writing(String.join(",", parts.keySet()), joining);
  }

  private static void send(
      BiConsumer<String, Tuple> sender, String sql, Collection<Gathered> parts) {
    List<Object> parameters = new ArrayList<>();
    parts.forEach(part -> part.shape().bind(parameters, part.rows()));
    sender.accept(sql, Tuple.wrap(parameters));
  }
}
