package io.cartwright.order.draft;

import static io.cartwright.store.query.Operator.EQ;
import static io.cartwright.store.query.Operator.IN;
import static io.cartwright.store.query.Operator.NE;
import static io.cartwright.store.query.Operator.NIN;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.OnSite;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Page;
import io.cartwright.store.query.Queried;
import io.cartwright.store.query.Queries;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.QueryRequest;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.draftorders.DraftOrder;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Draft orders in Postgres, and the events that tell of them. */
public final class DraftStore {
  /** How long an edit lasts after its last change; a draft from scratch has no end. */
  public static final Duration EDIT_LASTS = Duration.ofHours(24);

  static final String ONE_EDIT = "draft_order_of_order";

  static final DocumentTable<StoredDraft> DRAFTS =
      DocumentTable.named(
              "draft_order",
              DocumentFormat.of(StoredDraft.CODEC::toText, StoredDraft.CODEC::fromText))
          .column("created_date", ColumnType.TIMESTAMPTZ, StoredDraft::createdDate)
          .column("updated_date", ColumnType.TIMESTAMPTZ, StoredDraft::updatedDate)
          .column("status", ColumnType.TEXT, DraftStore::status)
          .column("order_id", ColumnType.UUID, DraftStore::orderId)
          .build();

  private static final String ENTITY = "wix.ecom.v1.draft_order";

  private static final QueryFields<StoredDraft> FIELDS =
      QueryFields.of(DRAFTS)
          .field("createdDate", "created_date", ColumnType.TIMESTAMPTZ)
          .field("updatedDate", "updated_date", ColumnType.TIMESTAMPTZ)
          .field("status", "status", ColumnType.TEXT, EQ, IN, NE, NIN)
          .filterOnly("orderId", "order_id", ColumnType.UUID, EQ, IN, NE, NIN)
          .defaultSort(Sort.descending("createdDate"))
          .limits(50, 100)
          .build();

  private static final String OF_ORDER =
      "select "
          + Documents.COLUMNS
          + " from draft_order"
          + " where site_id = $1 and order_id = $2 and status = 'DRAFT'";

  private static final String EXPIRED =
      Documents.selectOnSites(
          DRAFTS,
          "where status = 'DRAFT' and order_id is not null and updated_date < $1 "
              + "order by updated_date limit $2");

  private final Pools pools;
  private final Documents documents;
  private final Queries queries;

  public DraftStore(Pools pools, Queries queries) {
    this.pools = pools;
    this.documents = new Documents(pools);
    this.queries = queries;
  }

  private static String status(StoredDraft draft) {
    return Boolean.TRUE.equals(draft.committed()) ? "COMMITTED" : "DRAFT";
  }

  private static UUID orderId(StoredDraft draft) {
    return draft.orderId() == null ? null : UUID.fromString(draft.orderId());
  }

  /** True for an edit that nobody went on with. */
  static boolean isExpired(StoredDraft draft, Instant now) {
    return draft.source() != null
        && !Boolean.TRUE.equals(draft.committed())
        && draft.updatedDate().plus(EDIT_LASTS).isBefore(now);
  }

  Future<Optional<Stored<StoredDraft>>> find(UUID siteId, UUID id) {
    return documents.find(DRAFTS, siteId, id);
  }

  /** The draft that edits an order; it may have expired. */
  Future<Optional<Stored<StoredDraft>>> ofOrder(UUID siteId, UUID orderId) {
    return pools
        .readByKey(OF_ORDER, Tuple.of(siteId, orderId))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(Documents.stored(DRAFTS, rows.iterator().next())));
  }

  Future<Queried<Page<StoredDraft>>> query(UUID siteId, QueryRequest request) {
    return queries.page(FIELDS, siteId, request);
  }

  /** Edits of all sites that were not gone on with since, longest first. */
  Future<List<OnSite<StoredDraft>>> untouchedSince(Instant before, int limit) {
    return pools
        .read(EXPIRED, Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
        .map(rows -> Documents.onSites(DRAFTS, rows));
  }

  static void insert(Change change, UUID siteId, UUID id, StoredDraft draft, Instant now) {
    change.insert(DRAFTS, siteId, id, draft);
    change.emit(events(siteId, now).created(id.toString(), 1, DraftOrder.CODEC, draft.shown()));
  }

  static void update(
      Change change, UUID siteId, Stored<StoredDraft> before, StoredDraft after, Instant now) {
    change.update(DRAFTS, siteId, before.id(), before.revision(), after);
    change.emit(
        events(siteId, now)
            .updated(
                before.id().toString(),
                before.revision() + 1,
                DraftOrder.CODEC,
                before.value().shown(),
                after.shown()));
  }

  static void delete(Change change, UUID siteId, Stored<StoredDraft> before, Instant now) {
    change.delete(DRAFTS, siteId, before.id(), before.revision());
    change.emit(
        events(siteId, now)
            .deleted(
                before.id().toString(),
                before.revision() + 1,
                DraftOrder.CODEC,
                before.value().shown()));
  }

  private static DomainEvents events(UUID siteId, Instant now) {
    return new DomainEvents(siteId, ENTITY, now);
  }
}
