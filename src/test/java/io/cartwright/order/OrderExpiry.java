package io.cartwright.order;

import java.time.Duration;
import java.util.UUID;

/** Lets orders of a fixture expire. */
public final class OrderExpiry {
  private final OrderFixture fixture;

  public OrderExpiry(OrderFixture fixture) {
    this.fixture = fixture;
  }

  /** Looks once for orders that wait longer than this. */
  public void run(Duration expireAfter) {
    OrderFixture.await(
        new OrderExpiryVerticle(
                fixture.bus,
                fixture.pools,
                fixture.committer,
                fixture.ids,
                fixture.clock,
                expireAfter,
                Duration.ofHours(1))
            .expireAll());
  }

  /** Cancels an order even while a payment is under way. */
  public void cancelWhateverPays(UUID id) {
    var stored =
        OrderFixture.await(fixture.documents.find(OrderStore.ORDERS, fixture.site, id))
            .orElseThrow();
    Settlement canceled =
        Settlement.expired(stored.value(), null, fixture.clock.instant(), fixture.ids::next);
    fixture.commit(
        fixture
            .change()
            .update(OrderStore.ORDERS, fixture.site, id, stored.revision(), canceled.order()));
  }
}
