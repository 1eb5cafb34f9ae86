package io.cartwright.order;

import static io.cartwright.order.OrderFixture.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.order.OrderQuestions.Place;
import io.cartwright.store.Tally;
import io.cartwright.wire.orders.Order;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Postgres reads to place and change orders, in a shop that had none when it was started. */
@Timeout(120)
class PlacementPlansIT {
  private static final int ORDERS = 800;

  /**
   * Rows that each order may cost to place it and to find it once; reading all orders would be half
   * of them. The first few hundred orders are the same to the planner by any index.
   */
  private static final int ROWS_MAX = 80;

  private static final String ROWS_READ =
      "select coalesce(sum(idx_tup_read), 0) + (select sum(seq_tup_read) from pg_stat_user_tables"
          + " where relname = 'orders')"
          + " from pg_stat_user_indexes where relname = 'orders' and idx_scan > 0";

  @Test
  void thePlansOfAnEmptyTableAreNotKept() {
    long read;
    try (OrderFixture fixture = new OrderFixture()) {
      for (int i = 0; i < ORDERS; i++) touch(fixture, fixture.placed("10.00", "0.00"));
      await(fixture.committer.close());
      read = Long.parseLong(fixture.column(ROWS_READ).get(0));
    }
    assertTrue(read < (long) ORDERS * ROWS_MAX, read + " rows were read");
  }

  /** Changes an order together with a counter, so that it is locked before it is written. */
  private static void touch(OrderFixture fixture, UUID id) {
    UUID siteId = fixture.admin().siteId();
    Place ask = fixture.place(UUID.randomUUID(), "10.00", List.of(), List.of());
    Order sample = Placement.numbered(Placement.initial(ask, Instant.now(), UUID::randomUUID), 1);
    Tally counter = new Tally(siteId, "touched", "");
    fixture.commit(
        fixture
            .change()
            .update(OrderStore.ORDERS, siteId, id, 1, sample)
            .take(counter, 1, 0, Long.MAX_VALUE, null));
  }
}
