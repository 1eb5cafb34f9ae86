package io.cartwright.payment;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.OrderOf;
import io.cartwright.order.OrderQuestions.Payable;
import io.cartwright.order.OrderQuestions.Settle;
import io.cartwright.order.OrderQuestions.Settled;
import io.cartwright.store.Change;
import io.cartwright.store.OnSite;
import io.cartwright.store.Stored;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.own.payment.AttemptState;
import io.cartwright.wire.own.payment.PayOrderResponse;
import io.cartwright.wire.own.payment.PaymentAttempt;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;

/**
 * Ends an attempt by what its provider says. The buyer's request, a notification and the healer all
 * come here, in any order and at once: the attempt's revision lets one of them write, in the
 * transaction that settles the order, and the others find it done.
 */
final class ConclusionFlow {
  /** Why an attempt failed whose provider was never asked. */
  static final String NOT_SENT = "NOT_SENT";

  private static final int TRIES_MAX = 20;
  private static final String ORDER_CANCELED = "ORDER_CANCELED";

  private final Bus bus;
  private final PaymentStore store;
  private final Map<String, GuardedProvider> providers;

  ConclusionFlow(Bus bus, PaymentStore store, Map<String, GuardedProvider> providers) {
    this.bus = bus;
    this.store = store;
    this.providers = Map.copyOf(providers);
  }

  /** Stores the reply of a command with the change that carries the command out. */
  @FunctionalInterface
  interface Remember {
    Remember NOTHING = (change, reply) -> {};

    void in(Change change, PayOrderResponse reply);
  }

  /**
   * An attempt after it was concluded, or as it stands when there was nothing new.
   *
   * @param paymentStatus the order's; null when the order was not asked
   */
  record Concluded(PaymentAttempt attempt, PaymentStatusEnumPaymentStatus paymentStatus) {}

  static PayOrderResponse response(
      PaymentAttempt attempt, PaymentStatusEnumPaymentStatus paymentStatus) {
    return PayOrderResponse.builder()
        .orderId(attempt.orderId())
        .status(Attempts.outcomeFor(attempt.state()))
        .paymentStatus(paymentStatus == null ? null : paymentStatus.wire())
        .build();
  }

  Future<Outcome<Concluded>> conclude(
      Call<?> call,
      UUID siteId,
      Stored<PaymentAttempt> stored,
      ProviderAnswer answer,
      Remember remember) {
    return conclude(onSite(call, siteId), stored, answer, remember, 1);
  }

  /** The same call as the engine itself, on the attempt's site. */
  private static Call<Void> onSite(Call<?> call, UUID siteId) {
    return new Call<>(Caller.system(siteId), call.id(), null, null, call.now(), call.requestId());
  }

  private Future<Outcome<Concluded>> conclude(
      Call<Void> call,
      Stored<PaymentAttempt> stored,
      ProviderAnswer answer,
      Remember remember,
      int tries) {
    PaymentAttempt attempt = stored.value();
    AttemptState next = Attempts.next(attempt.state(), answer.state());
    if (next == attempt.state()) return nothingNew(call, attempt, remember);
    ProviderAnswer told =
        answer.state() == ProviderAnswer.State.NOT_SENT
            ? new ProviderAnswer(answer.state(), null, NOT_SENT)
            : answer;
    PaymentAttempt moved = Attempts.moved(attempt, next, told, call.now());
    Future<Outcome<Concluded>> written =
        Attempts.concernsOrder(attempt.state(), next)
            ? settle(call, stored, moved, remember)
            : write(call, stored, moved);
    return written.compose(
        outcome -> afterwards(call, stored, moved, answer, remember, tries, outcome));
  }

  private Future<Outcome<Concluded>> afterwards(
      Call<Void> call,
      Stored<PaymentAttempt> stored,
      PaymentAttempt moved,
      ProviderAnswer answer,
      Remember remember,
      int tries,
      Outcome<Concluded> outcome) {
    if (!(outcome instanceof Outcome.Refused<Concluded> refused)) {
      return Future.succeededFuture(outcome);
    }
    if (refused.refusal() == CommonRefusal.INVALID_REVISION && tries < TRIES_MAX) {
      return store
          .find(call.caller().siteId(), stored.id())
          .compose(again -> conclude(call, again.orElseThrow(), answer, remember, tries + 1));
    }
    if (refused.refusal().name().equals(ORDER_CANCELED)) return undo(call, stored, moved);
    return Future.succeededFuture(outcome);
  }

