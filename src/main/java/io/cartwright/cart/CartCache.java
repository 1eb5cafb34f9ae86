package io.cartwright.cart;

import io.cartwright.bus.HotCopies;
import io.cartwright.bus.Owners;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.cart.StoredCart;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The carts that one event loop owns, by id and by buyer, as {@link HotCopies} says. It belongs to
 * that event loop.
 */
final class CartCache {
  private static final UUID ZERO = new UUID(0, 0);

  private record BuyerKey(UUID siteId, String buyer) {}

  private final HotCopies<StoredCart> carts;
  private final Map<BuyerKey, UUID> currentByBuyer = HotCopies.bounded(HotCopies.COPIES_MAX);

  CartCache(Owners owners) {
    carts = new HotCopies<>(owners, id -> CartKeys.ownerOfCart(id.toString()));
  }

  /** The cart, or null when it is not held. */
  Stored<StoredCart> find(UUID siteId, UUID id, Instant now) {
    return carts.find(siteId, id, now);
  }

  /** The buyer's current cart, or null when it is not held. */
  Stored<StoredCart> findCurrent(UUID siteId, String buyer, Instant now) {
    UUID id = currentByBuyer.get(new BuyerKey(siteId, buyer));
    Stored<StoredCart> held = id == null ? null : find(siteId, id, now);
    return held != null && buyer.equals(Carts.currentOf(held.value())) ? held : null;
  }

  /** Holds what was committed, unless something newer is held. */
  void put(UUID siteId, Stored<StoredCart> cart, Instant now) {
    carts.put(siteId, cart, now);
    noteCurrent(siteId, cart);
  }

  /** Holds what was read, unless it may have been overtaken since the mark was taken. */
  void put(UUID siteId, Stored<StoredCart> cart, Instant now, long mark) {
    carts.put(siteId, cart, now, mark);
    noteCurrent(siteId, cart);
  }

  private void noteCurrent(UUID siteId, Stored<StoredCart> cart) {
    String buyer = Carts.currentOf(cart.value());
    if (buyer != null) currentByBuyer.put(new BuyerKey(siteId, buyer), cart.id());
  }

  /** Forgets a cart. */
  void drop(UUID siteId, UUID id) {
    carts.drop(siteId, id);
  }

  /** A mark to take before a cart is read. */
  long mark(UUID id) {
    return carts.mark(id);
  }

  /** A mark to take before a buyer's cart is read: its id has the low bits of all the buyer's. */
  long mark(String buyer) {
    return carts.mark(CartKeys.cartId(ZERO, buyer));
  }

  /** Carts that are held. */
  int size() {
    return carts.size();
  }
}
