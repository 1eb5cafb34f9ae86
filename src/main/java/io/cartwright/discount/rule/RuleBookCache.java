package io.cartwright.discount.rule;

import io.cartwright.pricing.RuleBook;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule books of this node, one for each site: read from any thread, made on one context.
 *
 * <p>The idea: the table of rule versions is a log without gaps, since a site's versions are taken
 * from one locked counter within the transaction of each change. A book is brought up to date by
 * reading the log from its own version on, in order, so a version always names the same set of
 * rules on every node; what did not change is neither read nor made again. Reading, mapping and
 * changing is one run at a time for each site, off the event loop; whoever asks while one runs is
 * served by the next, which starts {@value #INTERVAL_MS} ms after a run that made a book. So a
 * burst of changes makes few books, a single change does not wait, and whoever has committed a
 * change and asks then sees it.
 *
 * <p>Other nodes are told by a publication and look for themselves every {@value #CHECK_MS} ms in
 * case it was lost. A book is made anew when a rule starts or ends: by a timer, by that look, or by
 * the first who asks about that time.
 */
public final class RuleBookCache {
  /** How often the stored versions are looked at. */
  static final long CHECK_MS = 1_000;

  /** Pause between two books of one site. */
  static final long INTERVAL_MS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(RuleBookCache.class);
  private static final String CHANGED = "cartwright.discount.rules-changed";
  private static final String NODE = "node";
  private static final long TIMER_MAX_MS = 24 * 60 * 60 * 1_000L;
  private static final int PAGE = 5_000;

  private final Vertx vertx;
  private final RuleStore store;
  private final Clock clock;
  private final String node = UUID.randomUUID().toString();
  private final Map<UUID, SiteRules> published = new ConcurrentHashMap<>();
  private final Map<UUID, Site> sites = new HashMap<>();
  private final AtomicLong books = new AtomicLong();
  private volatile Context context;
  private MessageConsumer<String> consumer;
  private long checkTimer;
  private boolean stopped;

  /**
   * What is made for one site. Touched on the context only, its limits also by the running work.
   */
  private static final class Site {
    final UUID siteId;
    final UsageLimits limits = new UsageLimits();
    RuleBook book = RuleBook.empty(0);
    List<Promise<SiteRules>> waiting = new ArrayList<>();
    boolean loaded;
    boolean busy;
    Instant asOf = Instant.MIN;
    long timer = -1;

    Site(UUID siteId) {
      this.siteId = siteId;
    }
  }

  public RuleBookCache(Vertx vertx, RuleStore store, Clock clock) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Makes the books of all sites that have rules, on the current context; then keeps them fresh.
   */
  Future<Void> start() {
    context = vertx.getOrCreateContext();
    consumer = vertx.eventBus().<String>consumer(CHANGED, this::told);
    checkTimer = vertx.setPeriodic(CHECK_MS, timer -> check());
    return consumer
        .completion()
        .compose(listening -> store.sites())
        .compose(ids -> Future.all(ids.stream().map(this::refresh).toList()))
        .mapEmpty();
  }

  /** Makes no more books. */
  Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(checkTimer);
    sites.values().forEach(site -> vertx.cancelTimer(site.timer));
    return consumer.unregister();
  }

  /** Books made since the start. */
  public long published() {
    return books.get();
  }

  /** The rules at an instant: from memory, unless a rule has started or ended since. */
  Future<SiteRules> at(UUID siteId, Instant now) {
    SiteRules rules = published.get(siteId);
    return rules != null && rules.holdsAt(now)
        ? Future.succeededFuture(rules)
        : refresh(siteId, now);
  }

  /** The book at an instant. */
  public Future<RuleBook> bookAt(UUID siteId, Instant now) {
    return at(siteId, now).map(SiteRules::book);
  }

  /** Makes sure that all that is committed now counts here, and tells the other nodes. */
  Future<SiteRules> changed(UUID siteId) {
    vertx
        .eventBus()
        .publish(CHANGED, siteId.toString(), new DeliveryOptions().addHeader(NODE, node));
    return refresh(siteId);
  }

  /** The rules with all that is committed now. */
  Future<SiteRules> refresh(UUID siteId) {
    return refresh(siteId, Instant.MIN);
  }

  private Future<SiteRules> refresh(UUID siteId, Instant asOf) {
    Promise<SiteRules> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    context.runOnContext(
        here -> {
          Site site = sites.computeIfAbsent(siteId, Site::new);
          site.waiting.add(promise);
          if (asOf.isAfter(site.asOf)) site.asOf = asOf;
          if (!site.busy) run(site);
        });
    return promise.future();
  }

  private void told(Message<String> message) {
    if (node.equals(message.headers().get(NODE))) return;
    refresh(UUID.fromString(message.body())).onFailure(RuleBookCache::warn);
  }

  private void check() {
    Instant now = clock.instant();
    published.forEach(
        (siteId, rules) -> {
          if (!rules.holdsAt(now)) refresh(siteId, now).onFailure(RuleBookCache::warn);
        });
    store
        .versions(List.copyOf(published.keySet()))
        .onSuccess(
            versions ->
                versions.forEach(
                    (siteId, version) -> {
                      if (version > published.get(siteId).book().version()) {
                        refresh(siteId).onFailure(RuleBookCache::warn);
                      }
                    }))
        .onFailure(RuleBookCache::warn);
  }

  private static void warn(Throwable fault) {
    LOG.warn("Cannot read discount rules, going on with the old: {}", fault.toString());
  }

  private void run(Site site) {
    site.busy = true;
    List<Promise<SiteRules>> served = site.waiting;
    site.waiting = new ArrayList<>();
    SiteRules before = published.get(site.siteId);
    upToDate(site)
        .compose(done -> isCurrent(site, before) ? Future.succeededFuture(before) : resolve(site))
        .onComplete(
            done -> {
              boolean made = done.succeeded() && done.result() != before;
              if (made) publish(site, done.result());
              served.forEach(promise -> settle(promise, done.result(), done.cause()));
              if (made) {
                vertx.setTimer(INTERVAL_MS, timer -> next(site));
              } else {
                next(site);
              }
            });
  }

  private static void settle(Promise<SiteRules> promise, SiteRules rules, Throwable fault) {
    if (fault == null) {
      promise.complete(rules);
    } else {
      promise.fail(fault);
    }
  }

  private void next(Site site) {
    site.busy = false;
    if (site.waiting.isEmpty()) return;
    if (stopped) {
      site.waiting.forEach(promise -> promise.fail("the engine is stopping"));
    } else {
      run(site);
    }
  }

  private boolean isCurrent(Site site, SiteRules before) {
    return before != null
        && before.book().version() == site.book.version()
        && before.holdsAt(instant(site));
  }

  private Instant instant(Site site) {
    Instant now = clock.instant();
    return site.asOf.isAfter(now) ? site.asOf : now;
  }

  private Future<SiteRules> resolve(Site site) {
    Instant at = instant(site);
    RuleBook book = site.book;
    return context
        .executeBlocking(() -> new SiteRules(book.at(at), site.limits), false)
        .onSuccess(rules -> site.book = rules.book());
  }

  private void publish(Site site, SiteRules rules) {
    published.put(site.siteId, rules);
    books.incrementAndGet();
    vertx.cancelTimer(site.timer);
    Instant boundary = rules.nextBoundary();
    if (boundary == null || stopped) return;
    long untilMs = boundary.toEpochMilli() - clock.millis();
    long delayMs = Math.max(0, Math.min(untilMs, TIMER_MAX_MS)) + 1;
    site.timer =
        vertx.setTimer(delayMs, timer -> refresh(site.siteId).onFailure(RuleBookCache::warn));
  }

  private Future<Void> upToDate(Site site) {
    return site.loaded ? catchUp(site) : load(site);
  }

  /**
   * Rules as they stand may be newer than the version read before them: the log is applied over.
   */
  private Future<Void> load(Site site) {
    return store
        .versions(List.of(site.siteId))
        .compose(
            versions -> {
              site.book = RuleBook.empty(versions.get(site.siteId)).at(instant(site));
              return loadFrom(site, store.page(site.siteId, new UUID(0, 0), PAGE));
            })
        .compose(all -> catchUp(site))
        .onSuccess(done -> site.loaded = true);
  }

  /** Takes in a page while the next is read. */
  private Future<Void> loadFrom(Site site, Future<List<RuleState>> page) {
    return page.compose(
        states -> {
          if (states.size() < PAGE) return apply(site, states);
          UUID last = states.get(PAGE - 1).ruleId();
          Future<List<RuleState>> next = store.page(site.siteId, last, PAGE);
          return apply(site, states).compose(done -> loadFrom(site, next));
        });
  }

  private Future<Void> catchUp(Site site) {
    return store
        .changes(site.siteId, site.book.version(), PAGE)
        .compose(
            states ->
                apply(site, states)
                    .compose(
                        done -> states.size() < PAGE ? Future.succeededFuture() : catchUp(site)));
  }

  private Future<Void> apply(Site site, List<RuleState> states) {
    if (states.isEmpty()) return Future.succeededFuture();
    long version = Math.max(site.book.version(), states.get(states.size() - 1).version());
    RuleBook before = site.book;
    return context
        .executeBlocking(() -> change(before, version, states, site.limits), false)
        .onSuccess(book -> site.book = book)
        .mapEmpty();
  }

  private static RuleBook change(
      RuleBook before, long version, List<RuleState> states, UsageLimits limits) {
    RuleChanges changes = new RuleChanges().add(states);
    changes.unusable().forEach(id -> LOG.error("The discount rule {} cannot be used", id));
    changes.on(limits);
    return changes.on(before, version);
  }
}
