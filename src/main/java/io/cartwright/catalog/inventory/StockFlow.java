package io.cartwright.catalog.inventory;

import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Kind;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Refusal;
import io.cartwright.catalog.CatalogRefusal;
import io.cartwright.catalog.inventory.InventoryItems.Counts;
import io.cartwright.catalog.item.ItemCache;
import io.cartwright.event.DomainEvents;
import io.cartwright.store.Change;
import io.cartwright.store.Stored;
import io.cartwright.store.Taken;
import io.cartwright.store.Tally;
import io.cartwright.wire.common.InventoryItem;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Moves stock by hand, many items in one transaction. Each move is decided by its tally; one that
 * cannot be is taken out, told as a failure, and the rest is tried again, so that all that can be
 * done is done at once.
 */
final class StockFlow {
  private final InventoryStore store;
  private final Commits commits;
  private final ItemCache cache;
  private final Ids ids;

  StockFlow(InventoryStore store, Commits commits, ItemCache cache, Ids ids) {
    this.store = store;
    this.commits = commits;
    this.cache = cache;
    this.ids = ids;
  }

  /**
   * One move as asked for.
   *
   * @param delta units that come (above zero) or go
   * @param floor the quantity that is left at least
   * @param tooLow the refusal when less would be left
   * @param preorder true to count ordered-ahead units instead of taking stock
   */
  record Move(UUID itemId, int delta, long floor, CatalogRefusal tooLow, boolean preorder) {}

  /** What became of a move; the item is as it is after all moves, null when it failed. */
  record Moved(Move move, Outcome<InventoryItem> outcome) {}

  /** A move that its tally refused. */
  private record Shortage(int index, CatalogRefusal reason) implements Refusal {
    @Override
    public String name() {
      return reason.name();
    }

    @Override
    public Kind kind() {
      return reason.kind();
    }
  }

  /** The items of a command as they were found, and what has failed so far. */
  private record Work(
      List<Move> moves,
      String reason,
      Map<UUID, Stored<InventoryItem>> items,
      Map<UUID, Counts> counts,
      Map<Integer, Outcome<InventoryItem>> failed) {}

  <Q, A> Future<Outcome<A>> move(
      Operation<Q, A> operation,
      Call<Q> call,
      List<Move> moves,
      String reason,
      BiFunction<List<Moved>, Call<Q>, A> reply) {
    UUID siteId = call.caller().siteId();
    Set<UUID> itemIds = new LinkedHashSet<>();
    moves.forEach(move -> itemIds.add(move.itemId()));
    var items = store.findAll(siteId, itemIds);
    var counts = store.counts(siteId, itemIds);
    return Future.all(items, counts)
        .compose(
            ready -> {
              Work work = new Work(moves, reason, items.result(), counts.result(), new HashMap<>());
              for (int i = 0; i < moves.size(); i++) {
                Outcome<InventoryItem> refusal = check(moves.get(i), work);
                if (refusal != null) work.failed().put(i, refusal);
              }
              return attempt(operation, call, work, reply);
            })
        .onSuccess(
            outcome ->
                items
                    .result()
                    .values()
                    .forEach(
                        item -> cache.changed(siteId, UUID.fromString(item.value().productId()))));
  }

  /** Why a move cannot be, whatever the quantity; else null. */
  private static Outcome<InventoryItem> check(Move move, Work work) {
    Stored<InventoryItem> item = work.items().get(move.itemId());
    if (item == null) {
      return Outcome.refused(
          CatalogRefusal.INVENTORY_ITEM_NOT_FOUND, "there is no inventory item " + move.itemId());
    }
    if (!item.value().trackQuantity()) {
      return Outcome.refused(
          CatalogRefusal.INVENTORY_QUANTITY_NOT_TRACKED, "the quantity is not tracked");
    }
    boolean ahead =
        item.value().preorderInfo() != null
            && Boolean.TRUE.equals(item.value().preorderInfo().enabled());
    return move.preorder() && !ahead
        ? Outcome.refused(CatalogRefusal.PRE_ORDER_VALIDATION, "pre-order is not enabled")
        : null;
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation,
      Call<Q> call,
      Work work,
      BiFunction<List<Moved>, Call<Q>, A> reply) {
    // A repeat of a command that left nothing has to find the answer of the first.
    if (work.failed().size() == work.moves().size() && !call.id().byCaller()) {
      return Future.succeededFuture(Outcome.done(reply.apply(moved(call, work, Taken.NONE), call)));
    }
    return commits
        .commitWith(
            operation,
            call,
            change(call, work),
            taken -> reply.apply(moved(call, work, taken), call),
            constraint -> null)
        .compose(
            outcome -> {
              if (outcome instanceof Outcome.Refused<A> refused
                  && refused.refusal() instanceof Shortage shortage) {
                work.failed()
                    .put(
                        shortage.index(),
                        Outcome.refused(shortage.reason(), refused.description()));
                return attempt(operation, call, work, reply);
              }
              return Future.succeededFuture(outcome);
            });
  }

