package io.cartwright.order.money;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.money.Currency;
import io.cartwright.order.money.BooksStore.Loaded;
import io.cartwright.order.money.MoneyFlow.Written;
import io.cartwright.order.money.MoneyQuestions.MoveNews;
import io.cartwright.order.money.MoneyQuestions.MoveStand;
import io.cartwright.order.request.RequestStore;
import io.cartwright.payment.PaymentQuestions;
import io.cartwright.payment.PaymentQuestions.MoveAsk;
import io.cartwright.store.Change;
import io.cartwright.store.OnSite;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.Refund;
import io.cartwright.wire.own.money.MoneyMove;
import io.cartwright.wire.own.money.MoveKind;
import io.cartwright.wire.own.money.MoveState;
import io.cartwright.wire.own.paymentrequest.StoredPaymentRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Captures, voids and refunds at their providers. Each is written before its provider is asked, is
 * asked for outside any transaction and under its own id as the key, and ends in the transaction
 * that changes the books. The caller's request, a notification and the healer all end it here, in
 * any order and at once: the first writes, the others find it done.
 */
final class MoveFlow {
  /** Why a movement failed whose provider was not asked. */
  static final String NOT_SENT = "PROVIDER_UNAVAILABLE";

  private final Bus bus;
  private final MoneyStore store;
  private final MoneyFlow money;
  private final RequestStore requests;

  MoveFlow(Bus bus, MoneyStore store, MoneyFlow money, RequestStore requests) {
    this.bus = bus;
    this.store = store;
    this.money = money;
    this.requests = requests;
  }

  /**
   * Asks the providers for all of these, and ends what they answer.
   *
   * @param written the change that wrote them
   * @return the books as they stand then; empty when they are to be read
   */
  Future<Optional<Loaded>> carryOut(Call<?> call, Written written) {
    List<MoneyMove> moves = written.posted().moves();
    if (moves.size() == 1) return carryOut(call, moves.get(0), written.stands());
    return Future.join(moves.stream().map(move -> carryOut(call, move, null)).toList())
        .map(Optional.empty());
  }

  private Future<Optional<Loaded>> carryOut(Call<?> call, MoneyMove move, Loaded known) {
    return bus.call(PaymentQuestions.MOVE, call.asSystem(ask(move, call.caller().siteId())))
        .compose(
            answer ->
                answer.orNull().stand() == MoveStand.UNKNOWN
                    ? bus.call(
                        PaymentQuestions.MOVE_STATUS,
                        call.asSystem(ask(move, call.caller().siteId())))
                    : Future.succeededFuture(answer))
        .compose(answer -> settleNew(call, move, known, answer.orNull()));
  }

  /** Ends a movement that was just written; where another has heard of it too, it is read first. */
  private Future<Optional<Loaded>> settleNew(
      Call<?> call, MoneyMove move, Loaded known, MoveNews news) {
    if (known == null) return settle(call, news).map(Optional.empty());
    UUID id = UUID.fromString(move.id());
    Stored<MoneyMove> fresh = new Stored<>(id, 1, move.createdDate(), move.createdDate(), move);
    return settle(call, fresh, known, news)
        .map(
            done -> done.isDone() ? Optional.ofNullable(done.orNull().stands()) : Optional.empty());
  }

  private static MoveAsk ask(MoneyMove move, UUID siteId) {
    return new MoveAsk(
        siteId,
        UUID.fromString(move.id()),
        UUID.fromString(move.paymentId()),
        move.paymentReference(),
        move.kind(),
        move.provider(),
        move.amount(),
        move.currency());
  }

