package io.cartwright.catalog.item;

import io.cartwright.catalog.CatalogIds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Catalog items of one node, shared by its event loops.
 *
 * <p>Two generations bound it without a list of uses: new entries go into the young one; when that
 * is full it becomes the old one, and what the old one held is dropped unless it was asked for
 * since (then it was moved to the young one). A lookup costs one or two hash lookups.
 *
 * <p>A write forgets its product here at once and tells the other nodes. That message may be lost,
 * so an entry is loaded again after {@link #AGE_MAX_MS}. A load that a forgetting overtook is used
 * but not kept.
 */
public final class ItemCache {
  /** Products in a generation. */
  public static final int GENERATION_MAX = 10_000;

  /** How long another node may go on with a product that it was not told about. */
  public static final long AGE_MAX_MS = 30_000;

  /** Where nodes tell each other what to forget. */
  public static final String CHANGED = "ecom.catalog.changed";

  private record Key(UUID siteId, String productId) {}

  private final Vertx vertx;
  private final String self = UUID.randomUUID().toString();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicLong forgettings = new AtomicLong();
  private volatile Map<Key, CatalogItem> young = new ConcurrentHashMap<>();
  private volatile Map<Key, CatalogItem> old = new ConcurrentHashMap<>();

  public ItemCache(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Listens for what other nodes change; once for a node. */
  Future<Void> listen() {
    if (!listening.compareAndSet(false, true)) return Future.succeededFuture();
    return vertx.eventBus().<String>consumer(CHANGED, m -> heard(m.body())).completion();
  }

  private void heard(String message) {
    String[] parts = message.split("/");
    if (parts.length != 3 || parts[0].equals(self)) return;
    UUID siteId = CatalogIds.parse(parts[1]);
    if (siteId == null) return;
    if (parts[2].equals("*")) {
      forgetSite(siteId);
    } else {
      forget(siteId, parts[2]);
    }
  }

  /** A product, its stock's kind or its categories have changed. */
  public void changed(UUID siteId, UUID productId) {
    forget(siteId, productId.toString());
    vertx.eventBus().publish(CHANGED, self + "/" + siteId + "/" + productId);
  }

  /** Any product of the site may have changed. */
  public void siteChanged(UUID siteId) {
    forgetSite(siteId);
    vertx.eventBus().publish(CHANGED, self + "/" + siteId + "/*");
  }

  private void forget(UUID siteId, String productId) {
    forgettings.incrementAndGet();
    Key key = new Key(siteId, productId);
    young.remove(key);
    old.remove(key);
  }

  private void forgetSite(UUID siteId) {
    forgettings.incrementAndGet();
    young.keySet().removeIf(key -> key.siteId().equals(siteId));
    old.keySet().removeIf(key -> key.siteId().equals(siteId));
  }

  /** A mark to hand to {@link #put} after a load that begins now. */
  long mark() {
    return forgettings.get();
  }

  /** The item of a product, or null when it must be loaded. */
  CatalogItem find(UUID siteId, String productId, long nowMs) {
    Key key = new Key(siteId, productId);
    CatalogItem found = young.get(key);
    if (found == null) {
      found = old.remove(key);
      if (found != null) young.put(key, found);
    }
    return found == null || nowMs - found.loadedAtMs > AGE_MAX_MS ? null : found;
  }

  void put(UUID siteId, String productId, CatalogItem item, long mark) {
    if (forgettings.get() != mark) return;
    if (young.size() >= GENERATION_MAX) age();
    Key key = new Key(siteId, productId);
    young.put(key, item);
    // A forgetting may have come between the look and the put.
    if (forgettings.get() != mark) young.remove(key);
  }

  private synchronized void age() {
    if (young.size() < GENERATION_MAX) return;
    old = young;
    young = new ConcurrentHashMap<>();
  }

  int size() {
    return young.size() + old.size();
  }
}
