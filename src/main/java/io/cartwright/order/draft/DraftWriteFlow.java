package io.cartwright.order.draft;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Retries;
import io.cartwright.order.OrderStatuses;
import io.cartwright.order.OrderStore;
import io.cartwright.order.money.Books;
import io.cartwright.order.money.LedgerStore;
import io.cartwright.site.SiteQuestions;
import io.cartwright.site.SiteQuestions.SettingsWanted;
import io.cartwright.site.SiteQuestions.SiteSettings;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.Stored;
import io.cartwright.wire.draftorders.CalculatedDraftOrder;
import io.cartwright.wire.draftorders.CalculationBehavior;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.own.draft.StoredDraft;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Changes drafts: load, decide, price, save. Every write is a compare-and-set on the draft's
 * revision; who loses a race loads and decides again.
 */
final class DraftWriteFlow {
  /** Most tries against other writers. */
  static final int TRIES_MAX = 20;

  private final Bus bus;
  private final DraftStore drafts;
  private final OrderStore orders;
  private final LedgerStore ledger;
  private final DraftPricingFlow pricing;
  private final Committer committer;

  DraftWriteFlow(
      Bus bus,
      DraftStore drafts,
      OrderStore orders,
      LedgerStore ledger,
      DraftPricingFlow pricing,
      Committer committer) {
    this.bus = bus;
    this.drafts = drafts;
    this.orders = orders;
    this.ledger = ledger;
    this.pricing = pricing;
    this.committer = committer;
  }

  /** Decides what a draft becomes; the same object when nothing changes. */
  @FunctionalInterface
  interface Move {
    Future<Outcome<StoredDraft>> decide(StoredDraft draft, SiteSettings site);

    static Move of(BiFunction<StoredDraft, SiteSettings, Outcome<StoredDraft>> decide) {
      return (draft, site) -> Future.succeededFuture(decide.apply(draft, site));
    }
  }

  /**
   * A draft as it is shown.
   *
   * @param after the order that it would make, with its balance
   */
  record Shown(Calculated calculated, Order after, CalculatedDraftOrder view) {
    /** The draft with what is shown of it. */
    StoredDraft stored() {
      return calculated.draft().toBuilder()
          .shown(view.draftOrder())
          .price(KeptPrice.of(calculated))
          .build();
    }
  }

  /** The order that is edited, and what its money comes from. */
  record Current(Stored<Order> stored, Books books) {
    Order order() {
      return stored.value();
    }

    /** The order with the sums of its ledger. */
    Order withMoney(Order after) {
      Books next = new Books(after, books.transactions(), books.ledger());
      return OrderStatuses.withMoney(after, next.balance());
    }
  }

  /** Refuses FAILED_TO_FETCH_SETTINGS. */
  Future<Outcome<SiteSettings>> settings(Call<?> call) {
    Outcome<SiteSettings> failed =
        Outcome.refused(
            DraftRefusal.FAILED_TO_FETCH_SETTINGS, "the site's settings could not be had");
    return bus.ask(SiteQuestions.SETTINGS, call, SettingsWanted.INSTANCE)
        .map(answer -> answer.isDone() ? answer : failed)
        .otherwise(fault -> failed);
  }

  /** A draft that has not expired; refuses DRAFT_ORDER_DOES_NOT_EXIST. */
  Future<Outcome<Stored<StoredDraft>>> load(Call<?> call, String draftId) {
    UUID id = parsed(draftId);
    if (id == null) return Future.succeededFuture(unknown());
    return drafts
        .find(call.caller().siteId(), id)
        .map(
            found ->
                found
                    .filter(draft -> !DraftStore.isExpired(draft.value(), call.now()))
                    .map(Outcome::done)
                    .orElseGet(DraftWriteFlow::unknown));
  }

  /** Like {@link #load}; then refuses DRAFT_ORDER_ALREADY_COMMITTED. */
  Future<Outcome<Stored<StoredDraft>>> open(Call<?> call, String draftId) {
    return load(call, draftId)
        .map(
            found ->
                found.then(
                    draft ->
                        Boolean.TRUE.equals(draft.value().committed())
                            ? Outcome.refused(
                                DraftRefusal.DRAFT_ORDER_ALREADY_COMMITTED,
                                "the draft is committed")
                            : Outcome.done(draft)));
  }

