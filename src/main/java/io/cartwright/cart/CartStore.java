package io.cartwright.cart;

import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.cart.StoredCart;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carts in Postgres, and the events of their changes. */
public final class CartStore {
  /** The contract's name of carts in events. */
  static final String ENTITY = "wix.ecom.v1.cart";

  /** A buyer has one current cart. */
  static final String ONE_CURRENT = "cart_current_key";

  static final DocumentTable<StoredCart> CARTS =
      DocumentTable.named(
              "cart", DocumentFormat.ofBytes(StoredCart.CODEC::toBytes, StoredCart.CODEC::fromText))
          .column("buyer_key", ColumnType.TEXT, Carts::currentOf)
          .column("checkout_id", ColumnType.UUID, CartStore::checkoutId)
          .yielding()
          .build();

  private final Documents documents;

  public CartStore(Documents documents) {
    this.documents = documents;
  }

  private static UUID checkoutId(StoredCart cart) {
    return cart.checkoutId() == null ? null : UUID.fromString(cart.checkoutId());
  }

  Future<Optional<Stored<StoredCart>>> find(UUID siteId, UUID id) {
    return documents.find(CARTS, siteId, id);
  }

  /** The current cart of a buyer. */
  Future<Optional<Stored<StoredCart>>> findCurrent(UUID siteId, String buyer) {
    return documents.findBy(CARTS, siteId, "buyer_key", buyer).map(CartStore::last);
  }

  /** The cart that a checkout was made from. */
  Future<Optional<Stored<StoredCart>>> findByCheckout(UUID siteId, UUID checkoutId) {
    return documents.findBy(CARTS, siteId, "checkout_id", checkoutId).map(CartStore::last);
  }

  private static Optional<Stored<StoredCart>> last(List<Stored<StoredCart>> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  /**
   * The change that saves a cart and tells of it.
   *
   * @param before revision 0 for a new cart
   * @param was the cart as it was shown before, in JSON; null when nobody can tell
   * @param shown the cart as events show it, in JSON
   */
  static Change save(
      UUID siteId, Stored<StoredCart> before, Stored<StoredCart> next, byte[] was, byte[] shown) {
    DomainEvents events = new DomainEvents(siteId, ENTITY, next.updatedAt());
    String id = next.id().toString();
    Change change = Change.at(next.updatedAt());
    if (before.revision() == 0) {
      return change
          .insert(CARTS, siteId, next.id(), next.value())
          .emit(events.created(id, next.revision(), shown));
    }
    return change
        .update(CARTS, siteId, next.id(), before.revision(), next.value())
        .emit(
            was == null
                ? events.updated(id, next.revision(), shown)
                : events.updated(id, next.revision(), was, shown));
  }

  /** Adds to a change that a cart is gone. */
  static Change delete(Change change, UUID siteId, Stored<StoredCart> cart, Instant now) {
    return change
        .delete(CARTS, siteId, cart.id(), cart.revision())
        .emit(
            new DomainEvents(siteId, ENTITY, now)
                .deleted(cart.id().toString(), cart.revision() + 1));
  }
}
