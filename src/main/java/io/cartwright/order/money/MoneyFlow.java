package io.cartwright.order.money;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.catalog.CatalogQuestions;
import io.cartwright.catalog.CatalogQuestions.ResolveItems;
import io.cartwright.catalog.CatalogQuestions.ResolvedItem;
import io.cartwright.checkout.CheckoutQuestions;
import io.cartwright.checkout.CheckoutQuestions.Completion;
import io.cartwright.checkout.CheckoutQuestions.CompletionOf;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderStore;
import io.cartwright.order.OrderStore.Movement;
import io.cartwright.order.OrderStore.Reason;
import io.cartwright.order.OrderStore.Units;
import io.cartwright.order.StockDueFlow;
import io.cartwright.order.money.BooksStore.Loaded;
import io.cartwright.order.money.MoneyEvents.Texts;
import io.cartwright.order.request.RequestStore;
import io.cartwright.store.Change;
import io.cartwright.store.Committed;
import io.cartwright.store.Tally;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.own.money.MoneyMove;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Changes the books of an order: read, decide, write in one transaction. Two that change the same
 * order meet at its revision, and at the counters of its ledger; whoever loses reads again and
 * decides again.
 */
final class MoneyFlow {
  /** Most tries against other writers of the same order. */
  static final int TRIES_MAX = 20;

  private final Bus bus;
  private final MoneyStore store;
  private final Ids ids;
  private final StockDueFlow stockDue;

  MoneyFlow(Bus bus, MoneyStore store, Ids ids) {
    this.bus = bus;
    this.store = store;
    this.ids = ids;
    this.stockDue = new StockDueFlow(store.orders(), ids);
  }

  /** Decides what to post; may be asked again when another was faster. */
  @FunctionalInterface
  interface Decide {
    Outcome<Posting> on(Posting posting);
  }

  /** Adds the asker's own writes. */
  @FunctionalInterface
  interface Join {
    Join NOTHING = (change, posted) -> {};

    void in(Change change, Posted posted);
  }

  /** Units of inventory items that go back to the shelf, and what completes the checkout. */
  private record Aside(Map<UUID, Long> shelved, Completion completion) {
    boolean isNothing() {
      return shelved.isEmpty() && completion == Completion.NOTHING;
    }
  }

  /**
   * What was written.
   *
   * @param stands the books as they stand by it
   */
  record Written(Posted posted, Loaded stands) {
    static Written of(Posted posted, Loaded before) {
      if (!posted.isChange()) return new Written(posted, before);
      return new Written(
          posted,
          new Loaded(
              posted.after(), before.orderRevision() + 1, before.transactionsRevision() + 1));
    }
  }

  Future<Outcome<Posted>> change(
      Call<?> call, UUID orderId, MoneyRefusal whenUnknown, Decide decide, Join join) {
    return changeFrom(null, call, orderId, whenUnknown, decide, join)
        .map(outcome -> outcome.map(Written::posted));
  }

  /**
   * Like {@link #change}, from books that are at hand: where they are stale they are read.
   *
   * @param known null when they are not at hand
   */
  Future<Outcome<Written>> changeFrom(
      Loaded known,
      Call<?> call,
      UUID orderId,
      MoneyRefusal whenUnknown,
      Decide decide,
      Join join) {
    return attempt(new Wish(call, orderId, whenUnknown, decide, join), known, 1);
  }

  private record Wish(
      Call<?> call, UUID orderId, MoneyRefusal whenUnknown, Decide decide, Join join) {}

