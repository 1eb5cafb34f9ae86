package io.cartwright.site;

import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.CommandRow;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sites in Postgres. */
public final class SiteStore {
  static final DocumentTable<Site> SITES =
      DocumentTable.named("site", DocumentFormat.of(Site.CODEC::toText, Site.CODEC::fromText))
          .column("client_id", ColumnType.UUID, site -> UUID.fromString(site.clientId()))
          .build();

  private static final UUID NO_SITE = new UUID(0, 0);
  private static final String LOAD_ALL =
      "select " + Documents.COLUMNS + " from site order by created_at, id";

  private final Pools pools;
  private final Committer committer;

  public SiteStore(Pools pools, Committer committer) {
    this.pools = pools;
    this.committer = committer;
  }

  /** All sites, oldest first. */
  public Future<List<Stored<Site>>> loadAll() {
    return pools
        .readByKey(LOAD_ALL, Tuple.tuple())
        .map(
            rows -> {
              List<Stored<Site>> sites = new ArrayList<>();
              rows.forEach(row -> sites.add(Documents.stored(SITES, row)));
              return sites;
            });
  }

  /** Adds the first site, unless another engine has just done so. */
  Future<Void> saveFirst(Site site, Instant now) {
    UUID id = UUID.fromString(site.id());
    CommandRow once = new CommandRow(NO_SITE, "engine", "first-site", new byte[0], new byte[0]);
    return committer
        .commit(Change.at(now).insert(SITES, id, id, site).command(once))
        .compose(
            committed ->
                committed.ok() || committed.failed(Committed.Reason.COMMAND_REPEATED)
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new IllegalStateException("First site not stored: " + committed)));
  }

  /** The change that replaces a site, if it still stands where it was read. */
  static Change replacement(Stored<Site> before, Stored<Site> after) {
    return Change.at(after.updatedAt())
        .update(SITES, before.id(), before.id(), before.revision(), after.value());
  }
}
