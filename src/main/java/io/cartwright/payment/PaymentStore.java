package io.cartwright.payment;

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
import io.cartwright.wire.own.payment.PaymentAttempt;
import io.cartwright.wire.own.payment.PaymentMeans;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Attempts to pay, in Postgres. */
final class PaymentStore {
  static final DocumentTable<PaymentAttempt> ATTEMPTS =
      DocumentTable.named(
              "payment_attempt",
              DocumentFormat.of(PaymentAttempt.CODEC::toText, PaymentAttempt.CODEC::fromText))
          .column("order_id", ColumnType.UUID, attempt -> UUID.fromString(attempt.orderId()))
          .column("state", ColumnType.TEXT, attempt -> attempt.state().name())
          .build();

  static final DocumentTable<PaymentMeans> MEANS =
      DocumentTable.named(
              "payment_means",
              DocumentFormat.of(PaymentMeans.CODEC::toText, PaymentMeans.CODEC::fromText))
          .column("order_id", ColumnType.UUID, means -> UUID.fromString(means.orderId()))
          .build();

  private static final String OPEN =
      Documents.selectOnSites(
          ATTEMPTS,
          "where state in ('STARTED', 'PENDING') and updated_at < $1 "
              + "order by updated_at limit $2");

  private final Pools pools;
  private final Documents documents;
  private final Committer committer;

  PaymentStore(Pools pools, Committer committer) {
    this.pools = pools;
    this.documents = new Documents(pools);
    this.committer = committer;
  }

  /**
   * Writes a new attempt, and what is joined with it, in one transaction; false when the order has
   * a live one or another was faster with what is joined.
   */
  Future<Boolean> begin(UUID siteId, PaymentAttempt attempt, Consumer<Change> joined) {
    UUID id = UUID.fromString(attempt.id());
    Change change = Change.at(attempt.createdDate()).insert(ATTEMPTS, siteId, id, attempt);
    joined.accept(change);
    return commit(change).map(Committed::ok);
  }

  Future<Committed> commit(Change change) {
    return committer.commit(change);
  }

  Future<Optional<Stored<PaymentAttempt>>> find(UUID siteId, UUID id) {
    return documents.find(ATTEMPTS, siteId, id);
  }

  Future<Optional<Stored<PaymentMeans>>> means(UUID siteId, UUID id) {
    return documents.find(MEANS, siteId, id);
  }

  /** All means of payment of an order, oldest first. */
  Future<List<Stored<PaymentMeans>>> meansOf(UUID siteId, UUID orderId) {
    return documents.findBy(MEANS, siteId, "order_id", orderId);
  }

  /** The attempt of an order that moves money, or has moved it. */
  Future<Optional<Stored<PaymentAttempt>>> findLive(UUID siteId, UUID orderId) {
    return documents
        .findBy(ATTEMPTS, siteId, "order_id", orderId)
        .map(
            found ->
                found.stream()
                    .filter(stored -> Attempts.isLive(stored.value().state()))
                    .reduce(
                        (earlier, later) ->
                            Attempts.isOpen(earlier.value().state()) ? earlier : later));
  }

  /** Attempts without an end that have not been touched since, longest first. */
  Future<List<OnSite<PaymentAttempt>>> openSince(Instant before, int limit) {
    return pools
        .read(OPEN, Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
        .map(rows -> Documents.onSites(ATTEMPTS, rows));
  }
}
