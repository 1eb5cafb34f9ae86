package io.cartwright.checkout;

import io.cartwright.bus.HotCopies;
import io.cartwright.bus.Owners;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The checkouts that one event loop owns, as {@link HotCopies} says. It belongs to that event loop.
 *
 * <p>A checkout that is about to be written by another domain (an order that is paid completes it)
 * is not held for {@link #FOREIGN_WRITE} after that was announced, since nobody tells when it has
 * happened.
 */
final class CheckoutCache {
  /** Longer than a change waits for its commit. */
  static final Duration FOREIGN_WRITE = Duration.ofSeconds(60);

  /** Most checkouts that are held: larger than carts, and seldom looked at for long. */
  static final int HELD_MAX = 2_000;

  private record Key(UUID siteId, UUID id) {}

  private final HotCopies<StoredCheckout> checkouts;
  private final Map<Key, Instant> writtenByOthers = HotCopies.bounded(HotCopies.COPIES_MAX);

  CheckoutCache(Owners owners) {
    checkouts = new HotCopies<>(owners, id -> CheckoutKeys.owner(id.toString()), HELD_MAX);
  }

  /** The checkout, or null when it is not held. */
  Stored<StoredCheckout> find(UUID siteId, UUID id, Instant now) {
    return checkouts.find(siteId, id, now);
  }

  /** A mark to take before a checkout is read. */
  long mark(UUID id) {
    return checkouts.mark(id);
  }

  /** Holds what was committed, unless something newer is held. */
  void put(UUID siteId, Stored<StoredCheckout> checkout, Instant now) {
    if (!isLeftToOthers(siteId, checkout.id(), now)) checkouts.put(siteId, checkout, now);
  }

  /** Holds what was read, unless it may have been overtaken since the mark was taken. */
  void put(UUID siteId, Stored<StoredCheckout> checkout, Instant now, long mark) {
    if (!isLeftToOthers(siteId, checkout.id(), now)) checkouts.put(siteId, checkout, now, mark);
  }

  private boolean isLeftToOthers(UUID siteId, UUID id, Instant now) {
    Key key = new Key(siteId, id);
    Instant until = writtenByOthers.get(key);
    if (until == null) return false;
    if (now.isBefore(until)) return true;
    writtenByOthers.remove(key);
    return false;
  }

  /** Forgets a checkout. */
  void drop(UUID siteId, UUID id) {
    checkouts.drop(siteId, id);
  }

  /** Forgets a checkout and does not hold it for a while. */
  void leaveToOthers(UUID siteId, UUID id, Instant now) {
    drop(siteId, id);
    writtenByOthers.put(new Key(siteId, id), now.plus(FOREIGN_WRITE));
  }
}
