package io.cartwright.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Writes changes, many in one commit, and answers each on its own.
 *
 * <p>The idea: each lane has one connection, and while it commits, further changes gather; what has
 * gathered is the next batch. Where the last batch held several changes and few have come since, a
 * lane waits two milliseconds for company, as a commit of one change costs Postgres nearly as much
 * as one of ten; a change that comes alone never waits. A batch is a few {@code unnest} statements,
 * whatever its size. Changes of one document go to the simple lane of the event loop that submits
 * them, which is the owner's for all changes of a cart, or where it has none, to one by their key;
 * they need one statement, whose {@code where revision = expected} decides each row. All others go
 * through one complex lane: it locks the counters and documents of the batch in a fixed order,
 * decides each change in memory, and writes those that stand; one lane, since its changes meet at
 * counters that many share, such as stock. Changes that say of themselves that they do not ({@link
 * Change#apart}) have such lanes of their own, one beside each simple lane. When Postgres breaks a
 * batch on a constraint, its halves are tried apart until the culprit is alone.
 *
 * <p>Crash windows: a future succeeds with {@link Committed.Done} only after Postgres has confirmed
 * the commit. When the connection is lost between the sending of a commit and its confirmation, the
 * future fails with {@link StoreUnavailable#outcomeUnknown()}. Several engines may write to one
 * database: row locks and revisions decide.
 */
public final class Committer {
  private final List<Lane> simple = new ArrayList<>();
  private final Lane complex;
  private final List<Lane> apart = new ArrayList<>();
  private final CommitterStats stats = new CommitterStats();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  private record Listener(String table, BiConsumer<UUID, UUID> siteAndId) {}

  public Committer(Pools pools, CommitterOptions options) {
    for (int i = 0; i < options.simpleLanes(); i++) {
      simple.add(new SimpleLane(pools, options, stats));
    }
    for (int i = 0; i < options.simpleLanes(); i++) {
      apart.add(new ComplexLane(pools, options, stats));
    }
    complex = new ComplexLane(pools, options, stats);
  }

  /**
   * Commits a change. The future is completed on the caller's context.
   *
   * <p>It fails with {@link Overloaded} when the queue is full (nothing was done), and with {@link
   * StoreUnavailable} when Postgres is away.
   */
  public Future<Committed> commit(Change change) {
    if (change.isEmpty()) {
      return Future.succeededFuture(Committed.Done.PLAIN);
    }
    Future<Committed> committed = laneOf(change).submit(change);
    return listeners.isEmpty() ? committed : committed.andThen(any -> tell(change));
  }

  /**
   * Has a listener told of each document of a table that a change was to write, whatever became of
   * it, before the one who asked for it is answered; on any event loop.
   */
  public void onWrite(DocumentTable<?> table, BiConsumer<UUID, UUID> siteAndId) {
    listeners.add(new Listener(table.name(), siteAndId));
  }

  private void tell(Change change) {
    for (Change.DocumentWrite write : change.writes) {
      for (Listener listener : listeners) {
        if (listener.table().equals(write.key().table())) {
          listener.siteAndId().accept(write.key().siteId(), write.key().id());
        }
      }
    }
  }

  private Lane laneOf(Change change) {
    if (change.isSimple()) {
      return nearest(simple, change);
    }
    return change.apart && !change.writes.isEmpty() ? nearest(apart, change) : complex;
  }

  private static Lane nearest(List<Lane> lanes, Change change) {
    for (Lane lane : lanes) {
      if (lane.isHere()) return lane;
    }
    int hash = change.writes.get(0).key().hashCode();
    return lanes.get(Math.floorMod(hash ^ (hash >>> 16), lanes.size()));
  }

  /** What was done so far. */
  public CommitterStats stats() {
    return stats;
  }

  /** Changes that wait now, over all lanes. */
  public int waiting() {
    return complex.waiting()
        + simple.stream().mapToInt(Lane::waiting).sum()
        + apart.stream().mapToInt(Lane::waiting).sum();
  }

  /** Takes no more changes, finishes those accepted, then closes the connections. */
  public Future<Void> close() {
    List<Future<Void>> closing = new ArrayList<>();
    simple.forEach(lane -> closing.add(lane.close()));
    apart.forEach(lane -> closing.add(lane.close()));
    closing.add(complex.close());
    return Future.join(closing).mapEmpty();
  }

  /** A new context for a lane, so that lanes are spread over the event loops. */
  static io.vertx.core.Context newContext(Vertx vertx) {
    return ((io.vertx.core.internal.VertxInternal) vertx).createEventLoopContext();
  }
}
