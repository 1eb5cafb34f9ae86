package io.cartwright.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of one document table. The {@code alone} forms carry outbox and command rows along
 * and write them only for the documents that won their compare-and-set; they are clauses for {@link
 * JoinedSql#deciding}. The {@code plain} forms run where the rows are already locked and decided.
 */
final class DocumentSql {
  static final RowShape OUTBOX =
      new RowShape()
          .with("doc_site", ColumnType.UUID)
          .with("doc_id", ColumnType.UUID)
          .with("site_id", ColumnType.UUID)
          .with("entity_fqdn", ColumnType.TEXT)
          .with("entity_id", ColumnType.TEXT)
          .with("slug", ColumnType.TEXT)
          .with("sequence", ColumnType.BIGINT)
          .with("created_at", ColumnType.TIMESTAMPTZ)
          .with("payload", ColumnType.BYTEA);

  /** The event of a document's change, beside the document. */
  static final RowShape EVENT =
      new RowShape()
          .with("e_fqdn", ColumnType.TEXT)
          .with("e_entity", ColumnType.TEXT)
          .with("e_slug", ColumnType.TEXT)
          .with("e_sequence", ColumnType.BIGINT)
          .with("e_payload", ColumnType.BYTEA);

  static final RowShape COMMAND =
      new RowShape()
          .with("doc_site", ColumnType.UUID)
          .with("doc_id", ColumnType.UUID)
          .with("site_id", ColumnType.UUID)
          .with("caller", ColumnType.TEXT)
          .with("key", ColumnType.TEXT)
          .with("body_hash", ColumnType.BYTEA)
          .with("reply", ColumnType.BYTEA)
          .with("created_at", ColumnType.TIMESTAMPTZ);

  private static final String OUTBOX_COLUMNS =
      "site_id, entity_fqdn, entity_id, slug, sequence, created_at, payload";
  private static final String COMMAND_COLUMNS =
      "site_id, caller, key, body_hash, reply, created_at";

  /** Writes outbox rows of changes that are decided. */
  static final String OUTBOX_PLAIN = insertOutbox(1, "");

  /**
   * Writes command rows of changes that are decided; a repeated key breaks {@code command_pkey}.
   */
  static final String COMMAND_PLAIN = insertCommand(1, "");

  /** The document travels as the bytes that the engine has. */
  private static final String DOC = "convert_from(n.n_doc, 'UTF8')";

  final RowShape shape = new RowShape();
  final String find;
  final String findAll;
  final String lock;
  final String insertAlone;
  final String updateAlone;

  /** Shape of {@link #updateTold}: the document and its one event in one row. */
  final RowShape toldShape = new RowShape();

  /** Like {@link #updateAlone}, for changes with one event of their own site and no command. */
  final String updateTold;

  final String deleteAlone;
  final String insertPlain;
  final String updatePlain;
  final String deletePlain;

  /**
   * @param yielding whether a new document gives way to any other that stands in its way, instead
   *     of breaking a constraint
   */
  DocumentSql(String table, List<? extends DocumentTable.Column<?>> columns, boolean yielding) {
    shape
        .with("site_id", ColumnType.UUID)
        .with("id", ColumnType.UUID)
        .with("n_expected", ColumnType.BIGINT)
        .with("n_at", ColumnType.TIMESTAMPTZ)
        .with("n_doc", ColumnType.BYTEA);
    List<String> names = new ArrayList<>();
    StringBuilder sets = new StringBuilder();
    for (DocumentTable.Column<?> column : columns) {
      shape.with(column.name(), column.type());
      names.add(column.name());
      sets.append(", ")
          .append(column.name())
          .append(" = ")
          .append(column.type().cast("n." + column.name()));
    }
    find = "select " + Documents.COLUMNS + " from " + table + " where site_id = $1 and id = $2";
    findAll =
        "select "
            + Documents.COLUMNS
            + " from "
            + table
            + " where site_id = $1 and id = any($2::uuid[])";
    lock =
        "select t.site_id, t.id, t.revision from unnest($1::uuid[], $2::uuid[]) with ordinality as n(site_id, id, place)"
            + (", lateral (select * from " + table)
            + " where site_id = n.site_id and id = n.id for update) t order by n.place";
    toldShape.with(shape).with(EVENT);
    String values = names.isEmpty() ? "" : ", " + shape.select("n", names);
    String from = " from " + shape.unnest(1, "n");
    String insert =
        ("insert into " + table + "(site_id, id, revision, created_at, updated_at, doc")
            + (names.isEmpty() ? "" : ", " + String.join(", ", names))
            + (") select n.site_id, n.id, 1, n.n_at, n.n_at, " + DOC + values + from);
    String match = " where t.site_id = n.site_id and t.id = n.id and t.revision = n.n_expected";
    insertPlain = insert;
    String update =
        "update "
            + table
            + " t set revision = n.n_expected + 1, updated_at = n.n_at, doc = "
            + DOC
            + sets
            + " from ";
    updatePlain = update + shape.unnest(1, "n") + match;
    updateTold =
        ("w# as (" + update + toldShape.unnest(1, "n") + match)
            + (" returning t.site_id, t.id, n.n_at, " + EVENT.select("n", EVENT.names()))
            + ("), o# as (insert into outbox(" + OUTBOX_COLUMNS + ") select site_id, ")
            + "e_fqdn, e_entity, e_slug, e_sequence, n_at, e_payload from w#)";
    deletePlain = "delete from " + table + " t using " + shape.unnest(1, "n") + match;
    String conflict = yielding ? " on conflict" : " on conflict (site_id, id)";
    insertAlone = alone(insert + conflict + " do nothing returning site_id, id");
    updateAlone = alone(updatePlain + " returning t.site_id, t.id");
    deleteAlone = alone(deletePlain + " returning t.site_id, t.id");
  }

  /**
   * Wraps a write that returns its winners' keys; {@code is true} keeps the subquery a hashed one
   * instead of a join.
   */
  private String alone(String write) {
    int outboxFirst = shape.size() + 1;
    int commandFirst = outboxFirst + OUTBOX.size();
    String winners = " where ((r.doc_site, r.doc_id) in (select site_id, id from w#)) is true";
    return ("w# as (" + write + "), o# as (" + insertOutbox(outboxFirst, winners) + "), c# as (")
        + (insertCommand(commandFirst, winners) + ")");
  }

  private static String insertOutbox(int first, String where) {
    return ("insert into outbox(" + OUTBOX_COLUMNS + ") select " + OUTBOX_COLUMNS + " from ")
        + (OUTBOX.unnest(first, "r") + where);
  }

  private static String insertCommand(int first, String where) {
    return ("insert into command(" + COMMAND_COLUMNS + ") select " + COMMAND_COLUMNS + " from ")
        + (COMMAND.unnest(first, "r") + where);
  }
}
