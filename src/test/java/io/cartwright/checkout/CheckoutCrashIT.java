package io.cartwright.checkout;

import static io.cartwright.checkout.CheckoutFixture.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cartwright.bus.Caller;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left when the engine ends after an order was prepared, and before it is committed. */
@Timeout(120)
class CheckoutCrashIT {
  private static final String STATE =
      "select id || '/' || revision || '/' || doc from checkout order by id";

  @Test
  void anOrderThatWasOnlyPreparedLeavesNothing() {
    try (CheckoutFixture shop = new CheckoutFixture()) {
      Caller buyer = shop.visitor();
      UUID stock = shop.stocks("vase", 500, 3);
      String id = shop.create(buyer, line("vase", 2)).id();
      List<String> before = shop.query(STATE);
      CheckoutFixture.await(shop.committer.close());
      assertThrows(
          IllegalStateException.class, () -> CheckoutFixture.await(shop.placing(buyer, id)));
      assertEquals(before, shop.query(STATE));
      assertEquals(3, shop.left(stock));
      assertEquals(List.of("0"), shop.query("select count(*) from orders"));
      assertEquals(List.of("0"), shop.query("select count(*) from stock_movement"));
      assertEquals(List.of("created"), shop.query("select slug from outbox"));
    }
  }
}
