package io.cartwright.store.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartwright.store.DocumentTable;
import io.cartwright.store.Documents;
import io.cartwright.store.Stored;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Documents that were read before, by what identifies one state of them: so a query that finds them
 * again as they were reads and decodes their keys only. Nothing is ever stale: Postgres says which
 * revision stands.
 */
final class KeptDocuments {
  /** Columns that identify a state. */
  static final String COLUMNS = "id, revision, created_at, updated_at";

  private static final int KEPT_MAX = 2_000;

  private final Documents documents;
  private final Cache<State, Stored<?>> kept =
      Caffeine.newBuilder().maximumSize(KEPT_MAX).executor(Runnable::run).build();

  private record State(String table, UUID siteId, UUID id, long revision, Instant updatedAt) {}

  KeptDocuments(Documents documents) {
    this.documents = documents;
  }

  /**
   * The documents of rows that hold {@link #COLUMNS}, in their order. One that is changed meanwhile
   * is answered as it is now, one that is deleted meanwhile is left out.
   */
  @SuppressWarnings("unchecked")
  <T> Future<List<Stored<T>>> of(DocumentTable<T> table, UUID siteId, List<Row> rows) {
    Map<UUID, Stored<T>> known = new HashMap<>();
    List<UUID> missing = new ArrayList<>();
    for (Row row : rows) {
      Stored<?> stored = kept.getIfPresent(state(table, siteId, row));
      if (stored == null) missing.add(row.getUUID("id"));
      else known.put(stored.id(), (Stored<T>) stored);
    }
    if (missing.isEmpty()) return Future.succeededFuture(inOrder(rows, known));
    return documents
        .findAll(table, siteId, missing)
        .map(
            found -> {
              found.values().forEach(stored -> kept.put(state(table, siteId, stored), stored));
              known.putAll(found);
              return inOrder(rows, known);
            });
  }

  private static State state(DocumentTable<?> table, UUID siteId, Row row) {
    Instant updatedAt = row.getOffsetDateTime("updated_at").toInstant();
    return new State(table.name(), siteId, row.getUUID("id"), row.getLong("revision"), updatedAt);
  }

  private static State state(DocumentTable<?> table, UUID siteId, Stored<?> stored) {
    return new State(table.name(), siteId, stored.id(), stored.revision(), stored.updatedAt());
  }

  private static <T> List<Stored<T>> inOrder(List<Row> rows, Map<UUID, Stored<T>> known) {
    List<Stored<T>> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Stored<T> stored = known.get(row.getUUID("id"));
      if (stored != null) all.add(stored);
    }
    return all;
  }
}
