package io.cartwright.bus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers in JSON that one event loop keeps, with the facts that each was made of, as long as they
 * fit into a number of bytes. Belongs to that event loop.
 *
 * <p>When there is no more room, one new answer in {@value #TAKEN_ONE_IN} takes the place of those
 * asked for longest ago and the others are not kept. So a round over more keys than there is room
 * for finds nearly as many as there is room for, where keeping each would find none, and what is
 * asked for once does not move old arrays through the heap.
 *
 * <p>Nothing has to be forgotten here. Whoever asks shows the facts as they are now, and finds an
 * answer only if it was made of equal ones; so facts must be all that the answer hangs on. They are
 * mostly the very objects that were shown before, which makes them cheap to compare.
 */
public final class KeptAnswers<K, F> {
  /** What an entry takes beside its JSON, about. */
  static final int ENTRY_BYTES = 256;

  /** See above. */
  static final int TAKEN_ONE_IN = 16;

  private record Kept<F>(F facts, byte[] json) {
    long size() {
      return ENTRY_BYTES + json.length;
    }
  }

  private final long bytesMax;
  private final Map<K, Kept<F>> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;
  private int turnedAway;

  /** An empty one that holds at most so many bytes. */
  public KeptAnswers(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** The answer that was made of these facts; null when none is kept. It must not be changed. */
  public byte[] find(K key, F facts) {
    Kept<F> found = kept.get(key);
    return found != null && found.facts.equals(facts) ? found.json : null;
  }

  /** Keeps an answer in place of the one that had this key. */
  public void put(K key, F facts, byte[] json) {
    Kept<F> next = new Kept<>(facts, json);
    if (next.size() > bytesMax || !isTaken(key, next.size())) return;
    Kept<F> before = kept.put(key, next);
    bytes += next.size() - (before == null ? 0 : before.size());
    var oldest = kept.entrySet().iterator();
    while (bytes > bytesMax) {
      bytes -= oldest.next().getValue().size();
      oldest.remove();
    }
  }

  private boolean isTaken(K key, long size) {
    if (bytes + size <= bytesMax || kept.containsKey(key)) return true;
    turnedAway = (turnedAway + 1) % TAKEN_ONE_IN;
    return turnedAway == 0;
  }

  /** Answers that are kept. */
  public int size() {
    return kept.size();
  }

  /** What they take. */
  long bytes() {
    return bytes;
  }
}
