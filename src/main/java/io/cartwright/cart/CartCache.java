package io.cartwright.cart;

import io.cartwright.store.Stored;
import io.cartwright.wire.own.cart.StoredCart;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The carts that one event loop owns, as they were last committed: the most recently used ones, up
 * to a limit. It belongs to that event loop. What it holds may be overtaken by another node; every
 * write is decided by Postgres, and a lost one drops the cart here.
 */
final class CartCache {
  /** Most carts that one event loop keeps. */
  static final int CARTS_MAX = 10_000;

  private record Key(UUID siteId, UUID id) {}

  private record BuyerKey(UUID siteId, String buyer) {}

  private long drops;
  private final Map<BuyerKey, UUID> currentByBuyer = new HashMap<>();
  private final Map<Key, Stored<StoredCart>> carts =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Stored<StoredCart>> eldest) {
          if (size() <= CARTS_MAX) return false;
          forgetCurrent(eldest.getKey().siteId(), eldest.getValue());
          return true;
        }
      };

  /** The cart, or null when it is not held. */
  Stored<StoredCart> find(UUID siteId, UUID id) {
    return carts.get(new Key(siteId, id));
  }

  /** The buyer's current cart, or null when it is not held. */
  Stored<StoredCart> findCurrent(UUID siteId, String buyer) {
    UUID id = currentByBuyer.get(new BuyerKey(siteId, buyer));
    return id == null ? null : find(siteId, id);
  }

  /** Holds what was read or committed, unless something newer is held. */
  void put(UUID siteId, Stored<StoredCart> cart) {
    Key key = new Key(siteId, cart.id());
    Stored<StoredCart> held = carts.get(key);
    if (held != null && held.revision() > cart.revision()) return;
    carts.put(key, cart);
    String buyer = Carts.currentOf(cart.value());
    if (buyer != null) currentByBuyer.put(new BuyerKey(siteId, buyer), cart.id());
  }

  /** Forgets a cart. */
  void drop(UUID siteId, UUID id) {
    drops++;
    Stored<StoredCart> held = carts.remove(new Key(siteId, id));
    if (held != null) forgetCurrent(siteId, held);
  }

  private void forgetCurrent(UUID siteId, Stored<StoredCart> cart) {
    String buyer = Carts.currentOf(cart.value());
    if (buyer != null) currentByBuyer.remove(new BuyerKey(siteId, buyer), cart.id());
  }

  /** How often a cart was dropped: what was read before a drop may be of no worth after it. */
  long drops() {
    return drops;
  }

  /** Carts that are held. */
  int size() {
    return carts.size();
  }
}
