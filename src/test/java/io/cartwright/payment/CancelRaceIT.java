package io.cartwright.payment;

import static io.cartwright.order.OrderFixture.await;
import static io.cartwright.order.OrderFixture.awaitAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cartwright.bus.Outcome;
import io.cartwright.order.OrderExpiry;
import io.cartwright.order.OrderFixture;
import io.cartwright.order.OrderQuestions;
import io.cartwright.order.OrderQuestions.StockTake;
import io.cartwright.wire.own.payment.PayOrderRequest;
import io.cartwright.wire.own.payment.PayOrderResponse;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Orders that are paid for at the moment in which they are canceled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class CancelRaceIT {
  private static final int ROUNDS = Boolean.getBoolean("cartwright.long") ? 500 : 25;
  private static final int ORDERS = 8;

  /** About how long it takes to cancel them. */
  private static final int APART_MAX_MS = 30;

  private static final PaymentSettings SETTINGS =
      new PaymentSettings(
          Duration.ofSeconds(5),
          500,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          Duration.ofMillis(5));

  private OrderFixture fixture;
  private PaymentHealerVerticle healer;

  @BeforeAll
  void open() {
    fixture = new OrderFixture();
    fixture.deploy(
        new PaymentVerticle(
            fixture.bus, fixture.pools, fixture.committer, fixture.clock, fixture.ids, SETTINGS));
    healer =
        new PaymentHealerVerticle(
            fixture.bus,
            fixture.pools,
            fixture.committer,
            fixture.clock,
            fixture.ids,
            SETTINGS,
            sandbox -> List.of());
    fixture.deploy(healer);
  }

  @AfterAll
  void shut() {
    fixture.close();
  }

  @Test
  void anOrderIsPaidOrCanceledAndNotBoth() {
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      UUID item = fixture.stocked(ORDERS);
      List<UUID> orders = new ArrayList<>();
      for (int i = 0; i < ORDERS; i++) orders.add(unpaid(item));
      fixture.clock.move(Duration.ofHours(2));

      CompletableFuture<Void> expiring =
          CompletableFuture.runAsync(() -> new OrderExpiry(fixture).run(Duration.ofMinutes(30)));
      List<Future<Outcome<PayOrderResponse>>> paying = new ArrayList<>();
      for (UUID order : orders) {
        paying.add(
            fixture
                .vertx
                .timer(1 + random.nextInt(APART_MAX_MS), TimeUnit.MILLISECONDS)
                .compose(now -> pay(order)));
      }
      awaitAll(paying);
      expiring.join();
      fixture.clock.move(Duration.ofMinutes(2));
      await(healer.heal());

      long paid = orders.stream().filter(this::isPaid).count();
      assertEquals(ORDERS - paid, fixture.stock(item), "what is not paid is back");
    }
  }

  private UUID unpaid(UUID item) {
    StockTake one = new StockTake(item, "line", 1, false);
    var ask = fixture.place(fixture.checkout(), "10.00", List.of(one), List.of());
    return await(fixture.ask(OrderQuestions.PLACE, fixture.system(), ask)).orNull().orderId();
  }

  private Future<Outcome<PayOrderResponse>> pay(UUID order) {
    return fixture.ask(
        PaymentOperations.PAY_ORDER,
        fixture.visitor(),
        PayOrderRequest.builder()
            .orderId(order.toString())
            .provider("sandbox")
            .paymentToken("tok_approve")
            .build());
  }

  /** True when it is paid, false when it is canceled, each with all that belongs to it. */
  private boolean isPaid(UUID order) {
    String id = " where order_id = '" + order + "'";
    List<String> taken = fixture.column("select doc::json ->> 'state' from sandbox_payment" + id);
    List<String> entries = fixture.column("select kind from money_entry" + id);
    switch (fixture.order(order).status()) {
      case APPROVED -> {
        assertEquals(List.of("APPROVED"), taken);
        assertEquals(List.of("APPROVED"), entries);
        return true;
      }
      case CANCELED -> {
        assertTrue(taken.isEmpty() || taken.equals(List.of("UNDONE")), taken::toString);
        assertEquals(List.of(), entries);
        return false;
      }
      default -> throw new AssertionError(fixture.order(order).status());
    }
  }
}