  private Future<Outcome<Concluded>> settle(
      Call<Void> call, Stored<PaymentAttempt> stored, PaymentAttempt moved, Remember remember) {
    UUID siteId = call.caller().siteId();
    Settle news =
        new Settle(
            UUID.fromString(moved.orderId()),
            stored.id(),
            Attempts.statusFor(moved.state()),
            moved.amount(),
            moved.provider(),
            moved.reference(),
            moved.paymentRequestId() == null ? null : UUID.fromString(moved.paymentRequestId()),
            (change, settled) -> {
              change.update(PaymentStore.ATTEMPTS, siteId, stored.id(), stored.revision(), moved);
              if (Attempts.outcomeFor(moved.state()) != null) {
                remember.in(change, response(moved, settled.paymentStatus()));
              }
            });
    return bus.call(OrderQuestions.SETTLE, call.with(news))
        .map(outcome -> outcome.map(settled -> concluded(moved, settled)));
  }

  private static Concluded concluded(PaymentAttempt moved, Settled settled) {
    return new Concluded(moved, settled.paymentStatus());
  }

  /** Ends an attempt that the order need not know of. */
  private Future<Outcome<Concluded>> write(
      Call<Void> call, Stored<PaymentAttempt> stored, PaymentAttempt moved) {
    Change change =
        Change.at(call.now())
            .update(
                PaymentStore.ATTEMPTS,
                call.caller().siteId(),
                stored.id(),
                stored.revision(),
                moved);
    return store
        .commit(change)
        .map(
            committed ->
                committed.ok()
                    ? Outcome.done(new Concluded(moved, null))
                    : Outcome.refused(CommonRefusal.INVALID_REVISION, "the payment has moved on"));
  }

  /** Another has written it before; only the reply is still to be remembered. */
  private Future<Outcome<Concluded>> nothingNew(
      Call<Void> call, PaymentAttempt attempt, Remember remember) {
    OrderOf order = new OrderOf(UUID.fromString(attempt.orderId()));
    return bus.call(OrderQuestions.PAYABLE, call.with(order))
        .compose(
            outcome -> {
              Payable payable = outcome.orNull();
              PaymentStatusEnumPaymentStatus status =
                  payable == null ? null : payable.paymentStatus();
              Change change = Change.at(call.now());
              if (Attempts.outcomeFor(attempt.state()) != null
                  && attempt.state() != AttemptState.STARTED) {
                remember.in(change, response(attempt, status));
              }
              return store.commit(change).map(done -> Outcome.done(new Concluded(attempt, status)));
            });
  }

  /**
   * Gives money back that came for an order which was canceled meanwhile. When that fails too the
   * attempt stays open, and the healer comes here again.
   */
  private Future<Outcome<Concluded>> undo(
      Call<Void> call, Stored<PaymentAttempt> stored, PaymentAttempt moved) {
    GuardedProvider provider = providers.get(moved.provider());
    UUID siteId = call.caller().siteId();
    return provider
        .undo(siteId, stored.id())
        .compose(
            answer ->
                switch (answer.state()) {
                  case UNDONE, DECLINED -> {
                    PaymentAttempt undone =
                        Attempts.moved(
                            stored.value(),
                            AttemptState.UNDONE,
                            new ProviderAnswer(
                                answer.state(), answer.reference(), "The order was canceled."),
                            call.now());
                    yield write(call, stored, undone);
                  }
                  case APPROVED, AUTHORIZED, OFFLINE, PENDING, NOT_FOUND, NOT_SENT, UNKNOWN ->
                      Future.<Outcome<Concluded>>succeededFuture(
                          Outcome.done(new Concluded(stored.value(), null)));
                });
  }

  /** Asks the provider about an attempt that was left open, and ends it by the answer. */
  Future<Outcome<Concluded>> heal(Call<?> parent, OnSite<PaymentAttempt> open) {
    Call<Void> call = onSite(parent, open.siteId());
    GuardedProvider provider = providers.get(open.stored().value().provider());
    if (provider == null) return touch(call, open);
    return provider
        .status(open.siteId(), open.stored().id())
        .compose(
            answer ->
                answer.state() == ProviderAnswer.State.NOT_FOUND
                    ? provider.undo(open.siteId(), open.stored().id())
                    : Future.succeededFuture(answer))
        .compose(
            answer ->
                Attempts.next(open.stored().value().state(), answer.state())
                        == open.stored().value().state()
                    ? touch(call, open)
                    : conclude(call, open.stored(), answer, Remember.NOTHING, 1));
  }

  /** Notes that it was asked about, so that others come first next time. */
  private Future<Outcome<Concluded>> touch(Call<Void> call, OnSite<PaymentAttempt> open) {
    PaymentAttempt seen = open.stored().value().toBuilder().updatedDate(call.now()).build();
    return write(call, open.stored(), seen);
  }
}
