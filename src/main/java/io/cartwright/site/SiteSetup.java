package io.cartwright.site;

import io.cartwright.bus.Ids;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What a start does about sites and keys: reads them, and makes the first of each. */
public final class SiteSetup {
  private static final String KEY_NAME = "administrator";

  private final SiteStore store;
  private final Sites sites;
  private final ApiKeys keys;
  private final Clock clock;
  private final Ids ids;

  /**
   * What a start has found or made.
   *
   * @param site the oldest site
   * @param apiKey a key of its administrators
   * @param siteIsNew whether this start has made the site
   */
  public record Ready(SiteSettings site, String apiKey, boolean siteIsNew) {
    @Override
    public String toString() {
      return "Ready[" + site.siteId() + ", new=" + siteIsNew + "]";
    }
  }

  public SiteSetup(SiteStore store, Sites sites, ApiKeys keys, Clock clock, Ids ids) {
    this.store = store;
    this.sites = sites;
    this.keys = keys;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Makes the first site where there is none, and a key for its administrators where the one at
   * hand is not valid.
   *
   * @param keyAtHand the key that an earlier start has left in the data folder
   */
  public Future<Ready> run(Optional<String> keyAtHand) {
    UUID made = ids.next();
    return sites
        .refresh()
        .compose(read -> sites.first().isPresent() ? Future.succeededFuture() : makeFirst(made))
        .compose(ready -> keys.refresh())
        .compose(
            read -> {
              SiteSettings site = sites.first().orElseThrow();
              return keyFor(site, keyAtHand)
                  .map(key -> new Ready(site, key, site.siteId().equals(made)));
            });
  }

  private Future<Void> makeFirst(UUID id) {
    return store
        .saveFirst(SiteDocument.first(id, ids.next()), clock.instant())
        .compose(saved -> sites.refresh());
  }

  private Future<String> keyFor(SiteSettings site, Optional<String> keyAtHand) {
    Optional<String> valid =
        keyAtHand.filter(
            key -> keys.known(key).filter(k -> k.siteId().equals(site.siteId())).isPresent());
    return valid.isPresent()
        ? Future.succeededFuture(valid.get())
        : keys.create(site.siteId(), ids.next(), KEY_NAME).map(ApiKeys.Created::text);
  }
}
