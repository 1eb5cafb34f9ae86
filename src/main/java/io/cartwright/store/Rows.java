package io.cartwright.store;

import io.cartwright.store.Change.DocumentKey;
import io.cartwright.store.Change.DocumentWrite;
import java.time.Instant;

/** Lays values out in the order of their {@link RowShape}. */
final class Rows {
  private static final int FIXED_COLUMNS = 5;

  private Rows() {}

  /** A document's row; {@code rendered} is null for a delete. */
  static Object[] document(
      DocumentSql sql, DocumentWrite write, DocumentTable.Rendered rendered, Instant now) {
    return document(sql.shape, write, rendered, now);
  }

  private static Object[] document(
      RowShape shape, DocumentWrite write, DocumentTable.Rendered rendered, Instant now) {
    Object[] row = new Object[shape.size()];
    row[0] = write.key().siteId();
    row[1] = write.key().id();
    row[2] = write.expected();
    row[3] = ColumnType.TIMESTAMPTZ.bind(now);
    if (rendered != null) {
      row[4] = ColumnType.BYTEA.bind(rendered.doc());
      System.arraycopy(rendered.columns(), 0, row, FIXED_COLUMNS, rendered.columns().length);
    }
    return row;
  }

  /** A document's row with its event in it. */
  static Object[] told(DocumentSql sql, DocumentWrite write, OutboxRow event, Instant now) {
    Object[] row = document(sql.toldShape, write, write.rendered(), now);
    int at = sql.shape.size();
    row[at] = event.entityFqdn();
    row[at + 1] = event.entityId();
    row[at + 2] = event.slug();
    row[at + 3] = event.sequence();
    row[at + 4] = ColumnType.BYTEA.bind(event.stored());
    return row;
  }

  /** An outbox row; {@code owner} is the document that it depends on, null when that is decided. */
  static Object[] outbox(DocumentKey owner, OutboxRow row, Instant now) {
    return DocumentSql.OUTBOX.row(
        owner == null ? null : owner.siteId(),
        owner == null ? null : owner.id(),
        row.siteId(),
        row.entityFqdn(),
        row.entityId(),
        row.slug(),
        row.sequence(),
        now,
        row.stored());
  }

  /** A command row; {@code owner} as in {@link #outbox}. */
  static Object[] command(DocumentKey owner, CommandRow row, Instant now) {
    return DocumentSql.COMMAND.row(
        owner == null ? null : owner.siteId(),
        owner == null ? null : owner.id(),
        row.siteId(),
        row.caller(),
        row.key(),
        row.bodyHash(),
        row.reply(),
        now);
  }
}
