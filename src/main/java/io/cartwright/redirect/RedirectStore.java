package io.cartwright.redirect;

import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.OnSite;
import io.cartwright.store.Pools;
import io.cartwright.store.Stored;
import io.cartwright.wire.own.redirect.StoredRedirect;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Redirect sessions in Postgres. */
public final class RedirectStore {
  static final DocumentTable<StoredRedirect> REDIRECTS =
      DocumentTable.named(
              "redirect_session",
              DocumentFormat.of(StoredRedirect.CODEC::toText, StoredRedirect.CODEC::fromText))
          .column("token_hash", ColumnType.TEXT, StoredRedirect::tokenHash)
          .column("expires_at", ColumnType.TIMESTAMPTZ, StoredRedirect::expires)
          .build();

  private static final String BY_HASH = Documents.selectOnSites(REDIRECTS, "where token_hash = $1");
  private static final String EXPIRED =
      Documents.selectOnSites(REDIRECTS, "where expires_at < $1 order by expires_at limit $2");

  private final Pools pools;
  private final Committer committer;

  public RedirectStore(Pools pools, Committer committer) {
    this.pools = pools;
    this.committer = committer;
  }

  Future<Optional<OnSite<StoredRedirect>>> findByHash(String tokenHash) {
    return pools
        .readByKey(BY_HASH, Tuple.of(tokenHash))
        .map(rows -> Documents.onSites(REDIRECTS, rows).stream().findFirst());
  }

  Future<List<OnSite<StoredRedirect>>> expiredAt(Instant now, int limit) {
    return pools
        .read(EXPIRED, Tuple.of(now.atOffset(ZoneOffset.UTC), limit))
        .map(rows -> Documents.onSites(REDIRECTS, rows));
  }

  /** Deletes a session; of several who do so at once one succeeds. */
  Future<Committed> delete(OnSite<StoredRedirect> found, Instant now) {
    Stored<StoredRedirect> session = found.stored();
    return committer.commit(
        Change.at(now).delete(REDIRECTS, found.siteId(), session.id(), session.revision()));
  }
}
