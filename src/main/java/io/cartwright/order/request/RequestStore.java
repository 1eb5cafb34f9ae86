package io.cartwright.order.request;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.OnSite;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.query.Operator;
import io.cartwright.store.query.QueryFields;
import io.cartwright.store.query.Sort;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequest;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestExpired;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestPaid;
import io.cartwright.wire.orderpaymentrequests.OrderPaymentRequestVoided;
import io.cartwright.wire.orderpaymentrequests.Source;
import io.cartwright.wire.orderpaymentrequests.Status;
import io.cartwright.wire.own.paymentrequest.StoredPaymentRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Payment requests in Postgres, and what is told of them. */
public final class RequestStore {
  public static final DocumentTable<StoredPaymentRequest> REQUESTS =
      DocumentTable.named(
              "payment_request",
              DocumentFormat.of(
                  StoredPaymentRequest.CODEC::toText, StoredPaymentRequest.CODEC::fromText))
          .column("order_id", ColumnType.UUID, in(r -> UUID.fromString(r.orderId())))
          .column("status", ColumnType.TEXT, in(r -> r.status().name()))
          .column("order_number", ColumnType.TEXT, in(OrderPaymentRequest::orderNumber))
          .column("title", ColumnType.TEXT, in(OrderPaymentRequest::title))
          .column("description", ColumnType.TEXT, in(OrderPaymentRequest::description))
          .column("expires_at", ColumnType.TIMESTAMPTZ, in(OrderPaymentRequest::expirationDate))
          .column("gateway_order_id", ColumnType.TEXT, in(r -> r.paymentGatewayOrderId()))
          .column("source_app", ColumnType.TEXT, source(Source::appId))
          .column("source_external", ColumnType.TEXT, source(Source::externalId))
          .column("amount", ColumnType.NUMERIC, in(r -> new BigDecimal(r.amount().amount())))
          .build();

  static final QueryFields<StoredPaymentRequest> FIELDS =
      QueryFields.of(REQUESTS)
          .filterOnly("id", "id", ColumnType.UUID)
          .filterOnly("orderId", "order_id", ColumnType.UUID)
          .filterOnly("paymentGatewayOrderId", "gateway_order_id", ColumnType.TEXT)
          .filterOnly("source.appId", "source_app", ColumnType.TEXT)
          .filterOnly("source.externalId", "source_external", ColumnType.TEXT)
          .field("createdDate", "created_at", ColumnType.TIMESTAMPTZ)
          .field("updatedDate", "updated_at", ColumnType.TIMESTAMPTZ)
          .field("description", "description", ColumnType.TEXT)
          .field("expirationDate", "expires_at", ColumnType.TIMESTAMPTZ)
          .field("orderNumber", "order_number", ColumnType.TEXT)
          .field("status", "status", ColumnType.TEXT)
          .field("title", "title", ColumnType.TEXT)
          .field(
              "amount.amount",
              "amount",
              ColumnType.NUMERIC,
              Operator.EQ,
              Operator.GT,
              Operator.GTE,
              Operator.LT,
              Operator.LTE)
          .defaultSort(Sort.of("createdDate", "DESC"))
          .limits(50, 100)
          .build();

  private static final String ENTITY = "wix.ecom.v1.order_payment_request";
  private static final String BY_ID = Documents.selectOnSites(REQUESTS, "where id = $1");
  private static final String OF_ORDER =
      Documents.selectOnSites(REQUESTS, "where site_id = $1 and order_id = $2");
  private static final String OVER =
      Documents.selectOnSites(
          REQUESTS, "where status = 'UNPAID' and expires_at <= $1 order by expires_at limit $2");

  private final Pools pools;
  private final Documents documents;
  private final Committer committer;

  public RequestStore(Pools pools, Committer committer) {
    this.pools = pools;
    this.documents = new Documents(pools);
    this.committer = committer;
  }

  public Future<Optional<Stored<StoredPaymentRequest>>> find(UUID siteId, UUID id) {
    return documents.find(REQUESTS, siteId, id);
  }

  /** The requests with this id; more than one only if sites share an id. */
  Future<List<OnSite<StoredPaymentRequest>>> byId(UUID id) {
    return pools.readByKey(BY_ID, Tuple.of(id)).map(rows -> Documents.onSites(REQUESTS, rows));
  }

  /** Unpaid requests of all sites whose time is over, longest first. */
  Future<List<OnSite<StoredPaymentRequest>>> over(Instant now, int limit) {
    return pools
        .read(OVER, Tuple.of(now.atOffset(ZoneOffset.UTC), limit))
        .map(rows -> Documents.onSites(REQUESTS, rows));
  }