  private Future<Outcome<Written>> attempt(Wish wish, Loaded known, int tries) {
    if (known != null) return attempt(wish, tries, known);
    return store
        .find(wish.call().caller().siteId(), wish.orderId())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(
                        Outcome.refused(wish.whenUnknown(), "there is no such order"))
                    : attempt(wish, tries, found.get()));
  }

  private Future<Outcome<Written>> attempt(Wish wish, int tries, Loaded loaded) {
    Posting posting = new Posting(loaded.books(), wish.call().now(), ids::next);
    return wish.decide()
        .on(posting)
        .thenAwait(
            decided ->
                write(wish.call(), loaded, decided.end(), wish.join())
                    .compose(
                        written ->
                            written != null
                                ? Future.succeededFuture(
                                    written.map(posted -> Written.of(posted, loaded)))
                                : again(wish, tries)));
  }

  private Future<Outcome<Written>> again(Wish wish, int tries) {
    return tries < TRIES_MAX
        ? attempt(wish, null, tries + 1)
        : Future.succeededFuture(
            Outcome.refused(CommonRefusal.INVALID_REVISION, "the order has changed"));
  }

  /** Null when another writer was faster. */
  private Future<Outcome<Posted>> write(Call<?> call, Loaded loaded, Posted posted, Join join) {
    return aside(call, posted)
        .compose(
            aside -> {
              if (!aside.isDone()) return Future.succeededFuture(aside.<Posted>retype());
              Change change = Change.at(call.now());
              if (posted.isChange()) fill(change, call, loaded, posted, aside.orNull());
              join.in(change, posted);
              return stockDue
                  .paid(
                      change,
                      call.caller().siteId(),
                      posted.before().order(),
                      posted.order(),
                      call.now())
                  .compose(
                      stock -> {
                        boolean shares = stock || !aside.orNull().isNothing();
                        return store.commit(shares ? change : change.apart());
                      })
                  .map(committed -> answer(committed, posted, aside.orNull()));
            });
  }

  private static Outcome<Posted> answer(Committed committed, Posted posted, Aside aside) {
    if (committed.ok()) {
      aside.completion().committed().run();
      return Outcome.done(posted);
    }
    if (committed instanceof Committed.Stale stale
        && (stale.table().equals(MoneyStore.MOVES.name())
            || stale.table().equals(RequestStore.REQUESTS.name()))) {
      return Outcome.refused(CommonRefusal.INVALID_REVISION, "the movement has changed");
    }
    return committed instanceof Committed.CommandRepeated
        ? Outcome.refused(CommonRefusal.COMMAND_REPEATED, "this command was done before")
        : null;
  }

  private void fill(Change change, Call<?> call, Loaded loaded, Posted posted, Aside aside) {
    UUID siteId = call.caller().siteId();
    UUID orderId = loaded.books().orderId();
    Texts texts = Texts.of(posted);
    Order order = posted.order();
    change.update(
        OrderStore.changed(posted.before().order(), order),
        siteId,
        orderId,
        loaded.orderRevision(),
        order,
        texts.order());
    long revision = loaded.transactionsRevision();
    if (revision == 0) {
      change.insert(OrderStore.TRANSACTIONS, siteId, orderId, posted.after().transactions());
    } else {
      change.update(
          OrderStore.TRANSACTIONS,
          siteId,
          orderId,
          revision,
          posted.after().transactions(),
          texts.transactions());
    }
    for (Entry entry : posted.entries()) {
      LedgerStore.enter(
          change,
          siteId,
          orderId,
          posted.after().currency(),
          entry,
          CommonRefusal.INVALID_REVISION);
    }
    for (MoneyMove move : posted.moves()) {
      change.insert(MoneyStore.MOVES, siteId, UUID.fromString(move.id()), move);
    }
    Instant now = call.now();
    aside.shelved().forEach((item, units) -> shelve(change, siteId, orderId, item, units, now));
    aside.completion().join().accept(change);
    MoneyEvents.emit(change, siteId, posted, texts, loaded.orderRevision() + 1, revision + 1);
  }

  private void shelve(
      Change change, UUID siteId, UUID orderId, UUID item, long units, Instant now) {
    Tally shelf = new Tally(siteId, OrderQuestions.STOCK, item.toString().toLowerCase(Locale.ROOT));
    change.take(shelf, units, Long.MIN_VALUE, Long.MAX_VALUE, null);
    change.append(
        OrderStore.MOVEMENTS,
        new Movement(siteId, ids.next(), item, units, Reason.ORDER_REFUNDED, orderId, now));
  }

  private Future<Outcome<Aside>> aside(Call<?> call, Posted posted) {
    return shelved(call, posted)
        .compose(
            shelved ->
                completion(call, posted)
                    .map(done -> done.map(completion -> new Aside(shelved, completion))));
  }

  /** What completes the checkout, when this change approves the order. */
  private Future<Outcome<Completion>> completion(Call<?> call, Posted posted) {
    Order order = posted.order();
    boolean approves =
        order.status() == OrderStatus.APPROVED
            && posted.before().order().status() != OrderStatus.APPROVED;
    if (!approves || order.checkoutId() == null) {
      return Future.succeededFuture(Outcome.done(Completion.NOTHING));
    }
    CompletionOf ask =
        new CompletionOf(UUID.fromString(order.checkoutId()), UUID.fromString(order.id()));
    return bus.call(CheckoutQuestions.COMPLETION, call.asSystem(ask));
  }

  /** The shelves that units go back to; never more than the order took from them. */
  private Future<Map<UUID, Long>> shelved(Call<?> call, Posted posted) {
    List<CatalogReference> references = new ArrayList<>();
    List<Integer> quantities = new ArrayList<>();
    for (Posting.Restock restock : posted.restocks()) {
      OrderLineItem line = new RefundItemsBook(posted.after()).line(restock.lineItemId());
      if (line == null || line.catalogReference() == null) continue;
      references.add(line.catalogReference());
      quantities.add(restock.quantity());
    }
    if (references.isEmpty()) return Future.succeededFuture(Map.of());
    UUID siteId = call.caller().siteId();
    return bus.call(CatalogQuestions.RESOLVE_ITEMS, call.asSystem(new ResolveItems(references)))
        .compose(
            resolved ->
                store
                    .takenStock(siteId, posted.after().orderId())
                    .map(taken -> shelved(resolved.orNull().items(), quantities, taken)));
  }

  private static Map<UUID, Long> shelved(
      List<ResolvedItem> items, List<Integer> quantities, List<Units> taken) {
    Map<UUID, Long> left = new HashMap<>();
    taken.forEach(units -> left.put(units.inventoryItemId(), units.count()));
    Map<UUID, Long> back = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      UUID item = items.get(i) == null ? null : items.get(i).inventoryItemId();
      if (item == null || !left.containsKey(item)) continue;
      long units = Math.min(quantities.get(i), left.get(item));
      if (units < 1) continue;
      left.merge(item, -units, Long::sum);
      back.merge(item, units, Long::sum);
    }
    return back;
  }
}
