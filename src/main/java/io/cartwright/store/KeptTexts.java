package io.cartwright.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Documents of one table as they are stored, for answers that show them as they are: those that
 * were read lately are kept, as bytes of UTF-8, which nobody may change. Shared by all event loops.
 *
 * <p>A document that this engine's committer has written, or may have written, is forgotten before
 * the writer is answered. What was read before that moment and arrives after it is not kept: a
 * reader takes a mark first, and each write moves the marks of its ids. Other engines tell nothing,
 * so that where there may be some, {@link #find} must not be used; {@link #findAll} asks for the
 * state that Postgres has just named, and is right in any case.
 */
public final class KeptTexts {
  /** How long a text is used, should a commit whose outcome was lost come late. */
  public static final Duration AGE_MAX = Duration.ofSeconds(60);

  private static final int HEAP_SHARE = 8;
  private static final int ENTRY_BYTES = 200;
  private static final int STRIPES = 4_096;

  private record Key(UUID siteId, UUID id) {}

  /** Names one state of a document. */
  public record State(UUID id, long revision, Instant updatedAt) {}

  private final DocumentTable<?> table;
  private final Documents documents;
  private final AtomicIntegerArray writes = new AtomicIntegerArray(STRIPES);
  private final Cache<Key, Stored<byte[]>> kept =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / HEAP_SHARE)
          .weigher((Key key, Stored<byte[]> text) -> text.value().length + ENTRY_BYTES)
          .expireAfterWrite(AGE_MAX)
          .executor(Runnable::run)
          .build();

  /** Keeps none yet; from here on the committer tells what it writes. */
  public KeptTexts(DocumentTable<?> table, Pools pools, Committer committer) {
    this.table = table;
    this.documents = new Documents(pools);
    committer.onWrite(table, this::forget);
  }

  /** The document as it is, if there is one. Only where no other engine writes. */
  public Future<Optional<Stored<byte[]>>> find(UUID siteId, UUID id) {
    Stored<byte[]> known = kept.getIfPresent(new Key(siteId, id));
    return known == null ? read(siteId, id) : Future.succeededFuture(Optional.of(known));
  }

  /** The document as Postgres has it, if there is one. */
  public Future<Optional<Stored<byte[]>>> read(UUID siteId, UUID id) {
    int mark = mark(id);
    return documents
        .findText(table, siteId, id)
        .map(
            found -> {
              found.ifPresent(text -> keep(siteId, text, mark));
              return found;
            });
  }

  /**
   * The documents in these states, in their order. One that was changed since is given as it is
   * now, one that was deleted since is left out.
   */
  public Future<List<Stored<byte[]>>> findAll(UUID siteId, List<State> states) {
    Map<UUID, Stored<byte[]>> known = new HashMap<>();
    Map<UUID, Integer> missing = new HashMap<>();
    for (State state : states) {
      Stored<byte[]> text = kept.getIfPresent(new Key(siteId, state.id()));
      if (text != null && isIn(state, text)) known.put(state.id(), text);
      else missing.put(state.id(), mark(state.id()));
    }
    if (missing.isEmpty()) return Future.succeededFuture(inOrder(states, known));
    return documents
        .findTexts(table, siteId, missing.keySet())
        .map(
            found -> {
              for (Stored<byte[]> text : found) {
                keep(siteId, text, missing.get(text.id()));
                known.put(text.id(), text);
              }
              return inOrder(states, known);
            });
  }

  private static boolean isIn(State state, Stored<byte[]> text) {
    return text.revision() == state.revision() && text.updatedAt().equals(state.updatedAt());
  }

  private static List<Stored<byte[]>> inOrder(
      Collection<State> states, Map<UUID, Stored<byte[]>> known) {
    List<Stored<byte[]>> all = new ArrayList<>(states.size());
    for (State state : states) {
      Stored<byte[]> text = known.get(state.id());
      if (text != null) all.add(text);
    }
    return all;
  }

  private void keep(UUID siteId, Stored<byte[]> text, int mark) {
    kept.asMap()
        .compute(
            new Key(siteId, text.id()), (key, before) -> mark(text.id()) == mark ? text : before);
  }

  private void forget(UUID siteId, UUID id) {
    writes.incrementAndGet(stripe(id));
    kept.invalidate(new Key(siteId, id));
  }

  private int mark(UUID id) {
    return writes.get(stripe(id));
  }

  private static int stripe(UUID id) {
    return (int) id.getLeastSignificantBits() & STRIPES - 1;
  }
}