  private static <T> Outcome<T> unknown() {
    return Outcome.refused(DraftRefusal.DRAFT_ORDER_DOES_NOT_EXIST, "there is no such draft");
  }

  /** The id; null when the text is none. */
  static UUID parsed(String id) {
    try {
      return id == null || id.length() != 36 ? null : UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The order as it stands; null when there is none. */
  Future<Current> current(UUID siteId, UUID orderId) {
    return orders
        .findWithTransactions(siteId, orderId)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : ledger
                        .ofOrder(siteId, orderId)
                        .map(
                            entries ->
                                new Current(
                                    found.get().order(),
                                    Books.of(
                                        found.get().order().value(),
                                        found.get().transactionsOrNull(),
                                        entries))));
  }

  /** A draft priced anew. Refuses {@code TOTAL_TOO_LARGE}. */
  Future<Outcome<Shown>> shown(Call<?> call, UUID id, StoredDraft draft) {
    return shown(call, id, draft, pricing.price(call, draft));
  }

  /** A draft as it ends: priced anew, or at its last price when the call asks for that. */
  Future<Outcome<Shown>> last(
      Call<?> call, UUID id, StoredDraft draft, CalculationBehavior behavior) {
    boolean reuse = behavior == CalculationBehavior.REUSE_LAST;
    return shown(
        call, id, draft, reuse ? pricing.lastPrice(call, draft) : pricing.price(call, draft));
  }

  private Future<Outcome<Shown>> shown(
      Call<?> call, UUID id, StoredDraft draft, Future<Outcome<Calculated>> price) {
    Future<Current> current =
        draft.source() == null
            ? Future.succeededFuture()
            : current(call.caller().siteId(), UUID.fromString(draft.orderId()));
    return price.compose(
        priced ->
            priced.thenAwait(
                calculated -> current.map(order -> Outcome.done(shown(id, calculated, order)))));
  }

  private static Shown shown(UUID id, Calculated calculated, Current current) {
    Order after;
    if (calculated.draft().source() == null) after = OrderAfter.made(calculated);
    else if (current == null) {
      after = OrderAfter.edited(calculated.draft().source(), calculated);
    } else after = current.withMoney(OrderAfter.edited(current.order(), calculated));
    return new Shown(calculated, after, DraftView.of(id, calculated, after));
  }

  /** Changes a draft that is open. Refuses as {@link #open}, then FAILED_TO_FETCH_SETTINGS. */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      String draftId,
      Move move,
      Function<CalculatedDraftOrder, A> reply) {
    return Retries.whileStale(() -> attempt(operation, call, draftId, move, reply), TRIES_MAX);
  }

  private <Q, A> Future<Outcome<A>> attempt(
      Operation<Q, A> operation,
      Call<Q> call,
      String draftId,
      Move move,
      Function<CalculatedDraftOrder, A> reply) {
    return open(call, draftId)
        .compose(
            found ->
                found.thenAwait(
                    stored ->
                        settings(call)
                            .compose(
                                known -> known.thenAwait(site -> move.decide(stored.value(), site)))
                            .compose(
                                decided ->
                                    decided.thenAwait(
                                        next -> save(operation, call, stored, next, reply)))));
  }

  private <Q, A> Future<Outcome<A>> save(
      Operation<Q, A> operation,
      Call<Q> call,
      Stored<StoredDraft> before,
      StoredDraft decided,
      Function<CalculatedDraftOrder, A> reply) {
    StoredDraft next = decided.toBuilder().updatedDate(call.now()).build();
    return shown(call, before.id(), next)
        .compose(
            priced ->
                priced.thenAwait(
                    shown -> {
                      A answer = reply.apply(shown.view());
                      Change change = Change.at(call.now());
                      DraftStore.update(
                          change, call.caller().siteId(), before, shown.stored(), call.now());
                      return commit(operation, call, change, answer);
                    }));
  }

  /** Commits a change of drafts with the call's reply. */
  <Q, A> Future<Outcome<A>> commit(
      Operation<Q, A> operation, Call<Q> call, Change change, A answer) {
    Commits.remember(operation, call, change, answer);
    return committer
        .commit(change)
        .map(
            committed ->
                Commits.outcome(
                    committed,
                    answer,
                    constraint ->
                        constraint.equals(DraftStore.ONE_EDIT)
                            ? CommonRefusal.INVALID_REVISION
                            : null));
  }
}
