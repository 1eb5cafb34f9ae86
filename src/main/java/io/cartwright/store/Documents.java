package io.cartwright.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads of documents, counters and commands. All see what is committed. All fail with {@link
 * StoreUnavailable} when Postgres is away.
 */
public final class Documents {
  /** The columns that {@link #stored} reads. */
  public static final String COLUMNS = "id, revision, created_at, updated_at, doc";

  /** Most rows that {@link #findBy} answers. */
  public static final int FIND_BY_MAX = 10_000;

  private static final String FIND_COMMAND =
      "select body_hash, reply from command where site_id = $1 and caller = $2 and key = $3";
  private static final String FIND_TALLIES =
      "select t.site_id, t.kind, t.key, t.value from unnest($1::uuid[], $2::text[], $3::text[]) as"
          + " n(site_id, kind, key) join tally t on t.site_id = n.site_id and t.kind = n.kind and"
          + " t.key = n.key";

  private final Pools pools;

  public Documents(Pools pools) {
    this.pools = pools;
  }

  /** The document with this id, if there is one. */
  public <T> Future<Optional<Stored<T>>> find(DocumentTable<T> table, UUID siteId, UUID id) {
    return pools
        .readByKey(table.sql().find, Tuple.of(siteId, id))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(stored(table, rows.iterator().next())));
  }

  /** The documents with these ids; ids without a document are absent from the answer. */
  public <T> Future<Map<UUID, Stored<T>>> findAll(
      DocumentTable<T> table, UUID siteId, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return pools
        .readByKey(table.sql().findAll, Tuple.wrap(new Object[] {siteId, ids.toArray(UUID[]::new)}))
        .map(
            rows -> {
              Map<UUID, Stored<T>> found = new HashMap<>();
              for (Row row : rows) {
                Stored<T> stored = stored(table, row);
                found.put(stored.id(), stored);
              }
              return found;
            });
  }

  /** The text of the document with this id as bytes of UTF-8, if there is one. */
  Future<Optional<Stored<byte[]>>> findText(DocumentTable<?> table, UUID siteId, UUID id) {
    return pools
        .readByKey(table.sql().find, Tuple.of(siteId, id))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(text(rows.iterator().next())));
  }

  /** The texts of the documents with these ids, in any order. */
  Future<List<Stored<byte[]>>> findTexts(
      DocumentTable<?> table, UUID siteId, Collection<UUID> ids) {
    return pools
        .readByKey(table.sql().findAll, Tuple.wrap(new Object[] {siteId, ids.toArray(UUID[]::new)}))
        .map(
            rows -> {
              List<Stored<byte[]>> found = new ArrayList<>(rows.size());
              rows.forEach(row -> found.add(text(row)));
              return found;
            });
  }

  /**
   * The documents whose column has this value, oldest first; of an array column, those that hold
   * it.
   *
   * @param column a declared column of the table
   * @param value never null
   */
  public <T> Future<List<Stored<T>>> findBy(
      DocumentTable<T> table, UUID siteId, String column, Object value) {
    ColumnType type = table.columnType(column);
    ColumnType element = type.element();
    String parameter = element.cast("$2::" + element.parameterType());
    String condition =
        type.isArray() ? column + " @> array[" + parameter + "]" : column + " = " + parameter;
    String sql =
        ("select " + COLUMNS + " from " + table.name() + " where site_id = $1 and " + condition)
            + (" order by created_at, id limit " + FIND_BY_MAX);
    return pools
        .readByKey(sql, Tuple.of(siteId, element.bind(value)))
        .map(rows -> all(table, rows));
  }

  /** Values of counters; those never written are 0. */
  public Future<Map<Tally, Long>> tallies(Collection<Tally> tallies) {
    Map<Tally, Long> values = new HashMap<>();
    tallies.forEach(tally -> values.put(tally, 0L));
    if (values.isEmpty()) {
      return Future.succeededFuture(values);
    }
    List<Tally> keys = List.copyOf(values.keySet());
    return pools
        .readByKey(FIND_TALLIES, tallyKeys(keys))
        .map(
            rows -> {
              rows.forEach(row -> values.put(tally(row), row.getLong("value")));
              return values;
            });
  }

  /** The value of one counter. */
  public Future<Long> tally(Tally tally) {
    return tallies(List.of(tally)).map(values -> values.get(tally));
  }

  /** The command that was done under this key, if it was. */
  public Future<Optional<CommandRow>> findCommand(UUID siteId, String caller, String key) {
    return pools
        .readByKey(FIND_COMMAND, Tuple.of(siteId, caller, key))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              byte[] hash = row.getBuffer("body_hash").getBytes();
              return Optional.of(
                  new CommandRow(siteId, caller, key, hash, row.getBuffer("reply").getBytes()));
            });
  }

  /** Reads a row that holds {@link #COLUMNS}. */
  public static <T> Stored<T> stored(DocumentTable<T> table, Row row) {
    return stored(row, table.format().fromText(row.getString("doc")));
  }

  private static Stored<byte[]> text(Row row) {
    return stored(row, row.getString("doc").getBytes(StandardCharsets.UTF_8));
  }

  private static <T> Stored<T> stored(Row row, T value) {
    return new Stored<>(
        row.getUUID("id"),
        row.getLong("revision"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant(),
        value);
  }

  /**
   * Statement for {@link #onSites}: the documents of a table, whichever site they belong to.
   *
   * @param rest where clause and what follows it
   */
  public static String selectOnSites(DocumentTable<?> table, String rest) {
    return "select site_id, " + COLUMNS + " from " + table.name() + " " + rest;
  }

  /** Reads rows that hold {@code site_id} and {@link #COLUMNS}. */
  public static <T> List<OnSite<T>> onSites(DocumentTable<T> table, Iterable<Row> rows) {
    List<OnSite<T>> all = new ArrayList<>();
    rows.forEach(row -> all.add(new OnSite<>(row.getUUID("site_id"), stored(table, row))));
    return all;
  }

  static Tuple tallyKeys(List<Tally> tallies) {
    return Tuple.of(
        tallies.stream().map(Tally::siteId).toArray(UUID[]::new),
        tallies.stream().map(Tally::kind).toArray(String[]::new),
        tallies.stream().map(Tally::key).toArray(String[]::new));
  }

  static Tally tally(Row row) {
    return new Tally(row.getUUID("site_id"), row.getString("kind"), row.getString("key"));
  }

  private static <T> List<Stored<T>> all(DocumentTable<T> table, Iterable<Row> rows) {
    List<Stored<T>> all = new ArrayList<>();
    rows.forEach(row -> all.add(stored(table, row)));
    return all;
  }
}
