package io.cartwright.bus;

import io.cartwright.store.Stored;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What the last events of some documents showed of them, in JSON, so that the next ones can tell
 * what changed without making it again: the most recently told, up to a limit. Belongs to one event
 * loop.
 */
public final class LastTold {
  private record Key(UUID siteId, UUID id) {}

  private record Told(long revision, Instant at, byte[] json) {}

  private final Map<Key, Told> told;

  /** An empty one that holds at most so many documents. */
  public LastTold(int documentsMax) {
    told = HotCopies.bounded(documentsMax);
  }

  /** What was shown of a document in this state; null when it is not held. */
  public byte[] find(UUID siteId, Stored<?> document) {
    Told last = told.get(new Key(siteId, document.id()));
    return last != null
            && last.revision == document.revision()
            && last.at.equals(document.updatedAt())
        ? last.json
        : null;
  }

  /** Holds what is shown of a document in this state. The array must not be changed after this. */
  public void put(UUID siteId, Stored<?> document, byte[] json) {
    Told last = new Told(document.revision(), document.updatedAt(), json);
    told.put(new Key(siteId, document.id()), last);
  }
}
