package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.store.DatabaseConfig;
import io.cartwright.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold in the database of an engine whatever has happened, read beside the engine. */
final class CrashBooks {
  private static final int PORT_LINE = 3;

  /** Each names what is wrong and answers a row for each case of it. */
  private static final Map<String, String> WRONG =
      Map.of(
          "several orders of a checkout",
          "select checkout_id from orders group by checkout_id having count(*) > 1",
          "an order that did not take its units from stock, or not once",
          """
          select o.id from orders o
            left join (select order_id, -sum(delta) units from stock_movement group by order_id) m
              on m.order_id = o.id
            where m.units is distinct from
              (select sum((l ->> 'quantity')::bigint)
                 from json_array_elements(o.doc::json -> 'lineItems') l)""",
          "stock that was taken for no order",
          """
          select order_id from stock_movement
            where order_id is not null and order_id not in (select id from orders)""",
          "stock that is not the sum of its moves",
          """
          select t.key from tally t
            join (select inventory_item_id, sum(delta) units from stock_movement group by 1) m
              on m.inventory_item_id::text = t.key
            where t.kind = 'stock' and m.units <> t.value""",
          "an order that its checkout does not name, or that is approved and not completed",
          """
          select o.id from orders o left join checkout c on c.id::text = o.checkout_id
            where (c.doc::json ->> 'orderId') is distinct from o.id::text
               or c.completed <> (o.status = 'APPROVED')""",
          "a checkout that names no order",
          """
          select id from checkout where (completed or doc::json ->> 'orderId' is not null)
            and not exists (select from orders o where o.id::text = checkout.doc::json ->> 'orderId')""",
          "an order that is paid without money, or twice, or the reverse",
          """
          select o.id from orders o where (o.payment_status = 'PAID')::int <>
            (select count(*) from money_entry m where m.order_id = o.id and m.kind = 'APPROVED')""",
          "gaps in the order numbers",
          "select 1 from orders having max(number) - min(number) + 1 <> count(distinct number)");

  private final Path postgres;

  CrashBooks(Path data) {
    postgres = data.resolve("postgres");
  }

  /** Looks for everything that must not be. */
  void check() throws IOException {
    for (Map.Entry<String, String> wrong : WRONG.entrySet()) {
      assertEquals(List.of(), column(wrong.getValue()), wrong.getKey());
    }
  }

  /** All orders by their checkouts. */
  Map<String, String> orders() throws IOException {
    Map<String, String> orders = new HashMap<>();
    for (String row : column("select checkout_id || ' ' || id from orders")) {
      orders.put(row.substring(0, row.indexOf(' ')), row.substring(row.indexOf(' ') + 1));
    }
    return orders;
  }

  /** The first column of a query. */
  private List<String> column(String sql) throws IOException {
    String port = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(PORT_LINE);
    DatabaseConfig database =
        new DatabaseConfig(
            "postgresql://127.0.0.1:" + port.strip() + "/cartwright",
            "cartwright",
            Files.readString(postgres.resolve("password")).strip());
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

  /** Ends Postgres as a power cut would: its head and all its processes. */
  void kill() throws IOException, InterruptedException {
    String head = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(0).strip();
    String kill = "kill -9 " + head + " $(cat /proc/" + head + "/task/*/children)";
    new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor();
  }

  /** True when Postgres was shut down. */
  boolean isDown() {
    return !Files.exists(postgres.resolve("data/postmaster.pid"));
  }
}
