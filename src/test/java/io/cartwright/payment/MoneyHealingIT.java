package io.cartwright.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.order.OrderFixture;
import io.cartwright.order.money.MoneyFixture;
import io.cartwright.order.money.RefundCalls;
import io.cartwright.payment.PointProvider.Point;
import io.cartwright.wire.common.PaymentStatus;
import io.cartwright.wire.orderbilling.CaptureAuthorizedPaymentsRequest;
import io.cartwright.wire.orderbilling.OrderBillingApi;
import io.cartwright.wire.orderbilling.PaymentCapture;
import io.cartwright.wire.orderbilling.VoidAuthorizedPaymentsRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever a capture, void or refund is cut off, it is made once in the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class MoneyHealingIT {
  private MoneyFixture money;
  private PointProvider provider;

  @BeforeAll
  void open() {
    money = new MoneyFixture(false);
    OrderFixture o = money.orders;
    PaymentSettings settings =
        new PaymentSettings(
            Duration.ofMillis(300),
            500,
            10_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            Duration.ZERO);
    o.deploy(
        new PaymentVerticle(
            o.bus,
            o.pools,
            o.committer,
            o.clock,
            o.ids,
            settings,
            sandbox -> {
              provider = new PointProvider(sandbox);
              return List.of(provider);
            }));
  }

  @AfterAll
  void shut() {
    money.close();
  }

  private UUID paid(String token) {
    UUID order = money.unpaid();
    assertEquals("done", money.pay(order, PointProvider.NAME, token));
    return order;
  }

  private void assertHealed(UUID order, PaymentStatus status, String kind) {
    provider.point = Point.NEVER;
    assertEquals(List.of(), money.audit(order), "while it is open");
    money.heal();
    money.heal();
    assertEquals(status, money.orders.transactions(order).payments().get(0).status());
    assertEquals(List.of(), money.audit(order));
    assertEquals(
        List.of(kind),
        money.orders.column(
            "select m ->> 'kind' from sandbox_payment, json_array_elements(doc::json -> 'moves') m"
                + " where order_id = '"
                + order
                + "'"),
        "made once");
    assertEquals(
        List.of("DONE"),
        money.orders.column("select state from money_move where order_id = '" + order + "'"));
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void aRefundIsMadeOnce(Point point) {
    UUID order = paid("tok_approve");
    provider.point = point;
    assertEquals("done", RefundCalls.refund(money, order, "50.00"));
    assertHealed(order, PaymentStatus.REFUNDED, "REFUND");
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void aCaptureIsMadeOnce(Point point) {
    UUID order = paid("tok_authorize");
    provider.point = point;
    PaymentCapture all = new PaymentCapture(money.payment(order), null);
    assertEquals(
        "done",
        money.code(
            OrderBillingApi.CAPTURE_AUTHORIZED_PAYMENTS,
            new CaptureAuthorizedPaymentsRequest(order.toString(), List.of(all))));
    assertHealed(order, PaymentStatus.APPROVED, "CAPTURE");
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void aVoidIsMadeOnce(Point point) {
    UUID order = paid("tok_authorize");
    provider.point = point;
    assertEquals(
        "done",
        money.code(
            OrderBillingApi.VOID_AUTHORIZED_PAYMENTS,
            new VoidAuthorizedPaymentsRequest(order.toString(), List.of(money.payment(order)))));
    assertHealed(order, PaymentStatus.VOIDED, "VOID");
  }
}
