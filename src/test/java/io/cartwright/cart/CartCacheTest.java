package io.cartwright.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.cartwright.bus.Caller;
import io.cartwright.bus.HotCopies;
import io.cartwright.bus.Owners;
import io.cartwright.bus.Role;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.cart.StoredCart;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CartCacheTest {
  private final UUID site = UUID.randomUUID();
  private final Caller buyer = new Caller(site, Role.VISITOR, UUID.randomUUID());
  private final CartCache cache = new CartCache(Owners.LOCAL);

  private Stored<StoredCart> cart(UUID id, long revision, Caller of) {
    return new Stored<>(
        id, revision, CartFixture.NOW, CartFixture.NOW, Carts.empty(of, UUID.randomUUID(), true));
  }

  @Test
  void theNewestRevisionIsHeld() {
    UUID id = UUID.randomUUID();
    Stored<StoredCart> second = cart(id, 2, buyer);
    cache.put(site, second, CartFixture.NOW);
    cache.put(site, cart(id, 1, buyer), CartFixture.NOW);
    assertSame(second, cache.find(site, id, CartFixture.NOW));
    assertSame(second, cache.findCurrent(site, CartKeys.buyerOf(buyer), CartFixture.NOW));
    assertNull(cache.find(UUID.randomUUID(), id, CartFixture.NOW));
  }

  @Test
  void aDroppedCartIsForgottenBothWays() {
    UUID id = UUID.randomUUID();
    cache.put(site, cart(id, 1, buyer), CartFixture.NOW);
    cache.drop(site, id);
    assertNull(cache.find(site, id, CartFixture.NOW));
    assertNull(cache.findCurrent(site, CartKeys.buyerOf(buyer), CartFixture.NOW));
  }

  @Test
  void theLeastRecentlyUsedCartsGo() {
    UUID first = UUID.randomUUID();
    cache.put(site, cart(first, 1, buyer), CartFixture.NOW);
    for (int i = 0; i < HotCopies.COPIES_MAX; i++) {
      Caller other = new Caller(site, Role.VISITOR, UUID.randomUUID());
      cache.put(site, cart(UUID.randomUUID(), 1, other), CartFixture.NOW);
    }
    assertEquals(HotCopies.COPIES_MAX, cache.size());
    assertNull(cache.find(site, first, CartFixture.NOW));
    assertNull(cache.findCurrent(site, CartKeys.buyerOf(buyer), CartFixture.NOW));
  }
}
