package io.cartwright.order.money;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Operation;
import io.cartwright.bus.Outcome;
import io.cartwright.order.money.MoneyFlow.Decide;
import io.cartwright.order.money.MoneyFlow.Join;
import io.cartwright.order.money.MoneyFlow.Written;
import io.cartwright.order.request.RequestStore;
import io.cartwright.store.Committer;
import io.cartwright.store.Pools;
import io.cartwright.wire.common.Reason;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What both families of the contract's operations on money end in: the books are changed, providers
 * are asked, and the books are shown as they stand then.
 */
final class DeskFlow {
  final MoneyStore store;
  final MoneyFlow money;
  final MoveFlow moves;
  final Ids ids;

  DeskFlow(Bus bus, Pools pools, Committer committer, Ids ids) {
    this.store = new MoneyStore(pools, committer);
    this.money = new MoneyFlow(bus, store, ids);
    this.moves = new MoveFlow(bus, store, money, new RequestStore(pools, committer));
    this.ids = ids;
  }

  /** The books of an order; refused with {@code whenUnknown} when there is no such order. */
  Future<Outcome<Books>> books(Call<?> call, UUID orderId, MoneyRefusal whenUnknown) {
    if (orderId == null) return Future.succeededFuture(unknown(whenUnknown));
    return store
        .find(call.caller().siteId(), orderId)
        .map(
            found ->
                found
                    .map(loaded -> Outcome.done(loaded.books()))
                    .orElseGet(() -> unknown(whenUnknown)));
  }

  static <T> Outcome<T> unknown(MoneyRefusal whenUnknown) {
    return Outcome.refused(whenUnknown, "there is no such order");
  }

  /**
   * Changes the books and has providers do their part. With an Idempotency-Key, the reply that the
   * change by itself leads to is remembered; a repeat is answered with that.
   */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID orderId,
      Decide decide,
      Function<Books, A> reply) {
    return change(operation, call, orderId, decide, Join.NOTHING, reply);
  }

  /** The same, with further writes in the transaction. */
  <Q, A> Future<Outcome<A>> change(
      Operation<Q, A> operation,
      Call<Q> call,
      UUID orderId,
      Decide decide,
      Join join,
      Function<Books, A> reply) {
    if (orderId == null) {
      return Future.succeededFuture(unknown(MoneyRefusal.ORDER_NOT_FOUND));
    }
    return money
        .changeFrom(
            null,
            call,
            orderId,
            MoneyRefusal.ORDER_NOT_FOUND,
            decide,
            (change, posted) -> {
              join.in(change, posted);
              Commits.rememberBy(operation, call, change, () -> reply.apply(posted.after()));
            })
        .compose(
            outcome ->
                outcome.thenAwait(
                    written ->
                        written.posted().moves().isEmpty()
                            ? Future.succeededFuture(
                                Outcome.done(reply.apply(written.posted().after())))
                            : carriedOut(call, orderId, written).map(books -> books.map(reply))));
  }

  /** The books once the providers have been asked. */
  private Future<Outcome<Books>> carriedOut(Call<?> call, UUID orderId, Written written) {
    return moves
        .carryOut(call, written)
        .compose(
            stands ->
                stands.isPresent()
                    ? Future.succeededFuture(Outcome.done(stands.get().books()))
                    : books(call, orderId, MoneyRefusal.ORDER_NOT_FOUND));
  }

  Decide capture(List<PaymentCapture> captures) {
    return posting -> Holds.capture(posting, captures, ids::next);
  }

  Decide cancel(List<String> paymentIds, MoneyRefusal withoutGateway) {
    return posting -> Holds.cancel(posting, paymentIds, Reason.MANUAL, withoutGateway, ids::next);
  }

  Decide refund(RefundAsk ask, UUID refundId) {
    return posting -> Refunds.begin(posting, ask, refundId);
  }
}