  private <Q> Change change(Call<Q> call, Work work) {
    UUID siteId = call.caller().siteId();
    Change change = Change.at(call.now());
    Set<UUID> touched = new LinkedHashSet<>();
    for (int i = 0; i < work.moves().size(); i++) {
      if (work.failed().containsKey(i)) continue;
      Move move = work.moves().get(i);
      touched.add(move.itemId());
      if (move.preorder()) {
        Integer limit = work.items().get(move.itemId()).value().preorderInfo().limit();
        change.take(
            InventoryStore.preordered(siteId, move.itemId()),
            -move.delta(),
            0,
            limit == null ? InventoryItems.QUANTITY_MAX : limit,
            new Shortage(i, CatalogRefusal.INSUFFICIENT_INVENTORY));
      } else {
        boolean up = move.delta() > 0;
        InventoryStore.move(
            change,
            movement(siteId, move, work.reason(), call.now()),
            up ? Long.MIN_VALUE : move.floor(),
            up ? InventoryItems.QUANTITY_MAX : Long.MAX_VALUE,
            new Shortage(i, up ? CatalogRefusal.MAX_QUANTITY_LIMIT_REACHED : move.tooLow()));
      }
    }
    for (UUID itemId : touched) {
      Tally sequence = InventoryStore.events(siteId, itemId);
      change
          .take(sequence, 1, 0, Long.MAX_VALUE, null)
          .emitWith(
              taken ->
                  new DomainEvents(siteId, InventoryItems.FQDN, call.now())
                      .updated(
                          itemId.toString(),
                          work.items().get(itemId).revision() + taken.valueOf(sequence),
                          InventoryItem.CODEC,
                          InventoryItems.shown(
                              work.items().get(itemId),
                              previous(siteId, work, itemId, taken),
                              null,
                              List.of()),
                          shown(siteId, work, itemId, taken)));
    }
    return change;
  }

  private StockMovement movement(UUID siteId, Move move, String reason, Instant now) {
    return new StockMovement(siteId, ids.next(), move.itemId(), move.delta(), reason, null, now);
  }

  private static <Q> List<Moved> moved(Call<Q> call, Work work, Taken taken) {
    List<Moved> moved = new ArrayList<>();
    for (int i = 0; i < work.moves().size(); i++) {
      Move move = work.moves().get(i);
      Outcome<InventoryItem> failure = work.failed().get(i);
      moved.add(
          new Moved(
              move,
              failure != null
                  ? failure
                  : Outcome.done(shown(call.caller().siteId(), work, move.itemId(), taken))));
    }
    return moved;
  }

  private static InventoryItem shown(UUID siteId, Work work, UUID itemId, Taken taken) {
    Counts after = counts(siteId, work, itemId, taken);
    return InventoryItems.shown(work.items().get(itemId), after, null, List.of());
  }

  private static Counts counts(UUID siteId, Work work, UUID itemId, Taken taken) {
    Counts read = work.counts().get(itemId);
    Map<Tally, Long> values = taken.values();
    return new Counts(
        values.getOrDefault(InventoryStore.stock(siteId, itemId), read.quantity()),
        values.getOrDefault(InventoryStore.preordered(siteId, itemId), read.preordered()));
  }

  /** The counts just before; others may have moved them since they were read. */
  private static Counts previous(UUID siteId, Work work, UUID itemId, Taken taken) {
    Counts after = counts(siteId, work, itemId, taken);
    long quantity = after.quantity();
    long preordered = after.preordered();
    for (int i = 0; i < work.moves().size(); i++) {
      Move move = work.moves().get(i);
      if (work.failed().containsKey(i) || !move.itemId().equals(itemId)) continue;
      if (move.preorder()) preordered += move.delta();
      else quantity -= move.delta();
    }
    return new Counts(quantity, preordered);
  }
}
