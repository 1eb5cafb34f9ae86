package io.cartwright.order.money;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Call;
import io.cartwright.bus.CallId;
import io.cartwright.bus.Caller;
import io.cartwright.bus.CommonRefusal;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Outcome;
import io.cartwright.bus.Rounds;
import io.cartwright.order.money.MoneyFlow.Written;
import io.cartwright.store.Change;
import io.cartwright.store.Committer;
import io.cartwright.store.OnSite;
import io.cartwright.store.Pools;
import io.cartwright.wire.common.Reason;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.own.money.MoveKind;
import io.cartwright.wire.own.money.ScheduledMove;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Asks providers what became of captures, voids and refunds that have no end, and begins captures
 * and voids whose time has come. One for each node is enough; several do no harm.
 */
public final class MoneyHealerVerticle extends VerticleBase {
  public static final Duration INTERVAL = Duration.ofSeconds(15);

  private static final int BATCH_MAX = 100;

  private final Clock clock;
  private final DeskFlow desk;
  private final Duration healAfter;
  private final Duration interval;

  public MoneyHealerVerticle(
      Bus bus,
      Pools pools,
      Committer committer,
      Clock clock,
      Ids ids,
      Duration healAfter,
      Duration interval) {
    this.clock = clock;
    this.desk = new DeskFlow(bus, pools, committer, ids);
    this.healAfter = healAfter;
    this.interval = interval;
  }

  @Override
  public Future<?> start() {
    Rounds.begin(vertx, interval, "heal open movements", this::heal);
    return Future.succeededFuture();
  }

  /** Looks once; what fails is logged and seen again next time. */
  Future<Void> heal() {
    Call<Void> call = call(null);
    return desk.store
        .openSince(call.now().minus(healAfter), BATCH_MAX)
        .compose(
            open ->
                Rounds.inTurn(
                    open,
                    "heal movement",
                    one -> one.stored().id(),
                    one -> desk.moves.heal(call, one)))
        .compose(done -> desk.store.due(call.now(), BATCH_MAX))
        .compose(
            due -> Rounds.inTurn(due, "begin movement", one -> one.stored().id(), this::begin));
  }

  private Call<Void> call(UUID siteId) {
    return new Call<>(
        siteId == null ? Caller.anonymous() : Caller.system(siteId),
        CallId.minted(desk.ids.next().toString()),
        null,
        null,
        clock.instant(),
        "money-healer");
  }

  /** Begins what was scheduled; what cannot be done any more is struck off. */
  private Future<Void> begin(OnSite<ScheduledMove> due) {
    ScheduledMove move = due.stored().value();
    Call<Void> call = call(due.siteId());
    MoneyFlow.Decide decide =
        move.kind() == MoveKind.CAPTURE
            ? desk.capture(List.of(new PaymentCapture(move.paymentId(), null)))
            : posting ->
                Holds.cancel(
                    posting,
                    List.of(move.paymentId()),
                    Reason.SCHEDULED,
                    MoneyRefusal.GATEWAY_TRANSACTION_NOT_FOUND,
                    desk.ids::next);
    return desk.money
        .changeFrom(
            null,
            call,
            UUID.fromString(move.orderId()),
            MoneyRefusal.ORDER_NOT_FOUND,
            decide,
            (change, posted) -> strike(change, due))
        .compose(outcome -> ended(call, due, outcome));
  }

  private Future<Void> ended(Call<Void> call, OnSite<ScheduledMove> due, Outcome<Written> outcome) {
    if (outcome.isDone()) return desk.moves.carryOut(call, outcome.orNull()).mapEmpty();
    boolean later =
        outcome instanceof Outcome.Refused<Written> refused
            && refused.refusal() == CommonRefusal.INVALID_REVISION;
    if (later) return Future.succeededFuture();
    Change change = Change.at(call.now());
    strike(change, due);
    return desk.store.commit(change).mapEmpty();
  }

  private static void strike(Change change, OnSite<ScheduledMove> due) {
    change.delete(MoneyStore.SCHEDULE, due.siteId(), due.stored().id(), due.stored().revision());
  }
}
