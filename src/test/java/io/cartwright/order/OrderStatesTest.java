package io.cartwright.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Outcome;
import io.cartwright.wire.common.FulfillmentStatus;
import io.cartwright.wire.common.Price;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.OrderLineItem;
import io.cartwright.wire.orders.OrderStatus;
import io.cartwright.wire.orders.PaymentStatusEnumPaymentStatus;
import io.cartwright.wire.orders.PriceSummary;
import io.cartwright.wire.orders.V1ShippingInformation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the tables of an order's states against what they promise, and keeps {@code
 * src/docs/order-states.md}, which draws them. Run with {@code -Dcartwright.update-docs=true} to
 * write the page anew.
 */
class OrderStatesTest {
  private static final Path PAGE = Path.of("src/docs/order-states.md");

  @Test
  void whatHasEndedStaysEnded() {
    for (OrderMove move : OrderMove.values()) {
      move.table()
          .forEach(
              (from, to) -> {
                boolean ended = from == OrderStatus.CANCELED || from == OrderStatus.REJECTED;
                assertTrue(!ended || from == to, move + " leads on from " + from);
                assertTrue(
                    to != OrderStatus.INITIALIZED || from == to, move + " leads to the beginning");
              });
    }
  }

  @Test
  void aMoveThatIsNotInTheTableIsRefused() {
    Map<OrderStatus, String> codes = new EnumMap<>(OrderStatus.class);
    for (OrderStatus status : OrderStatus.values()) {
      Order order = Order.builder().status(status).build();
      for (OrderMove move : OrderMove.values()) {
        Outcome<Order> moved = OrderStatuses.moved(order, move);
        if (move.from(status) != null) {
          assertEquals(move.from(status), moved.orNull().status());
        } else {
          assertNull(moved.orNull());
          codes.put(status, OrderFixture.code(moved));
        }
      }
    }
    assertEquals(
        Map.of(
            OrderStatus.INITIALIZED, "STATUS_NOT_ALLOWED",
            OrderStatus.APPROVED, "STATUS_NOT_ALLOWED",
            OrderStatus.PENDING, "ORDER_IS_PENDING",
            OrderStatus.REJECTED, "ORDER_IS_REJECTED",
            OrderStatus.CANCELED, "ORDER_ALREADY_CANCELED"),
        codes);
  }

  /** A thousand random moves; the model is a table written out by hand. */
  @Test
  void aThousandMovesAgreeWithASimpleModel() {
    Random random = new Random(1_711);
    Order order = Order.builder().status(OrderStatus.INITIALIZED).build();
    Set<String> allowed =
        Set.of(
            "INITIALIZED>APPROVED",
            "INITIALIZED>PENDING",
            "INITIALIZED>CANCELED",
            "PENDING>APPROVED",
            "PENDING>REJECTED",
            "APPROVED>CANCELED");
    Set<String> seen = new java.util.TreeSet<>();
    for (int i = 0; i < 1_000; i++) {
      OrderMove move = OrderMove.values()[random.nextInt(OrderMove.values().length)];
      Outcome<Order> moved = OrderStatuses.moved(order, move);
      if (moved.isDone() && moved.orNull().status() != order.status()) {
        seen.add(order.status() + ">" + moved.orNull().status());
        order = moved.orNull();
      }
      if (random.nextInt(5) == 0) {
        order = Order.builder().status(OrderStatus.INITIALIZED).build();
      }
    }
    assertEquals(new java.util.TreeSet<>(allowed), seen);
  }

  private static Balance balance(long total, long paid, long refunded, boolean[] flags) {
    long held = flags[4] ? 1 : 0;
    return new Balance(
        total, paid, held, 0, refunded, 0, 0, 0, flags[0], flags[1], flags[2], flags[3]);
  }

  @Test
  void thePaymentStatusFollowsFromTheSums() {
    boolean[] none = new boolean[5];
    record Row(long total, long paid, long refunded, boolean[] flags, String status) {}
    for (Row row :
        List.of(
            new Row(100, 0, 0, none, "NOT_PAID"),
            new Row(0, 0, 0, none, "PAID"),
            new Row(100, 99, 0, none, "PARTIALLY_PAID"),
            new Row(100, 100, 0, none, "PAID"),
            new Row(100, 120, 0, none, "PAID"),
            new Row(100, 100, 1, none, "PARTIALLY_REFUNDED"),
            new Row(100, 50, 50, none, "PARTIALLY_REFUNDED"),
            new Row(100, 100, 100, none, "FULLY_REFUNDED"),
            new Row(100, 120, 100, none, "PARTIALLY_REFUNDED"),
            new Row(100, 0, 0, new boolean[] {true, false, false, false, false}, "PENDING"),
            new Row(100, 0, 0, new boolean[] {true, true, false, false, false}, "PENDING_MERCHANT"),
            new Row(100, 0, 0, new boolean[] {false, false, true, false, false}, "DECLINED"),
            new Row(100, 0, 0, new boolean[] {false, false, true, false, true}, "NOT_PAID"),
            new Row(100, 0, 0, new boolean[] {false, false, false, true, false}, "CANCELED"))) {
      PaymentStatusEnumPaymentStatus status =
          balance(row.total(), row.paid(), row.refunded(), row.flags()).status();
      assertEquals(row.status(), status.wire(), row.toString());
    }
    assertEquals(
        EnumSet.complementOf(EnumSet.of(PaymentStatusEnumPaymentStatus.UNSPECIFIED)),
        EnumSet.copyOf(List.of(PaymentRule.values()).stream().map(PaymentRule::status).toList()));
  }