  /** Ends a movement by what its provider says. */
  Future<Outcome<MoveNews>> settle(Call<?> call, MoveNews news) {
    UUID siteId = call.caller().siteId();
    return store
        .move(siteId, news.moveId())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(
                        Outcome.refused(MoneyRefusal.PAYMENT_NOT_FOUND, "no such movement"))
                    : settle(call, found.get(), null, news).map(done -> done.map(Settled::news)));
  }

  /**
   * A movement that has ended.
   *
   * @param stands the books as they stand then; null when they are to be read
   */
  private record Settled(MoveNews news, Loaded stands) {}

  private Future<Outcome<Settled>> settle(
      Call<?> call, Stored<MoneyMove> stored, Loaded known, MoveNews news) {
    MoneyMove move = stored.value();
    MoveState next = next(move.state(), news.stand());
    if (next == move.state()) {
      return Future.succeededFuture(Outcome.done(new Settled(news, null)));
    }
    MoveNews told =
        news.stand() == MoveStand.NOT_SENT
            ? new MoveNews(news.moveId(), MoveStand.FAILED, null, NOT_SENT)
            : news;
    MoneyMove moved =
        move.toBuilder()
            .state(next)
            .reference(told.reference() == null ? move.reference() : told.reference())
            .failure(told.failure())
            .updatedDate(call.now())
            .build();
    UUID siteId = call.caller().siteId();
    return held(siteId, moved)
        .compose(request -> settle(call, stored, known, moved, request, news));
  }

  /** The payment request whose money a capture takes, or a void lets go. */
  private Future<Optional<Stored<StoredPaymentRequest>>> held(UUID siteId, MoneyMove moved) {
    return moved.kind() == MoveKind.REFUND || moved.state() != MoveState.DONE
        ? Future.succeededFuture(Optional.empty())
        : requests.heldBy(siteId, UUID.fromString(moved.orderId()), moved.paymentId());
  }

  private static void tell(
      Change change,
      UUID siteId,
      MoneyMove moved,
      Optional<Stored<StoredPaymentRequest>> request,
      Instant now) {
    if (moved.kind() == MoveKind.CAPTURE) {
      RequestStore.pay(change, siteId, request, UUID.fromString(moved.paymentId()), now);
    } else {
      RequestStore.release(change, siteId, request, now);
    }
  }

  private Future<Outcome<Settled>> settle(
      Call<?> call,
      Stored<MoneyMove> stored,
      Loaded known,
      MoneyMove moved,
      Optional<Stored<StoredPaymentRequest>> request,
      MoveNews news) {
    UUID siteId = call.caller().siteId();
    MoneyMove move = stored.value();
    MoneyFlow.Join join =
        (change, posted) -> {
          change.update(MoneyStore.MOVES, siteId, stored.id(), stored.revision(), moved);
          tell(change, siteId, moved, request, call.now());
        };
    return money
        .changeFrom(
            known,
            system(call, siteId),
            UUID.fromString(move.orderId()),
            MoneyRefusal.ORDER_NOT_FOUND,
            posting -> decide(posting, move, moved),
            join)
        .compose(
            done ->
                done instanceof Outcome.Refused<Written> refused
                        && refused.refusal() == CommonRefusal.INVALID_REVISION
                    ? settle(call, news).map(again -> again.map(told -> new Settled(told, null)))
                    : Future.succeededFuture(
                        done.map(written -> new Settled(news, written.stands()))));
  }

  /** The same call as the engine itself. */
  private static Call<Void> system(Call<?> call, UUID siteId) {
    return new Call<>(Caller.system(siteId), call.id(), null, null, call.now(), call.requestId());
  }

  /** The state after news; the same when they tell nothing new. What has ended stays. */
  static MoveState next(MoveState stands, MoveStand news) {
    return switch (stands) {
      case STARTED, PENDING ->
          switch (news) {
            case DONE -> MoveState.DONE;
            case FAILED -> MoveState.FAILED;
            case PENDING -> MoveState.PENDING;
            case NOT_SENT -> stands == MoveState.STARTED ? MoveState.FAILED : stands;
            case NOT_FOUND, UNKNOWN -> stands;
          };
      case DONE, FAILED -> stands;
    };
  }

  private static Outcome<Posting> decide(Posting posting, MoneyMove before, MoneyMove moved) {
    if (moved.kind() == MoveKind.REFUND) return refund(posting, moved);
    UUID id = UUID.fromString(moved.id());
    String paymentId = moved.paymentId();
    long amount = Currency.of(moved.currency()).parse(moved.amount());
    boolean capture = moved.kind() == MoveKind.CAPTURE;
    switch (moved.state()) {
      case DONE -> {
        if (capture) {
          Holds.captured(posting, paymentId, id, amount, moved.provider(), moved.reference());
        } else {
          Holds.voided(posting, paymentId, id, moved.provider(), moved.reference());
        }
      }
      case FAILED -> {
        if (capture) {
          Holds.captureFailed(posting, paymentId, moved.failure());
        } else {
          Holds.voidFailed(posting, paymentId, moved.failure());
        }
      }
      case STARTED, PENDING -> {}
    }
    return Outcome.done(posting);
  }

  private static Outcome<Posting> refund(Posting posting, MoneyMove moved) {
    Refund refund =
        posting.before().refunds().stream()
            .filter(it -> it.id().equals(moved.refundId()))
            .findFirst()
            .orElseThrow();
    String paymentId = moved.paymentId();
    switch (moved.state()) {
      case DONE ->
          Refunds.succeeded(posting, refund, paymentId, moved.provider(), moved.reference());
      case FAILED -> Refunds.failed(posting, refund, paymentId, moved.provider(), moved.failure());
      case PENDING -> Refunds.pending(posting, refund, paymentId, moved.reference());
      case STARTED -> {}
    }
    return Outcome.done(posting);
  }

  /**
   * Asks the provider about a movement that was left open, and ends it by the answer. What it never
   * heard of is asked for again, under the same key.
   */
  Future<Void> heal(Call<?> parent, OnSite<MoneyMove> open) {
    MoneyMove move = open.stored().value();
    Call<Void> call = system(parent, open.siteId());
    return bus.call(PaymentQuestions.MOVE_STATUS, call.with(ask(move, open.siteId())))
        .compose(
            answer ->
                answer.orNull().stand() == MoveStand.NOT_FOUND
                    ? bus.call(PaymentQuestions.MOVE, call.with(ask(move, open.siteId())))
                    : Future.succeededFuture(answer))
        .compose(
            answer -> {
              MoveNews news = answer.orNull();
              boolean undecided =
                  news.stand() == MoveStand.NOT_SENT
                      || next(move.state(), news.stand()) == move.state();
              return undecided ? touch(call, open) : settle(call, news).<Void>mapEmpty();
            });
  }

  /** Notes that it was asked about, so that others come first next time. */
  private Future<Void> touch(Call<Void> call, OnSite<MoneyMove> open) {
    MoneyMove seen = open.stored().value().toBuilder().updatedDate(call.now()).build();
    Change change =
        Change.at(call.now())
            .update(
                MoneyStore.MOVES,
                open.siteId(),
                open.stored().id(),
                open.stored().revision(),
                seen);
    return store.commit(change).mapEmpty();
  }
}
