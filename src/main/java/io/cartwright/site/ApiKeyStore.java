package io.cartwright.site;

import io.cartwright.store.Change;
import io.cartwright.store.ColumnType;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.DocumentFormat;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Pools;
import io.cartwright.wire.own.site.ApiKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** API keys in Postgres. */
public final class ApiKeyStore {
  static final DocumentTable<ApiKey> KEYS =
      DocumentTable.named(
              "api_key", DocumentFormat.of(ApiKey.CODEC::toText, ApiKey.CODEC::fromText))
          .column("hash", ColumnType.BYTEA, key -> Base64.getDecoder().decode(key.hash()))
          .column("revoked_at", ColumnType.TIMESTAMPTZ, ApiKey::revokedDate)
          .build();

  private static final String LOAD_VALID =
      "select site_id, id, hash from api_key where revoked_at is null";

  private final Pools pools;
  private final Committer committer;

  public ApiKeyStore(Pools pools, Committer committer) {
    this.pools = pools;
    this.committer = committer;
  }

  /** All keys, of all sites, that are not revoked. */
  Future<List<ApiKeys.Known>> loadValid() {
    return pools
        .readByKey(LOAD_VALID, Tuple.tuple())
        .map(
            rows -> {
              List<ApiKeys.Known> keys = new ArrayList<>();
              for (Row row : rows) {
                keys.add(
                    new ApiKeys.Known(
                        row.getUUID("site_id"),
                        row.getUUID("id"),
                        row.getBuffer("hash").getBytes()));
              }
              return keys;
            });
  }

  /** Adds a key; fails when its id or hash is taken. */
  Future<Void> save(UUID siteId, UUID id, String name, byte[] hash, Instant now) {
    ApiKey key =
        ApiKey.builder()
            .id(id.toString())
            .name(name)
            .hash(Base64.getEncoder().encodeToString(hash))
            .createdDate(now)
            .build();
    return committer
        .commit(Change.at(now).insert(KEYS, siteId, id, key))
        .compose(ApiKeyStore::mustBeDone);
  }

  private static Future<Void> mustBeDone(Committed committed) {
    return committed.ok()
        ? Future.succeededFuture()
        : Future.failedFuture(new IllegalStateException("API key not stored: " + committed));
  }
}