  @Test
  void theFulfillmentStatusFollowsFromTheUnitsSent() {
    OrderLineItem two = OrderLineItem.builder().id("a").quantity(2).build();
    OrderLineItem one = OrderLineItem.builder().id("b").quantity(1).build();
    Order order =
        Order.builder()
            .lineItems(List.of(two, one))
            .priceSummary(PriceSummary.builder().total(new Price("1", null)).build())
            .shippingInfo(V1ShippingInformation.builder().build())
            .build();
    assertEquals(FulfillmentStatus.NOT_FULFILLED, sent(order, Map.of()));
    assertEquals(FulfillmentStatus.PARTIALLY_FULFILLED, sent(order, Map.of("a", 2)));
    assertEquals(FulfillmentStatus.PARTIALLY_FULFILLED, sent(order, Map.of("a", 1, "b", 1)));
    assertEquals(FulfillmentStatus.FULFILLED, sent(order, Map.of("a", 2, "b", 1)));
    assertEquals(
        FulfillmentStatus.FULFILLED, sent(order.toBuilder().shippingInfo(null).build(), Map.of()));
  }

  private static FulfillmentStatus sent(Order order, Map<String, Integer> units) {
    return OrderStatuses.withFulfillment(order, units).fulfillmentStatus();
  }

  @Test
  void thePageDrawsTheTables() throws IOException {
    String page = page();
    if (Boolean.getBoolean("cartwright.update-docs")) Files.writeString(PAGE, page);
    assertEquals(
        Files.readString(PAGE), page, "run OrderStatesTest with -Dcartwright.update-docs=true");
  }

  private static String page() {
    return """
        # States of an order

        Made by `OrderStatesTest` from the tables in the code. An order has three statuses. Only `OrderStatuses` writes
        them, in the transaction of what they follow from; a move that is not drawn here is refused.

        ## Status: `OrderMove`

        """
        + statusDrawing()
        + "\n| move | leads |\n| --- | --- |\n"
        + moves()
        + """

        An order begins as INITIALIZED when something is to be paid online now, else as APPROVED. Moves are refused with
        `ORDER_IS_PENDING`, `ORDER_IS_REJECTED` or `ORDER_ALREADY_CANCELED` by the status that does not allow them, else
        with `STATUS_NOT_ALLOWED`.

        ## Payment status: `PaymentRule`

        Derived from the sums of the order's ledger; the first rule that holds.

        """
        + rules(
            "P",
            java.util.Arrays.stream(PaymentRule.values())
                .map(rule -> new String[] {rule.words(), rule.status().wire()})
                .toList())
        + """

        ## Fulfillment status: `FulfillmentRule`

        Derived from the units in the order's fulfillments; the first rule that holds.

        """
        + rules(
            "F",
            java.util.Arrays.stream(FulfillmentRule.values())
                .map(rule -> new String[] {rule.words(), rule.status().wire()})
                .toList());
  }

  private static String statusDrawing() {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (OrderMove move : OrderMove.values()) {
      move.table()
          .forEach(
              (from, to) -> {
                if (from != to) {
                  arrows
                      .computeIfAbsent(from + " --> " + to, key -> new java.util.TreeSet<>())
                      .add(words(move));
                }
              });
    }
    StringBuilder drawing = new StringBuilder("```mermaid\nstateDiagram-v2\n");
    drawing.append("  [*] --> INITIALIZED\n  [*] --> APPROVED\n");
    arrows.forEach(
        (arrow, by) ->
            drawing
                .append("  ")
                .append(arrow)
                .append(" : ")
                .append(String.join(", ", by))
                .append('\n'));
    return drawing.append("  REJECTED --> [*]\n  CANCELED --> [*]\n```\n").toString();
  }

  private static String words(OrderMove move) {
    return move.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String moves() {
    StringBuilder rows = new StringBuilder();
    for (OrderMove move : OrderMove.values()) {
      String leads =
          move.table().entrySet().stream()
              .map(it -> it.getKey() + " → " + it.getValue())
              .collect(Collectors.joining(", "));
      rows.append("| ").append(words(move)).append(" | ").append(leads).append(" |\n");
    }
    return rows.toString();
  }

  private static String rules(String prefix, List<String[]> rules) {
    StringBuilder drawing = new StringBuilder("```mermaid\nflowchart LR\n");
    for (int i = 0; i < rules.size(); i++) {
      String node = prefix + i;
      boolean last = i == rules.size() - 1;
      if (last) {
        drawing.append("  ").append(node).append("([").append(rules.get(i)[1]).append("])\n");
        break;
      }
      drawing.append("  ").append(node).append("{\"").append(rules.get(i)[0]).append("?\"}");
      drawing
          .append(" -- yes --> ")
          .append(node)
          .append("r([")
          .append(rules.get(i)[1])
          .append("])\n");
      drawing
          .append("  ")
          .append(node)
          .append(" -- no --> ")
          .append(prefix)
          .append(i + 1)
          .append('\n');
    }
    return drawing.append("```\n").toString();
  }
}
