package io.cartwright.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.bus.Outcome;
import io.cartwright.store.Stored;
import io.cartwright.wire.common.Cursors;
import io.cartwright.wire.orders.CursorPagingMetadata;
import io.cartwright.wire.orders.GetOrderResponse;
import io.cartwright.wire.orders.Order;
import io.cartwright.wire.orders.SearchOrdersResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderAnswersTest {
  private static final CursorPagingMetadata METADATA =
      CursorPagingMetadata.builder()
          .count(2)
          .hasNext(false)
          .cursors(Cursors.builder().build())
          .build();

  private static Order order(String number) {
    return Order.builder().id(UUID.randomUUID().toString()).number(number).build();
  }

  private static Stored<byte[]> stored(Order order) {
    return new Stored<>(
        UUID.fromString(order.id()), 1, Instant.EPOCH, Instant.EPOCH, Order.CODEC.toBytes(order));
  }

  private static byte[] json(Outcome<?> outcome) {
    return ((Outcome.Done<?>) outcome).json();
  }

  @Test
  void anOrderIsWrittenAsItsMessageIs() {
    Order order = order("10001");
    GetOrderResponse message = GetOrderResponse.builder().order(order).build();
    Outcome<GetOrderResponse> answer = OrderAnswers.order(Order.CODEC.toBytes(order));
    assertEquals(GetOrderResponse.CODEC.toText(message), new String(json(answer)));
    assertEquals(message, answer.orNull());
  }

  @Test
  void pagesAreWrittenAsTheirMessageIs() {
    Order first = order("10001");
    Order second = order("1ü0002");
    for (List<Order> orders : List.of(List.<Order>of(), List.of(first), List.of(first, second))) {
      SearchOrdersResponse message =
          SearchOrdersResponse.builder().orders(orders).metadata(METADATA).build();
      Outcome<SearchOrdersResponse> answer =
          OrderAnswers.page(orders.stream().map(OrderAnswersTest::stored).toList(), METADATA);
      assertEquals(
          SearchOrdersResponse.CODEC.toText(message),
          new String(json(answer), java.nio.charset.StandardCharsets.UTF_8));
      assertEquals(message, answer.orNull());
    }
  }
}
