package io.cartwright.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes of orders and is searched, in the table beside theirs. */
@Timeout(120)
class OrderStateIT {
  /** Orders of which the two tables say different things. */
  static final String DIFFERING =
      "select coalesce(o.id, s.id) from orders o full join order_state s"
          + " on s.site_id = o.site_id and s.id = o.id where (o.id, o.created_date, o.updated_date,"
          + " o.payment_status, o.fulfillment_status, o.authorized, o.pending, o.pending_refund)"
          + " is distinct from (s.id, s.created_date, s.updated_date, s.payment_status,"
          + " s.fulfillment_status, s.authorized, s.pending, s.pending_refund)";

  private static final String MIGRATION = "/db/migration/V370__order_state.sql";
  private static final String[] BEFORE_THE_MIGRATION = {
    "drop view order_by_state",
    "drop table order_state",
    "drop trigger order_state_of_new on orders",
    "drop trigger order_state_of_changed on orders",
    "drop trigger order_state_of_deleted on orders",
    "drop function keep_order_state()",
    "create index orders_by_update on orders (site_id, updated_date, id)",
    "create index orders_by_payment_status on orders (site_id, payment_status)",
    "create index orders_by_fulfillment_status on orders (site_id, fulfillment_status)",
    "create index orders_authorized on orders (site_id) where authorized > 0",
    "create index orders_pending on orders (site_id) where pending > 0",
    "create index orders_pending_refund on orders (site_id) where pending_refund > 0"
  };
  private static final int ORDERS = 100;

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    DatabaseConfig config = TestDatabase.fresh();
    connection = TestDatabase.connect(config);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> column(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) values.add(rows.getString(1));
      return values;
    }
  }

  /** Orders of two sites, in one statement. */
  private void insert() throws SQLException {
    run(
        "insert into orders (site_id, id, revision, created_at, updated_at, doc, created_date,"
            + " updated_date, status, payment_status, fulfillment_status, authorized, archived,"
            + " imported, seen, demo, app_ids, catalog_item_ids, line_location_ids,"
            + " subscription_ids, product_names, skus, fulfillment_statuses)"
            + " select md5((n % 2)::text)::uuid, md5(n::text)::uuid, 1, now(), now(), '{}',"
            + " now() + n * interval '1s', now() + n * interval '1s', 'APPROVED', 'NOT_PAID',"
            + " 'NOT_FULFILLED', n % 3, false, false, false, false, '{}', '{}', '{}', '{}', '{}',"
            + " '{}', '{}' from generate_series(1, "
            + ORDERS
            + ") n");
  }

  private void agree(int orders) throws SQLException {
    assertEquals(List.of(), column(DIFFERING));
    assertEquals(List.of(Integer.toString(orders)), column("select count(*) from order_by_state"));
  }

  @Test
  void followsWhatIsWrittenToManyOrdersAtOnce() throws SQLException {
    insert();
    agree(ORDERS);

    run("update orders set payment_status = 'PAID', updated_date = now() where authorized = 1");
    run("update orders set pending = 3, pending_refund = 4 where authorized = 2");
    run("update orders set doc = '{\"a\":1}' where authorized = 0");
    run("update orders set fulfillment_status = 'FULFILLED', authorized = null where pending = 3");
    agree(ORDERS);

    run("delete from orders where payment_status = 'PAID'");
    agree(Integer.parseInt(column("select count(*) from orders").get(0)));
  }

  @Test
  void followsATransactionThatIsUndone() throws SQLException {
    insert();
    connection.setAutoCommit(false);
    run("update orders set payment_status = 'PAID'");
    run("delete from orders where authorized = 1");
    connection.rollback();
    connection.setAutoCommit(true);

    agree(ORDERS);
    assertEquals(List.of("NOT_PAID"), column("select distinct payment_status from order_state"));
  }

  @Test
  void isMadeFromOrdersThatWereThereBefore() throws SQLException, IOException {
    insert();
    for (String sql : BEFORE_THE_MIGRATION) run(sql);
    run("update orders set payment_status = 'PAID' where authorized = 1");

    try (InputStream migration = getClass().getResourceAsStream(MIGRATION)) {
      connection.setAutoCommit(false);
      run(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
      connection.commit();
      connection.setAutoCommit(true);
    }
    agree(ORDERS);
    run("update orders set payment_status = 'NOT_PAID', updated_date = now()");
    agree(ORDERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          payment_status = 'PAID'          | created_date desc, id desc | order_state_by_payment_status
          fulfillment_status = 'FULFILLED' | created_date desc, id desc | order_state_by_fulfillment_status
          true                             | updated_date desc, id desc | order_state_by_update
          authorized > 0                   | created_date desc, id desc | order_state_authorized
          pending > 0                      | created_date desc, id desc | order_state_pending
          pending_refund > 0               | created_date desc, id desc | order_state_pending_refund
          """)
  void aPageIsReadInTheOrderOfAnIndex(String filter, String sort, String index)
      throws SQLException {
    insert();
    run("analyze orders");
    run("analyze order_state");
    run("set enable_seqscan = off");
    run("set enable_sort = off");
    String site = "md5('1')::uuid";
    List<String> plan =
        column(
            ("explain select id, doc from order_by_state where site_id = " + site)
                + (" and " + filter + " order by " + sort + " limit 10"));
    assertTrue(plan.stream().anyMatch(line -> line.contains("using " + index)), plan::toString);
    assertTrue(plan.stream().noneMatch(line -> line.contains("Sort")), plan::toString);
  }

  @Test
  void moneyThatMovesTouchesNoIndexOfOrders() throws SQLException {
    insert();
    List<String> indexed =
        column(
            "select distinct a.attname from pg_index i join pg_attribute a on a.attrelid ="
                + " i.indrelid and (a.attnum = any(i.indkey) or pg_get_expr(i.indpred, i.indrelid)"
                + " like '%' || a.attname || '%') where i.indrelid = 'orders'::regclass"
                + " and a.attname in ('revision', 'updated_at', 'updated_date', 'payment_status',"
                + " 'authorized', 'pending', 'pending_refund', 'doc')");
    assertEquals(List.of(), indexed);
  }
}