  Future<Committed> commit(Change change) {
    return committer.commit(change);
  }

  static void create(Change change, UUID siteId, StoredPaymentRequest stored, Instant now) {
    OrderPaymentRequest request = stored.request();
    change.insert(REQUESTS, siteId, UUID.fromString(request.id()), stored);
    change.emit(events(siteId, now).created(request.id(), 1, OrderPaymentRequest.CODEC, request));
  }

  /** Writes a change and tells of it by what it has become. */
  static void save(
      Change change,
      UUID siteId,
      Stored<StoredPaymentRequest> before,
      StoredPaymentRequest after,
      Instant now) {
    change.update(REQUESTS, siteId, before.id(), before.revision(), after);
    OrderPaymentRequest request = after.request();
    long sequence = before.revision() + 1;
    DomainEvents events = events(siteId, now);
    Status was = before.value().request().status();
    if (request.status() == was) {
      change.emit(events.updated(request.id(), sequence, OrderPaymentRequest.CODEC, request));
      return;
    }
    switch (request.status()) {
      case PAID ->
          change.emit(
              events.action(
                  request.id(),
                  "paid",
                  sequence,
                  OrderPaymentRequestPaid.CODEC,
                  new OrderPaymentRequestPaid(request)));
      case EXPIRED ->
          change.emit(
              events.action(
                  request.id(),
                  "expired",
                  sequence,
                  OrderPaymentRequestExpired.CODEC,
                  new OrderPaymentRequestExpired(request)));
      case VOIDED ->
          change.emit(
              events.action(
                  request.id(),
                  "voided",
                  sequence,
                  OrderPaymentRequestVoided.CODEC,
                  new OrderPaymentRequestVoided(request)));
      case UNPAID -> throw new IllegalStateException("no request becomes unpaid again");
    }
  }

  static void delete(Change change, UUID siteId, Stored<StoredPaymentRequest> stored, Instant now) {
    change.delete(REQUESTS, siteId, stored.id(), stored.revision());
    change.emit(
        events(siteId, now)
            .deleted(
                stored.id().toString(),
                stored.revision() + 1,
                OrderPaymentRequest.CODEC,
                stored.value().request()));
  }

  /**
   * Marks a request as paid in the transaction that enters its money; does nothing to one that is
   * paid or gone.
   */
  public static void pay(
      Change change,
      UUID siteId,
      Optional<Stored<StoredPaymentRequest>> found,
      UUID paymentId,
      Instant now) {
    follow(change, siteId, found, stored -> PaymentRequests.paid(stored, paymentId, now), now);
  }

  /** Notes that money for a request is held, in the transaction that enters it. */
  public static void hold(
      Change change,
      UUID siteId,
      Optional<Stored<StoredPaymentRequest>> found,
      UUID paymentId,
      Instant now) {
    follow(change, siteId, found, stored -> PaymentRequests.held(stored, paymentId, now), now);
  }

  /** Opens a request again in the transaction that lets its money go. */
  public static void release(
      Change change, UUID siteId, Optional<Stored<StoredPaymentRequest>> found, Instant now) {
    follow(change, siteId, found, stored -> PaymentRequests.released(stored, now), now);
  }

  /** Saves what a movement of money makes of a request, unless that is nothing. */
  private static void follow(
      Change change,
      UUID siteId,
      Optional<Stored<StoredPaymentRequest>> found,
      UnaryOperator<StoredPaymentRequest> move,
      Instant now) {
    found.ifPresent(
        stored -> {
          StoredPaymentRequest after = move.apply(stored.value());
          if (after != stored.value()) save(change, siteId, stored, after, now);
        });
  }

  /** The request of an order that a payment holds money for. */
  public Future<Optional<Stored<StoredPaymentRequest>>> heldBy(
      UUID siteId, UUID orderId, String paymentId) {
    return pools
        .readByKey(OF_ORDER, Tuple.of(siteId, orderId))
        .map(
            rows -> {
              for (var one : Documents.onSites(REQUESTS, rows)) {
                StoredPaymentRequest stored = one.stored().value();
                if (PaymentRequests.isHeld(stored) && stored.paymentId().equals(paymentId)) {
                  return Optional.of(one.stored());
                }
              }
              return Optional.empty();
            });
  }

  private static DomainEvents events(UUID siteId, Instant now) {
    return new DomainEvents(siteId, ENTITY, now);
  }

  private static <T> Function<StoredPaymentRequest, T> in(Function<OrderPaymentRequest, T> value) {
    return stored -> value.apply(stored.request());
  }

  private static Function<StoredPaymentRequest, String> source(Function<Source, String> value) {
    return in(request -> request.source() == null ? null : value.apply(request.source()));
  }
}
