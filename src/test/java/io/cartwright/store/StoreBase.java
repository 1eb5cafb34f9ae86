package io.cartwright.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A database, pools and a committer for a test class, with a table of things. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class StoreBase {
  protected static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");

  /** A document with a unique name; written as {@code name|note}. */
  record Thing(String name, String note) {}

  static final DocumentTable<Thing> THINGS =
      DocumentTable.named(
              "thing",
              DocumentFormat.of(
                  (Thing thing) -> thing.name() + "|" + thing.note(),
                  text ->
                      new Thing(
                          text.substring(0, text.indexOf('|')),
                          text.substring(text.indexOf('|') + 1))))
          .column("name", ColumnType.TEXT, Thing::name)
          .build();
  static final DocumentTable<String> NOTES =
      DocumentTable.named("note", DocumentFormat.<String>of(text -> text, text -> text)).build();
  static final AppendTable<String> HISTORY =
      AppendTable.<String>named("history").column("line", ColumnType.TEXT, line -> line).build();
  static final String TABLES =
      """
      create table thing (site_id uuid, id uuid, revision bigint not null, created_at timestamptz not null,
        updated_at timestamptz not null, doc text not null, name text,
        constraint thing_pkey primary key (site_id, id), constraint thing_name_unique unique (site_id, name));
      create table note (site_id uuid, id uuid, revision bigint not null, created_at timestamptz not null,
        updated_at timestamptz not null, doc text not null, constraint note_pkey primary key (site_id, id));
      create table history (line text not null)
      """;

  protected final UUID site = UUID.randomUUID();
  protected Vertx vertx;
  protected DatabaseConfig config;
  protected Pools pools;
  protected Documents documents;
  protected Committer committer;

  @BeforeAll
  void open() {
    vertx = Vertx.vertx();
    config = TestDatabase.fresh();
    TestDatabase.run(config, TABLES);
    pools = Pools.open(vertx, config, 4);
    documents = new Documents(pools);
    committer = new Committer(pools, CommitterOptions.STANDARD);
  }

  @AfterAll
  void shut() {
    await(committer.close());
    await(pools.close());
    await(vertx.close());
  }

  protected static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
  }

  protected Committed commit(Change change) {
    return await(committer.commit(change));
  }

  protected Change change() {
    return Change.at(NOW);
  }

  OutboxRow event(Object entity, String slug) {
    return new OutboxRow(
        site, "test.thing", entity.toString(), slug, 1, slug.getBytes(StandardCharsets.UTF_8));
  }

  CommandRow command(String key) {
    return new CommandRow(
        site, "tester", key, new byte[] {1}, "answer".getBytes(StandardCharsets.UTF_8));
  }

  UUID insertThing(String name) {
    UUID id = UUID.randomUUID();
    if (!commit(change().insert(THINGS, site, id, new Thing(name, "new"))).ok()) {
      throw new IllegalStateException("not inserted: " + name);
    }
    return id;
  }

  long count(String sql) {
    try (Connection connection = TestDatabase.connect(config);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
