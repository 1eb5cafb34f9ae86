package io.cartwright.store.query;

import io.cartwright.store.Documents;
import io.cartwright.store.KeptTexts;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Cursors.Cursor;
import io.cartwright.store.query.QueryFields.Field;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Answers queries over document tables. Futures fail as those of {@link Documents} do; wrong
 * questions are answered as violations.
 */
public final class Queries {
  /** Counting stops here. */
  public static final int TOTAL_MAX = 100_000;

  private static final int OFFSET_MAX = 1_000_000;
  private static final int SORTS_MAX = 10;
  private static final int WORDS_MAX = 20;
  private static final int WORD_LENGTH_MAX = 200;

  private final Pools pools;
  private final Cursors cursors;
  private final KeptDocuments kept;

  /**
   * @param cursorKey signs cursors; the same on all engines of a cluster, and over restarts
   */
  public Queries(Pools pools, byte[] cursorKey) {
    this.pools = pools;
    this.cursors = new Cursors(cursorKey);
    this.kept = new KeptDocuments(new Documents(pools));
  }

  /** What is read of the rows of a page, and how they become its items. */
  private record Reading<A>(
      String columns, BiFunction<UUID, List<Row>, Future<List<Stored<A>>>> items) {}

  /** A page by offset with a total, or by cursor, as the request says. */
  public <T> Future<Queried<Page<T>>> page(
      QueryFields<T> fields, UUID siteId, QueryRequest request) {
    if (fields.kept && request.offset() == null) {
      return page(
          fields,
          siteId,
          request,
          new Reading<>(KeptDocuments.COLUMNS, (site, rows) -> kept.of(fields.table, site, rows)));
    }
    return page(
        fields,
        siteId,
        request,
        new Reading<>(
            Documents.COLUMNS,
            (site, rows) ->
                Future.succeededFuture(
                    rows.stream().map(row -> Documents.stored(fields.table, row)).toList())));
  }

  /** Like {@link #page}, with the documents' texts, bytes that nobody may change. */
  public Future<Queried<Page<byte[]>>> texts(
      QueryFields<?> fields, UUID siteId, QueryRequest request, KeptTexts texts) {
    return page(
        fields,
        siteId,
        request,
        new Reading<>(
            KeptDocuments.COLUMNS,
            (site, rows) -> texts.findAll(site, rows.stream().map(Queries::state).toList())));
  }

