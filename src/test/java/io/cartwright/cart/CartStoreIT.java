package io.cartwright.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Caller;
import io.cartwright.bus.Role;
import io.cartwright.store.Change;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.CommitterOptions;
import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.store.TestDatabase;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.own.cart.StoredCart;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class CartStoreIT {
  private final UUID site = UUID.randomUUID();
  private final Vertx vertx = Vertx.vertx();
  private Committer committer;
  private CartStore store;

  @BeforeAll
  void open() {
    DatabaseConfig config = TestDatabase.fresh();
    Pools pools = Pools.open(vertx, config, 2);
    committer = new Committer(pools, CommitterOptions.STANDARD);
    store = new CartStore(new Documents(pools));
  }

  @AfterAll
  void shut() {
    CartFixture.await(vertx.close());
  }

  private Caller buyer() {
    return new Caller(site, Role.VISITOR, UUID.randomUUID());
  }

  private static Stored<StoredCart> cart(Caller buyer, long revision, boolean current) {
    UUID id = CartKeys.cartId(UUID.randomUUID(), CartKeys.buyerOf(buyer));
    StoredCart value = Carts.empty(buyer, UUID.randomUUID(), current);
    return new Stored<>(id, revision, CartFixture.NOW, CartFixture.NOW, value);
  }

  private static Stored<StoredCart> at(Stored<StoredCart> cart, long revision, StoredCart value) {
    return new Stored<>(cart.id(), revision, cart.createdAt(), cart.updatedAt(), value);
  }

  private Committed save(Stored<StoredCart> before, Stored<StoredCart> next) {
    byte[] shown = Cart.CODEC.toBytes(Cart.builder().id(next.id().toString()).build());
    return CartFixture.await(committer.commit(CartStore.save(site, before, next, null, shown)));
  }

  private Stored<StoredCart> saved(Caller buyer, boolean current) {
    Stored<StoredCart> fresh = cart(buyer, 0, current);
    Stored<StoredCart> first = at(fresh, 1, fresh.value());
    assertTrue(save(fresh, first).ok());
    return first;
  }

  @Test
  void aCartIsFoundByIdByBuyerAndByCheckout() {
    Caller buyer = buyer();
    Stored<StoredCart> first = saved(buyer, true);
    UUID checkout = UUID.randomUUID();
    StoredCart taken = first.value().toBuilder().checkoutId(checkout.toString()).build();
    Stored<StoredCart> second = at(first, 2, taken);
    assertTrue(save(first, second).ok());
    assertEquals(Optional.of(second), CartFixture.await(store.find(site, first.id())));
    assertEquals(
        Optional.of(second), CartFixture.await(store.findCurrent(site, CartKeys.buyerOf(buyer))));
    assertEquals(Optional.of(second), CartFixture.await(store.findByCheckout(site, checkout)));
    assertEquals(Optional.empty(), CartFixture.await(store.find(UUID.randomUUID(), first.id())));
  }

  @Test
  void aBuyerHasOneCurrentCart() {
    Caller buyer = buyer();
    saved(buyer, true);
    saved(buyer, false);
    Stored<StoredCart> other = cart(buyer, 0, true);
    assertInstanceOf(Committed.Stale.class, save(other, at(other, 1, other.value())));
  }

  @Test
  void aStaleCartIsNotSaved() {
    Stored<StoredCart> first = saved(buyer(), true);
    assertTrue(save(first, at(first, 2, first.value())).ok());
    assertInstanceOf(Committed.Stale.class, save(first, at(first, 2, first.value())));
  }

  @Test
  void aDeletedCartIsGone() {
    Stored<StoredCart> first = saved(buyer(), true);
    Change change = Change.at(CartFixture.NOW);
    CartStore.delete(change, site, first, CartFixture.NOW);
    assertTrue(CartFixture.await(committer.commit(change)).ok());
    assertNull(CartFixture.await(store.find(site, first.id())).orElse(null));
  }
}
