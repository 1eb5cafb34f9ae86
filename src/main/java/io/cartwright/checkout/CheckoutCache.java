package io.cartwright.checkout;

import io.cartwright.store.Stored;
import io.cartwright.wire.own.checkout.StoredCheckout;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The checkouts that one event loop owns, as they were last committed: the most recently used ones,
 * up to a limit. It belongs to that event loop. Every write is decided by Postgres, and a lost one
 * drops the checkout here.
 *
 * <p>A checkout that is about to be written by another domain (an order that is paid completes it)
 * is not held for {@link #FOREIGN_WRITE} after that was announced, since nobody tells when it has
 * happened.
 */
final class CheckoutCache {
  /** Most checkouts that one event loop keeps. */
  static final int CHECKOUTS_MAX = 10_000;

  /** Longer than a change waits for its commit. */
  static final Duration FOREIGN_WRITE = Duration.ofSeconds(60);

  private record Key(UUID siteId, UUID id) {}

  private static <V> Map<Key, V> bounded() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
        return size() > CHECKOUTS_MAX;
      }
    };
  }

  private final Map<Key, Stored<StoredCheckout>> checkouts = bounded();
  private final Map<Key, Instant> writtenByOthers = bounded();

  /** The checkout, or null when it is not held. */
  Stored<StoredCheckout> find(UUID siteId, UUID id) {
    return checkouts.get(new Key(siteId, id));
  }

  /** Holds what was read or committed, unless something newer is held. */
  void put(UUID siteId, Stored<StoredCheckout> checkout, Instant now) {
    Key key = new Key(siteId, checkout.id());
    Instant until = writtenByOthers.get(key);
    if (until != null && now.isBefore(until)) return;
    if (until != null) writtenByOthers.remove(key);
    Stored<StoredCheckout> held = checkouts.get(key);
    if (held == null || held.revision() <= checkout.revision()) checkouts.put(key, checkout);
  }

  /** Forgets a checkout. */
  void drop(UUID siteId, UUID id) {
    checkouts.remove(new Key(siteId, id));
  }

  /** Forgets a checkout and does not hold it for a while. */
  void leaveToOthers(UUID siteId, UUID id, Instant now) {
    drop(siteId, id);
    writtenByOthers.put(new Key(siteId, id), now.plus(FOREIGN_WRITE));
  }
}
