package io.cartwright.cart;

import static io.cartwright.cart.CartRefusal.CART_NOT_FOUND;

import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Owners;
import io.cartwright.bus.Role;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.cart.StoredCart;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Finds carts, in memory or in Postgres, for those who may reach them. Belongs to one event loop.
 */
final class CartLoadFlow {
  /**
   * Where a cart comes from.
   *
   * @param turn the owner's key: changes of the same carts wait for each other, however they are
   *     reached
   * @param load asked again for each try
   */
  record Source(String turn, Supplier<Future<Outcome<Stored<StoredCart>>>> load) {}

  /** How long a visitor is new. */
  private static final long NEW_FOR_MS = 60_000;

  private final CartStore store;
  private final Ids ids;
  private final CartCache cache;

  CartLoadFlow(CartStore store, Ids ids, Owners owners) {
    this.store = store;
    this.ids = ids;
    this.cache = new CartCache(owners);
  }

  /** The cart with this id, if the caller may reach it. */
  Source byId(Call<?> call, String id) {
    UUID cartId = uuid(id);
    return new Source(
        CartKeys.ownerOfCart(id),
        () -> cartId == null ? Future.succeededFuture(notFound()) : find(call, cartId));
  }

  private Future<Outcome<Stored<StoredCart>>> find(Call<?> call, UUID cartId) {
    UUID siteId = call.caller().siteId();
    Stored<StoredCart> held = cache.find(siteId, cartId, call.now());
    if (held != null) return Future.succeededFuture(reached(call, Optional.of(held)));
    long mark = cache.mark(cartId);
    return store.find(siteId, cartId).map(found -> reached(call, held(call, found, mark)));
  }

  private static String turnOf(Caller buyer) {
    return CartKeys.ownerOfBuyer(CartKeys.buyerOf(buyer));
  }

  /** The caller's current cart. */
  Source current(Call<?> call) {
    return new Source(turnOf(call.caller()), () -> findCurrent(call));
  }

  private Stored<StoredCart> heldCurrent(Call<?> call) {
    String buyer = CartKeys.buyerOf(call.caller());
    return cache.findCurrent(call.caller().siteId(), buyer, call.now());
  }

  private Future<Outcome<Stored<StoredCart>>> findCurrent(Call<?> call) {
    UUID siteId = call.caller().siteId();
    String buyer = CartKeys.buyerOf(call.caller());
    Stored<StoredCart> held = heldCurrent(call);
    if (held != null) return Future.succeededFuture(Outcome.done(held));
    long mark = cache.mark(buyer);
    return store.findCurrent(siteId, buyer).map(found -> reached(call, held(call, found, mark)));
  }

  /**
   * The caller's current cart, or a new one if there is none. For a visitor who has just come none
   * is looked for in Postgres, at the first try: should there be one all the same, the new one is
   * refused there.
   */
  Source currentOrNew(Call<?> call) {
    AtomicBoolean looks = new AtomicBoolean(!isNew(call.caller(), call.now()));
    return new Source(
        turnOf(call.caller()),
        () -> {
          Stored<StoredCart> held = heldCurrent(call);
          if (held != null) return Future.succeededFuture(Outcome.done(held));
          return looks.getAndSet(true)
              ? findCurrent(call)
                  .map(found -> found.isDone() ? found : Outcome.done(fresh(call, true)))
              : Future.succeededFuture(Outcome.done(fresh(call, true)));
        });
  }

  /** A visitor's id tells when it was made. */
  private static boolean isNew(Caller caller, Instant now) {
    UUID id = caller.subjectId();
    if (caller.role() != Role.VISITOR || id == null || id.version() != 7) return false;
    long age = now.toEpochMilli() - (id.getMostSignificantBits() >>> 16);
    return age >= 0 && age < NEW_FOR_MS;
  }

  /** A new cart that is not the buyer's current one. */
  Source brandNew(Call<?> call) {
    return new Source(
        turnOf(call.caller()), () -> Future.succeededFuture(Outcome.done(fresh(call, false))));
  }

  /** The cart that a checkout was made from. */
  Future<Outcome<Stored<StoredCart>>> byCheckout(Call<?> call, String checkoutId) {
    UUID id = uuid(checkoutId);
    return id == null
        ? Future.succeededFuture(notFound())
        : store.findByCheckout(call.caller().siteId(), id).map(found -> reached(call, found));
  }

  private Stored<StoredCart> fresh(Call<?> call, boolean current) {
    String buyer = CartKeys.buyerOf(call.caller());
    return new Stored<>(
        CartKeys.cartId(ids.next(), buyer),
        0,
        call.now(),
        call.now(),
        Carts.empty(call.caller(), ids.next(), current));
  }

  private Optional<Stored<StoredCart>> held(
      Call<?> call, Optional<Stored<StoredCart>> found, long mark) {
    found.ifPresent(cart -> cache.put(call.caller().siteId(), cart, call.now(), mark));
    return found;
  }

  /** Another buyer's cart is refused like an unknown one. */
  private static Outcome<Stored<StoredCart>> reached(
      Call<?> call, Optional<Stored<StoredCart>> found) {
    return found.isPresent() && Carts.isReachedBy(found.get().value(), call.caller())
        ? Outcome.done(found.get())
        : notFound();
  }

  private static <T> Outcome<T> notFound() {
    return Outcome.refused(CART_NOT_FOUND, "there is no such cart");
  }

  private static UUID uuid(String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Keeps a cart as it was committed. */
  void keep(UUID siteId, Stored<StoredCart> cart, Instant now) {
    cache.put(siteId, cart, now);
  }

  /** Forgets a cart that is gone, or not as was thought. */
  void forget(UUID siteId, UUID cartId) {
    cache.drop(siteId, cartId);
  }
}
