package io.cartwright.checkout;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.wire.abandonedcheckouts.AbandonedCheckout;
import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.checkout.CheckoutMarkedAsCompleted;
import io.cartwright.wire.own.checkout.StoredCheckout;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Checkouts in Postgres, and the events of their changes. */
public final class CheckoutStore {
  /** The contract's name of checkouts in events. */
  static final String ENTITY = "wix.ecom.v1.checkout";

  /** A cart has one checkout at a time that is not completed. */
  static final String ONE_OPEN_OF_CART = "checkout_open_of_cart";

  /** Room for the events of one revision among the sequence numbers. */
  private static final int PER_REVISION = 10;

  static final DocumentTable<StoredCheckout> CHECKOUTS =
      DocumentTable.named(
              "checkout",
              DocumentFormat.ofBytes(StoredCheckout.CODEC::toBytes, StoredCheckout.CODEC::fromText))
          .column("cart_id", ColumnType.UUID, checkout -> uuid(checkout.cartId()))
          .column("buyer_key", ColumnType.TEXT, Checkouts::buyerOf)
          .column("completed", ColumnType.BOOL, Checkouts::isCompleted)
          .column("abandoned_id", ColumnType.UUID, c -> uuid(c.abandonedCheckoutId()))
          .build();

  static final DocumentTable<AbandonedCheckout> ABANDONED =
      DocumentTable.named(
              "abandoned_checkout",
              DocumentFormat.of(AbandonedCheckout.CODEC::toText, AbandonedCheckout.CODEC::fromText))
          .column("status", ColumnType.TEXT, abandoned -> abandoned.status().wire())
          .column("checkout_id", ColumnType.UUID, abandoned -> uuid(abandoned.checkoutId()))
          .build();

  private static final String OPEN_OF_BUYER =
      "select id from checkout where site_id = $1 and buyer_key = $2 and not completed";
  private static final String TO_ABANDON =
      "select site_id, id from checkout where not completed and abandoned_id is null"
          + " and created_at < $1 and updated_at < $1 order by created_at limit $2";

  private final Pools pools;
  private final Documents documents;
  private final Committer committer;

  public CheckoutStore(Pools pools, Committer committer) {
    this.pools = pools;
    this.documents = new Documents(pools);
    this.committer = committer;
  }

  /** Names a checkout of any site. */
  record CheckoutKey(UUID siteId, UUID id) {}

  private static UUID uuid(String text) {
    return text == null ? null : UUID.fromString(text);
  }

  Future<Optional<Stored<StoredCheckout>>> find(UUID siteId, UUID id) {
    return documents.find(CHECKOUTS, siteId, id);
  }

  /** The newest checkout of a cart. */
  Future<Optional<Stored<StoredCheckout>>> findByCart(UUID siteId, UUID cartId) {
    return documents
        .findBy(CHECKOUTS, siteId, "cart_id", cartId)
        .map(
            found -> found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1)));
  }

  Future<Optional<Stored<AbandonedCheckout>>> findAbandoned(UUID siteId, UUID id) {
    return documents.find(ABANDONED, siteId, id);
  }

  /** The checkouts of a buyer that are not completed. */
  Future<List<UUID>> openOf(UUID siteId, String buyerKey) {
    return pools
        .readByKey(OPEN_OF_BUYER, Tuple.of(siteId, buyerKey))
        .map(
            rows -> {
              List<UUID> ids = new ArrayList<>();
              for (Row row : rows) ids.add(row.getUUID(0));
              return ids;
            });
  }

  /** Checkouts of all sites that nobody has changed since then, oldest first. */
  Future<List<CheckoutKey>> unchangedSince(Instant before, int limit) {
    return pools
        .read(TO_ABANDON, Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
        .map(
            rows -> {
              List<CheckoutKey> keys = new ArrayList<>();
              for (Row row : rows) keys.add(new CheckoutKey(row.getUUID(0), row.getUUID(1)));
              return keys;
            });
  }

  Future<Committed> commit(Change change) {
    return committer.commit(change);
  }

  /**
   * Adds to a change that a checkout is made, or changed, and tells of it.
   *
   * @param before revision 0 for a new checkout
   * @param was the checkout as it was shown before, in JSON; null when nobody can tell
   * @param shown the checkout as events show it, in JSON
   */
  static Change save(
      Change change,
      UUID siteId,
      Stored<StoredCheckout> before,
      Stored<StoredCheckout> next,
      byte[] was,
      byte[] shown) {
    DomainEvents events = new DomainEvents(siteId, ENTITY, next.updatedAt());
    String id = next.id().toString();
    long sequence = next.revision() * PER_REVISION;
    if (before.revision() == 0) {
      return change
          .insert(CHECKOUTS, siteId, next.id(), next.value())
          .emit(events.created(id, sequence, shown));
    }
    return change
        .update(CHECKOUTS, siteId, next.id(), before.revision(), next.value())
        .emit(
            was == null
                ? events.updated(id, sequence, shown)
                : events.updated(id, sequence, was, shown));
  }

  /** Adds to a change what is only noted of a checkout and told to nobody. */
  static Change note(
      Change change, UUID siteId, Stored<StoredCheckout> before, StoredCheckout next) {
    return change.update(CHECKOUTS, siteId, before.id(), before.revision(), next);
  }

  /**
   * Adds to a change that a checkout is completed.
   *
   * @param was the checkout as it was shown before
   * @param shown the checkout as it is completed: all else is as before
   */
  static Change complete(
      Change change,
      UUID siteId,
      Stored<StoredCheckout> before,
      StoredCheckout next,
      Checkout was,
      Checkout shown,
      Instant now) {
    DomainEvents events = new DomainEvents(siteId, ENTITY, now);
    String id = before.id().toString();
    long sequence = (before.revision() + 1) * PER_REVISION;
    return note(change, siteId, before, next)
        .emit(events.updated(id, sequence, Checkout.CODEC, ended(was), ended(shown), shown))
        .emit(
            events.action(
                id,
                "completed",
                sequence + 1,
                CheckoutMarkedAsCompleted.CODEC,
                new CheckoutMarkedAsCompleted(shown)));
  }

  /** What completing a checkout changes of it, alone. */
  private static Checkout ended(Checkout checkout) {
    return Checkout.builder()
        .completed(checkout.completed())
        .orderId(checkout.orderId())
        .updatedDate(checkout.updatedDate())
        .build();
  }
}
