package io.cartwright.payment;

import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.payment.SandboxPayment;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The sandbox's own books, in tables of its own. */
final class SandboxStore {
  static final DocumentTable<SandboxPayment> PAYMENTS =
      DocumentTable.named(
              "sandbox_payment",
              DocumentFormat.of(SandboxPayment.CODEC::toText, SandboxPayment.CODEC::fromText))
          .column(
              "order_id",
              ColumnType.UUID,
              payment -> payment.orderId() == null ? null : UUID.fromString(payment.orderId()))
          .build();

  private static final DocumentTable<String> SECRETS =
      DocumentTable.named("provider_secret", DocumentFormat.<String>of(text -> text, text -> text))
          .build();
  private static final UUID ALL_SITES = new UUID(0, 0);
  private static final UUID SECRET =
      UUID.nameUUIDFromBytes("sandbox".getBytes(StandardCharsets.US_ASCII));
  private static final int SECRET_BYTES = 32;

  private final Documents documents;
  private final Committer committer;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SandboxStore(Documents documents, Committer committer, Clock clock) {
    this.documents = documents;
    this.committer = committer;
    this.clock = clock;
  }

  /** A payment and whether this call made it. */
  record Opened(SandboxPayment payment, boolean isNew) {}

  /** Enters a payment, unless one is there under its key: then that one is the answer. */
  Future<Opened> open(UUID siteId, SandboxPayment payment) {
    UUID key = UUID.fromString(payment.key());
    return committer
        .commit(Change.at(clock.instant()).insert(PAYMENTS, siteId, key, payment))
        .compose(
            committed ->
                committed.ok()
                    ? Future.succeededFuture(new Opened(payment, true))
                    : find(siteId, key)
                        .map(found -> new Opened(found.orElseThrow().value(), false)));
  }

  Future<Optional<Stored<SandboxPayment>>> find(UUID siteId, UUID key) {
    return documents.find(PAYMENTS, siteId, key);
  }

  /** All payments of an order, oldest first. */
  Future<List<Stored<SandboxPayment>>> ofOrder(UUID siteId, UUID orderId) {
    return documents.findBy(PAYMENTS, siteId, "order_id", orderId);
  }

  /** Changes a payment; empty when there is none. The function answers the same for no change. */
  Future<Optional<SandboxPayment>> change(
      UUID siteId, UUID key, UnaryOperator<SandboxPayment> next) {
    return find(siteId, key)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : change(siteId, found.get(), next));
  }

  private Future<Optional<SandboxPayment>> change(
      UUID siteId, Stored<SandboxPayment> found, UnaryOperator<SandboxPayment> next) {
    SandboxPayment after = next.apply(found.value());
    if (after == found.value()) return Future.succeededFuture(Optional.of(after));
    Change change =
        Change.at(clock.instant()).update(PAYMENTS, siteId, found.id(), found.revision(), after);
    return committer
        .commit(change)
        .compose(
            committed ->
                committed.failed(Committed.Reason.STALE)
                    ? change(siteId, found.id(), next)
                    : Future.succeededFuture(Optional.of(after)));
  }

  /** What the sandbox signs with; drawn when it is first needed. */
  Future<byte[]> secret() {
    return documents
        .find(SECRETS, ALL_SITES, SECRET)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(Base64.getDecoder().decode(found.get().value()))
                    : drawSecret());
  }

  private Future<byte[]> drawSecret() {
    byte[] drawn = new byte[SECRET_BYTES];
    random.nextBytes(drawn);
    Change change =
        Change.at(clock.instant())
            .insert(SECRETS, ALL_SITES, SECRET, Base64.getEncoder().encodeToString(drawn));
    return committer
        .commit(change)
        .compose(committed -> committed.ok() ? Future.succeededFuture(drawn) : secret());
  }
}
