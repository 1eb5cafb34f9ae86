package io.cartwright.race;

import static io.cartwright.race.Shop.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.TestEngine;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One product, fewer units than attempts to buy one: exactly what there is gets sold. {@code
 * -Dcartwright.long=true} sells 10,000 units in 100,000 attempts of 500 visitors.
 */
@Timeout(1_200)
class FlashSaleIT {
  private static final boolean LONG = Boolean.getBoolean("cartwright.long");
  private static final int UNITS = LONG ? 10_000 : 500;
  private static final int ATTEMPTS = LONG ? 100_000 : 5_000;
  private static final int VISITORS = LONG ? 500 : 100;
  private static final Set<String> REFUSALS = Set.of("FULL_OUT_OF_STOCK", "PARTIAL_OUT_OF_STOCK");

  private final Map<String, Integer> refused = new ConcurrentHashMap<>();
  private final Set<String> sold = ConcurrentHashMap.newKeySet();
  private Shop shop;
  private String product;

  @Test
  void sellsExactlyWhatThereIs() {
    TestEngine engine = TestEngine.start(Map.of());
    try {
      shop = new Shop(List.of(engine));
      product = shop.product(UNITS);
      List<String> visitors = shop.visitors(VISITORS);
      Shop.atOnce(VISITORS, i -> attempts(visitors.get(i), ATTEMPTS / VISITORS));

      assertTrue(REFUSALS.containsAll(refused.keySet()), refused::toString);
      assertEquals(UNITS, sold.size());
      assertEquals(ATTEMPTS - UNITS, refused.values().stream().mapToInt(Integer::intValue).sum());
      Books books = new Books(engine.database());
      assertEquals(sold, new HashSet<>(books.orders().values()));
      assertEquals(List.of("0"), books.column("select value from tally where key = " + item()));
      assertEquals(
          List.of("0 " + UNITS),
          books.column(
              "select sum(delta) || ' ' || count(*) filter (where delta = -1)"
                  + " from stock_movement where inventory_item_id::text = "
                  + item()));
      books.check();
    } finally {
      engine.close();
    }
  }

  private String item() {
    return "(select id::text from inventory_item where product_id = '" + product + "')";
  }

  /** A visitor's attempts, one after the other. */
  private CompletableFuture<Void> attempts(String visitor, int count) {
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (int i = 0; i < count; i++) all = all.thenCompose(done -> attempt(visitor));
    return all;
  }

  private CompletableFuture<Void> attempt(String visitor) {
    return shop.checkout(visitor, line(product, 1), null)
        .thenCompose(
            made ->
                made.ok()
                    ? shop.order(visitor, made.text("/checkout/id"))
                    : CompletableFuture.completedFuture(made))
        .thenAccept(this::note);
  }

  private void note(Answer answer) {
    if (answer.ok()) {
      sold.add(answer.text("/orderId"));
    } else {
      refused.merge(answer.code(), 1, Integer::sum);
    }
  }
}
