package io.cartwright.order;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.checkout.CheckoutQuestions;
import io.cartwright.checkout.CheckoutQuestions.Completion;
import io.cartwright.checkout.CheckoutQuestions.CompletionOf;
import io.cartwright.money.Currency;
import io.cartwright.order.OrderQuestions.Give;
import io.cartwright.order.OrderQuestions.Settle;
import io.cartwright.order.OrderQuestions.Settled;
import io.cartwright.order.OrderStore.Found;
import io.cartwright.order.OrderStore.OrderKey;
import io.cartwright.order.OrderStore.Reason;
import io.cartwright.order.money.Books;
import io.cartwright.order.money.LedgerStore;
import io.cartwright.order.request.RequestStore;
import io.cartwright.payment.PaymentQuestions;
import io.cartwright.payment.PaymentQuestions.MoneyOf;
import io.cartwright.store.Change;
import io.cartwright.store.Committed;
import io.cartwright.store.Committer;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.BuyerInfo;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/**
 * Finalizes payments. One transaction holds the order, its transactions, the money entry, the
 * payment request that is paid, what is given back, the completion of the checkout, the events, and
 * the payment's own writes; so the answer to a buyer, a notification and the healer after a crash
 * may all run it, in any order and at once: the first one writes, the others find it done.
 */
final class SettlementFlow {
  /** Most tries against other writers of the same order. */
  static final int TRIES_MAX = 20;

  private final Bus bus;
  private final OrderStore orders;
  private final LedgerStore ledger;
  private final RequestStore requests;
  private final Committer committer;
  private final Ids ids;
  private final GiveBackFlow giveBack;
  private final StockDueFlow stockDue;

  SettlementFlow(
      Bus bus,
      OrderStore orders,
      LedgerStore ledger,
      RequestStore requests,
      Committer committer,
      Ids ids) {
    this.bus = bus;
    this.orders = orders;
    this.ledger = ledger;
    this.requests = requests;
    this.committer = committer;
    this.ids = ids;
    this.giveBack = new GiveBackFlow(orders, ids);
    this.stockDue = new StockDueFlow(orders, ids);
  }

  Future<Outcome<Settled>> settle(Call<Settle> call) {
    return settle(call, 1);
  }

