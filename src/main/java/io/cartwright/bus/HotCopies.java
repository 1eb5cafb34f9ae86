package io.cartwright.bus;

import io.cartwright.store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Documents that one event loop keeps of the keys that it owns, as they were last committed: the
 * most recently used ones, up to a limit. Belongs to that event loop.
 *
 * <p>Only the owner of a key keeps copies of it, and only while ownership rests: all of them go
 * when it changes ({@link Owners#epoch}), and none is used while keys move. Whoever else writes
 * tells the owner ({@link Bus#tell}). That message may be lost and an owner may be cut off, so in a
 * cluster a copy is read again after {@link #AGE_MAX}. Every write is decided by Postgres.
 */
public final class HotCopies<T> {
  /** Most documents that one event loop keeps, unless said otherwise: some 5 kB each. */
  public static final int COPIES_MAX = 6_000;

  /** How long a copy is used in a cluster. */
  public static final Duration AGE_MAX = Duration.ofSeconds(10);

  private static final int STRIPES = 1_024;

  private record Key(UUID siteId, UUID id) {}

  private record Held<T>(Stored<T> copy, Instant since) {}

  private final Owners owners;
  private final Function<UUID, String> keyOf;
  private final Map<Key, Held<T>> copies;
  private final int[] drops = new int[STRIPES];
  private long epoch;
  private int epochs;

  /**
   * Makes an empty one.
   *
   * @param keyOf the owner's key of a document's id
   */
  public HotCopies(Owners owners, Function<UUID, String> keyOf) {
    this(owners, keyOf, COPIES_MAX);
  }

  /**
   * Makes an empty one.
   *
   * @param keyOf the owner's key of a document's id
   * @param copiesMax most documents that it keeps
   */
  public HotCopies(Owners owners, Function<UUID, String> keyOf, int copiesMax) {
    this.owners = owners;
    this.keyOf = keyOf;
    this.copies = bounded(copiesMax);
    this.epoch = owners.epoch();
  }

  /** A map that forgets what was not used for longest. */
  public static <K, V> Map<K, V> bounded(int max) {
    return new LinkedHashMap<>(64, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
      }
    };
  }

  /** The copy, or null when none is to be used. */
  public Stored<T> find(UUID siteId, UUID id, Instant now) {
    if (!isSettled()) return null;
    Key key = new Key(siteId, id);
    Held<T> held = copies.get(key);
    if (held == null) return null;
    if (owners.isShared() && !now.isBefore(held.since().plus(AGE_MAX))) {
      copies.remove(key);
      return null;
    }
    return held.copy();
  }

  /** Keeps what was committed, unless something newer is held. */
  public void put(UUID siteId, Stored<T> copy, Instant now) {
    if (!isSettled() || owners.nodeOf(keyOf.apply(copy.id())) != null) return;
    Key key = new Key(siteId, copy.id());
    Held<T> held = copies.get(key);
    if (held == null || held.copy().revision() <= copy.revision()) {
      copies.put(key, new Held<>(copy, now));
    }
  }

  /** Keeps what was read, unless it may have been overtaken since the mark was taken. */
  public void put(UUID siteId, Stored<T> copy, Instant now, long mark) {
    if (mark == mark(copy.id())) put(siteId, copy, now);
  }

  /** A mark to take before a document is read, from its id, or from another with its low bits. */
  public long mark(UUID id) {
    isSettled();
    return (long) epochs << Integer.SIZE | drops[stripe(id)] & 0xffff_ffffL;
  }

  /** Forgets a document. */
  public void drop(UUID siteId, UUID id) {
    drops[stripe(id)]++;
    copies.remove(new Key(siteId, id));
  }

  /** Documents that are held. */
  public int size() {
    return copies.size();
  }

  private static int stripe(UUID id) {
    return (int) id.getLeastSignificantBits() & STRIPES - 1;
  }

  private boolean isSettled() {
    long now = owners.epoch();
    if (now != epoch) {
      epoch = now;
      epochs++;
      copies.clear();
    }
    return now != Owners.MOVING;
  }
}
