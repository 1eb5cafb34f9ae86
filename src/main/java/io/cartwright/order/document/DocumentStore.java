package io.cartwright.order.document;

import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.OnSite;
import io.cartwright.store.Pools;
import io.cartwright.wire.orderinvoices.Invoice;
import io.cartwright.wire.own.document.DocumentKind;
import io.cartwright.wire.own.document.SalesDocument;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invoices and receipts in Postgres. */
public final class DocumentStore {
  /** Tally kind of the numbers that a site has given its invoices; its key is empty. */
  static final String NUMBERS = "invoice";

  /** Tally kind of the invoices of an order, by its id. */
  static final String COUNT = "orderInvoices";

  /** The index by which an order has one document of one content. */
  static final String CONTENT = "sales_document_content";

  public static final DocumentTable<SalesDocument> DOCUMENTS =
      DocumentTable.named(
              "sales_document",
              DocumentFormat.of(SalesDocument.CODEC::toText, SalesDocument.CODEC::fromText))
          .column("order_id", ColumnType.UUID, document -> UUID.fromString(document.orderId()))
          .column("kind", ColumnType.TEXT, document -> document.kind().name())
          .column("fingerprint", ColumnType.TEXT, SalesDocument::fingerprint)
          .column("number", ColumnType.TEXT, SalesDocument::number)
          .column("payment_id", ColumnType.UUID, document -> id(document.paymentId()))
          .column("outside_id", ColumnType.TEXT, d -> d.outside() == null ? null : d.outside().id())
          .column(
              "outside_app", ColumnType.TEXT, d -> d.outside() == null ? null : d.outside().appId())
          .build();

  /** Only ever written; files are read by themselves. */
  static final DocumentTable<byte[]> FILES =
      DocumentTable.named(
              "sales_document_file", DocumentFormat.<byte[]>of(pdf -> "", text -> new byte[0]))
          .column("pdf", ColumnType.BYTEA, pdf -> pdf)
          .build();

  private static final String OF_ORDERS =
      "select id, order_id, kind, fingerprint, number, payment_id, created_at, outside_id,"
          + " outside_app from sales_document where site_id = $1 and order_id = any($2)"
          + " order by created_at, number, id";
  private static final String BY_ID = Documents.selectOnSites(DOCUMENTS, "where id = $1");
  private static final String FILE =
      "select pdf from sales_document_file where site_id = $1 and id = $2";

  private final Pools pools;

  DocumentStore(Pools pools) {
    this.pools = pools;
  }

  /**
   * A document without its content.
   *
   * @param outside of an invoice that was made elsewhere; else null
   */
  record Listed(
      UUID id,
      UUID orderId,
      DocumentKind kind,
      String fingerprint,
      String number,
      UUID paymentId,
      Instant issued,
      Invoice outside) {
    boolean isInvoice() {
      return kind != DocumentKind.RECEIPT;
    }
  }

  /** All documents of these orders, oldest first. */
  Future<List<Listed>> ofOrders(UUID siteId, Collection<UUID> orderIds) {
    if (orderIds.isEmpty()) return Future.succeededFuture(List.of());
    Tuple parameters = Tuple.wrap(new Object[] {siteId, orderIds.toArray(UUID[]::new)});
    return pools
        .readByKey(OF_ORDERS, parameters)
        .map(
            rows -> {
              List<Listed> listed = new ArrayList<>();
              rows.forEach(row -> listed.add(listed(row)));
              return listed;
            });
  }

  private static Listed listed(Row row) {
    DocumentKind kind = DocumentKind.valueOf(row.getString("kind"));
    return new Listed(
        row.getUUID("id"),
        row.getUUID("order_id"),
        kind,
        row.getString("fingerprint"),
        row.getString("number"),
        row.getUUID("payment_id"),
        row.getOffsetDateTime("created_at").toInstant(),
        kind == DocumentKind.OUTSIDE
            ? new Invoice(row.getString("outside_id"), row.getString("outside_app"))
            : null);
  }

  /** The documents with this id; more than one only if sites share an id. */
  Future<List<OnSite<SalesDocument>>> byId(UUID id) {
    return pools.readByKey(BY_ID, Tuple.of(id)).map(rows -> Documents.onSites(DOCUMENTS, rows));
  }

  /** The document's file, if it was made. */
  Future<Optional<byte[]>> file(UUID siteId, UUID id) {
    return pools
        .readByKey(FILE, Tuple.of(siteId, id))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getBuffer("pdf").getBytes()));
  }

  private static UUID id(String text) {
    return text == null ? null : UUID.fromString(text);
  }
}