  private Future<Outcome<Settled>> settle(Call<Settle> call, int tries) {
    UUID siteId = call.caller().siteId();
    Settle news = call.body();
    return orders
        .findWithTransactions(siteId, news.orderId())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(
                        Outcome.refused(OrderRefusal.ORDER_NOT_FOUND, "there is no such order"))
                    : decide(call, found.get(), tries));
  }

  private Future<Outcome<Settled>> decide(Call<Settle> call, Found found, int tries) {
    Order order = found.order().value();
    return ledger
        .ofOrder(call.caller().siteId(), found.order().id())
        .map(entries -> Books.of(order, found.transactionsOrNull(), entries))
        .map(books -> Settlement.of(books, call.body(), call.now(), ids::next))
        .compose(
            decided ->
                decided.thenAwait(
                    settlement ->
                        completion(call, settlement)
                            .compose(
                                completion ->
                                    completion.thenAwait(
                                        ready -> write(call, found, settlement, ready, tries)))));
  }

  /** What completes the checkout, when this settlement approves the order. */
  private Future<Outcome<Completion>> completion(Call<?> call, Settlement settlement) {
    String checkoutId = settlement.order().checkoutId();
    if (!settlement.approves() || checkoutId == null) {
      return Future.succeededFuture(Outcome.done(Completion.NOTHING));
    }
    CompletionOf ask =
        new CompletionOf(UUID.fromString(checkoutId), UUID.fromString(settlement.order().id()));
    return bus.call(CheckoutQuestions.COMPLETION, call.asSystem(ask));
  }

  private Future<Outcome<Settled>> write(
      Call<Settle> call, Found found, Settlement settlement, Completion completion, int tries) {
    Settle news = call.body();
    UUID siteId = call.caller().siteId();
    return change(siteId, found, settlement, call.now())
        .compose(change -> payRequest(change, call, settlement))
        .compose(
            change -> {
              if (settlement.entry() != null) {
                Currency currency = Currency.of(settlement.order().currency());
                LedgerStore.enter(
                    change,
                    siteId,
                    news.orderId(),
                    currency,
                    settlement.entry(),
                    CommonRefusal.INVALID_REVISION);
              }
              news.join().accept(change, settled(settlement.order()));
              completion.join().accept(change);
              return committer.commit(change);
            })
        .compose(
            committed -> {
              if (committed.ok()) completion.committed().run();
              return answer(call, settlement, committed, tries);
            });
  }

  /** Marks the payment request as paid once its money is taken, and notes that it is held. */
  private Future<Change> payRequest(Change change, Call<Settle> call, Settlement settlement) {
    Settle news = call.body();
    boolean pays =
        news.status() == PaymentStatus.APPROVED || news.status() == PaymentStatus.AUTHORIZED;
    if (news.paymentRequestId() == null || !pays || !settlement.changed()) {
      return Future.succeededFuture(change);
    }
    UUID siteId = call.caller().siteId();
    return requests
        .find(siteId, news.paymentRequestId())
        .map(
            found -> {
              if (news.status() == PaymentStatus.APPROVED) {
                RequestStore.pay(change, siteId, found, news.paymentId(), call.now());
              } else {
                RequestStore.hold(change, siteId, found, news.paymentId(), call.now());
              }
              return change;
            });
  }

  private Future<Outcome<Settled>> answer(
      Call<Settle> call, Settlement settlement, Committed committed, int tries) {
    if (committed.ok()) {
      return Future.succeededFuture(Outcome.done(settled(settlement.order())));
    }
    boolean ours =
        committed instanceof Committed.UniqueBroken
            || committed instanceof Committed.Stale stale
                && (stale.table().equals(OrderStore.ORDERS.name())
                    || stale.table().equals(OrderStore.TRANSACTIONS.name())
                    || stale.table().equals(RequestStore.REQUESTS.name()));
    if (ours && tries < TRIES_MAX) return settle(call, tries + 1);
    return Future.succeededFuture(
        Outcome.refused(CommonRefusal.INVALID_REVISION, "the payment or the order has changed"));
  }

  private static Settled settled(Order order) {
    return new Settled(
        UUID.fromString(order.id()), order.number(), order.status(), order.paymentStatus());
  }

  /** All that a settlement writes of ours; empty when it changes nothing. */
  private Future<Change> change(UUID siteId, Found found, Settlement settlement, Instant now) {
    Change change = Change.at(now);
    if (!settlement.changed()) return Future.succeededFuture(change);
    UUID orderId = found.order().id();
    long revision = found.order().revision();
    change.update(OrderStore.ORDERS, siteId, orderId, revision, settlement.order());
    if (settlement.transactions() != found.transactionsOrNull()) {
      if (found.transactions() == null) {
        change.insert(OrderStore.TRANSACTIONS, siteId, orderId, settlement.transactions());
      } else {
        change.update(
            OrderStore.TRANSACTIONS,
            siteId,
            orderId,
            found.transactions().revision(),
            settlement.transactions());
      }
    }
    emit(change, siteId, settlement, revision + 1);
    if (!settlement.givesBack()) {
      return stockDue
          .paid(change, siteId, settlement.before(), settlement.order(), now)
          .map(taken -> change);
    }
    Reason reason =
        settlement.order().status() == OrderStatus.CANCELED
            ? Reason.ORDER_CANCELED
            : Reason.ORDER_REJECTED;
    return Future.all(
            giveBack.stock(change, siteId, orderId, reason, now),
            giveBack.uses(change, siteId, orderId, now))
        .map(given -> change);
  }

  private static void emit(Change change, UUID siteId, Settlement settlement, long revision) {
    OrderEvents events = OrderEvents.of(siteId, settlement.order(), revision);
    if (settlement.order().status() == OrderStatus.CANCELED) change.emit(events.canceled());
    if (settlement.order().paymentStatus() != settlement.before().paymentStatus()) {
      change.emit(events.paymentStatusUpdated(settlement.before().paymentStatus()));
    }
    if (settlement.approves()) change.emit(events.approved());
  }

  /** Gives an order that waits for its payment to a member. */
  Future<Outcome<Give>> give(Call<Give> call) {
    return give(call, 1);
  }

  private Future<Outcome<Give>> give(Call<Give> call, int tries) {
    UUID siteId = call.caller().siteId();
    return orders
        .find(siteId, call.body().orderId())
        .compose(
            found -> {
              if (found.filter(order -> waits(order.value())).isEmpty()) {
                return Future.succeededFuture(Outcome.done(call.body()));
              }
              Stored<Order> stored = found.get();
              Order given = given(stored.value(), call.body().memberId(), call.now());
              Change change =
                  Change.at(call.now())
                      .update(OrderStore.ORDERS, siteId, stored.id(), stored.revision(), given);
              return committer.commit(change).compose(done -> given(call, done, tries));
            });
  }

  private Future<Outcome<Give>> given(Call<Give> call, Committed committed, int tries) {
    if (committed.ok()) return Future.succeededFuture(Outcome.done(call.body()));
    return tries < TRIES_MAX
        ? give(call, tries + 1)
        : Future.succeededFuture(
            Outcome.refused(CommonRefusal.INVALID_REVISION, "the order has changed"));
  }

  private static boolean waits(Order order) {
    return order.status() == OrderStatus.INITIALIZED || order.status() == OrderStatus.PENDING;
  }

  private static Order given(Order order, UUID memberId, Instant now) {
    BuyerInfo buyer = order.buyerInfo();
    String contactId = buyer == null ? null : buyer.contactId();
    String email = buyer == null ? null : buyer.email();
    return order.toBuilder()
        .buyerInfo(new BuyerInfo(null, memberId.toString(), contactId, email))
        .updatedDate(now)
        .build();
  }

  /**
   * Cancels an order that nobody paid in time. Does nothing when it is paid meanwhile, or when a
   * payment is under way; one that begins beside this finds the order canceled and is undone.
   */
  Future<Void> expire(OrderKey key, Instant now) {
    Call<MoneyOf> ask =
        new Call<>(
            Caller.system(key.siteId()),
            CallId.minted(ids.next().toString()),
            new MoneyOf(key.orderId()),
            null,
            now,
            "expiry");
    return bus.call(PaymentQuestions.HAS_MONEY, ask)
        .compose(
            money ->
                Boolean.FALSE.equals(money.orNull())
                    ? orders.findWithTransactions(key.siteId(), key.orderId())
                    : Future.succeededFuture(java.util.Optional.<Found>empty()))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : expire(key.siteId(), found.get(), now));
  }

  private Future<Void> expire(UUID siteId, Found found, Instant now) {
    Settlement settlement =
        Settlement.expired(found.order().value(), found.transactionsOrNull(), now, ids::next);
    if (settlement == null) return Future.succeededFuture();
    return change(siteId, found, settlement, now).compose(committer::commit).mapEmpty();
  }
}
