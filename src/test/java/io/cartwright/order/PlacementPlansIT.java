package io.cartwright.order;

import static io.cartwright.order.OrderFixture.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Postgres reads to place an order, in a shop that had none when it was started. */
@Timeout(120)
class PlacementPlansIT {
  private static final int ORDERS = 800;

  /**
   * Rows that each order may cost to find out that it is new; reading all orders would be half of
   * them. The first few hundred orders are the same to the planner by any index.
   */
  private static final int ROWS_MAX = 80;

  private static final String ROWS_READ =
      "select sum(idx_tup_read) + (select sum(seq_tup_read) from pg_stat_user_tables"
          + " where relname = 'orders')"
          + " from pg_stat_user_indexes where relname = 'orders' and idx_scan > 0";

  @Test
  void thePlansOfAnEmptyTableAreNotKept() {
    long read;
    try (OrderFixture fixture = new OrderFixture()) {
      for (int i = 0; i < ORDERS; i++) fixture.placed("10.00", "0.00");
      await(fixture.committer.close());
      read = Long.parseLong(fixture.column(ROWS_READ).get(0));
    }
    assertTrue(read < (long) ORDERS * ROWS_MAX, read + " rows were read");
  }
}
