package io.cartwright.shipping;

import io.cartwright.shipping.offer.SiteDelivery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery of this node's sites, one immutable snapshot each: read from any thread.
 *
 * <p>The idea: every change takes the site's next version in its transaction. A snapshot is read
 * after its version, so it is never older than the version it names, and one of a lower version
 * never takes the place of a higher one. Whoever has committed a change reads again before it
 * answers. Other nodes are told by a publication and look for themselves every {@value #CHECK_MS}
 * ms in case it was lost.
 */
public final class DeliveryCache {
  /** How often the stored versions are looked at. */
  static final long CHECK_MS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryCache.class);
  private static final String CHANGED = "cartwright.shipping.delivery-changed";
  private static final String NODE = "node";

  private final Vertx vertx;
  private final DeliveryStore store;
  private final String node = UUID.randomUUID().toString();
  private final Map<UUID, SiteDelivery> published = new ConcurrentHashMap<>();
  private final Map<UUID, Future<SiteDelivery>> firstReads = new ConcurrentHashMap<>();
  private MessageConsumer<String> consumer;
  private long checkTimer;

  public DeliveryCache(Vertx vertx, DeliveryStore store) {
    this.vertx = vertx;
    this.store = store;
  }

  /** Keeps the snapshots fresh, on the current context. */
  Future<Void> start() {
    consumer = vertx.eventBus().<String>consumer(CHANGED, this::told);
    checkTimer = vertx.setPeriodic(CHECK_MS, timer -> check());
    return consumer.completion();
  }

  Future<Void> stop() {
    vertx.cancelTimer(checkTimer);
    return consumer.unregister();
  }

  /** The site's delivery from memory; read when it is first asked for. */
  public Future<SiteDelivery> at(UUID siteId) {
    SiteDelivery known = published.get(siteId);
    if (known != null) return Future.succeededFuture(known);
    Promise<SiteDelivery> mine = ((ContextInternal) vertx.getOrCreateContext()).promise();
    firstRead(siteId).onComplete(mine);
    return mine.future();
  }

  private Future<SiteDelivery> firstRead(UUID siteId) {
    Future<SiteDelivery> running = firstReads.get(siteId);
    if (running != null) return running;
    Promise<SiteDelivery> read = Promise.promise();
    Future<SiteDelivery> before = firstReads.putIfAbsent(siteId, read.future());
    if (before != null) return before;
    refresh(siteId)
        .onComplete(
            done -> {
              firstReads.remove(siteId);
              read.handle(done);
            });
    return read.future();
  }

  /** Makes sure that all that is committed now counts here, and tells the other nodes. */
  public Future<SiteDelivery> changed(UUID siteId) {
    DeliveryOptions sender = new DeliveryOptions().addHeader(NODE, node);
    vertx.eventBus().publish(CHANGED, siteId.toString(), sender);
    return refresh(siteId);
  }

  /** The site's delivery with all that is committed now. */
  public Future<SiteDelivery> refresh(UUID siteId) {
    return store
        .load(siteId)
        .map(
            read ->
                published.merge(
                    siteId, read, (old, now) -> now.version() >= old.version() ? now : old));
  }

  private void told(Message<String> message) {
    UUID siteId = UUID.fromString(message.body());
    if (node.equals(message.headers().get(NODE)) || !published.containsKey(siteId)) return;
    refresh(siteId).onFailure(DeliveryCache::warn);
  }

  private void check() {
    if (published.isEmpty()) return;
    store
        .versions(List.copyOf(published.keySet()))
        .onSuccess(versions -> versions.forEach(this::compare))
        .onFailure(DeliveryCache::warn);
  }

  private void compare(UUID siteId, long version) {
    if (version > published.get(siteId).version()) refresh(siteId).onFailure(DeliveryCache::warn);
  }

  private static void warn(Throwable fault) {
    LOG.warn("Cannot read delivery, going on with the old: {}", fault.toString());
  }
}