  private static KeptTexts.State state(Row row) {
    return new KeptTexts.State(
        row.getUUID("id"),
        row.getLong("revision"),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private <A> Future<Queried<Page<A>>> page(
      QueryFields<?> fields, UUID siteId, QueryRequest request, Reading<A> reading) {
    List<Violation> violations = new ArrayList<>();
    Cursor from = start(fields, siteId, request, violations);
    int limit = limit(fields, request, violations);
    Sql sql = new Sql();
    FilterCompiler compiler = new FilterCompiler(fields.fields, sql, violations);
    String where = where(fields, siteId, from, request, sql, violations, compiler);
    Keyset order = order(fields, from.sort(), violations);
    if (from.position() != null && from.position().size() != order.size()) {
      violations.add(
          new Violation("cursorPaging.cursor", "is not a cursor of this query", "INVALID_CURSOR"));
    }
    if (!violations.isEmpty()) {
      return Future.succeededFuture(Queried.problem(violations));
    }
    if (request.offset() != null) {
      return byOffset(fields, siteId, request.offset(), limit, where, order, sql, reading);
    }
    Demands demands = Demands.of(from.filter());
    boolean scan = fields.isScan(demands, compiler, order.first());
    return byCursor(fields, siteId, from, limit, where, order, sql, reading, demands, scan);
  }

  private Future<RowSet<Row>> read(boolean scan, String statement, Tuple parameters) {
    return scan ? pools.scan(statement, parameters) : pools.read(statement, parameters);
  }

  /**
   * How many rows match; sort and paging of the request are not looked at. Counting stops at {@link
   * #TOTAL_MAX}.
   */
  public Future<Queried<Long>> count(QueryFields<?> fields, UUID siteId, QueryRequest request) {
    List<Violation> violations = new ArrayList<>();
    Sql sql = new Sql();
    Cursor from =
        new Cursor(request.filter(), List.of(), request.search(), request.anyWord(), null, false);
    String where = where(fields, siteId, from, request, sql, violations);
    if (!violations.isEmpty()) {
      return Future.succeededFuture(Queried.problem(violations));
    }
    return total(fields, where, sql.tuple())
        .map(total -> Queried.found(Math.min(total, TOTAL_MAX)));
  }

  /**
   * Rows of an expression over all that matches, for counts and sums; sort and paging of the
   * request are not looked at. The SQL given here is trusted.
   *
   * @param select what follows {@code select}, over the table's columns
   * @param tail what follows the condition, such as {@code group by 1 limit 10}
   */
  public Future<Queried<RowSet<Row>>> rows(
      QueryFields<?> fields, UUID siteId, QueryRequest request, String select, String tail) {
    List<Violation> violations = new ArrayList<>();
    Sql sql = new Sql();
    Cursor from =
        new Cursor(request.filter(), List.of(), request.search(), request.anyWord(), null, false);
    String where = where(fields, siteId, from, request, sql, violations);
    if (!violations.isEmpty()) {
      return Future.succeededFuture(Queried.problem(violations));
    }
    String statement =
        "select " + select + " from " + fields.source(where) + " where " + where + " " + tail;
    return read(fields.isScanned(), statement, sql.tuple()).map(Queried::found);
  }

  private Cursor start(
      QueryFields<?> fields, UUID siteId, QueryRequest request, List<Violation> violations) {
    if (request.cursor() != null && !request.cursor().isEmpty()) {
      Cursor cursor = cursors.read(siteId, fields.table.name(), request.cursor());
      if (cursor != null) {
        return cursor;
      }
      violations.add(
          new Violation("cursorPaging.cursor", "is not a cursor of this query", "INVALID_CURSOR"));
    }
    return new Cursor(
        request.filter(), request.sort(), request.search(), request.anyWord(), null, false);
  }

  private static int limit(
      QueryFields<?> fields, QueryRequest request, List<Violation> violations) {
    String paging = request.offset() == null ? "cursorPaging" : "paging";
    if (request.offset() != null && (request.offset() < 0 || request.offset() > OFFSET_MAX)) {
      violations.add(new Violation("paging.offset", "must be 0 to " + OFFSET_MAX, "OUT_OF_RANGE"));
    }
    int limit =
        request.limit() == null || request.limit() == 0 ? fields.limitStandard : request.limit();
    if (limit < 0 || limit > fields.limitMax) {
      violations.add(
          new Violation(paging + ".limit", "must be 1 to " + fields.limitMax, "OUT_OF_RANGE"));
    }
    return limit;
  }

  private static String where(
      QueryFields<?> fields,
      UUID siteId,
      Cursor from,
      QueryRequest request,
      Sql sql,
      List<Violation> violations) {
    FilterCompiler compiler = new FilterCompiler(fields.fields, sql, violations);
    return where(fields, siteId, from, request, sql, violations, compiler);
  }

  private static String where(
      QueryFields<?> fields,
      UUID siteId,
      Cursor from,
      QueryRequest request,
      Sql sql,
      List<Violation> violations,
      FilterCompiler compiler) {
    List<String> parts = new ArrayList<>();
    parts.add("site_id = " + sql.place(siteId));
    for (QueryRequest.Restriction restriction : request.restrictions()) {
      Field field = fields.fields.get(restriction.field());
      if (field == null) {
        throw new IllegalArgumentException(
            "restricted by a field that is not declared: " + restriction.field());
      }
      parts.add(compiler.restrict(field, restriction.value()));
    }
    parts.add("(" + compiler.compile(from.filter()) + ")");
    if (from.search() != null) {
      parts.add(search(fields, from, sql, violations));
    }
    return String.join(" and ", parts);
  }

  private static String search(
      QueryFields<?> fields, Cursor from, Sql sql, List<Violation> violations) {
    String[] words = from.search().split("\\s+");
    if (words.length > WORDS_MAX || from.search().length() > WORDS_MAX * WORD_LENGTH_MAX) {
      violations.add(new Violation("search.expression", "is too long", "SEARCH_TOO_LONG"));
    }
    if (fields.searched.isEmpty()) {
      violations.add(
          new Violation("search.expression", "there is no free text here", "SEARCH_NOT_SUPPORTED"));
    }
    if (!violations.isEmpty()) {
      return "false";
    }
    List<String> all = new ArrayList<>();
    for (String word : words) {
      String place = sql.place("%" + Sql.literalPattern(word.replace("\0", "")) + "%") + "::text";
      List<String> any = new ArrayList<>();
      fields.searched.forEach(column -> any.add(column + " ilike " + place));
      all.add("(" + String.join(" or ", any) + ")");
    }
    return "(" + String.join(from.anyWord() ? " or " : " and ", all) + ")";
  }

  private static Keyset order(QueryFields<?> fields, List<Sort> asked, List<Violation> violations) {
    List<Sort> sorts = asked.isEmpty() ? List.of(fields.defaultSort) : asked;
    List<Keyset.Key> keys = new ArrayList<>();
    if (sorts.size() > SORTS_MAX) {
      violations.add(
          new Violation("sort", "has more than " + SORTS_MAX + " fields", "SORT_TOO_LONG"));
    }
    boolean unique = false;
    for (Sort sort : sorts) {
      Field field = fields.fields.get(sort.field());
      if (field == null || !field.sortable() || field.hidden() && !asked.isEmpty()) {
        String shown = sort.field().substring(0, Math.min(100, sort.field().length()));
        violations.add(
            new Violation(
                "sort." + shown, "is not a field that can be sorted by", "UNKNOWN_FIELD"));
      } else {
        keys.add(new Keyset.Key(field, sort.descending()));
        unique |= field.sql().equals("id");
      }
    }
    Sort last = sorts.get(sorts.size() - 1);
    Field next = fields.next(last.field());
    if (next != null && sorts.stream().noneMatch(sort -> sort.field().equals(next.name()))) {
      keys.add(new Keyset.Key(next, last.descending()));
    }
    if (!unique) {
      keys.add(new Keyset.Key(fields.fields.get("id"), last.descending()));
    }
    return new Keyset(keys);
  }

  private <A> Future<Queried<Page<A>>> byOffset(
      QueryFields<?> fields,
      UUID siteId,
      int offset,
      int limit,
      String where,
      Keyset order,
      Sql sql,
      Reading<A> reading) {
    Future<Long> total = total(fields, where, sql.tuple());
    String from = fields.source(where, order.orderBy(false));
    String select = "select " + reading.columns() + " from " + from;
    String paging = " limit " + sql.place(limit) + "::int offset " + sql.place(offset) + "::int";
    return pools
        .read(
            select + " where " + where + " order by " + order.orderBy(false) + paging, sql.tuple())
        .compose(rows -> reading.items().apply(siteId, list(rows)))
        .compose(
            items ->
                total.map(
                    all -> {
                      boolean more = offset + items.size() < all;
                      long told = Math.min(all, TOTAL_MAX);
                      return Queried.found(
                          new Page<>(items, offset, told, all > TOTAL_MAX, null, null, more));
                    }));
  }

  private static List<Row> list(RowSet<Row> found) {
    List<Row> rows = new ArrayList<>(found.size());
    found.forEach(rows::add);
    return rows;
  }

  private Future<Long> total(QueryFields<?> fields, String where, Tuple parameters) {
    String matching =
        "select 1 from " + fields.source(where) + " where " + where + " limit " + (TOTAL_MAX + 1);
    return pools
        .read("select count(*) from (" + matching + ") m", parameters)
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private <A> Future<Queried<Page<A>>> byCursor(
      QueryFields<?> fields,
      UUID siteId,
      Cursor from,
      int limit,
      String where,
      Keyset order,
      Sql sql,
      Reading<A> reading,
      Demands demands,
      boolean scan) {
    List<String> branches = branches(fields, from, order, sql, demands);
    String beyond = "";
    if (branches.isEmpty() && from.position() != null) {
      beyond = " and " + order.beyond(from.position(), from.backward(), sql);
    }
    String select = reading.columns() + order.select();
    String table = fields.source(where, order.orderBy(false), String.join(" ", branches));
    String source = " from " + table + " where " + where + beyond;
    String limited = " limit " + sql.place(limit + 1) + "::int";
    String tail = " order by " + order.orderBy(from.backward()) + limited;
    String statement = "select " + select + source + tail;
    if (!branches.isEmpty()) {
      String part = "(select " + select + order.selectRaw() + source + " and ";
      statement =
          branches.stream()
                  .map(branch -> part + branch + tail + ")")
                  .collect(
                      Collectors.joining(" union all ", "select * from (", ") parts order by "))
              + order.orderByRaw(from.backward())
              + limited;
    }
    return read(scan, statement, sql.tuple())
        .compose(rows -> cursorPage(fields, siteId, from, limit, order, rows, reading))
        .map(Queried::found);
  }

  /**
   * Conditions that no row meets two of, and all rows of the page one of: an index has the rows of
   * each in the page's order, where it has those of all only one value after the other. None where
   * one statement does as well.
   */
  private static List<String> branches(
      QueryFields<?> fields, Cursor from, Keyset order, Sql sql, Demands demands) {
    List<String> position = from.position();
    if (position != null && fields.next(order.first()) != null) {
      return order.beyondByValue(position, from.backward(), sql);
    }
    Field walked = fields.walked(demands, order.first());
    if (walked == null) return List.of();
    String beyond = position == null ? "" : " and " + order.beyond(position, from.backward(), sql);
    return demands.anyOf(walked.name()).stream()
        .map(value -> walked.sql() + " = " + sql.value(walked.type(), value) + beyond)
        .toList();
  }

  private <A> Future<Page<A>> cursorPage(
      QueryFields<?> fields,
      UUID siteId,
      Cursor from,
      int limit,
      Keyset order,
      RowSet<Row> found,
      Reading<A> reading) {
    List<Row> rows = list(found);
    boolean more = rows.size() > limit;
    if (more) {
      rows.remove(limit);
    }
    if (from.backward()) {
      Collections.reverse(rows);
    }
    boolean hasNext = !rows.isEmpty() && (from.backward() || more);
    boolean hasPrev = !rows.isEmpty() && (from.backward() ? more : from.position() != null);
    String table = fields.table.name();
    String next =
        hasNext
            ? cursors.write(siteId, table, at(from, order, rows.get(rows.size() - 1), false))
            : null;
    String prev = hasPrev ? cursors.write(siteId, table, at(from, order, rows.get(0), true)) : null;
    return reading
        .items()
        .apply(siteId, rows)
        .map(items -> new Page<>(items, 0, null, false, next, prev, hasNext));
  }

  private static Cursor at(Cursor from, Keyset order, Row row, boolean backward) {
    List<String> position = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      position.add(row.getString("k" + i));
    }
    return new Cursor(
        from.filter(), from.sort(), from.search(), from.anyWord(), position, backward);
  }
}
