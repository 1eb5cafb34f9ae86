package io.cartwright.site;

import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.site.Site;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sites of this engine, all of them in memory. A change made here is seen at once; one made by
 * another engine within {@link #REFRESH_MS}.
 */
public final class Sites {
  /** How often all sites are read again. */
  public static final long REFRESH_MS = 5_000;

  private record Entry(Stored<Site> stored, SiteSettings settings) {}

  private final SiteStore store;
  private volatile Map<UUID, Entry> byId = Map.of();
  private volatile Map<UUID, UUID> idByClient = Map.of();

  public Sites(SiteStore store) {
    this.store = store;
  }

  /** Reads all sites again. */
  public Future<Void> refresh() {
    return store.loadAll().map(this::take).mapEmpty();
  }

  /**
   * Takes a list that was read; a read that was overtaken by a newer one does not take back a
   * revision.
   */
  private synchronized Void take(List<Stored<Site>> sites) {
    Map<UUID, Entry> next = new HashMap<>();
    for (Stored<Site> stored : sites) {
      Entry before = byId.get(stored.id());
      next.put(
          stored.id(),
          before != null && before.stored().revision() >= stored.revision()
              ? before
              : new Entry(stored, SiteDocument.settings(stored)));
    }
    Map<UUID, UUID> clients = new HashMap<>();
    next.forEach((id, entry) -> clients.put(entry.settings().clientId(), id));
    byId = Map.copyOf(next);
    idByClient = Map.copyOf(clients);
    return null;
  }

  /**
   * The settings of a site, as they are now. Throws when this engine has no such site; see {@link
   * #has}.
   */
  public SiteSettings settings(UUID siteId) {
    return entry(siteId).settings();
  }

  /** Whether this engine has the site. */
  public boolean has(UUID siteId) {
    return byId.containsKey(siteId);
  }

  /** The site that a client id belongs to. */
  public Optional<UUID> ofClient(UUID clientId) {
    return Optional.ofNullable(idByClient.get(clientId));
  }

  /** The oldest site; empty before the first start has made one. */
  public Optional<SiteSettings> first() {
    return byId.values().stream()
        .min(
            Comparator.comparing((Entry entry) -> entry.stored().createdAt())
                .thenComparing(entry -> entry.stored().id()))
        .map(Entry::settings);
  }

  Stored<Site> stored(UUID siteId) {
    return entry(siteId).stored();
  }

  private Entry entry(UUID siteId) {
    Entry entry = byId.get(siteId);
    if (entry == null) {
      throw new IllegalStateException("This engine has no site " + siteId);
    }
    return entry;
  }
}
