package io.cartwright.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Role;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.cart.StoredCart;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CartCacheTest {
  private final UUID site = UUID.randomUUID();
  private final Caller buyer = new Caller(site, Role.VISITOR, UUID.randomUUID());
  private final CartCache cache = new CartCache();

  private Stored<StoredCart> cart(UUID id, long revision, Caller of) {
    return new Stored<>(
        id, revision, CartFixture.NOW, CartFixture.NOW, Carts.empty(of, UUID.randomUUID(), true));
  }

  @Test
  void theNewestRevisionIsHeld() {
    UUID id = UUID.randomUUID();
    Stored<StoredCart> second = cart(id, 2, buyer);
    cache.put(site, second);
    cache.put(site, cart(id, 1, buyer));
    assertSame(second, cache.find(site, id));
    assertSame(second, cache.findCurrent(site, CartKeys.buyerOf(buyer)));
    assertNull(cache.find(UUID.randomUUID(), id));
  }

  @Test
  void aDroppedCartIsForgottenBothWays() {
    UUID id = UUID.randomUUID();
    cache.put(site, cart(id, 1, buyer));
    cache.drop(site, id);
    assertNull(cache.find(site, id));
    assertNull(cache.findCurrent(site, CartKeys.buyerOf(buyer)));
    assertEquals(1, cache.drops());
  }

  @Test
  void theLeastRecentlyUsedCartsGo() {
    UUID first = UUID.randomUUID();
    cache.put(site, cart(first, 1, buyer));
    for (int i = 0; i < CartCache.CARTS_MAX; i++) {
      Caller other = new Caller(site, Role.VISITOR, UUID.randomUUID());
      cache.put(site, cart(UUID.randomUUID(), 1, other));
    }
    assertEquals(CartCache.CARTS_MAX, cache.size());
    assertNull(cache.find(site, first));
    assertNull(cache.findCurrent(site, CartKeys.buyerOf(buyer)));
  }
}
