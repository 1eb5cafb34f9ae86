package io.cartwright.bus;

import io.cartwright.store.Documents;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The command log in Postgres. */
public final class StoredCommands implements CommandLog {
  private final Documents documents;

  public StoredCommands(Documents documents) {
    this.documents = documents;
  }

  @Override
  public Future<Optional<Entry>> find(Caller caller, String key) {
    return documents
        .findCommand(caller.siteId(), nameOf(caller), key)
        .map(found -> found.map(row -> new Entry(hash(row.bodyHash()), row.reply())));
  }

  /** Keys of different callers never meet. */
  static String nameOf(Caller caller) {
    return caller.role() + ":" + caller.subjectId();
  }

  private static long hash(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
