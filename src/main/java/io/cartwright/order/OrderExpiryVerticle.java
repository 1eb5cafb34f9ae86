package io.cartwright.order;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Rounds;
import io.cartwright.order.money.LedgerStore;
import io.cartwright.order.request.RequestStore;
import io.cartwright.store.Committer;
import io.cartwright.store.Pools;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;

/**
 * Cancels orders that wait for a payment too long, and gives back what they took. One for each node
 * is enough; several do no harm.
 */
public final class OrderExpiryVerticle extends VerticleBase {
  /** How often orders are looked through. */
  public static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final int BATCH_MAX = 100;

  private final OrderStore orders;
  private final SettlementFlow settlement;
  private final Clock clock;
  private final Duration expireAfter;
  private final Duration interval;

  /**
   * Makes one.
   *
   * @param expireAfter how long a buyer has to pay
   * @param interval how often orders are looked through
   */
  public OrderExpiryVerticle(
      Bus bus,
      Pools pools,
      Committer committer,
      Ids ids,
      Clock clock,
      Duration expireAfter,
      Duration interval) {
    this.orders = new OrderStore(pools);
    this.settlement =
        new SettlementFlow(
            bus,
            orders,
            new LedgerStore(pools),
            new RequestStore(pools, committer),
            committer,
            ids);
    this.clock = clock;
    this.expireAfter = expireAfter;
    this.interval = interval;
  }

  @Override
  public Future<?> start() {
    Rounds.begin(vertx, interval, "expire orders", this::expireAll);
    return Future.succeededFuture();
  }

  /** Looks once; an order that fails is logged and seen again next time. */
  Future<Void> expireAll() {
    var now = clock.instant();
    return orders
        .unpaidSince(now.minus(expireAfter), BATCH_MAX)
        .compose(
            keys ->
                Rounds.inTurn(
                    keys, "expire order", key -> key, key -> settlement.expire(key, now)));
  }
}
