package io.cartwright.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold in an engine's database whatever has happened, read beside the engine. It is true
 * of shops that sell counted stock only.
 */
final class Books {
  private static final String CAME_TO_NOTHING = "('REJECTED', 'CANCELED')";

  /** Each names what is wrong and answers a row for each case of it. */
  private static final Map<String, String> WRONG =
      Map.of(
          "several orders of a checkout",
          "select checkout_id from orders where status not in "
              + CAME_TO_NOTHING
              + " group by checkout_id having count(*) > 1",
          "an order that did not take its units from stock, or not once, or kept them",
          """
          select o.id from orders o
            left join (select order_id, -sum(delta) units from stock_movement group by order_id) m
              on m.order_id = o.id
            where m.units is distinct from
              case when o.status in %s then 0 else
                (select sum((l ->> 'quantity')::bigint)
                   from json_array_elements(o.doc::json -> 'lineItems') l) end"""
              .formatted(CAME_TO_NOTHING),
          "stock that was taken for no order",
          """
          select order_id from stock_movement
            where order_id is not null and order_id not in (select id from orders)""",
          "stock that is oversold, or not the sum of its moves",
          """
          select t.key from tally t
            join (select inventory_item_id, sum(delta) units from stock_movement group by 1) m
              on m.inventory_item_id::text = t.key
            where t.kind = 'stock' and (m.units <> t.value or t.value < 0)""",
          "uses that are not the sum of what orders took",
          """
          select t.key from tally t
            left join (select kind, key, sum(uses) uses from order_use group by 1, 2) u
              on u.kind = t.kind and u.key = t.key
            where t.kind in ('coupon-uses', 'coupon-buyer-uses', 'rule-uses', 'rule-buyer-uses')
              and t.value <> coalesce(u.uses, 0)""",
          "an order that its checkout does not name, or that is approved and not completed",
          """
          select o.id from orders o left join checkout c on c.id::text = o.checkout_id
            where o.status not in %s
              and ((c.doc::json ->> 'orderId') is distinct from o.id::text
                or c.completed <> (o.status = 'APPROVED'))"""
              .formatted(CAME_TO_NOTHING),
          "a checkout that names no order",
          """
          select id from checkout where (completed or doc::json ->> 'orderId' is not null)
            and not exists (select from orders o where o.id::text = checkout.doc::json ->> 'orderId')""",
          "an order that is paid without money, or twice, or the reverse",
          """
          select o.id from orders o where (o.payment_status = 'PAID')::int <>
            (select count(*) from money_entry m where m.order_id = o.id and m.kind = 'APPROVED')""",
          "money that the sandbox took more than once",
          """
          select order_id from sandbox_payment
            where doc::json ->> 'state' in ('APPROVED', 'AUTHORIZED')
            group by order_id having count(*) > 1""",
          "gaps in the order numbers",
          """
          select 1 from orders having max(number) - min(number) + 1 <> count(distinct number)
            or count(distinct number) <> count(*)""");

  private final DatabaseConfig database;

  Books(DatabaseConfig database) {
    this.database = database;
  }

  /** Looks for everything that must not be. */
  void check() {
    for (Map.Entry<String, String> wrong : WRONG.entrySet()) {
      assertEquals(List.of(), column(wrong.getValue()), wrong.getKey());
    }
  }

  /** All orders by their checkouts. */
  Map<String, String> orders() {
    Map<String, String> orders = new HashMap<>();
    for (String row : column("select checkout_id || ' ' || id from orders")) {
      orders.put(row.substring(0, row.indexOf(' ')), row.substring(row.indexOf(' ') + 1));
    }
    return orders;
  }

  /** The first column of the first row. */
  long number(String sql) {
    return Long.parseLong(column(sql).get(0));
  }

  /** The first column of a query. */
  List<String> column(String sql) {
    try (Connection connection = TestDatabase.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) column.add(rows.getString(1));
      return column;
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }
}
